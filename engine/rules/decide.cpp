#include "engine/rules/decide.h"

#include <utility>

#include "engine/base/join.h"
#include "engine/rules/words.h"

namespace presave::rules {
namespace {

// The paths a program reads that are not there, through formula fields down to what a caller can load.
class Missing {
 public:
  explicit Missing(const Record& record)
      : record_(record), seen_present_(record.rules.layout().size()), seen_before_(seen_present_) {}

  void collect(const program::Program& program, const State& state) {
    for (const std::uint32_t slot : program.slots) visit(slot, state);
    for (const std::uint32_t slot : program.prior_slots) visit(slot, record_.before);
  }

  std::vector<std::string> paths;

 private:
  // Each slot once: formula fields that share what they read would be walked again and again.
  void visit(std::uint32_t slot, const State& state) {
    const bool prior = &state == &record_.before;
    std::vector<bool>& seen = prior ? seen_before_ : seen_present_;
    if (state.is_loaded(slot) || seen[slot]) return;
    seen[slot] = true;
    const run::Slot& place = record_.rules.layout()[slot];
    if (const auto program = state.program_of(slot)) collect(record_.rules.programs()[*program], state);
    else paths.push_back(prior ? join({"PRIORVALUE(", place.path, ")"}) : place.path);
  }

  const Record& record_;
  std::vector<bool> seen_present_;
  std::vector<bool> seen_before_;
};

std::string listed(const std::vector<std::string>& missing) {
  std::string list;
  for (const std::string& path : missing) {
    if (!list.empty()) list += ", ";
    list += path;
  }
  return list;
}

// A rule whose evaluation ended before something that is not there: `unanswered` calls of the host, or values. A
// formula field may have asked for either.
Undetermined undetermined_for_want(const Record& record, const Rule& rule, const std::vector<Unanswered>& unanswered,
                                   bool host_needed) {
  const std::string& name = rule.source->name;
  if (!unanswered.empty()) {
    std::vector<std::string> calls;
    for (const Unanswered& question : unanswered) calls.push_back(question.call);
    std::string why =
        join({listed(calls), " has no answer here: give it in the context's ", unanswered.front().member, "."});
    return {name, std::move(calls), std::move(why)};
  }
  if (host_needed) return {name, {}, "Only Salesforce can answer a function of this rule."};
  Missing missing(record);
  missing.collect(*rule.program, record.present);
  if (missing.paths.empty()) return {name, {}, "A formula field it reads cannot be computed here."};
  std::string why = join({listed(missing.paths), missing.paths.size() == 1 ? " is not loaded." : " are not loaded."});
  return {name, std::move(missing.paths), std::move(why)};
}

}  // namespace

void decide_rule(Record& record, const Rule& rule, Outcome& outcome) {
  const schema::ValidationRule& source = *rule.source;
  if (!rule.program) {
    outcome.undetermined.push_back(
        {source.name, {}, join({"The rule's formula cannot be used here: ", rule.diagnostics.front().message})});
    return;
  }
  record.answers.take_unanswered();  // defaults may have asked
  const run::Ending ending = record.machine.run(*rule.program, record.present, record.context, record.scratch);
  record.scratch.reset();  // the value of a rule is no text
  const std::vector<Unanswered> unanswered = record.answers.take_unanswered();
  if (record.is_undelete && (ending.value.is_true() || ending.value.is_fault())) {
    outcome.undetermined.push_back({source.name, {}, "The rule would refuse the record when it is saved; whether it "
                                                     "keeps it from being restored only Salesforce can say."});
  } else if (ending.value.is_true()) {
    outcome.failures.push_back({Kind::kValidationRule, source.name, "FIELD_CUSTOM_VALIDATION_EXCEPTION", source.field,
                                std::string(message_of(record, source)), source.source});
  } else if (ending.value.is_fault() && ending.value.fault() == EvalFault::kNotSupported) {
    outcome.undetermined.push_back({source.name, {}, std::string(entry_of(EvalFault::kNotSupported).sentence)});
  } else if (ending.value.is_fault()) {
    outcome.faulted.push_back({source.name, ending.value.fault()});
  } else if (ending.value.kind() == ValueKind::kNotLoaded) {
    outcome.undetermined.push_back(undetermined_for_want(record, rule, unanswered, ending.host_needed));
  }
}

Outcome decide(Record& record) {
  Outcome outcome;
  check_constraints(record, outcome);
  for (const Rule& rule : record.rules.rules()) decide_rule(record, rule, outcome);
  return outcome;
}

}  // namespace presave::rules
