#include "engine/value/case_mapping.h"

#include <gtest/gtest.h>

#include "engine/value/case_tables.h"
#include "engine/value/utf16.h"

namespace presave {
namespace {

TEST(CaseMapping, MapsWholeTexts) {
  EXPECT_EQ(to_upper("Straße, ﬁn, ŉ"), "STRASSE, FIN, ʼN");
  EXPECT_EQ(to_lower("ÀÉÎ ЖЯ ＡＢ 𐐀"), "àéî жя ａｂ 𐐨");
  EXPECT_EQ(to_upper("àéî жя ａｂ 𐐨"), "ÀÉÎ ЖЯ ＡＢ 𐐀");
  EXPECT_EQ(to_lower("İ"), "i̇");
  EXPECT_EQ(to_upper("日本 123"), "日本 123");
  EXPECT_EQ(to_upper(""), "");
}

TEST(CaseMapping, SigmaIsFinalAtTheEndOfAWord) {
  EXPECT_EQ(to_lower("ΟΔΟΣ"), "οδος");
  EXPECT_EQ(to_lower("ΟΔΟΣ ΣΑΣ."), "οδος σας.");
  EXPECT_EQ(to_lower("Σ"), "σ");
  EXPECT_EQ(to_lower("ΑΣ'Α"), "ασ'α");
  EXPECT_EQ(to_lower("1Σ"), "1σ");
}

TEST(CaseMapping, TurkishHasTwoKindsOfI) {
  EXPECT_EQ(to_upper("iı", CaseLocale::kTurkic), "İI");
  EXPECT_EQ(to_lower("Iİ", CaseLocale::kTurkic), "ıi");
  EXPECT_EQ(to_lower("I\u0307", CaseLocale::kTurkic), "i");
  EXPECT_EQ(to_upper("ı"), "I");
  for (const char* name : {"tr", "TR", "tr_TR", "az-Latn"})
    EXPECT_EQ(case_locale(name), CaseLocale::kTurkic) << name;
  for (const char* name : {"", "en", "trx", "t", "_tr"})
    EXPECT_EQ(case_locale(name), CaseLocale::kRoot) << name;
}

TEST(CaseMapping, InitcapFollowsJavasWalk) {
  EXPECT_EQ(to_initcap("o'neil-SMITH"), "O'Neil-Smith");
  EXPECT_EQ(to_initcap("3rd FLOOR"), "3rd Floor");
  EXPECT_EQ(to_initcap("éCOLE ßa"), "École ßa");
  EXPECT_EQ(to_initcap("日a"), "日A");
  EXPECT_EQ(to_initcap("a_b"), "A_B");
}

TEST(CaseMapping, TablesRiseWithoutOverlap) {
  const auto rising = [](const auto& table) {
    char32_t before = 0;
    for (const auto& range : table) {
      if (range.first <= before || range.last < range.first || (range.last - range.first) % range.step != 0) {
        return false;
      }
      before = range.last;
    }
    return true;
  };
  EXPECT_TRUE(rising(case_tables::kUpper));
  EXPECT_TRUE(rising(case_tables::kLower));
  EXPECT_TRUE(rising(case_tables::kLowercase));
  EXPECT_TRUE(rising(case_tables::kUppercase));
  EXPECT_TRUE(rising(case_tables::kCaseIgnorable));
  EXPECT_TRUE(rising(case_tables::kDecimalDigits));
  constexpr std::size_t kBytes = sizeof case_tables::kUpper + sizeof case_tables::kLower +
                                 sizeof case_tables::kFullUpper + sizeof case_tables::kLowercase +
                                 sizeof case_tables::kUppercase + sizeof case_tables::kCaseIgnorable +
                                 sizeof case_tables::kDecimalDigits;
  EXPECT_LT(kBytes, 12'000u);
}

TEST(CaseMapping, MappingTwiceChangesNothing) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    char bytes[4];
    const std::string text(bytes, encode_utf8(c, bytes));
    const std::string upper = to_upper(text);
    const std::string lower = to_lower(text);
    ASSERT_EQ(to_upper(upper), upper) << std::hex << static_cast<std::uint32_t>(c);
    ASSERT_EQ(to_lower(lower), lower) << std::hex << static_cast<std::uint32_t>(c);
    ASSERT_TRUE(is_valid_utf8(upper) && is_valid_utf8(lower));
  }
}

}  // namespace
}  // namespace presave
