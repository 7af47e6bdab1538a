// Doubles and digits against the C library, which rounds correctly, too.
#include "engine/value/exact_double.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <random>
#include <string>

namespace presave {
namespace {

WideInteger wide(const std::string& digits) {
  WideInteger value;
  for (const char digit : digits) value.multiply_add(10, static_cast<std::uint32_t>(digit - '0'));
  return value;
}

double nearest(const std::string& digits, int exponent) {
  return nearest_double(wide(digits), exponent);
}

double library_nearest(const std::string& digits, int exponent) {
  return std::strtod((digits + "e" + std::to_string(exponent)).c_str(), nullptr);
}

std::string spelled(const ShortDigits& number) {
  return std::to_string(number.digits) + "e" + std::to_string(number.exponent);
}

// The fewest digits of printf that read back, in the same spelling.
std::string library_digits(double value, int fewest) {
  char buffer[40];
  for (int count = fewest;; ++count) {
    std::snprintf(buffer, sizeof buffer, "%.*e", count - 1, value);
    if (count >= std::numeric_limits<double>::max_digits10 || std::strtod(buffer, nullptr) == value) {
      const std::string text = buffer;
      const std::size_t mark = text.find('e');
      std::string digits = text.substr(0, mark);
      if (const std::size_t point = digits.find('.'); point != std::string::npos) digits.erase(point, 1);
      return digits + "e" + std::to_string(std::atoi(text.c_str() + mark + 1) - count + 1);
    }
  }
}

double double_of_bits(std::uint64_t bits) {
  double value = 0;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

TEST(NearestDouble, RoundsHalvesToEven) {
  EXPECT_EQ(nearest("9007199254740993", 0), 9007199254740992.0);
  EXPECT_EQ(nearest("9007199254740995", 0), 9007199254740996.0);
  EXPECT_EQ(nearest("90071992547409930000000000000000000001", -22), 9007199254740994.0);
  EXPECT_EQ(nearest("0", 0), 0.0);
}

TEST(NearestDouble, ReachesBothEndsOfTheDoubles) {
  EXPECT_EQ(nearest("17976931348623157", 292), std::numeric_limits<double>::max());
  EXPECT_EQ(nearest("1797693134862315807", 290), std::numeric_limits<double>::max());
  EXPECT_EQ(nearest("17976931348623159", 292), std::numeric_limits<double>::infinity());
  EXPECT_EQ(nearest("999999999999999999999999999999999999999", 400), std::numeric_limits<double>::infinity());
  EXPECT_EQ(nearest("49406564584124654", -340), std::numeric_limits<double>::denorm_min());
  EXPECT_EQ(nearest("24703282292062327", -340), 0.0);
  EXPECT_EQ(nearest("24703282292062328", -340), std::numeric_limits<double>::denorm_min());
  EXPECT_EQ(nearest("1", -440), 0.0);
}

TEST(NearestDouble, AgreesWithTheLibrary) {
  std::mt19937_64 random(20261123);
  for (int i = 0; i < 20'000; ++i) {
    std::string digits(1 + random() % 39, '0');
    for (char& digit : digits) digit = static_cast<char>('0' + random() % 10);
    const int exponent = static_cast<int>(random() % (i % 2 == 0 ? 41 : 841)) - (i % 2 == 0 ? 30 : 440);
    if (exponent > 400) continue;
    EXPECT_EQ(nearest(digits, exponent), library_nearest(digits, exponent)) << digits << "e" << exponent;
  }
}

TEST(DigitsThatReadBack, AreTheFewest) {
  EXPECT_EQ(spelled(digits_that_read_back(std::sqrt(2.0), 15)), "14142135623730951e-16");
  EXPECT_EQ(spelled(digits_that_read_back(0.1, 1)), "1e-1");
  EXPECT_EQ(spelled(digits_that_read_back(0.1, 15)), "100000000000000e-15");
  EXPECT_EQ(spelled(digits_that_read_back(std::numeric_limits<double>::denorm_min(), 1)), "5e-324");
  EXPECT_EQ(spelled(digits_that_read_back(std::numeric_limits<double>::max(), 15)), "17976931348623157e292");
}

TEST(DigitsThatReadBack, AgreeWithTheLibrary) {
  std::mt19937_64 random(20261124);
  for (int i = 0; i < 20'000; ++i) {
    const double value = i % 2 == 0 ? std::fabs(double_of_bits(random())) : std::ldexp(static_cast<double>(random()), -40);
    if (!std::isfinite(value) || value == 0) continue;
    const int fewest = value >= std::numeric_limits<double>::min() ? 15 : 1;
    EXPECT_EQ(spelled(digits_that_read_back(value, fewest)), library_digits(value, fewest)) << value;
  }
}

// Powers of two and their neighbours lie where a decimal estimate of the exponent is hardest.
TEST(DigitsThatReadBack, AgreeAtEveryPowerOfTwo) {
  for (int power = -1074; power <= 1023; ++power) {
    const double at = std::ldexp(1.0, power);
    for (const double value : {at, std::nextafter(at, 0.0), std::nextafter(at, 2 * at)}) {
      if (value == 0 || !std::isfinite(value)) continue;
      const int fewest = value >= std::numeric_limits<double>::min() ? 15 : 1;
      EXPECT_EQ(spelled(digits_that_read_back(value, fewest)), library_digits(value, fewest)) << power;
    }
  }
}

}  // namespace
}  // namespace presave
