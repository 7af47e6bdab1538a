#include "engine/value/arena.h"

#include <algorithm>
#include <cstring>

namespace presave {
namespace {
constexpr std::size_t kFirstBlock = 4096;
}

char* Arena::take(std::size_t size) {
  if (size > limits::kTextBytes || size > most_ - total_) return nullptr;
  if (blocks_.empty() || blocks_.back().size - used_ < size) {
    const std::size_t last = blocks_.empty() ? kFirstBlock / 2 : blocks_.back().size;
    const std::size_t fresh = std::max(last * 2, size);
    blocks_.push_back({std::unique_ptr<char[]>(new char[fresh]), fresh});
    used_ = 0;
  }
  char* start = blocks_.back().bytes.get() + used_;
  used_ += size;
  total_ += size;
  return start;
}

std::optional<Text> Arena::copy(std::string_view text) {
  char* start = take(text.size());
  if (!start) return std::nullopt;
  if (!text.empty()) std::memcpy(start, text.data(), text.size());
  return Text(std::string_view(start, text.size()));
}

void Arena::forget() {
  if (blocks_.size() > 1) blocks_.resize(1);
  used_ = 0;
  total_ = 0;
}

}  // namespace presave
