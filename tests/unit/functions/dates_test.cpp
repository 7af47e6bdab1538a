#include "engine/functions/dates.h"

#include <gtest/gtest.h>

#include "engine/value/zone.h"
#include "tests/unit/functions/call_row.h"

namespace presave::functions::testing {
namespace {

std::string of(std::string_view name, const Value& value) { return call(name, {value}); }
std::string date_of(std::string_view year, std::string_view month, std::string_view day) {
  return call("DATE", {number(year), number(month), number(day)});
}

TEST(Dates, DateNeedsADayThatExists) {
  EXPECT_EQ(date_of("2024", "2", "29"), "2024-02-29");
  EXPECT_EQ(date_of("2023", "2", "29"), "fault evaluation");
  EXPECT_EQ(date_of("2023.9", "2.9", "28.9"), "2023-02-28");
  EXPECT_EQ(date_of("0", "1", "1"), "fault evaluation");
  EXPECT_EQ(date_of("10000", "1", "1"), "fault evaluation");
  EXPECT_EQ(date_of("1e30", "1", "1"), "fault evaluation");
  EXPECT_EQ(date_of("1582", "10", "10"), "fault evaluation");
  EXPECT_EQ(date_of("1500", "2", "29"), "1500-02-29");
}

TEST(Dates, TextIsReadAsJavaReadsIt) {
  EXPECT_EQ(of("DATEVALUE", text("2024-02-09xyz")), "2024-02-09");
  EXPECT_EQ(of("DATEVALUE", text("02/09/2024")), "fault dateParse");
  EXPECT_EQ(of("DATETIMEVALUE", text("2024-02-09 1:2:3")), "2024-02-09T01:02:03.000Z");
  EXPECT_EQ(of("DATETIMEVALUE", text("2024-02-09")), "fault dateParse");
  EXPECT_EQ(of("DATETIMEVALUE", text("2024-02-09 24:00:00")), "fault dateParse");
  EXPECT_EQ(of("DATETIMEVALUE", date("2024-02-09")), "2024-02-09T00:00:00.000Z");
  EXPECT_EQ(of("TIMEVALUE", text("1:2:3.4")), "01:02:03.004");
  EXPECT_EQ(of("TIMEVALUE", text("10:00:00")), "fault timeRange");
  EXPECT_EQ(of("TIMEVALUE", instant("1969-12-31T23:59:59.000Z")), "23:59:59.000");
}

TEST(Dates, TheCalendarEndsInTheUsersZoneToo) {
  const Result<Zone> east = Zone::fixed(9 * 3600);
  ASSERT_TRUE(east);
  Context context;
  context.zone = &*east;
  context.now = instant("9999-12-31T14:59:59Z").instant();
  EXPECT_EQ(call("TODAY", {}, context), "9999-12-31");
  context.now = instant("9999-12-31T15:00:00Z").instant();
  EXPECT_EQ(call("TODAY", {}, context), "fault evaluation");
  EXPECT_EQ(call("DATEVALUE", {instant("9999-12-31T15:00:00Z")}, context), "fault evaluation");
}

TEST(Dates, TheUsersZoneDecidesWhatDayItIs) {
  const Result<Zone> west = Zone::fixed(-8 * 3600);
  ASSERT_TRUE(west);
  Context context;
  context.now = instant("2026-03-01T05:00:00Z").instant();
  EXPECT_EQ(call("TODAY", {}, context), "2026-03-01");
  context.zone = &*west;
  EXPECT_EQ(call("TODAY", {}, context), "2026-02-28");
  EXPECT_EQ(call("DATEVALUE", {instant("2026-03-01T07:59:59Z")}, context), "2026-02-28");
  EXPECT_EQ(call("DATEVALUE", {instant("2026-03-01T08:00:00Z")}, context), "2026-03-01");
  EXPECT_EQ(call("NOW", {}, context), "2026-03-01T05:00:00.000Z");
  EXPECT_EQ(call("TIMENOW", {}, context), "05:00:00.000");
}

TEST(Dates, PartsOfADate) {
  EXPECT_EQ(of("YEAR", date("2024-02-29")), "2024");
  EXPECT_EQ(of("MONTH", date("2024-02-29")), "2");
  EXPECT_EQ(of("DAY", date("2024-02-29")), "29");
  EXPECT_EQ(of("WEEKDAY", date("2024-02-29")), "5");
  EXPECT_EQ(of("DAYOFYEAR", date("2024-12-31")), "366");
  EXPECT_EQ(of("ISOYEAR", date("2021-01-03")), "2020");
  EXPECT_EQ(of("ISOWEEK", instant("2018-12-31T23:00:00Z")), "1");
  EXPECT_EQ(of("YEAR", blank()), "blank");
}

TEST(Dates, PartsOfATime) {
  EXPECT_EQ(of("HOUR", time("17:30:45.125")), "17");
  EXPECT_EQ(of("MINUTE", time("17:30:45.125")), "30");
  EXPECT_EQ(of("SECOND", time("17:30:45.125")), "45");
  EXPECT_EQ(of("MILLISECOND", time("17:30:45.125")), "125");
}

TEST(Dates, TheLastDayOfAMonthStaysTheLast) {
  EXPECT_EQ(call("ADDMONTHS", {date("2024-02-29"), number("1")}), "2024-03-31");
  EXPECT_EQ(call("ADDMONTHS", {date("2023-01-30"), number("1")}), "2023-02-28");
  EXPECT_EQ(call("ADDMONTHS", {date("2024-02-15"), number("-1.9")}), "2024-01-15");
  EXPECT_EQ(call("ADDMONTHS", {instant("2004-12-31T11:32:00Z"), number("2")}), "2005-02-28T11:32:00.000Z");
  EXPECT_EQ(call("ADDMONTHS", {date("2024-02-15"), number("1e12")}), "fault evaluation");
}

TEST(Dates, UnixTime) {
  EXPECT_EQ(of("UNIXTIMESTAMP", date("2024-02-29")), "1709164800");
  EXPECT_EQ(of("UNIXTIMESTAMP", instant("1969-12-31T23:59:59Z")), "-1");
  EXPECT_EQ(of("UNIXTIMESTAMP", time("01:00:00.999")), "3600");
  EXPECT_EQ(of("FROMUNIXTIME", number("-7.5")), "1969-12-31T23:59:52.500Z");
  EXPECT_EQ(of("FROMUNIXTIME", number("1700000000.6789")), "2023-11-14T22:13:20.678Z");
  EXPECT_EQ(of("FROMUNIXTIME", number("253402300799.999")), "9999-12-31T23:59:59.999Z");
  EXPECT_EQ(of("FROMUNIXTIME", number("253402300800")), "fault evaluation");
  EXPECT_EQ(of("FROMUNIXTIME", number("1e30")), "fault evaluation");
}

TEST(Dates, Durations) {
  EXPECT_EQ(call("FORMATDURATION", {number("-90061.9")}), "25:01:01");
  EXPECT_EQ(call("FORMATDURATION", {number("90061"), Value(true)}), "1:01:01:01");
  EXPECT_EQ(call("FORMATDURATION", {number("90061"), Value(false)}), "25:01:01");
  EXPECT_EQ(call("FORMATDURATION", {blank()}), "blank");
  EXPECT_EQ(call("FORMATDURATION", {blank(), Value(true)}), "blank");
  EXPECT_EQ(call("FORMATDURATION", {number("1e30")}), "fault evaluation");
  EXPECT_EQ(call("FORMATDURATION", {number("-9223372036854775808")}), "2562047788015215:30:08");
  EXPECT_EQ(call("FORMATDURATION", {instant("2024-02-09T10:00:00Z"), instant("2024-02-10T11:00:01Z")}),
            "1:01:00:01");
  EXPECT_EQ(call("FORMATDURATION", {time("00:00:29.345"), time("00:00:29.245")}), "00:00:00");
}

Decimal decimal(std::string_view digits) { return number(digits).number(); }

TEST(DateArithmetic, DatesMoveByWholeDays) {
  const Date day = date("2024-01-31").date();
  EXPECT_EQ(date_plus_days(day, decimal("1.9")).value().date(), date("2024-02-01").date());
  EXPECT_EQ(date_minus_days(day, decimal("1.9")).value().date(), date("2024-01-30").date());
  EXPECT_TRUE(date_plus_days(day, decimal("1e9")).value().is_fault());
  EXPECT_TRUE(date_plus_days(day, decimal("9223372036854775807")).value().is_fault());
  EXPECT_EQ(days_between_dates(day, date("2023-01-31").date()), decimal("365"));
}

TEST(DateArithmetic, InstantsMoveByWholeSeconds) {
  const DateTime ten = instant("2024-02-09T10:00:00Z").instant();
  EXPECT_EQ(datetime_minus_days(ten, decimal("0.0000057870")).value().instant().ms, ten.ms);
  EXPECT_EQ(datetime_minus_days(ten, decimal("0.0000057871")).value().instant().ms, ten.ms - 1000);
  EXPECT_EQ(days_between_datetimes(instant("2024-02-10T16:00:00Z").instant(), ten), decimal("1.25"));
  EXPECT_TRUE(datetime_plus_days(ten, decimal("1e15")).value().is_fault());
}

TEST(DateArithmetic, TimesGoAroundMidnightUpwardOnly) {
  const Time ten = time("10:00:00").time();
  EXPECT_EQ(time_plus_ms(ten, decimal("86400000")).value().time(), ten);
  EXPECT_EQ(time_plus_ms(ten, decimal("3600000.9")).value().time(), time("11:00:00").time());
  EXPECT_EQ(time_minus_ms(ten, decimal("36000000")).value().time(), time("00:00:00").time());
  EXPECT_EQ(time_minus_ms(ten, decimal("36000001")).value().fault(), EvalFault::kBadTime);
  EXPECT_EQ(ms_between_times(time("01:00:00").time(), time("02:00:00").time()), decimal("82800000"));
}

}  // namespace
}  // namespace presave::functions::testing
