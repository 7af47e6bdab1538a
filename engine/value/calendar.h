// The calendar of formulas: java.util.GregorianCalendar's, which is Julian before 15 October 1582 and
// Gregorian from that day on. Dates are day numbers everywhere else; year, month and day exist only here.
#pragma once

#include <cstdint>
#include <optional>

namespace presave {

/// A date: days since 1970-01-01.
using DayNumber = std::int32_t;
/// A moment: milliseconds since 1970-01-01T00:00:00Z.
using EpochMs = std::int64_t;
/// A time of day: milliseconds since midnight, 0 to kMsPerDay - 1.
using MsOfDay = std::int32_t;

inline constexpr std::int32_t kMsPerSecond = 1000;
inline constexpr std::int32_t kMsPerDay = 86'400'000;

inline constexpr std::int32_t kFirstYear = 1;
inline constexpr std::int32_t kLastYear = 9999;
inline constexpr DayNumber kFirstDay = -719'164;           ///< 0001-01-01, Julian
inline constexpr DayNumber kLastDay = 2'932'896;           ///< 9999-12-31
inline constexpr DayNumber kFirstGregorianDay = -141'427;  ///< 1582-10-15, the day after 1582-10-04

/// A date as people write it; month and day count from 1.
struct CivilDate {
  std::int32_t year;
  std::int32_t month;
  std::int32_t day;

  friend bool operator==(const CivilDate&, const CivilDate&) = default;
};

struct IsoWeek {
  std::int32_t year;
  std::int32_t week;

  friend bool operator==(const IsoWeek&, const IsoWeek&) = default;
};

/// True for dates that exist, in the years 1 to 9999. 1500-02-29 exists, 1582-10-10 does not.
bool is_valid(const CivilDate& date);

/// The day number; none for a date that does not exist.
std::optional<DayNumber> day_number(const CivilDate& date);

/// The date of a day number between kFirstDay and kLastDay.
CivilDate civil_date(DayNumber day);

/// True when the day number is one of the years 1 to 9999.
constexpr bool in_calendar(std::int64_t day) {
  return day >= kFirstDay && day <= kLastDay;
}

/// The number of the last day of a month, 1 to 12.
std::int32_t days_in_month(std::int32_t year, std::int32_t month);

/// 1 = Sunday to 7 = Saturday.
std::int32_t weekday(DayNumber day);

/// 1 = 1 January; counts the days that existed.
std::int32_t day_of_year(DayNumber day);

/// Week and week year of ISO 8601, which is Gregorian at all times.
IsoWeek iso_week(DayNumber day);

/// The same day some months later or earlier. The last day of a month goes to the last day of the target
/// month; any other day stays, or becomes the last day of a shorter month. None outside the years 1 to 9999.
std::optional<DayNumber> add_months(DayNumber day, std::int64_t months);

/// The day of a moment in UTC, and the time of day that is left.
constexpr std::int64_t utc_day(EpochMs moment) {
  return moment >= 0 ? moment / kMsPerDay : -((-(moment + 1)) / kMsPerDay) - 1;
}
constexpr MsOfDay utc_time_of_day(EpochMs moment) {
  return static_cast<MsOfDay>(moment - utc_day(moment) * kMsPerDay);
}
constexpr EpochMs start_of_day(DayNumber day) {
  return static_cast<EpochMs>(day) * kMsPerDay;
}

}  // namespace presave
