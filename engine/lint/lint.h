// What an org's rules say that their authors can hardly have meant: rules that never or always fire, values
// that do not exist, ids written into formulas. A formula that compiles may still be wrong; this room looks
// for that, and only says what it can show to be so.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/schema/org.h"

namespace presave::lint {

enum class Severity : std::uint8_t {
  kError,    ///< the rule does not do what a rule is for
  kWarning,  ///< a part of it has no effect, or will hurt
  kNote,     ///< it works, and could be said better
};

/// "error", "warning", "note": as SARIF calls them, too.
std::string_view name_of(Severity severity);

/// One thing that is looked for.
struct Rule {
  std::string_view code;  ///< "never-fires"
  Severity severity;
  std::string_view finds;   ///< what is wrong, in general: a sentence
  std::string_view advice;  ///< what to do about it: a sentence
};

/// Every rule of the linter, by code.
std::span<const Rule> rules();
/// The rule of that code, which there must be.
const Rule& rule_named(std::string_view code);

/// One place that a rule speaks of.
struct Finding {
  const Rule* rule = nullptr;
  std::string object;
  std::string name;          ///< of the validation rule or field whose formula it is
  std::string message;       ///< what is wrong here: a sentence
  std::string advice;        ///< what to do here: the rule's own advice, or a better one
  std::string_view formula;  ///< in the org that was looked through
  std::uint32_t begin = 0;   ///< where in the formula, in bytes
  std::uint32_t end = 0;
  schema::Source source;  ///< where the formula begins
};

/// Looks through every active validation rule, formula field and default value. Findings come by object, then
/// by formula, then by place; the org must outlive them.
std::vector<Finding> look_through(const schema::Org& org);

}  // namespace presave::lint
