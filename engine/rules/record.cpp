#include "engine/rules/record.h"

#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/rules/org_values.h"
#include "engine/rules/record_type.h"
#include "engine/value/calendar.h"

namespace presave::rules {

State::State(const RuleSet& rules, run::Machine& machine, const functions::Context& context)
    : rules_(rules),
      machine_(machine),
      context_(context),
      known_(rules.layout().size()) {
  values.reserve(rules.layout().size());
  for (std::uint32_t slot = 0; slot < rules.layout().size(); ++slot) values.push_back(Value::not_loaded(slot));
}

std::optional<std::uint32_t> State::program_of(std::uint32_t slot) const {
  const run::Slot& place = rules_.layout()[slot];
  if (view_ == functions::View::kApi && place.api_program) return place.api_program;
  if (!place.program && use_defaults_ && known_[slot].has_default) return place.default_program;
  return place.program;
}

Value State::late(std::uint32_t slot) {
  const run::Slot& place = rules_.layout()[slot];
  const std::optional<std::uint32_t> program = program_of(slot);
  if (!program) return Value::not_loaded(slot);
  Value value = machine_.run(rules_.programs()[*program], *this, context_).value;
  // A formula of return type Date may give a DateTime. A formula field takes its date in GMT, a default the
  // user's.
  if (place.type == Type::kDate && value.kind() == ValueKind::kDateTime) {
    const bool users = !place.program && context_.zone;
    const Date date{(users ? *context_.zone : Zone()).day_at(value.instant().ms)};
    value = in_calendar(date.days) ? Value(date) : Value(EvalFault::kOutOfRange);
  }
  if (value.kind() == ValueKind::kNotLoaded) return Value::not_loaded(slot);
  values[slot] = value;
  known_[slot].computed = true;
  known_[slot].by_default = !place.program;
  return value;
}

void State::forget_computed(std::uint32_t slot) {
  if (known_[slot].computed) forget(slot);
}

void State::forget(std::uint32_t slot) {
  values[slot] = Value::not_loaded(slot);
  known_[slot].computed = false;
  known_[slot].by_default = false;
}

void State::stand_in(std::uint32_t slot, const Value& value) {
  values[slot] = value;
  known_[slot].by_default = true;
}

// In the order of slots: a lookup comes before the fields of the parent it leads to.
void State::forget_parent(std::uint32_t lookup) {
  std::vector<bool> gone(known_.size());
  gone[lookup] = true;
  known_[lookup].parent = Parent::kUnknown;
  for (std::uint32_t slot = lookup; slot < gone.size(); ++slot) {
    const auto& above = rules_.layout()[slot].lookup;
    if (!above || !gone[*above]) continue;
    gone[slot] = true;
    values[slot] = Value::not_loaded(slot);
    known_[slot] = {};
  }
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
  context.host = &answers;
  context.zone = &zone;
  context.is_new = kind == Operation::kInsert;
  context.has_prior = !context.is_new;
  present.before = &before;
}

namespace {

// A field of a parent that is known not to be there is blank, formula fields too.
void blank_orphan(State& state, std::uint32_t slot, std::optional<std::uint32_t> lookup) {
  if (!lookup) return;
  const bool known = state.is_loaded(*lookup);
  if (known ? state.values[*lookup].is_blank() : state.has_null_parent(*lookup)) state.values[slot] = Value();
}

}  // namespace

// In the order of slots: a lookup comes before the fields of the parent it leads to.
void Record::complete() {
  const run::Layout& layout = rules.layout();
  carried_.assign(layout.size(), false);
  take_org_values();
  settle_record_type(*this);
  for (std::uint32_t slot = 0; slot < layout.size(); ++slot) {
    const run::Slot& place = layout[slot];
    if (place.global) {
      before.values[slot] = present.values[slot];
    } else if (operation == Operation::kInsert) {
      complete_new(slot);
    } else {
      blank_orphan(before, slot, place.lookup);
      carry_over(slot);
    }
    blank_orphan(present, slot, place.lookup);
  }
  if (operation == Operation::kInsert) present.use_defaults();
}

// What the context gives comes first: it may know better than the bundle.
void Record::take_org_values() {
  for (const OrgValue& known : rules.org_values()) {
    if (present.is_loaded(known.slot)) continue;
    Value value = known.value;
    const std::string_view label = label_name(rules.layout()[known.slot].path);
    if (translation && !label.empty()) {
      const auto translated = translation->labels.find(label);
      if (translated != translation->labels.end()) value = Text(translated->second);
    }
    present.values[known.slot] = value;
  }
}

bool Record::is_changed(std::uint32_t slot) const {
  if (carried_[slot]) return false;
  if (operation == Operation::kInsert || !before.is_loaded(slot)) return true;
  const Value& now = present.values[slot];
  const Value& then = before.values[slot];
  const bool texts = now.kind() == ValueKind::kText && then.kind() == ValueKind::kText;
  const bool numbers = now.kind() == ValueKind::kNumber && then.kind() == ValueKind::kNumber;
  if (texts) return now.view() != then.view();
  return !numbers || !(now.number() == then.number());
}

void Record::complete_new(std::uint32_t slot) {
  before.values[slot] = Value();  // there was nothing before, and so nothing that a formula field could read
  const run::Slot& place = rules.layout()[slot];
  if (!place.of_record || place.field->is_formula() || present.is_loaded(slot)) return;
  // Something was given, though not its value: a misfit, or a lookup's parent.
  if (misfit_at(slot) || present.has_parent(slot)) return present.forbid_default(slot);
  if (!place.field->default_value.empty()) return;  // one that does not compile is unknown, not blank
  if (std::optional<Value> choice = default_of_record_type(*this, place)) present.stand_in(slot, *choice);
}

void Record::carry_over(std::uint32_t slot) {
  const run::Slot& place = rules.layout()[slot];
  if (present.is_loaded(slot) || !before.is_loaded(slot) || misfit_at(slot)) return;
  if (place.lookup && !leads_to_same_parent(*place.lookup)) return;
  // A formula field follows the fields that were given with it, and the record's own are always computed.
  if (place.field->is_formula() && (!place.lookup || present.has_parent(*place.lookup))) return;
  present.values[slot] = before.values[slot];
  carried_[slot] = true;
}

bool Record::leads_to_same_parent(std::uint32_t lookup) const {
  if (present.is_loaded(lookup) != before.is_loaded(lookup)) return false;
  if (present.is_loaded(lookup)) return present.values[lookup].view() == before.values[lookup].view();
  const std::optional<std::uint32_t> outer = rules.layout()[lookup].lookup;
  return !misfit_at(lookup) && (!outer || leads_to_same_parent(*outer));
}

void Record::clear(std::uint32_t slot) {
  std::erase_if(misfits, [&](const Misfit& misfit) { return misfit.slot == slot; });
  present.forget(slot);
  if (const auto answer = unique.find(rules.layout()[slot].path); answer != unique.end()) unique.erase(answer);
}

void Record::forget_record_type() {
  constexpr std::string_view kGlobal = "$recordtype.";
  record_type = nullptr;
  for (std::uint32_t slot = 0; slot < rules.layout().size(); ++slot) {
    const run::Slot& place = rules.layout()[slot];
    if (place.global && ascii_lower(place.path).starts_with(kGlobal)) present.values[slot] = Value::not_loaded(slot);
  }
}

void Record::put(std::uint32_t slot, const Value& value) {
  clear(slot);
  present.values[slot] = value;
  carried_[slot] = false;
}

void Record::put_misfit(Misfit misfit) {
  put(misfit.slot, Value::not_loaded(misfit.slot));
  present.forbid_default(misfit.slot);
  misfits.push_back(std::move(misfit));
}

const Misfit* Record::misfit_at(std::uint32_t slot) const {
  const auto found = std::find_if(misfits.begin(), misfits.end(), [&](const Misfit& misfit) { return misfit.slot == slot; });
  return found == misfits.end() ? nullptr : &*found;
}

void Record::forget_computed() {
  for (std::uint32_t slot = 0; slot < rules.layout().size(); ++slot) {
    present.forget_computed(slot);
    before.forget_computed(slot);
  }
}

}  // namespace presave::rules
