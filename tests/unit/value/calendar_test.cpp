#include "engine/value/calendar.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <limits>

#include "engine/value/spelling.h"

namespace presave {
namespace {

TEST(Calendar, AgreesWithGregorianCalendar) {
  // A deeper run: tools/golden/CalendarGolden.java with another seed, and this variable.
  const char* other = std::getenv("PRESAVE_CALENDAR_GOLDEN");
  std::ifstream file(other ? other : PRESAVE_TEST_DATA "/calendar_golden.txt");
  ASSERT_TRUE(file) << "the golden file cannot be opened";
  std::string date, later;
  DayNumber day = 0;
  std::int32_t week_day = 0, year_day = 0, iso_year = 0, week = 0, months = 0;
  int lines = 0;
  while (file >> date >> day >> week_day >> year_day >> iso_year >> week >> months >> later) {
    ++lines;
    ASSERT_EQ(parse_date(date), day) << date;
    ASSERT_EQ(format_date(day), date);
    ASSERT_EQ(weekday(day), week_day) << date;
    ASSERT_EQ(day_of_year(day), year_day) << date;
    ASSERT_EQ(iso_week(day), (IsoWeek{iso_year, week})) << date;
    const std::optional<DayNumber> found = add_months(day, months);
    ASSERT_EQ(found ? format_date(*found) : "none", later) << date << " and months: " << months;
  }
  EXPECT_GE(lines, 1500);
}

/// Twelve month lengths, said once more and differently.
int length_of(int year, int month) {
  if (month == 2) {
    const bool julian_leap = year % 4 == 0;
    const bool skipped = year > 1582 && year % 100 == 0 && year % 400 != 0;
    return julian_leap && !skipped ? 29 : 28;
  }
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

TEST(Calendar, WalksDayByDayThroughAllYears) {
  DayNumber day = kFirstDay;
  std::int32_t week_day = 7;  // 0001-01-01 (Julian) was a Saturday
  for (int year = kFirstYear; year <= kLastYear; ++year) {
    int day_in_year = 0;
    for (int month = 1; month <= 12; ++month) {
      ASSERT_EQ(days_in_month(year, month), length_of(year, month));
      for (int d = 1; d <= length_of(year, month); ++d) {
        const CivilDate date{year, month, d};
        if (year == 1582 && month == 10 && d > 4 && d < 15) {
          ASSERT_FALSE(is_valid(date));
          continue;
        }
        ASSERT_EQ(day_number(date), day);
        ASSERT_EQ(civil_date(day), date);
        ASSERT_EQ(weekday(day), week_day);
        ASSERT_EQ(day_of_year(day), ++day_in_year);
        ++day;
        week_day = week_day % 7 + 1;
      }
    }
  }
  EXPECT_EQ(day, kLastDay + 1);
}

TEST(Calendar, RefusesDatesThatDoNotExist) {
  for (const CivilDate& date : {CivilDate{0, 1, 1},
                                {10000, 1, 1},
                                {2024, 0, 1},
                                {2024, 13, 1},
                                {2024, 1, 0},
                                {2024, 1, 32},
                                {2023, 2, 29},
                                {1900, 2, 29},
                                {1582, 10, 5},
                                {1582, 10, 14},
                                {2024, std::numeric_limits<std::int32_t>::min(), 1},
                                {std::numeric_limits<std::int32_t>::max(), 1, 1}}) {
    EXPECT_FALSE(day_number(date)) << date.year << '-' << date.month << '-' << date.day;
  }
  EXPECT_TRUE(is_valid({1500, 2, 29}));
  EXPECT_TRUE(is_valid({1582, 10, 4}));
  EXPECT_TRUE(is_valid({1582, 10, 15}));
}

TEST(Calendar, MonthsStayAtTheMonthsEnd) {
  const auto shifted = [](std::string_view date, std::int64_t months) {
    const std::optional<DayNumber> day = add_months(*parse_date(date), months);
    return day ? format_date(*day) : "none";
  };
  EXPECT_EQ(shifted("2024-02-29", 1), "2024-03-31");
  EXPECT_EQ(shifted("2024-01-30", 1), "2024-02-29");
  EXPECT_EQ(shifted("2024-03-31", -1), "2024-02-29");
  EXPECT_EQ(shifted("2024-12-15", 1), "2025-01-15");
  EXPECT_EQ(shifted("9999-12-31", 1), "none");
  EXPECT_EQ(shifted("0001-01-01", -1), "none");
  EXPECT_EQ(shifted("2024-01-01", std::numeric_limits<std::int64_t>::max()), "none");
  EXPECT_EQ(shifted("2024-01-01", std::numeric_limits<std::int64_t>::min()), "none");
}

TEST(Calendar, SplitsMoments) {
  EXPECT_EQ(utc_day(0), 0);
  EXPECT_EQ(utc_day(-1), -1);
  EXPECT_EQ(utc_time_of_day(-1), kMsPerDay - 1);
  EXPECT_EQ(utc_day(kMsPerDay), 1);
  EXPECT_EQ(utc_day(-kMsPerDay), -1);
  EXPECT_EQ(utc_time_of_day(std::numeric_limits<EpochMs>::min() / kMsPerDay * kMsPerDay), 0);
}

}  // namespace
}  // namespace presave
