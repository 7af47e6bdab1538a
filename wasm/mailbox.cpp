#include "wasm/mailbox.h"

#include <algorithm>

namespace presave::wasm {
namespace {

constexpr std::size_t kSmallestWindow = 4u << 10;     // bytes; most requests fit
constexpr std::size_t kLargestKeptWindow = 1u << 20;  // bytes; more is given back after loading a bundle

}  // namespace

char* Mailbox::window(std::size_t bytes) {
  if (!window_ || bytes > capacity_) {
    // Doubling, so that records that grow by a character do not move the window each time. The old window
    // goes first: both at once would grow the WebAssembly memory, which never shrinks.
    const std::size_t capacity = std::max({bytes, capacity_ * 2, kSmallestWindow});
    window_.reset();
    window_.reset(new char[capacity]);
    capacity_ = capacity;
  }
  return window_.get();
}

std::string_view Mailbox::input(std::size_t length) const {
  return {window_.get(), std::min(length, capacity_)};
}

void Mailbox::release_large_window() {
  if (capacity_ <= kLargestKeptWindow) return;
  window_.reset();
  capacity_ = 0;
}

}  // namespace presave::wasm
