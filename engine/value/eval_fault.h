// The ways in which a formula fails over one record: one table of codes, names and sentences.
#pragma once

#include <cstdint>
#include <string_view>

namespace presave {

/// Why an evaluation gave no value. Salesforce shows "#Error!" for these and refuses to save when a
/// validation rule meets one.
enum class EvalFault : std::uint8_t {
  kNumericDomain,    ///< LN(0), SQRT(-1): not a number, or an infinite one
  kDivideByZero,     ///< x / 0, MOD(x, 0)
  kOutOfRange,       ///< DATE(2024, 13, 1), a power out of range, a place off the globe
  kBadDate,          ///< DATEVALUE, DATETIMEVALUE of a text that is no date
  kBadTime,          ///< a time of day out of range, or a text that is no time
  kInvalidNumber,    ///< VALUE of a text that is no number
  kBadRegex,         ///< REGEX with a pattern that does not parse
  kRegexTooComplex,  ///< REGEX that used up its budget of steps
  kNullArgument,     ///< a blank where the function demands a value
  kNotSupported,     ///< this engine does not know the answer: the rule is undetermined, not faulted
  kTextTooLong,      ///< text beyond the bounds of engine/base/limits.h
};

struct EvalFaultEntry {
  EvalFault fault;
  std::string_view name;      ///< in outcome documents
  std::string_view sentence;  ///< for people
};

inline constexpr EvalFaultEntry kEvalFaults[] = {
    {EvalFault::kNumericDomain, "numericDomain", "The result is not a number."},
    {EvalFault::kDivideByZero, "divideByZero", "Division by zero."},
    {EvalFault::kOutOfRange, "evaluation", "An argument is out of range."},
    {EvalFault::kBadDate, "dateParse", "The text is not a date or date/time."},
    {EvalFault::kBadTime, "timeRange", "The time is out of range or the text is not a time."},
    {EvalFault::kInvalidNumber, "invalidNumber", "The text is not a number."},
    {EvalFault::kBadRegex, "regexSyntax", "The regular expression is not valid."},
    {EvalFault::kRegexTooComplex, "regexTooComplex", "The regular expression is too complicated."},
    {EvalFault::kNullArgument, "nullArgument", "An argument that must have a value is blank."},
    {EvalFault::kNotSupported, "notSupported", "A function was asked for something that is not supported here."},
    {EvalFault::kTextTooLong, "textTooLong", "A text became too long."},
};

constexpr const EvalFaultEntry& entry_of(EvalFault fault) {
  return kEvalFaults[static_cast<std::uint8_t>(fault)];
}

}  // namespace presave
