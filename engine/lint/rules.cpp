// The one list of what is looked for; docs/lint.md is asserted against it.
#include <algorithm>
#include <array>
#include <cassert>

#include "engine/lint/lint.h"

namespace presave::lint {
namespace {

using enum Severity;

constexpr std::array kRules = {
    Rule{"always-fires", kError, "The rule is TRUE for every record, so none can be saved.",
         "Deactivate the rule, or correct its condition."},
    Rule{"blank-as-zero", kWarning,
         "A formula field that treats blanks as zeros asks a number whether it is blank.",
         "Let the field treat blank fields as blanks, or compare with 0."},
    Rule{"compare-with-blank-text", kNote, "A text is compared with \"\" or NULL.",
         "Write ISBLANK(field), which says what is meant."},
    Rule{"compare-with-null", kWarning, "A comparison with NULL is never TRUE.",
         "Write ISBLANK(field) or NOT(ISBLANK(field))."},
    Rule{"constant-condition", kWarning, "A part of the condition has the same answer for every record.",
         "Correct the part, or take it out."},
    Rule{"contradictory-rules", kError, "Two rules together refuse every value.",
         "Correct one of the two rules."},
    Rule{"does-not-compile", kError, "The formula has a mistake.", "Correct the formula."},
    Rule{"formula-size", kNote, "The formula is near Salesforce's limit of size.",
         "Move a part of it into a formula field, or a rule of its own."},
    Rule{"hard-coded-id", kWarning, "A record id is written into the formula; ids differ between orgs.",
         "Compare a name instead, such as RecordType.DeveloperName, or keep the id in a custom setting."},
    Rule{"isnull-on-text", kWarning, "ISNULL and NULLVALUE never take a text for blank.",
         "Write ISBLANK or BLANKVALUE."},
    Rule{"message-too-long", kWarning, "The error message is longer than Salesforce takes.",
         "Shorten the message to 255 characters."},
    Rule{"message-without-field", kNote,
         "The rule reads one field of the record, but its message stands at the top of the page.",
         "Show the message beside the field (errorDisplayField)."},
    Rule{"name-too-long", kWarning, "The name of a rule or a field is longer than Salesforce takes.",
         "Shorten the name to 40 characters."},
    Rule{"never-fires", kError, "The rule is TRUE for no record, so it checks nothing.",
         "Deactivate the rule, or correct its condition."},
    Rule{"not-supported", kNote, "The formula uses what only Salesforce can decide.",
         "Nothing: Salesforce decides this rule itself."},
    Rule{"redundant-condition", kWarning, "A part of AND or OR changes nothing, since another part says as much.",
         "Take it out, or correct it: perhaps another field or value was meant."},
    Rule{"relationship-limit", kNote, "The formulas of an object go through nearly as many relationships as Salesforce takes.",
         "Read less through parents: in a formula field of the parent, or by copying what is needed."},
    Rule{"slow-regex", kWarning, "A regular expression can try exponentially many ways to match a text.",
         "Let only one of the repetitions take the repeated characters, or make the inner one possessive "
         "(++)."},
    Rule{"text-of-picklist", kNote, "A picklist is converted to text to compare it.",
         "Write ISPICKVAL(field, \"value\")."},
    Rule{"unknown-picklist-value", kWarning, "The picklist has no such value.",
         "Correct the value, or add it to the picklist."},
    Rule{"unreachable-case", kWarning, "A case of CASE is never chosen.",
         "Correct the case, or take it out."},
};

constexpr bool by_code() {
  for (std::size_t i = 1; i < kRules.size(); ++i) {
    if (!(kRules[i - 1].code < kRules[i].code)) return false;
  }
  return true;
}
static_assert(by_code());

}  // namespace

std::string_view name_of(Severity severity) {
  switch (severity) {
    case kError:
      return "error";
    case kWarning:
      return "warning";
    case kNote:
      return "note";
  }
  return "note";
}

std::span<const Rule> rules() {
  return kRules;
}

const Rule& rule_named(std::string_view code) {
  const auto at =
      std::find_if(kRules.begin(), kRules.end(), [&](const Rule& rule) { return rule.code == code; });
  assert(at != kRules.end() && "a rule that is not in the list");
  return *at;
}

}  // namespace presave::lint
