// The memory window between JavaScript and the engine: text crosses as UTF-8 bytes in one reused input
// buffer and one reused output buffer, never as Embind strings, which cost a call for every character where
// Lightning Web Security stands between.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace presave::wasm {

/// One input and one output buffer. JavaScript writes the input through window(); the answer stays in
/// output() until the next one is posted.
class Mailbox {
 public:
  /// Room for `bytes` of input, never null. It stays where it is until more is asked for or it is released.
  char* window(std::size_t bytes);
  /// The first `length` bytes of the window, or all of it where it is smaller.
  std::string_view input(std::size_t length) const;
  /// Gives a large window back to the heap: a bundle is read once, requests are small.
  void release_large_window();

  /// Replaces the answer.
  void post(std::string answer) { output_ = std::move(answer); }
  const std::string& output() const { return output_; }

 private:
  std::unique_ptr<char[]> window_;
  std::size_t capacity_ = 0;
  std::string output_;
};

}  // namespace presave::wasm
