// The values that stand for fields which a new record does not bring.
#pragma once

#include <string>
#include <vector>

#include "engine/base/json_text.h"
#include "engine/rules/record.h"

namespace presave::door {

/// Writes the member "defaults"; nothing where no default stands.
void write_defaults(JsonText& out, rules::Record& record);

/// The same while the record is edited: only what has changed since it was last said.
class LiveDefaults {
 public:
  /// Takes what stands now as said.
  explicit LiveDefaults(rules::Record& record);

  /// To be called when a field was set: its default stands no more.
  void write_change(JsonText& out, const rules::RuleSet& rules, std::uint32_t slot);
  /// To be called when the record was read anew: any default may be another.
  void write_changes(JsonText& out, rules::Record& record);

 private:
  std::vector<std::string> said_;  // by place in RuleSet::defaults(); empty: none stands
};

}  // namespace presave::door
