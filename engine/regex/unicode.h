// What java.lang.Character knows of a character, as sets: general categories, a few properties, scripts and
// blocks, and letter case.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/regex/char_set.h"

namespace presave::regex {

/// General categories. The order is that of the generated table.
enum class Category : std::uint8_t {
  kLu,
  kLl,
  kLt,
  kLm,
  kLo,
  kMn,
  kMe,
  kMc,
  kNd,
  kNl,
  kNo,
  kZs,
  kZl,
  kZp,
  kCc,
  kCf,
  kCs,
  kCo,
  kPd,
  kPs,
  kPe,
  kPc,
  kPo,
  kPi,
  kPf,
  kSm,
  kSc,
  kSk,
  kSo,
  kCn,
};

/// A set of categories: one bit each.
using CategoryMask = std::uint32_t;
constexpr CategoryMask mask_of(Category category) {
  return CategoryMask{1} << static_cast<unsigned>(category);
}
template <class... C>
constexpr CategoryMask mask_of(Category first, C... rest) {
  return mask_of(first) | mask_of(rest...);
}
inline constexpr CategoryMask kLetters =
    mask_of(Category::kLu, Category::kLl, Category::kLt, Category::kLm, Category::kLo);

CharSet characters_of(CategoryMask categories);

/// "otheralphabetic", "otherlowercase", "otheruppercase", "ideographic": what categories do not say.
CharSet property_characters(std::string_view name);
/// Nothing when the script (any case, "Latin") is not among the tables.
std::optional<CharSet> script_characters(std::string_view name);
/// Nothing when the block (any case; spaces, hyphens and underscores ignored) is not among the tables.
std::optional<CharSet> block_characters(std::string_view name);

/// Character.toUpperCase.
char32_t upper_case(char32_t character);
/// Character.toLowerCase(Character.toUpperCase(c)): equal for characters that differ in case only.
char32_t fold_case(char32_t character);

/// All that a range matches under (?i) (ASCII letters only), and under (?iu).
CharSet any_ascii_case(CharRange range);
CharSet any_case(CharRange range);
/// All that a single character matches under (?iu); not the same as a range of one in java.util.regex.
CharSet any_case(char32_t character);

}  // namespace presave::regex
