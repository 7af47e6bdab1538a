// Records that would show what no test has shown yet: values from the conditions themselves, tried until another
// goal is seen.
#pragma once

#include <deque>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/base/limits.h"
#include "engine/explain/candidates.h"
#include "engine/explain/conditions.h"
#include "engine/explain/trial.h"

namespace presave::explain {

/// A goal of one rule.
struct RuleGoal {
  const RuleTrial* rule = nullptr;
  Goal goal;
};

/// A record to test: a seed, with changes.
struct Proposal {
  std::size_t seed = 0;
  Changes changes;
  std::vector<RuleGoal> shows;  ///< what nothing before it has shown
};

/// The rules of one object and what is seen of them.
class ProposalSearch {
 public:
  ProposalSearch(const schema::Org& org, const rules::RuleSet& rules);

  /// A record that a test has already; counts as seen. Its place in the order of calls is its number as a seed.
  void add_seed(Given given);
  /// Adds an insert and an update of a plausible record as further seeds, and searches. Of the requests behind
  /// these two only the operation is given: all their values are changes. Ends at limits::kSearchSteps, of which every
  /// rule has its share.
  void run(const Given& empty_insert, const Given& empty_update);

  const std::vector<Proposal>& found() const { return found_; }
  /// Goals that were not reached.
  std::vector<RuleGoal> open() const;
  /// The bound was reached before everything small was tried.
  bool gave_up() const { return gave_up_; }

 private:
  /// A rule with its goals.
  struct Watched {
    Watched(const schema::Org& org, const rules::RuleSet& rules, const rules::Rule& rule)
        : trial(org, rules, rule), candidates(trial), goals(goals_of(trial.formula())), seen(goals.size()) {}
    RuleTrial trial;
    Candidates candidates;
    std::vector<Goal> goals;
    std::vector<bool> seen;
    std::vector<rules::Question> followed;  ///< from a record that asks it the search goes on
    bool all_seen() const;
  };
  /// A record to go on from.
  struct Entry {
    std::size_t seed;
    Changes changes;
  };
  /// What can be changed, and into what; an answer of the host by its key.
  struct Place {
    std::uint32_t slot;
    bool prior;
    std::vector<Value> values;
    std::string_view key = {};
  };

  Changes plausible(rules::Operation operation, rules::Record& record);
  Value plausible_value(const run::Slot& place, const rules::Record& record);
  std::vector<RuleGoal> note(const Entry& entry, Meter* meter);
  void adopt(Entry entry);
  bool shows_new(Watched& rule, const Entry& entry);
  /// Whether a field that must have a value may be left without.
  enum class Holes : bool { kNone, kAllowed };
  std::vector<Place> places(Watched& rule, const Entry& entry, std::size_t most, Holes holes);
  void add_answers(Watched& rule, rules::Record& record, const std::vector<Traced>& traced, std::size_t most,
                   std::vector<Place>& out);
  std::string_view key_of(const rules::Question& question);
  void follow_question(Watched& rule, const rules::Record& record, const Entry& entry);
  void search_one(Watched& rule, Holes holes);
  void search_two(Watched& rule);
  void try_two(Watched& rule, const Entry& from, const Place& first, const Place& second);

  bool done(const Watched& rule) const { return meter_.is_spent() || rule.all_seen(); }
  /// Searches for every rule, one after the other, each with its share of the work that is left.
  template <class Search>
  void search_all(Search search, std::size_t rounds_left);

  const rules::RuleSet& rules_;
  Meter meter_{limits::kSearchSteps};
  bool gave_up_ = false;
  std::deque<Watched> watched_;
  std::vector<Given> seeds_;
  std::vector<Entry> corpus_;
  std::vector<Proposal> found_;
  std::set<std::string, std::less<>> keys_;  // of answers
};

}  // namespace presave::explain
