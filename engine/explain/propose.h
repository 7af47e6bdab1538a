// Records that would show what no test has shown yet: values from the conditions themselves, tried until another
// goal is seen.
#pragma once

#include <deque>
#include <memory>
#include <vector>

#include "engine/explain/candidates.h"
#include "engine/explain/conditions.h"
#include "engine/explain/trial.h"

namespace presave::explain {

inline constexpr std::size_t kProposalRuns = 60000;  ///< runs of each rule in one search

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
  /// these two only the operation is given: all their values are changes.
  void run(const Given& empty_insert, const Given& empty_update);

  const std::vector<Proposal>& found() const { return found_; }
  /// Goals that were not reached.
  std::vector<RuleGoal> open() const;

 private:
  /// A rule with its goals.
  struct Watched {
    Watched(const schema::Org& org, const rules::RuleSet& rules, const rules::Rule& rule)
        : trial(org, rules, rule), candidates(trial), goals(goals_of(trial.formula())), seen(goals.size()) {}
    RuleTrial trial;
    Candidates candidates;
    std::vector<Goal> goals;
    std::vector<bool> seen;
    std::size_t runs = 0;
    bool done() const;
  };
  /// A record to go on from.
  struct Entry {
    std::size_t seed;
    Changes changes;
  };
  struct Place {
    std::uint32_t slot;
    bool prior;
    std::vector<Value> values;
  };

  Changes plausible(rules::Operation operation, rules::Record& record);
  Value plausible_value(const run::Slot& place, const rules::Record& record);
  std::vector<RuleGoal> note(const Entry& entry);
  void adopt(Entry entry);
  bool shows_new(Watched& rule, const Entry& entry);
  /// Whether a field that must have a value may be left without.
  enum class Holes : bool { kNone, kAllowed };
  std::vector<Place> places(Watched& rule, const Entry& entry, std::size_t most, Holes holes) const;
  void search_one(Watched& rule, Holes holes);
  void search_two(Watched& rule);
  void try_two(Watched& rule, const Entry& from, const Place& first, const Place& second);

  const rules::RuleSet& rules_;
  std::deque<Watched> watched_;
  std::vector<Given> seeds_;
  std::vector<Entry> corpus_;
  std::vector<Proposal> found_;
};

}  // namespace presave::explain
