// How foreign data writes numbers, dates and words for yes and no. Read to the letter: what does not fit is no value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/value/decimal.h"
#include "engine/value/value.h"

namespace presave::transform {

/// A number's separators, from an example: "1.234,56".
class NumberPattern {
 public:
  /// None where the example does not tell which separator is which ("1.234").
  static std::optional<NumberPattern> of(std::string_view example);
  /// Groups, where there are any, must have three digits.
  std::optional<Decimal> read(std::string_view text) const;

 private:
  char point_ = '.';
  char group_ = '\0';  // none
};

/// The order of a date's or time's parts, from letters: "dd.MM.yyyy HH:mm".
class DatePattern {
 public:
  /// yyyy; MM or M; dd or d; HH or H; mm; ss; SSS; all but letters stand for themselves. None for other letters, for
  /// a part that stands twice, and for two-digit years, which may mean either century.
  static std::optional<DatePattern> of(std::string_view letters);

  bool has_date() const { return seen("yMd"); }
  bool has_time() const { return seen("Hm"); }
  bool has_any_date() const { return parts_.find_first_of("yMd") != std::string::npos; }
  bool has_any_time() const { return parts_.find_first_of("HmsS") != std::string::npos; }

  /// An instant in UTC; a pattern without a date means 1970-01-01, one without a time midnight.
  std::optional<DateTime> read(std::string_view text) const;

 private:
  struct Step {
    char part;  ///< 'y', 'M', 'd', 'H', 'm', 's', 'S'; '\0' for a character that stands for itself
    char literal;
    int least;
    int most;
  };
  bool seen(std::string_view parts) const;

  std::vector<Step> steps_;
  std::string parts_;  // that occur
};

/// The words for TRUE and FALSE: "yes/no". Compared without regard to ASCII case.
struct WordPattern {
  std::string yes = "true";
  std::string no = "false";

  static std::optional<WordPattern> of(std::string_view words);
  std::optional<bool> read(std::string_view text) const;
};

}  // namespace presave::transform
