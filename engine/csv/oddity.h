// What can be out of order in CSV: one table says of each oddity who refuses it, and what the others make of
// it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace presave::csv {

/// How much order is asked for.
enum class Rigor : std::uint8_t {
  kLetter,   ///< RFC 4180 to the letter: lines end with CR LF
  kStrict,   ///< its grammar, and lines may end with LF alone, as Bulk API 2.0 writes them
  kLenient,  ///< what is out of order is repaired, and said
};

/// One way of being out of order.
enum class Oddity : std::uint8_t {
  kQuoteInCell,
  kTextAfterQuote,
  kOpenQuote,
  kBareReturn,
  kBareLineFeed,
  kNul,
  kFewCells,
  kManyCells,
};
inline constexpr std::size_t kOddities = 8;

/// What a reader of that rigor does about it.
enum class Treatment : std::uint8_t { kRefuse, kRepair, kAccept };
Treatment treatment(Oddity oddity, Rigor rigor);

/// What is wrong and what to do about it: for a refusal.
std::string_view complaint(Oddity oddity);
/// What was wrong and what was made of it: for a repair.
std::string_view remedy(Oddity oddity);

}  // namespace presave::csv
