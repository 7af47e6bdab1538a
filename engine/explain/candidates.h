// Values worth trying for a field, found from the conditions themselves: what would bring a comparison to its
// boundary, what the formula compares with, what the field's definition offers.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "engine/explain/trial.h"

namespace presave::explain {

inline constexpr std::size_t kMostCandidates = 160;  ///< values tried for one field

/// Finds candidates for one rule. Owns the text in them.
class Candidates {
 public:
  explicit Candidates(const RuleTrial& trial);

  /// Different values for a slot, those that change least first. `traced` is what the present record shows. Fewer where
  /// the meter is spent.
  std::vector<Value> of(std::uint32_t slot, bool prior, rules::Record& record, const std::vector<Traced>& traced,
                        Meter& meter);
  /// The same for an answer of the host.
  std::vector<Value> of_answer(const rules::Question& question, rules::Record& record, const std::vector<Traced>& traced,
                               Meter& meter);

 private:
  std::vector<Value> of_place(const run::Slot& place, const Value& now, rules::Record& record,
                              const std::vector<Traced>& traced, Meter& meter);
  class Offers;
  void collect_literals(const Formula& formula);
  void add_numbers(const run::Slot& place, Offers& out) const;
  void add_texts(const run::Slot& place, const std::vector<Traced>& traced, Offers& out) const;
  void add_padded(Offers& out, std::size_t most) const;
  void add_moments(const run::Slot& place, const rules::Record& record, Offers& out) const;
  void add_choices(const run::Slot& place, Offers& out) const;
  void add_traced(const run::Slot& place, const std::vector<Traced>& traced, Offers& out) const;
  void add_boundaries(const run::Slot& place, const Value& now, const std::vector<Traced>& traced, Offers& out) const;

  const RuleTrial& trial_;
  std::deque<std::string> texts_;
  std::vector<Decimal> numbers_;
  std::vector<std::string> literals_;
};

}  // namespace presave::explain
