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

  /// Different values for a slot, those that change least first. `traced` is what the present record shows.
  std::vector<Value> of(std::uint32_t slot, bool prior, rules::Record& record, const std::vector<Traced>& traced);

 private:
  void collect_literals(const Formula& formula);
  Value keep(std::string text);
  void add_numbers(const run::Slot& place, std::vector<Value>& out) const;
  void add_texts(const run::Slot& place, const std::vector<Traced>& traced, std::vector<Value>& out);
  void add_moments(const run::Slot& place, const rules::Record& record, std::vector<Value>& out) const;
  void add_choices(const run::Slot& place, std::vector<Value>& out);
  void add_traced(const run::Slot& place, const std::vector<Traced>& traced, std::vector<Value>& out) const;
  void add_boundaries(const run::Slot& place, const Value& now, const std::vector<Traced>& traced,
                      std::vector<Value>& out) const;

  const RuleTrial& trial_;
  std::deque<std::string> texts_;
  std::vector<Decimal> numbers_;
  std::vector<std::string> literals_;
};

}  // namespace presave::explain
