#include "engine/explain/trial.h"

#include <algorithm>

namespace presave::explain {
namespace {

// A traced run, with the room for what it shows.
run::Trace traced_run(const Formula& formula, rules::Record& record) {
  constexpr std::uint64_t kStepsOfNode = 4;
  if (Meter* meter = record.machine.meter()) meter->spend(kStepsOfNode * formula.tree.size());
  return run::run_traced(record.machine, formula.traced, formula.tree.size(), record.present, record.context);
}

// A parent's field means something only where the lookups lead to a parent.
void lead_to(rules::State& state, const run::Layout& layout, std::optional<std::uint32_t> lookup) {
  for (; lookup; lookup = layout[*lookup].lookup) {
    if (!state.is_loaded(*lookup) || state.values[*lookup].is_blank()) state.values[*lookup] = Text(kSomeId);
    state.set_parent(*lookup, true);
  }
}

}  // namespace

std::unique_ptr<rules::Record> record_with(const rules::RuleSet& rules, const Given& given, const Changes& changes,
                                           Meter* meter) {
  constexpr std::uint64_t kStepsOfSlot = 6;
  auto record = std::make_unique<rules::Record>(rules, given.operation);
  if (meter) {
    meter->spend(given.steps + kStepsOfSlot * rules.layout().size());
    record->machine.count(*meter);
  }
  record->answers.note_questions();
  given.fill(*record);
  for (const Change& change : changes) {
    if (change.is_answer()) {
      if (change.slot == run::kNoSlot) record->answers.give_rate(change.key, change.value);
      else record->answers.give_field(change.slot, change.key, change.value);
      continue;
    }
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
    : RuleTrial(FormulaReader(org, rules), rules, rule) {}

RuleTrial::RuleTrial(FormulaReader formulas, const rules::RuleSet& rules, const rules::Rule& rule)
    : rules_(rules), rule_(rule), formula_(*formulas.read(rule)), reads_(rules) {
  reads_.add(*rule.program);
  open(formulas, *rule.program);
}

void RuleTrial::open(FormulaReader& formulas, const program::Program& program) {
  for (const std::vector<std::uint32_t>* slots : {&program.slots, &program.prior_slots}) {
    for (const std::uint32_t slot : *slots) {
      const bool known = std::any_of(opened_.begin(), opened_.end(), [&](const Opened& one) { return one.slot == slot; });
      const std::optional<std::uint32_t> inner = rules_.layout()[slot].program;
      if (known || !inner) continue;
      if (std::optional<Formula> formula = formulas.read(slot)) {
        opened_.push_back({slot, *std::move(formula)});
        open(formulas, rules_.programs()[*inner]);
      }
    }
  }
}

run::Trace RuleTrial::run(rules::Record& record) const {
  return traced_run(formula_, record);
}

std::vector<Traced> RuleTrial::run_all(rules::Record& record) const {
  std::vector<Traced> out;
  out.push_back({&formula_, run(record)});
  for (const Opened& one : opened_) {
    out.push_back({&one.formula, traced_run(one.formula, record)});
  }
  return out;
}

}  // namespace presave::explain
