// Laws of numbers and moments.
#include <gtest/gtest.h>

#include "engine/functions/dates.h"
#include "engine/value/calendar.h"
#include "tests/property/world.h"

namespace presave::property {
namespace {

/// A number of at most `digits` digits, with `scale` of them after the point.
Decimal number_of(Random& random, int digits, std::int32_t scale) {
  Decimal number;
  for (int i = 0; i < digits; ++i) {
    number = number * Decimal::from_int(10) + Decimal::from_int(static_cast<std::int64_t>(pick(random, 10)));
  }
  return number.scaled10(-scale) * Decimal::from_int(once_in(random, 2) ? 1 : -1);
}

std::string both(const Decimal& a, const Decimal& b) { return a.to_string() + " and " + b.to_string(); }

TEST(Laws, NumbersWithinTheDigitsAreExact) {
  Random random(3);
  for (std::size_t round = 0; round < rounds(20000); ++round) {
    const auto scale = static_cast<std::int32_t>(pick(random, 20));
    const Decimal a = number_of(random, 1 + static_cast<int>(pick(random, 18)), scale);
    const Decimal b = number_of(random, 1 + static_cast<int>(pick(random, 18)), scale);
    const Decimal c = Decimal::from_int(static_cast<std::int64_t>(pick(random, 999)) - 499);
    ASSERT_EQ(a + b - b, a) << both(a, b);
    ASSERT_EQ(a + b, b + a) << both(a, b);
    ASSERT_EQ(a * b, b * a) << both(a, b);
    ASSERT_EQ((a + b) * c, a * c + b * c) << both(a, b);
    ASSERT_EQ(a - b, -(b - a)) << both(a, b);
    ASSERT_EQ(Decimal::parse(a.to_string()).value(), a) << a.to_string();
    ASSERT_EQ(compare(a, b), (a - b).sign()) << both(a, b);
    if (b.is_zero()) continue;
    ASSERT_EQ(divide(a * b, b).value(), a) << both(a, b);
    const Decimal rest = remainder(a, b).value();
    ASSERT_EQ(divide(a - rest, b).value().truncate_to(0) * b + rest, a) << both(a, b);
    ASSERT_LT(rest.abs(), b.abs()) << both(a, b);
  }
}

TEST(Laws, RoundingIsNoFartherThanHalfAStepAndSettles) {
  Random random(4);
  for (std::size_t round = 0; round < rounds(20000); ++round) {
    const Decimal a = number_of(random, 30, 15);
    const auto digits = static_cast<std::int32_t>(pick(random, 20));
    const Decimal half_step = Decimal::from_int(5).scaled10(-digits - 1);
    const Decimal rounded = a.round_half_up(digits);
    ASSERT_LE((rounded - a).abs(), half_step) << a.to_string() << " to " << digits;
    ASSERT_EQ(rounded.round_half_up(digits), rounded) << a.to_string() << " to " << digits;
    ASSERT_LE(a.floor(), a);
    ASSERT_GE(a.ceiling(), a);
  }
}

TEST(Laws, AMomentPlusNMinusNIsTheMoment) {
  Random random(5);
  const DayNumber first = day_number({1, 1, 1}).value();
  const DayNumber last = day_number({9999, 12, 31}).value();
  const auto span = static_cast<std::size_t>(last - first) + 1;
  for (std::size_t round = 0; round < rounds(20000); ++round) {
    const Date a{first + static_cast<DayNumber>(pick(random, span))};
    const Date b{first + static_cast<DayNumber>(pick(random, span))};
    const Decimal days = functions::days_between_dates(b, a);
    ASSERT_EQ(functions::date_plus_days(a, days).value().date(), b) << a.days << ", " << b.days;
    ASSERT_EQ(functions::date_minus_days(b, days).value().date(), a) << a.days << ", " << b.days;
    const CivilDate civil = civil_date(a.days);
    ASSERT_EQ(day_number(civil), a.days);
    // Whole seconds: a sum of days is rounded to these.
    const auto second = static_cast<std::int64_t>(pick(random, 86400));
    const DateTime from{start_of_day(a.days) + second * kMsPerSecond};
    const DateTime to{start_of_day(b.days) + static_cast<std::int64_t>(pick(random, 86400)) * kMsPerSecond};
    const Decimal apart = functions::days_between_datetimes(to, from);
    ASSERT_EQ(functions::datetime_plus_days(from, apart).value().instant(), to) << from.ms << ", " << to.ms;
    ASSERT_EQ(functions::datetime_minus_days(to, apart).value().instant(), from) << from.ms << ", " << to.ms;
  }
}

TEST(Laws, ATimePlusNMinusNIsTheTimeAroundMidnight) {
  Random random(6);
  for (std::size_t round = 0; round < rounds(20000); ++round) {
    const Time a{static_cast<std::int32_t>(pick(random, kMsPerDay))};
    const Time b{static_cast<std::int32_t>(pick(random, kMsPerDay))};
    const Decimal apart = functions::ms_between_times(b, a);
    ASSERT_EQ(functions::time_plus_ms(a, apart).value().time(), b) << a.ms << ", " << b.ms;
    ASSERT_EQ(functions::api_time_minus_ms(b, apart).value().time(), a) << a.ms << ", " << b.ms;
  }
}

}  // namespace
}  // namespace presave::property
