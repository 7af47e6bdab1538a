// The rules of the race as a C++ programmer would write each by hand, knowing the types and that two decimals
// are enough: the limit that a general engine can come near to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "bench/race_input.h"

namespace presave::bench {

/// A record as hand-written code would hold it. Blank text is empty; hundredths are exact.
struct Deal {
  std::string_view stage;
  std::string_view contract;
  std::string_view phone;
  std::string_view name;
  std::string_view industry;
  std::optional<std::int64_t> amount;     // in hundredths
  std::optional<std::int64_t> discount;   // in hundredths
  std::optional<std::int32_t> close_day;  // since 1970-01-01
};

/// What a rule may ask beside the record.
struct World {
  std::int32_t today = 0;
  bool is_new = false;
};

/// A number in hundredths; none when blank.
using Hundredths = std::optional<std::int64_t>;
using Test = bool (*)(const Deal&, const World&);
using Amount = Hundredths (*)(const Deal&, const World&);
using Label = std::string (*)(const Deal&, const World&);
using ByHand = std::variant<Test, Amount, Label>;

/// The hand-written twin of a formula, by its source; none for a formula that nobody wrote by hand.
std::optional<ByHand> by_hand(std::string_view formula);

/// The record as a Deal; none when a field is missing or a number has more than two decimals.
std::optional<Deal> deal_of(const RaceInput& input, const RaceRecord& record);

}  // namespace presave::bench
