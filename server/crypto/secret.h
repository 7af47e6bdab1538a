// A consumer secret or a token: text that must never reach a log, a page or an error message by accident.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace presave::server::crypto {

/// Cannot be copied, compared or printed; is wiped from memory at its end.
class Secret {
 public:
  explicit Secret(std::string text);
  Secret(Secret&& other) noexcept = default;
  Secret& operator=(Secret&& other) noexcept;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret();

  /// The text itself, for cryptography only. The long name shows in a review.
  std::string_view reveal_for_cryptography() const { return {bytes_.data(), bytes_.size()}; }

 private:
  void wipe();

  std::vector<char> bytes_;  // unlike a short string, moved without leaving a copy behind
};

std::ostream& operator<<(std::ostream&, const Secret&) = delete;

}  // namespace presave::server::crypto
