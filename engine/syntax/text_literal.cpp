#include "engine/syntax/text_literal.h"

namespace presave::syntax {
namespace {

// Calls `take(place in the literal, byte)` for each byte of the text that it stands for.
template <class Take>
void each_byte(std::string_view quoted, Take take) {
  for (std::size_t i = 1; i + 1 < quoted.size();) {
    const bool translated = quoted[i] == '\\' && (quoted[i + 1] == '"' || quoted[i + 1] == '\\');
    const std::size_t count = translated ? 2 : 1;
    take(i, quoted[i + count - 1]);
    i += count;
  }
}

}  // namespace

std::string unescaped(std::string_view quoted) {
  std::string out;
  out.reserve(quoted.size());
  each_byte(quoted, [&](std::size_t, char c) { out += c; });
  return out;
}

std::size_t position_in_literal(std::string_view quoted, std::size_t position) {
  std::size_t found = quoted.size() - 1;
  std::size_t at = 0;
  each_byte(quoted, [&](std::size_t source, char) {
    if (at++ == position) found = source;
  });
  return found;
}

}  // namespace presave::syntax
