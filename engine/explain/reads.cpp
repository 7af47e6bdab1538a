#include "engine/explain/reads.h"

#include <string_view>

#include "engine/base/ascii.h"

namespace presave::explain {
namespace {

// "$ObjectType.Zip__c.Fields.City__c" names a field to VLOOKUP and has no value.
bool is_field_name(std::string_view path) { return ascii_lower(path).starts_with("$objecttype."); }

}  // namespace

ReadsCollector::ReadsCollector(const rules::RuleSet& rules)
    : rules_(rules), seen_present_(rules.layout().size()), seen_prior_(rules.layout().size()) {}

void ReadsCollector::add(const program::Program& program, bool prior) {
  for (const std::uint32_t slot : program.slots) add_slot(slot, prior);
  for (const std::uint32_t slot : program.prior_slots) add_slot(slot, true);
}

// Formula fields nest at most limits::kFormulaFieldDepth levels.
void ReadsCollector::add_slot(std::uint32_t slot, bool prior) {
  std::vector<bool>& seen = prior ? seen_prior_ : seen_present_;
  if (seen[slot]) return;
  seen[slot] = true;
  const run::Slot& place = rules_.layout()[slot];
  if (is_field_name(place.path)) return;
  if (place.program) return add(rules_.programs()[*place.program], prior);
  (prior ? reads_.prior : reads_.present).push_back(slot);
}

}  // namespace presave::explain
