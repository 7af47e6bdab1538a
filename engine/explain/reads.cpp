#include "engine/explain/reads.h"

namespace presave::explain {

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
  if (place.program) return add(rules_.programs()[*place.program], prior);
  (prior ? reads_.prior : reads_.present).push_back(slot);
}

}  // namespace presave::explain
