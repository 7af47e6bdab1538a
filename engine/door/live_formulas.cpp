#include "engine/door/live_formulas.h"

#include "engine/door/documents.h"

namespace presave::door {

void LiveFormulas::forget(const rules::Dependents& field) {
  for (const std::uint32_t slot : field.computed) shown_->forget_computed(slot);
}

void LiveFormulas::forget_all() {
  for (std::uint32_t slot = 0; slot < written_.size(); ++slot) shown_->forget_computed(slot);
}

void LiveFormulas::write_changes(JsonText& out, const std::vector<std::uint32_t>& slots) {
  const run::Layout& layout = record_->rules.layout();
  std::vector<std::uint32_t> unknown;
  bool any = false;
  for (const std::uint32_t slot : slots) {
    const run::Slot& place = layout[slot];
    if (!place.of_record) continue;
    const Value value = shown_->value(slot);
    std::string text = value.kind() == ValueKind::kNotLoaded ? std::string() : shown_value(value, *place.field);
    if (text == written_[slot]) continue;
    written_[slot] = std::move(text);
    if (written_[slot].empty()) {
      unknown.push_back(slot);
      continue;
    }
    if (!any) out.begin_object("formulaFields");
    any = true;
    out.json(place.path, written_[slot]);
  }
  if (any) out.end_object();
  if (unknown.empty()) return;
  out.begin_array("unknownFormulaFields");
  for (const std::uint32_t slot : unknown) out.item(std::string_view(layout[slot].path));
  out.end_array();
}

void LiveFormulas::restart(rules::Record& record) {
  record_ = &record;
  shown_.emplace(rules::State::as_shown(record.present));
  written_.resize(record.rules.layout().size());
}

std::vector<std::uint32_t> LiveFormulas::all() const {
  std::vector<std::uint32_t> slots;
  for (std::uint32_t slot = 0; slot < written_.size(); ++slot) {
    if (record_->rules.layout()[slot].of_record && record_->rules.layout()[slot].program) slots.push_back(slot);
  }
  return slots;
}

}  // namespace presave::door
