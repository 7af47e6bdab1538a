#include "engine/value/decimal.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <limits>
#include <map>
#include <random>
#include <sstream>
#include <type_traits>

namespace presave {
namespace {

static_assert(std::is_trivially_copyable_v<Decimal>);

Decimal number(std::string_view text) {
  const std::optional<Decimal> result = Decimal::parse(text);
  EXPECT_TRUE(result) << text;
  return result.value_or(Decimal());
}

std::string spelled(const std::optional<Decimal>& value) {
  return value ? value->to_string() : "none";
}

std::int32_t count(const Decimal& value) {
  return static_cast<std::int32_t>(*value.to_int64_truncated());
}

std::string bits_of(double value) {
  std::ostringstream out;
  out << std::hex << std::bit_cast<std::uint64_t>(value);
  return out.str();
}

using Operation = std::function<std::string(const std::string&, const std::string&)>;

/// Every operation of the golden file, by its name there.
const std::map<std::string, Operation>& operations() {
  using D = Decimal;
  const auto on_numbers = [](auto function) {
    return [function](const std::string& a, const std::string& b) { return function(number(a), number(b)); };
  };
  static const std::map<std::string, Operation> table = {
      {"add", on_numbers([](D a, D b) { return (a + b).to_string(); })},
      {"subtract", on_numbers([](D a, D b) { return (a - b).to_string(); })},
      {"multiply", on_numbers([](D a, D b) { return (a * b).to_string(); })},
      {"divide", on_numbers([](D a, D b) { return spelled(divide(a, b)); })},
      {"remainder", on_numbers([](D a, D b) { return spelled(remainder(a, b)); })},
      {"compare", on_numbers([](D a, D b) { return std::to_string(compare(a, b)); })},
      {"power", on_numbers([](D a, D b) { return spelled(power(a, count(b))); })},
      {"round", on_numbers([](D a, D b) { return a.round_half_up(count(b)).to_string(); })},
      {"truncate", on_numbers([](D a, D b) { return a.truncate_to(count(b)).to_string(); })},
      {"ceiling", on_numbers([](D a, D) { return a.ceiling().to_string(); })},
      {"floor", on_numbers([](D a, D) { return a.floor().to_string(); })},
      {"significantUp",
       on_numbers([](D a, D b) { return a.round_significant(count(b), Rounding::kHalfUp).to_string(); })},
      {"significantDown",
       on_numbers([](D a, D b) { return a.round_significant(count(b), Rounding::kHalfDown).to_string(); })},
      {"double", on_numbers([](D a, D) { return bits_of(a.to_double()); })},
      {"integer", on_numbers([](D a, D) {
         const auto whole = a.to_int64_truncated();
         return whole ? std::to_string(*whole) : std::string("none");
       })},
      {"parse", [](const std::string& text, const std::string&) { return number(text).to_string(); }},
  };
  return table;
}

TEST(Decimal, AgreesWithJavaBigDecimal) {
  // A deeper run: tools/golden/DecimalGolden.java with another seed, and this variable.
  const char* other = std::getenv("PRESAVE_DECIMAL_GOLDEN");
  std::ifstream file(other ? other : PRESAVE_TEST_DATA "/decimal_golden.txt");
  ASSERT_TRUE(file) << "the golden file cannot be opened";
  std::string operation, a, b, expected;
  int lines = 0;
  while (file >> operation >> a >> b >> expected) {
    ++lines;
    const auto found = operations().find(operation);
    ASSERT_NE(found, operations().end()) << operation;
    ASSERT_EQ(found->second(a, b), expected) << operation << ' ' << a << ' ' << b << ", line " << lines;
  }
  EXPECT_GE(lines, 4000);
}

TEST(Decimal, ReadsWhatJavaReads) {
  const std::map<std::string, std::string> good = {
      {"0", "0"},
      {"-0", "0"},
      {"-0.00", "0"},
      {"+1", "1"},
      {".5", "0.5"},
      {"5.", "5"},
      {"1e3", "1000"},
      {"1E+3", "1000"},
      {"1e-3", "0.001"},
      {"-1.50", "-1.5"},
      {"007", "7"},
      {"1.e2", "100"},
      {"0e999999", "0"},
      {"1e-999999", "0"},
      {"100", "100"},
      {"0.10", "0.1"},
      {"1e438", "1" + std::string(438, '0')},
      {"999999999999999999999999999999999999999", "999999999999999999999999999999999999999"},
      {"9999999999999999999999999999999999999999", "1" + std::string(40, '0')},
      {"0.1234567890123456789012345678901234567895", "0.12345678901234567890123456789012345679"}};
  for (const auto& [text, expected] : good) EXPECT_EQ(number(text).to_string(), expected) << text;
  for (const char* text :
       {"",      "+",   "-",     ".",   "e5",       "1e",    "1e+",           "1 ", " 1", "1,000", "0x1",
        "1.2.3", "--1", "1e5.0", "NaN", "Infinity", "1e439", "-1e9999999999", "1f", "1\n"}) {
    EXPECT_FALSE(Decimal::parse(text)) << text;
  }
}

TEST(Decimal, BoundsTheLengthOfText) {
  EXPECT_EQ(spelled(Decimal::parse(std::string(Decimal::kMaxParseChars - 1, '0') + "7")), "7");
  EXPECT_FALSE(Decimal::parse(std::string(Decimal::kMaxParseChars, '0') + "7"));
}

TEST(Decimal, OverflowStays) {
  const Decimal large = number("9e438");
  EXPECT_FALSE(large.is_overflow());
  const Decimal over = large + large;
  EXPECT_TRUE(over.is_overflow());
  EXPECT_TRUE((large * Decimal::from_int(10)).is_overflow());
  EXPECT_TRUE((large * large).is_overflow());
  EXPECT_TRUE((-(-large - large)).is_overflow());
  for (const Decimal& next :
       {over + large, over - over, over * Decimal(), -over, over.abs(), over.round_half_up(2),
        over.round_significant(3, Rounding::kHalfUp), over.scaled10(-400), divide(over, large).value(),
        divide(large, over).value(), remainder(over, large).value(), over.floor()}) {
    EXPECT_TRUE(next.is_overflow());
  }
  EXPECT_GT(over, large);
  EXPECT_EQ(compare(over, over), 0);
  EXPECT_FALSE(over.to_int64_truncated());
  EXPECT_FALSE(over.is_zero());
  EXPECT_EQ(over.to_string(), "#Too Big!");
}

TEST(Decimal, TheScaleBoundsHold) {
  const Decimal smallest = number("1e-440");
  EXPECT_EQ(smallest.to_string().size(), 442u);
  EXPECT_EQ((-smallest).to_string().size(), Decimal::kMaxChars);
  EXPECT_EQ(number("4e-441").to_string(), "0");
  EXPECT_EQ(number("5e-441"), smallest);
  EXPECT_TRUE((smallest * smallest).is_zero());
  EXPECT_EQ(smallest.scaled10(-1).to_string(), "0");
  EXPECT_EQ(smallest.scaled10(440), Decimal::from_int(1));
  EXPECT_EQ(smallest.scaled10(878), number("1e438"));
  EXPECT_TRUE(smallest.scaled10(879).is_overflow());
  EXPECT_TRUE(Decimal::from_int(1).scaled10(std::numeric_limits<std::int32_t>::max()).is_overflow());
  EXPECT_TRUE(Decimal::from_int(1).scaled10(std::numeric_limits<std::int32_t>::min()).is_zero());
  EXPECT_TRUE(Decimal::from_int(1).round_half_up(std::numeric_limits<std::int32_t>::min()).is_zero());
  EXPECT_EQ(Decimal::from_int(1).round_half_up(std::numeric_limits<std::int32_t>::max()),
            Decimal::from_int(1));
  EXPECT_TRUE(Decimal::from_int(1)
                  .rounded(std::numeric_limits<std::int32_t>::min(), Rounding::kCeiling)
                  .is_overflow());
}

TEST(Decimal, MoneyIsExact) {
  EXPECT_EQ((number("103510") * number("1.0825")).round_half_up(2).to_string(), "112049.58");
  EXPECT_EQ((*divide(Decimal::from_int(2), Decimal::from_int(3)) * Decimal::from_int(3)).to_string(), "2");
  EXPECT_EQ((*divide(Decimal::from_int(1), Decimal::from_int(3)) * Decimal::from_int(3))
                .round_half_up(32)
                .to_string(),
            "1");
  EXPECT_EQ(number("0.1") + number("0.2"), number("0.3"));
}

TEST(Decimal, IntegersAtTheEdgeOfTheirType) {
  constexpr auto kMin = std::numeric_limits<std::int64_t>::min();
  constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(Decimal::from_int(kMin).to_string(), "-9223372036854775808");
  EXPECT_EQ(Decimal::from_int(kMin).to_int64_truncated(), kMin);
  EXPECT_EQ(Decimal::from_int(kMax).to_int64_truncated(), kMax);
  EXPECT_FALSE((Decimal::from_int(kMax) + Decimal::from_int(1)).to_int64_truncated());
  EXPECT_FALSE((Decimal::from_int(kMin) - Decimal::from_int(1)).to_int64_truncated());
  EXPECT_EQ((-Decimal::from_int(kMin)).to_string(), "9223372036854775808");
  EXPECT_EQ(number("9223372036854775807.9").to_int64_truncated(), kMax);
  EXPECT_FALSE(number("1e300").to_int64_truncated());
  EXPECT_EQ(number("1e-300").to_int64_truncated(), 0);
}

TEST(Decimal, KnowsItsDigits) {
  EXPECT_TRUE(number("3.00").is_integer());
  EXPECT_TRUE(number("1e20").is_integer());
  EXPECT_TRUE(Decimal().is_integer());
  EXPECT_FALSE(number("3.01").is_integer());
  EXPECT_EQ(number("150.25").integer_digits(), 3);
  EXPECT_EQ(number("0.5").integer_digits(), 0);
  EXPECT_EQ(number("1e20").integer_digits(), 21);
  EXPECT_EQ(Decimal().integer_digits(), 0);
}

TEST(Decimal, PowerAsTheLanguageHasIt) {
  EXPECT_EQ(spelled(power(Decimal(), 0)), "1");
  EXPECT_EQ(spelled(power(Decimal(), 5)), "0");
  EXPECT_EQ(spelled(power(Decimal(), -1)), "none");
  EXPECT_EQ(spelled(power(Decimal::from_int(10), 64)), "1" + std::string(64, '0'));
  EXPECT_EQ(spelled(power(Decimal::from_int(10), 65)), "none");
  EXPECT_EQ(spelled(power(Decimal::from_int(10), -39)), "0." + std::string(38, '0') + "1");
  EXPECT_EQ(spelled(power(Decimal::from_int(10), -40)), "0");
  EXPECT_EQ(spelled(power(number("0.1"), 2'000'000)), "0");
  EXPECT_EQ(spelled(power(number("1e300"), -900'000'000)), "0");
  EXPECT_EQ(spelled(power(Decimal::from_int(1), 999'999'999)), "1");
  EXPECT_EQ(spelled(power(Decimal::from_int(-2), 3)), "-8");
  // Java's intermediate precision shows in the last digit.
  EXPECT_EQ(spelled(power(number("-0.0250474"), 4)), "0.000000393595936004690331");
  EXPECT_EQ(spelled(power(number("-212.38171675386637"), 9)), "-879132110940770038000");
  for (const std::int32_t exponent : {1'000'000'000, std::numeric_limits<std::int32_t>::min()}) {
    EXPECT_EQ(spelled(power(Decimal::from_int(1), exponent)), "none");
  }
}

TEST(Decimal, DoublesComeInShortest) {
  const std::map<double, std::string> cases = {{0.1, "0.1"},
                                               {-2.5, "-2.5"},
                                               {1e22, "1" + std::string(22, '0')},
                                               {0.30000000000000004, "0.30000000000000004"},
                                               {2.9999999999999996, "2.9999999999999996"},
                                               {5e-324, "0." + std::string(323, '0') + "5"},
                                               {-0.0, "0"}};
  for (const auto& [value, expected] : cases) EXPECT_EQ(spelled(Decimal::from_double(value)), expected);
  EXPECT_FALSE(Decimal::from_double(std::nan("")));
  EXPECT_FALSE(Decimal::from_double(std::numeric_limits<double>::infinity()));
  EXPECT_EQ(Decimal::from_double(std::numeric_limits<double>::max())->to_double(),
            std::numeric_limits<double>::max());
}

TEST(Decimal, EveryDoubleGoesThereAndBack) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 20'000; ++i) {
    const auto value = std::bit_cast<double>(random());
    if (!std::isfinite(value)) continue;
    const std::optional<Decimal> decimal = Decimal::from_double(value);
    ASSERT_TRUE(decimal);
    ASSERT_EQ(decimal->to_double(), value);
  }
}

TEST(Decimal, DecimalsOfFifteenDigitsSurviveDoubles) {
  std::mt19937_64 random(13);
  for (int i = 0; i < 50'000; ++i) {
    const auto coefficient =
        static_cast<std::int64_t>(random() % 2'000'000'000'000'000) - 1'000'000'000'000'000;
    const auto scale = static_cast<std::int32_t>(random() % 40) - 10;
    const Decimal value = Decimal::from_scaled(coefficient / (random() % 2 ? 1 : 10'000'000'000), scale);
    ASSERT_EQ(Decimal::from_double(value.to_double()), value) << value.to_string();
  }
}

/// A number of any length and scale; many with equal or near scales, so that all paths are taken.
Decimal random_number(std::mt19937_64& random) {
  std::string text = random() % 2 ? "-" : "";
  const std::uint64_t digits = 1 + random() % (random() % 2 ? 39 : 19);
  for (std::uint64_t i = 0; i < digits; ++i) text += static_cast<char>('0' + random() % 10);
  text += "e" + std::to_string(static_cast<int>(random() % 60) - 40);
  return number(text);
}

TEST(Decimal, KeepsTheLawsOfArithmetic) {
  std::mt19937_64 random(11);
  for (int i = 0; i < 50'000; ++i) {
    const Decimal a = random_number(random);
    const Decimal b = random_number(random);
    ASSERT_EQ(a + b, b + a);
    ASSERT_EQ(a * b, b * a);
    ASSERT_EQ(a - b, -(b - a));
    ASSERT_TRUE((a - a).is_zero());
    ASSERT_EQ(compare(a, b), -compare(b, a));
    ASSERT_EQ(compare(a, b), (a - b).sign());
    ASSERT_EQ(number(a.to_string()), a);
    ASSERT_EQ(a.floor(), -(-a).ceiling());
    ASSERT_LE(a.floor(), a);
    ASSERT_GE(a.ceiling(), a);
    ASSERT_EQ(a.scaled10(7).scaled10(-7), a);
    if (b.is_zero()) continue;
    const std::optional<Decimal> rest = remainder(a, b);
    if (!rest) continue;
    ASSERT_LT(rest->abs(), b.abs());
    ASSERT_TRUE(rest->is_zero() || rest->sign() == a.sign());
  }
}

TEST(Decimal, WritesIntoTheCallersBuffer) {
  char buffer[Decimal::kMaxChars];
  const Decimal value = number("-1234.500");
  EXPECT_EQ(std::string_view(buffer, value.write(buffer)), "-1234.5");
}

}  // namespace
}  // namespace presave
