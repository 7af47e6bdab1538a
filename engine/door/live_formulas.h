// The formula fields of a record that is being edited, as the API shows them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/json_text.h"
#include "engine/rules/dependents.h"
#include "engine/rules/record.h"

namespace presave::door {

class LiveFormulas {
 public:
  /// Writes nothing yet. The record must outlive this, or be replaced by restart().
  explicit LiveFormulas(rules::Record& record) { restart(record); }

  /// To be called before a field's value changes.
  void forget(const rules::Dependents& field);
  /// To be called before the record's arena is emptied.
  void forget_all();
  /// Takes the new value of the field from the record.
  void take(std::uint32_t slot) {
    shown_->forget_computed(slot);
    shown_->values[slot] = record_->present.values[slot];
  }

  /// Computes these slots, and writes the members that differ from what was last written: "formulaFields", and
  /// "unknownFormulaFields" for those that cannot be computed any more.
  void write_changes(JsonText& out, const std::vector<std::uint32_t>& slots);
  /// Goes over to another record of the same rules; what was written stays known.
  void restart(rules::Record& record);
  /// All slots that hold a formula field of the record.
  std::vector<std::uint32_t> all() const;

 private:
  rules::Record* record_ = nullptr;
  std::optional<rules::State> shown_;  // always there; a State is copied, never assigned
  std::vector<std::string> written_;  // by slot; empty: unknown
};

}  // namespace presave::door
