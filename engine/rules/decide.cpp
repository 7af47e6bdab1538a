#include "engine/rules/decide.h"

#include <algorithm>

#include "engine/base/join.h"

namespace presave::rules {
namespace {

// The paths a program reads that are not there, through formula fields down to what a caller can load.
void collect_missing(const Record& record, const State& state, const program::Program& program,
                     std::vector<std::string>& missing) {
  const run::Layout& layout = record.rules.layout();
  const auto note = [&](std::string path) {
    if (std::find(missing.begin(), missing.end(), path) == missing.end()) missing.push_back(std::move(path));
  };
  const auto visit = [&](const State& side, std::uint32_t slot, bool prior) {
    if (side.is_loaded(slot)) return;
    const run::Slot& place = layout[slot];
    if (place.program) collect_missing(record, side, record.rules.programs()[*place.program], missing);
    else note(prior ? join({"PRIORVALUE(", place.path, ")"}) : place.path);
  };
  for (const std::uint32_t slot : program.slots) visit(state, slot, &state == &record.before);
  for (const std::uint32_t slot : program.prior_slots) visit(record.before, slot, true);
}

std::string why_undetermined(const std::vector<std::string>& missing) {
  std::string list;
  for (const std::string& path : missing) {
    if (!list.empty()) list += ", ";
    list += path;
  }
  return join({list, missing.size() == 1 ? " is not loaded." : " are not loaded."});
}

void decide_rule(Record& record, const Rule& rule, Outcome& outcome) {
  const schema::ValidationRule& source = *rule.source;
  if (!rule.program) {
    outcome.undetermined.push_back(
        {source.name, {}, join({"The rule's formula cannot be used here: ", rule.diagnostics.front().message})});
    return;
  }
  const run::Ending ending = record.machine.run(*rule.program, record.present, record.context);
  if (ending.value.is_true()) {
    outcome.failures.push_back(
        {Kind::kValidationRule, source.name, "FIELD_CUSTOM_VALIDATION_EXCEPTION", source.field, source.message});
  } else if (ending.value.is_fault() && ending.value.fault() == EvalFault::kNotSupported) {
    outcome.undetermined.push_back({source.name, {}, std::string(entry_of(EvalFault::kNotSupported).sentence)});
  } else if (ending.value.is_fault()) {
    outcome.faulted.push_back({source.name, ending.value.fault()});
  } else if (ending.host_needed) {
    outcome.undetermined.push_back({source.name, {}, "Only Salesforce can answer a function of this rule."});
  } else if (ending.value.kind() == ValueKind::kNotLoaded) {
    Undetermined undetermined{source.name, {}, {}};
    collect_missing(record, record.present, *rule.program, undetermined.missing);
    undetermined.why = undetermined.missing.empty() ? "A formula field it reads cannot be computed here."
                                                    : why_undetermined(undetermined.missing);
    outcome.undetermined.push_back(std::move(undetermined));
  }
}

}  // namespace

Outcome decide(Record& record) {
  Outcome outcome;
  check_constraints(record, outcome);
  for (const Rule& rule : record.rules.rules()) decide_rule(record, rule, outcome);
  return outcome;
}

}  // namespace presave::rules
