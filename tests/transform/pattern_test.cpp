#include "engine/transform/pattern.h"

#include <gtest/gtest.h>

namespace presave::transform {
namespace {

std::string number(std::string_view example, std::string_view text) {
  const auto pattern = NumberPattern::of(example);
  if (!pattern) return "no pattern";
  const auto value = pattern->read(text);
  return value ? value->to_string() : "none";
}

TEST(NumberPattern, ReadsWithItsSeparators) {
  EXPECT_EQ(number("1.234,56", "-1.234.567,8"), "-1234567.8");
  EXPECT_EQ(number("1.234,56", "1234,5"), "1234.5");
  EXPECT_EQ(number("1'234.56", "12'345.6"), "12345.6");
  EXPECT_EQ(number("1234,56", "7"), "7");
}

TEST(NumberPattern, RefusesWhatDoesNotFit) {
  for (const std::string_view text : {"12.34,5", "1234.567", "1.2345", ".234", "1.", ",5", "5,", "1,2,3", "", "-", "1 ", "1e5"}) {
    EXPECT_EQ(number("1.234,56", text), "none") << text;
  }
}

TEST(NumberPattern, RefusesAnExampleThatMayMeanEither) {
  for (const std::string_view example : {"1.234", "1,234", "", "abc", "1.234.567", "1.2345,6"}) {
    EXPECT_EQ(number(example, "1"), "no pattern") << example;
  }
}

std::optional<std::int64_t> instant(std::string_view letters, std::string_view text) {
  const auto pattern = DatePattern::of(letters);
  if (!pattern) return std::nullopt;
  const auto read = pattern->read(text);
  return read ? std::optional(read->ms) : std::nullopt;
}

TEST(DatePattern, ReadsToTheLetter) {
  EXPECT_EQ(instant("dd.MM.yyyy", "02.01.1970"), 86'400'000);
  EXPECT_EQ(instant("M/d/yyyy H:mm", "1/2/1970 1:30"), 86'400'000 + 90 * 60'000);
  for (const std::string_view text : {"2.01.1970", "31.02.1990", "02.01.70", "02.01.1970 ", "02-01-1970", ""}) {
    EXPECT_FALSE(instant("dd.MM.yyyy", text)) << text;
  }
}

TEST(DatePattern, RefusesWhatIsUnclear) {
  for (const std::string_view letters : {"dd.MM.yy", "DD.MM.yyyy", "dd.dd.yyyy", "", "...", "0d.MM.yyyy"}) {
    EXPECT_FALSE(DatePattern::of(letters)) << letters;
  }
}

TEST(WordPattern, KnowsItsTwoWords) {
  const auto words = WordPattern::of("ja/nein");
  ASSERT_TRUE(words);
  EXPECT_EQ(words->read("JA"), true);
  EXPECT_EQ(words->read("nein"), false);
  EXPECT_FALSE(words->read("true"));
  for (const std::string_view none : {"ja", "/nein", "ja/", "ja/JA"}) EXPECT_FALSE(WordPattern::of(none)) << none;
}

}  // namespace
}  // namespace presave::transform
