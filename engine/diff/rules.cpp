// Validation rules that came, went or changed.
#include <map>

#include "engine/diff/condition.h"
#include "engine/diff/recorder.h"

namespace presave::diff {
namespace {

using schema::ValidationRule;

Subject subject_of(const std::string& object, const ValidationRule& rule) {
  return {object, "validation rule", rule.name, rule.source};
}

schema::ByName<const ValidationRule*> by_name(const schema::Object& object) {
  schema::ByName<const ValidationRule*> rules;
  for (const ValidationRule& rule : object.rules) rules.emplace(rule.name, &rule);
  return rules;
}

void compare_rule(const Subject& subject, const ValidationRule& before, const ValidationRule& after,
                  Recorder& out) {
  if (before.active && !after.active) out.changed(subject, Effect::kLooser, "no longer active");
  if (!before.active && after.active) out.changed(subject, Effect::kStricter, "now active");
  if (before.formula != after.formula) {
    const ConditionChange change = compare_conditions(before.formula, after.formula);
    const bool counts = before.active && after.active;
    out.changed(subject, counts ? change.effect : Effect::kNone,
                change.what.empty() ? "the formula is spelled in another way" : change.what, before.formula,
                after.formula);
  }
  out.words(subject, "message", before.message, after.message);
  if (before.field != after.field) {
    const std::string place = after.field.empty() ? "the top of the record" : after.field;
    out.changed(subject, Effect::kNone, "the message shows at " + place, before.field, after.field);
  }
}

}  // namespace

void compare_rules(const std::string& object, const schema::Object& before, const schema::Object& after,
                   Recorder& out) {
  walk(
      by_name(before), by_name(after),
      [&](const std::string&, const ValidationRule* rule) {
        const Effect effect = rule->active ? Effect::kLooser : Effect::kNone;
        out.add(subject_of(object, *rule), Action::kRemoved, effect, rule->active ? "" : "it was not active",
                rule->formula);
      },
      [&](const std::string&, const ValidationRule* rule) {
        const Effect effect = rule->active ? Effect::kStricter : Effect::kNone;
        out.add(subject_of(object, *rule), Action::kAdded, effect, rule->active ? "" : "it is not active", {},
                rule->formula);
      },
      [&](const std::string&, const ValidationRule* old_rule, const ValidationRule* new_rule) {
        compare_rule(subject_of(object, *new_rule), *old_rule, *new_rule, out);
      });
}

}  // namespace presave::diff
