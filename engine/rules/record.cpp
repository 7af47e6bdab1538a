#include "engine/rules/record.h"

#include "engine/base/ascii.h"

namespace presave::rules {

State::State(const RuleSet& rules, run::Machine& machine, const functions::Context& context)
    : rules_(rules), machine_(machine), context_(context) {
  values.reserve(rules.layout().size());
  for (std::uint32_t slot = 0; slot < rules.layout().size(); ++slot) values.push_back(Value::not_loaded(slot));
}

Value State::late(std::uint32_t slot) {
  const run::Slot& place = rules_.layout()[slot];
  std::optional<std::uint32_t> program = place.program;
  if (view_ == functions::View::kApi && place.api_program) program = place.api_program;
  if (!program && use_defaults_) program = place.default_program;
  if (!program) return Value::not_loaded(slot);
  Value value = machine_.run(rules_.programs()[*program], *this, context_).value;
  // A formula of return type Date may give a DateTime. A formula field takes its date in GMT, a default the
  // user's.
  if (place.type == Type::kDate && value.kind() == ValueKind::kDateTime) {
    const bool users = !place.program && context_.zone;
    value = Date{(users ? *context_.zone : Zone()).day_at(value.instant().ms)};
  }
  if (value.kind() == ValueKind::kNotLoaded) return Value::not_loaded(slot);
  values[slot] = value;
  return value;
}

State State::as_shown(const State& state) {
  State shown = state;
  shown.view_ = functions::View::kApi;
  const run::Layout& layout = state.rules_.layout();
  for (std::uint32_t slot = 0; slot < layout.size(); ++slot) {
    if (layout[slot].of_record && layout[slot].program) shown.values[slot] = Value::not_loaded(slot);
  }
  return shown;
}

Record::Record(const RuleSet& rule_set, Operation kind) : rules(rule_set), operation(kind) {
  context.zone = &zone;
  context.is_new = kind == Operation::kInsert;
  context.has_prior = !context.is_new;
  present.before = &before;
}

void Record::complete() {
  const run::Layout& layout = rules.layout();
  const bool is_new = operation == Operation::kInsert;
  for (std::uint32_t slot = 0; slot < layout.size(); ++slot) {
    const run::Slot& place = layout[slot];
    if (place.global || (place.field && place.field->is_formula())) continue;
    if (is_new) {
      before.values[slot] = Value();  // there was nothing before
      const bool has_default = place.default_program.has_value();
      if (place.of_record && !present.is_loaded(slot) && !has_default) present.values[slot] = Value();
    } else if (!present.is_loaded(slot) && before.is_loaded(slot)) {
      present.values[slot] = before.values[slot];
    }
  }
  if (is_new) present.use_defaults();
  blank_orphans(present);
  blank_orphans(before);
}

// The lookup field that leads to a slot's parent: the slot of "Program__c" for "Program__r.StartDate__c".
void Record::blank_orphans(State& state) {
  const run::Layout& layout = rules.layout();
  for (std::uint32_t slot = 0; slot < layout.size(); ++slot) {
    const run::Slot& place = layout[slot];
    if (place.of_record || place.global || state.is_loaded(slot)) continue;
    for (std::uint32_t lookup = 0; lookup < layout.size(); ++lookup) {
      const run::Slot& candidate = layout[lookup];
      if (!candidate.field || candidate.field->relationship_name.empty() || !state.is_loaded(lookup)) continue;
      if (!state.values[lookup].is_blank()) continue;
      const std::string step = std::string(candidate.prefix()) + candidate.field->relationship_name + ".";
      if (place.path.starts_with(step)) state.values[slot] = Value();
    }
  }
}

}  // namespace presave::rules
