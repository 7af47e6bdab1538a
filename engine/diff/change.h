// What changed between two states of an org, in words: for people who review a change before it is deployed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/schema/org.h"

namespace presave::diff {

enum class Action : std::uint8_t { kAdded, kRemoved, kChanged };

/// What a change means for records that are saved afterwards.
enum class Effect : std::uint8_t {
  kStricter,  ///< records are refused that were accepted
  kLooser,    ///< records are accepted that were refused
  kEither,    ///< one, the other or both: it cannot be told
  kNone,      ///< only words, or what is offered, change
};

std::string_view name_of(Action action);  ///< "added"
std::string_view name_of(Effect effect);  ///< "stricter"

struct Change {
  std::string object;  ///< empty: of the org as a whole
  std::string kind;    ///< "validation rule", "field", "record type", "label", …
  std::string name;    ///< of the rule or field; empty: the object itself
  Action action = Action::kChanged;
  Effect effect = Effect::kNone;
  std::string what;    ///< a sentence without its full stop: "now also refuses Amount__c > 10"
  std::string before;  ///< the text that changed (a formula, a message); empty where the sentence says it all
  std::string after;
  schema::Source source;  ///< in the later state; of what was removed, in the earlier one
};

/// Every change, by object and name.
std::vector<Change> compare(const schema::Org& before, const schema::Org& after);

}  // namespace presave::diff
