// Regular expressions in the dialect of java.util.regex, for REGEX(text, pattern): backtracking, a bounded
// number of steps, no recursion over the text, no exceptions. docs/decisions/regex.md says where it differs
// from Java.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "engine/base/meter.h"

namespace presave {

/// Why a pattern was refused.
struct RegexError {
  enum class Kind : std::uint8_t {
    kSyntax,       ///< java.util.regex would refuse it too
    kUnsupported,  ///< legal in Java, but not understood by this engine
    kTooLarge,     ///< beyond a bound of engine/base/limits.h
  };
  Kind kind = Kind::kSyntax;
  std::size_t position = 0;  ///< bytes before the place in the pattern
  std::string message;       ///< one sentence without a full stop: "Dangling meta character '*'"
};

namespace regex {
struct Program;
}

/// A compiled pattern. Immutable, cheap to copy, safe to share between threads.
class Regex {
 public:
  enum class Match : std::uint8_t {
    kYes,
    kNo,
    kTooComplex,  ///< the budget of limits::kRegexSteps was used up before there was an answer
  };

  /// Both pattern and text are UTF-8; a byte that is not stands for U+FFFD.
  static std::variant<Regex, RegexError> compile(std::string_view pattern);

  /// Whether the pattern matches the whole text, as Matcher.matches() does. The work goes to the meter's account.
  Match matches(std::string_view text, Meter* meter = nullptr) const;

 private:
  explicit Regex(std::shared_ptr<const regex::Program> program) : program_(std::move(program)) {}

  std::shared_ptr<const regex::Program> program_;
};

}  // namespace presave
