#include "engine/rules/session.h"

namespace presave::rules {
namespace {

void append(Outcome& all, const Outcome& part) {
  all.failures.insert(all.failures.end(), part.failures.begin(), part.failures.end());
  all.undetermined.insert(all.undetermined.end(), part.undetermined.begin(), part.undetermined.end());
  all.faulted.insert(all.faulted.end(), part.faulted.begin(), part.faulted.end());
  all.warnings.insert(all.warnings.end(), part.warnings.begin(), part.warnings.end());
}

}  // namespace

Session::Session(std::unique_ptr<Record> record, const std::vector<Dependents>& dependents)
    : record_(std::move(record)),
      dependents_(dependents),
      fields_(record_->rules.layout().size()),
      rules_(record_->rules.rules().size()) {
  for (std::uint32_t slot = 0; slot < fields_.size(); ++slot) check_field(*record_, slot, fields_[slot]);
  for (std::size_t i = 0; i < rules_.size(); ++i) decide_rule(*record_, record_->rules.rules()[i], rules_[i]);
  for (const Outcome& field : fields_) count(field, 1);
  for (const Outcome& rule : rules_) count(rule, 1);
}

void Session::count(const Outcome& outcome, int by) {
  refusals_ += by * static_cast<int>(outcome.failures.size() + outcome.faulted.size());
  open_ += by * static_cast<int>(outcome.undetermined.size());
}

Verdict Session::verdict() const {
  if (refusals_ > 0) return Verdict::kFail;
  return open_ > 0 ? Verdict::kUndetermined : Verdict::kPass;
}

Outcome Session::outcome() const {
  Outcome all;
  for (const Outcome& field : fields_) append(all, field);
  for (const Outcome& rule : rules_) append(all, rule);
  return all;
}

std::vector<Revision> Session::set(std::uint32_t slot, const std::optional<Value>& value, std::string shown) {
  for (const std::uint32_t computed : dependents_[slot].computed) record_->present.forget_computed(computed);
  if (value) record_->put(slot, *value);
  else record_->put_misfit({slot, std::move(shown)});
  std::vector<Revision> revisions;
  const Dependents& dependents = dependents_[slot];
  for (const std::uint32_t field : dependents.constraints) {
    Outcome fresh;
    check_field(*record_, field, fresh);
    settle(fields_[field], std::move(fresh), revisions);
  }
  for (const std::uint32_t rule : dependents.rules) {
    Outcome fresh;
    decide_rule(*record_, record_->rules.rules()[rule], fresh);
    settle(rules_[rule], std::move(fresh), revisions);
  }
  return revisions;
}

void Session::settle(Outcome& held, Outcome fresh, std::vector<Revision>& revisions) {
  if (held == fresh) return;
  count(held, -1);
  count(fresh, 1);
  revisions.push_back({std::move(held), &held});
  held = std::move(fresh);
}

std::vector<Revision> Session::changes_since(const Session& older) const {
  std::vector<Revision> revisions;
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    if (!(fields_[i] == older.fields_[i])) revisions.push_back({older.fields_[i], &fields_[i]});
  }
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    if (!(rules_[i] == older.rules_[i])) revisions.push_back({older.rules_[i], &rules_[i]});
  }
  return revisions;
}

}  // namespace presave::rules
