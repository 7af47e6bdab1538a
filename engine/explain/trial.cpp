#include "engine/explain/trial.h"

#include <algorithm>

namespace presave::explain {
namespace {

// A parent's field means something only where the lookups lead to a parent.
void lead_to(rules::State& state, const run::Layout& layout, std::optional<std::uint32_t> lookup) {
  for (; lookup; lookup = layout[*lookup].lookup) {
    if (!state.is_loaded(*lookup) || state.values[*lookup].is_blank()) state.values[*lookup] = Text(kSomeId);
    state.set_parent(*lookup, true);
  }
}

}  // namespace

std::unique_ptr<rules::Record> record_with(const rules::RuleSet& rules, const Given& given, const Changes& changes) {
  auto record = std::make_unique<rules::Record>(rules, given.operation);
  given.fill(*record);
  for (const Change& change : changes) {
    rules::State& state = change.prior ? record->before : record->present;
    state.values[change.slot] = change.value;
    lead_to(state, rules.layout(), rules.layout()[change.slot].lookup);
    const auto is_changed = [&](const rules::Misfit& misfit) { return misfit.slot == change.slot; };
    if (!change.prior) std::erase_if(record->misfits, is_changed);
  }
  record->complete();
  return record;
}

RuleTrial::RuleTrial(const schema::Org& org, const rules::RuleSet& rules, const rules::Rule& rule)
    : org_(org), rules_(rules), rule_(rule), formula_(*formula_of(org, rules, rule)), reads_(rules) {
  reads_.add(*rule.program);
  open(*rule.program);
}

void RuleTrial::open(const program::Program& program) {
  for (const std::vector<std::uint32_t>* slots : {&program.slots, &program.prior_slots}) {
    for (const std::uint32_t slot : *slots) {
      const bool known = std::any_of(opened_.begin(), opened_.end(), [&](const Opened& one) { return one.slot == slot; });
      const std::optional<std::uint32_t> inner = rules_.layout()[slot].program;
      if (known || !inner) continue;
      if (std::optional<Formula> formula = formula_of(org_, rules_, slot)) {
        opened_.push_back({slot, *std::move(formula)});
        open(rules_.programs()[*inner]);
      }
    }
  }
}

run::Trace RuleTrial::run(rules::Record& record) const {
  return run::run_traced(record.machine, formula_.traced, formula_.tree.size(), record.present, record.context);
}

std::vector<Traced> RuleTrial::run_all(rules::Record& record) const {
  std::vector<Traced> out;
  out.push_back({&formula_, run(record)});
  for (const Opened& one : opened_) {
    out.push_back({&one.formula, run::run_traced(record.machine, one.formula.traced, one.formula.tree.size(),
                                                 record.present, record.context)});
  }
  return out;
}

}  // namespace presave::explain
