#include "engine/explain/propose.h"

#include <algorithm>

namespace presave::explain {
namespace {

using schema::FieldType;

constexpr std::size_t kCandidatesOfTwo = 24;  // values of each field, where two are changed
constexpr std::size_t kMostQuestions = 16;    // questions to the host that are followed for one rule
constexpr std::size_t kStartsOfTwo = 8;       // records from which two fields are changed

Changes with(const Changes& changes, Change change) {
  Changes out = changes;
  std::erase_if(out, [&](const Change& old) { 
    return old.slot == change.slot && old.prior == change.prior && old.key == change.key;
  });
  out.push_back(change);
  return out;
}

bool must_have_value(const schema::Field& field) {
  return (field.required || field.type == FieldType::kMasterDetail) && !field.is_formula() &&
         field.type != FieldType::kAutoNumber && field.type != FieldType::kSummary;
}

}  // namespace

bool ProposalSearch::Watched::all_seen() const { return std::find(seen.begin(), seen.end(), false) == seen.end(); }

ProposalSearch::ProposalSearch(const schema::Org& org, const rules::RuleSet& rules) : rules_(rules) {
  for (const rules::Rule& rule : rules.rules()) {
    if (rule.program) watched_.emplace_back(org, rules, rule);
  }
}

void ProposalSearch::add_seed(Given given) {
  seeds_.push_back(std::move(given));
  corpus_.push_back({seeds_.size() - 1, {}});
  note(corpus_.back(), nullptr);
}

void ProposalSearch::run(const Given& empty_insert, const Given& empty_update) {
  for (const Given& empty : {empty_insert, empty_update}) {
    seeds_.push_back(empty);
    const auto record = record_with(rules_, empty, {}, &meter_);
    adopt({seeds_.size() - 1, plausible(empty.operation, *record)});
  }
  search_all([&](Watched& rule) { search_one(rule, Holes::kNone); }, 3);
  search_all([&](Watched& rule) { search_two(rule); }, 2);
  search_all([&](Watched& rule) { search_one(rule, Holes::kAllowed); }, 1);
}

template <class Search>
void ProposalSearch::search_all(Search search, std::size_t rounds_left) {
  std::size_t turns = static_cast<std::size_t>(
      std::count_if(watched_.begin(), watched_.end(), [](const Watched& rule) { return !rule.all_seen(); }));
  for (Watched& rule : watched_) {
    if (rule.all_seen() || turns == 0) continue;  // another rule's record may have shown the rest of it
    const std::uint64_t work = meter_.left();
    const std::uint64_t share = work / (turns-- * rounds_left);
    meter_.allow(share);
    search(rule);
    if (meter_.is_spent() && !rule.all_seen()) gave_up_ = true;
    meter_.allow(work - (share - meter_.left()));
  }
}

std::vector<RuleGoal> ProposalSearch::open() const {
  std::vector<RuleGoal> out;
  for (const Watched& rule : watched_) {
    for (std::size_t i = 0; i < rule.goals.size(); ++i) {
      if (!rule.seen[i]) out.push_back({&rule.trial, rule.goals[i]});
    }
  }
  return out;
}

// Everything that the rules read, and everything that a record must have; what it need not have is blank. Before an
// update it is the same.
Changes ProposalSearch::plausible(rules::Operation operation, rules::Record& record) {
  std::vector<bool> wanted(rules_.layout().size());
  for (const Watched& rule : watched_) {
    for (const std::uint32_t slot : rule.trial.reads().present) wanted[slot] = true;
    for (const std::uint32_t slot : rule.trial.reads().prior) wanted[slot] = true;
  }
  Changes out;
  for (std::uint32_t slot = 0; slot < wanted.size(); ++slot) {
    const run::Slot& place = rules_.layout()[slot];
    const bool needed = place.of_record && must_have_value(*place.field);
    if ((!wanted[slot] && !needed) || (place.of_record && place.field->is_formula())) continue;
    const bool prior = operation == rules::Operation::kUpdate && !place.global;
    const bool blank = place.of_record && !needed && place.type != Type::kBoolean;
    out.push_back({slot, prior, blank ? Value() : plausible_value(place, record)});
  }
  return out;
}

Value ProposalSearch::plausible_value(const run::Slot& place, const rules::Record& record) {
  constexpr std::int32_t kNoon = 12 * 3'600'000;
  switch (place.type) {
    case Type::kNumber: return Decimal::from_int(1);
    case Type::kBoolean: return false;
    case Type::kDate: return Date{record.zone.day_at(record.context.now.ms)};
    case Type::kDateTime: return record.context.now;
    case Type::kTime: return Time{kNoon};
    case Type::kPicklist:
    case Type::kMultiPicklist:
      for (const schema::PicklistValue& value : place.field->values) {
        if (value.active) return Text(value.value);
      }
      return {};
    case Type::kText:
      if (place.field && !place.field->reference_to.empty()) return Text(kSomeId);
      if (place.field && place.field->type == FieldType::kEmail) return Text(std::string_view("a@example.com"));
      return Text(std::string_view("x"));
    default: return {};
  }
}

// Marks what the entry shows, in every rule; says what of it is new.
std::vector<RuleGoal> ProposalSearch::note(const Entry& entry, Meter* meter) {
  std::vector<RuleGoal> fresh;
  const auto record = record_with(rules_, seeds_[entry.seed], entry.changes, meter);
  for (Watched& rule : watched_) {
    const run::Trace trace = rule.trial.run(*record);
    for (std::size_t i = 0; i < rule.goals.size(); ++i) {
      if (rule.seen[i] || !shows(rule.trial.formula(), trace, rule.goals[i])) continue;
      rule.seen[i] = true;
      fresh.push_back({&rule.trial, rule.goals[i]});
    }
  }
  return fresh;
}

void ProposalSearch::adopt(Entry entry) {
  std::vector<RuleGoal> fresh = note(entry, &meter_);
  if (!fresh.empty()) found_.push_back({entry.seed, entry.changes, std::move(fresh)});
  corpus_.push_back(std::move(entry));
}

bool ProposalSearch::shows_new(Watched& rule, const Entry& entry) {
  if (done(rule)) return false;
  const auto record = record_with(rules_, seeds_[entry.seed], entry.changes, &meter_);
  const run::Trace trace = rule.trial.run(*record);
  for (std::size_t i = 0; i < rule.goals.size(); ++i) {
    if (!rule.seen[i] && shows(rule.trial.formula(), trace, rule.goals[i])) return true;
  }
  follow_question(rule, *record, entry);
  return false;
}

// A record that asks what no record has asked before shows nothing yet, but may do with an answer.
void ProposalSearch::follow_question(Watched& rule, const rules::Record& record, const Entry& entry) {
  for (const rules::Question& question : record.answers.questions()) {
    const bool known = std::find(rule.followed.begin(), rule.followed.end(), question) != rule.followed.end();
    if (known || rule.followed.size() == kMostQuestions || record.answers.answer_to(question)) continue;
    rule.followed.push_back(question);
    corpus_.push_back(entry);
  }
}

std::string_view ProposalSearch::key_of(const rules::Question& question) {
  meter_.spend(question.key.size());
  return *keys_.insert(question.key).first;
}

void ProposalSearch::add_answers(Watched& rule, rules::Record& record, const std::vector<Traced>& traced,
                                 std::size_t most, std::vector<Place>& out) {
  for (const rules::Question& question : record.answers.questions()) {
    if (out.size() > kMostQuestions + rule.trial.reads().present.size() + rule.trial.reads().prior.size()) return;
    std::vector<Value> values = rule.candidates.of_answer(question, record, traced, meter_);
    if (values.size() > most) values.resize(most);
    out.push_back({question.field, false, std::move(values), key_of(question)});
  }
}

// What the rule reads, with values to try. The values before an insert are none.
std::vector<ProposalSearch::Place> ProposalSearch::places(Watched& rule, const Entry& entry, std::size_t most,
                                                          Holes holes) {
  const Given& seed = seeds_[entry.seed];
  const auto record = record_with(rules_, seed, entry.changes, &meter_);
  const std::vector<Traced> traced = rule.trial.run_all(*record);
  std::vector<Place> out;
  const auto add = [&](std::uint32_t slot, bool prior) {
    const run::Slot& place = rules_.layout()[slot];
    if (place.field && place.field->is_formula() && (place.of_record || place.program)) return;
    std::vector<Value> values = rule.candidates.of(slot, prior, *record, traced, meter_);
    const bool needed = place.of_record && must_have_value(*place.field);
    if (needed && holes == Holes::kNone) std::erase_if(values, [](const Value& value) { return value.is_blank(); });
    if (values.size() > most) values.resize(most);
    out.push_back({slot, prior, std::move(values)});
  };
  for (const std::uint32_t slot : rule.trial.reads().present) add(slot, false);
  if (seed.operation == rules::Operation::kUpdate) {
    for (const std::uint32_t slot : rule.trial.reads().prior) add(slot, true);
  }
  add_answers(rule, *record, traced, most, out);
  return out;
}

void ProposalSearch::search_one(Watched& rule, Holes holes) {
  for (std::size_t at = 0; at < corpus_.size() && !done(rule); ++at) {
    const Entry from = corpus_[at];  // a copy: the corpus grows
    for (const Place& place : places(rule, from, kMostCandidates, holes)) {
      for (const Value& value : place.values) {
        Entry entry{from.seed, with(from.changes, {place.slot, place.prior, value, place.key})};
        if (shows_new(rule, entry)) adopt(std::move(entry));
      }
    }
  }
}

// From the records under which most of the rule is evaluated.
void ProposalSearch::search_two(Watched& rule) {
  std::vector<std::pair<std::size_t, std::size_t>> starts;  // parts not evaluated, place in the corpus
  for (std::size_t at = 0; at < corpus_.size(); ++at) {
    const auto record = record_with(rules_, seeds_[corpus_[at].seed], corpus_[at].changes, &meter_);
    const run::Trace trace = rule.trial.run(*record);
    const auto missing = std::count(trace.values.begin(), trace.values.end(), std::nullopt);
    starts.emplace_back(static_cast<std::size_t>(missing), at);
  }
  std::sort(starts.begin(), starts.end());
  if (starts.size() > kStartsOfTwo) starts.resize(kStartsOfTwo);
  for (const auto& [missing, at] : starts) {
    const Entry from = corpus_[at];
    const std::vector<Place> all = places(rule, from, kCandidatesOfTwo, Holes::kAllowed);
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (std::size_t j = i + 1; j < all.size() && !done(rule); ++j) try_two(rule, from, all[i], all[j]);
    }
  }
}

void ProposalSearch::try_two(Watched& rule, const Entry& from, const Place& first, const Place& second) {
  for (const Value& a : first.values) {
    const Changes changes = with(from.changes, {first.slot, first.prior, a, first.key});
    for (const Value& b : second.values) {
      if (done(rule)) return;
      Entry entry{from.seed, with(changes, {second.slot, second.prior, b, second.key})};
      if (shows_new(rule, entry)) adopt(std::move(entry));
    }
  }
}

}  // namespace presave::explain
