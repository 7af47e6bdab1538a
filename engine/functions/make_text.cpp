#include "engine/functions/make_text.h"

#include <cstring>

namespace presave::functions {

Answer<Text> join(Arena& arena, std::initializer_list<std::string_view> pieces) {
  std::size_t size = 0;
  for (const std::string_view piece : pieces) size += piece.size();
  if (size == 0) return {};
  char* const start = arena.take(size);
  if (!start) return EvalFault::kTextTooLong;
  char* at = start;
  for (const std::string_view piece : pieces) {
    if (piece.empty()) continue;
    std::memcpy(at, piece.data(), piece.size());
    at += piece.size();
  }
  return Text(std::string_view(start, size));
}

}  // namespace presave::functions
