#include <gtest/gtest.h>

#include "tests/unit/functions/call_row.h"

namespace presave::functions::testing {
namespace {

std::string of(std::string_view name, std::string_view x) { return call(name, {number(x)}); }
std::string of(std::string_view name, std::string_view x, std::string_view y) {
  return call(name, {number(x), number(y)});
}

TEST(Math, RoundsHalvesAwayFromZero) {
  EXPECT_EQ(of("ROUND", "2.5", "0"), "3");
  EXPECT_EQ(of("ROUND", "-2.5", "0"), "-3");
  EXPECT_EQ(of("ROUND", "1.005", "2"), "1.01");
  EXPECT_EQ(of("ROUND", "0.05", "1"), "0.1");
  EXPECT_EQ(of("ROUND", "99.5", "0"), "100");
  EXPECT_EQ(of("ROUND", "1234.567", "-2"), "1200");
}

TEST(Math, RoundingAwayEveryDigitGivesZero) {
  EXPECT_EQ(of("ROUND", "5", "-1"), "0");
  EXPECT_EQ(of("ROUND", "95", "-2"), "0");
  EXPECT_EQ(of("ROUND", "45", "-1"), "50");
  EXPECT_EQ(of("ROUND", "150", "-2"), "200");
  EXPECT_EQ(of("ROUND", "0.9", "-1"), "0");
  EXPECT_EQ(of("ROUND", "0.9", "0"), "1");
}

TEST(Math, DigitCountsAreCutAndBounded) {
  EXPECT_EQ(of("ROUND", "1.5", "1.9"), "1.5");
  EXPECT_EQ(of("ROUND", "1.5", "1e30"), "1.5");
  EXPECT_EQ(of("ROUND", "1.5", "-1e30"), "0");
  EXPECT_EQ(of("TRUNC", "-1.99", "1"), "-1.9");
}

TEST(Math, FourWaysToAnInteger) {
  EXPECT_EQ(of("CEILING", "2.1"), "3");
  EXPECT_EQ(of("CEILING", "-2.1"), "-3");
  EXPECT_EQ(of("FLOOR", "-2.1"), "-2");
  EXPECT_EQ(of("MCEILING", "-2.1"), "-2");
  EXPECT_EQ(of("MFLOOR", "-2.1"), "-3");
}

TEST(Math, TheTrailOfADivisionIsDroppedBeforeRounding) {
  EXPECT_EQ(of("FLOOR", "0.999999999999999999999999999999999999999"), "1");
  EXPECT_EQ(of("MFLOOR", "0.999999999999999999999999999999999999999"), "1");
  EXPECT_EQ(of("CEILING", "1.00000000000000000000000000000000001"), "1");
  EXPECT_EQ(of("MCEILING", "1.00000000000000000000000000000000001"), "1");
}

TEST(Math, RemainderHasTheSignOfTheDividend) {
  EXPECT_EQ(of("MOD", "-7", "3"), "-1");
  EXPECT_EQ(of("MOD", "7", "-3"), "1");
  EXPECT_EQ(of("MOD", "7.5", "2"), "1.5");
  EXPECT_EQ(of("MOD", "1", "0"), "fault divideByZero");
}

TEST(Math, ExtremesNeedEveryNumber) {
  EXPECT_EQ(call("MAX", {number("3")}), "3");
  EXPECT_EQ(call("MAX", {number("3"), number("10"), number("-7")}), "10");
  EXPECT_EQ(call("MIN", {number("3"), number("10"), number("-7")}), "-7");
  EXPECT_EQ(call("MAX", {number("3"), number("10"), blank()}), "blank");
}

TEST(Math, DoublesAreSpelledShortAndFaultOutsideTheirDomain) {
  EXPECT_EQ(of("SQRT", "16"), "4");
  EXPECT_EQ(of("EXP", "0"), "1");
  EXPECT_EQ(of("LOG", "100"), "2");
  EXPECT_EQ(of("LOG", "1000"), "2.9999999999999996");
  EXPECT_EQ(of("LN", "0"), "fault numericDomain");
  EXPECT_EQ(of("SQRT", "-1"), "fault numericDomain");
  EXPECT_EQ(of("EXP", "1000"), "fault numericDomain");
  EXPECT_EQ(of("ACOS", "2"), "fault numericDomain");
  EXPECT_EQ(call("PI", {}), "3.14159265358979323846");
}

TEST(Math, BlankGivesBlankButInAtan2) {
  EXPECT_EQ(call("ABS", {blank()}), "blank");
  EXPECT_EQ(call("ROUND", {number("1"), blank()}), "blank");
  EXPECT_EQ(call("ATAN2", {number("1"), blank()}), "fault nullArgument");
  EXPECT_EQ(call("ATAN2", {number("0"), number("1")}), "0");
}

}  // namespace
}  // namespace presave::functions::testing
