#include "engine/value/calendar.h"

#include <algorithm>
#include <array>

namespace presave {
namespace {

constexpr std::int32_t kMonths = 12;
constexpr std::int32_t kDaysPerWeek = 7;

// Both calendars are computed on years that begin in March, so that the leap day is the last day of a year,
// and on days counted from 1 March of the year 0 of the calendar itself.
constexpr std::int32_t kGregorianEpoch = 719'468;  // from 0000-03-01 to 1970-01-01
constexpr std::int32_t kJulianEpoch = 719'470;
constexpr std::int32_t kDaysPer4Years = 1461;
constexpr std::int32_t kDaysPer400Years = 146'097;

constexpr std::int32_t floor_divide(std::int32_t a, std::int32_t b) {
  return a / b - static_cast<std::int32_t>(a % b != 0 && (a < 0) != (b < 0));
}

/// Days from 1 March to the first day of the month that is `month` months later.
constexpr std::int32_t days_before(std::int32_t month) {
  return (153 * month + 2) / 5;
}

struct MarchYear {
  std::int32_t year;
  std::int32_t day;  // of the year, from 0
};

constexpr MarchYear march_year(const CivilDate& date) {
  const std::int32_t month = date.month > 2 ? date.month - 3 : date.month + 9;
  return {date.year - static_cast<std::int32_t>(date.month <= 2), days_before(month) + date.day - 1};
}

constexpr CivilDate civil(const MarchYear& date) {
  const std::int32_t month = (5 * date.day + 2) / 153;
  return {date.year + static_cast<std::int32_t>(month >= 10), month < 10 ? month + 3 : month - 9,
          date.day - days_before(month) + 1};
}

constexpr DayNumber from_gregorian(const CivilDate& date) {
  const auto [year, day] = march_year(date);
  const std::int32_t leap_days = floor_divide(year, 4) - floor_divide(year, 100) + floor_divide(year, 400);
  return 365 * year + leap_days + day - kGregorianEpoch;
}

constexpr DayNumber from_julian(const CivilDate& date) {
  const auto [year, day] = march_year(date);
  return 365 * year + floor_divide(year, 4) + day - kJulianEpoch;
}

constexpr CivilDate to_gregorian(DayNumber number) {
  const std::int32_t days = number + kGregorianEpoch;
  const std::int32_t era = floor_divide(days, kDaysPer400Years);
  const std::int32_t day = days - era * kDaysPer400Years;
  const std::int32_t year = (day - day / 1460 + day / 36'524 - day / 146'096) / 365;
  return civil({400 * era + year, day - (365 * year + year / 4 - year / 100)});
}

constexpr CivilDate to_julian(DayNumber number) {
  const std::int32_t days = number + kJulianEpoch;
  const std::int32_t cycle = floor_divide(days, kDaysPer4Years);
  const std::int32_t day = days - cycle * kDaysPer4Years;
  const std::int32_t year = (day - day / 1460) / 365;
  return civil({4 * cycle + year, day - 365 * year});
}

static_assert(from_gregorian({1970, 1, 1}) == 0 && from_gregorian({kLastYear, 12, 31}) == kLastDay);
static_assert(from_julian({kFirstYear, 1, 1}) == kFirstDay);
static_assert(from_gregorian({1582, 10, 15}) == kFirstGregorianDay);
static_assert(from_julian({1582, 10, 4}) == kFirstGregorianDay - 1);

/// A date's number without a look at whether it exists. A date in the gap of 1582 is read as Julian, as Java
/// does.
constexpr DayNumber number_of(const CivilDate& date) {
  const DayNumber gregorian = from_gregorian(date);
  return gregorian >= kFirstGregorianDay ? gregorian : from_julian(date);
}

constexpr bool is_leap(std::int32_t year) {
  if (year % 4 != 0) return false;
  return year <= 1582 || year % 100 != 0 || year % 400 == 0;
}

}  // namespace

std::int32_t days_in_month(std::int32_t year, std::int32_t month) {
  constexpr std::array<std::int32_t, kMonths> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return kDays[static_cast<std::size_t>(month - 1)] + static_cast<std::int32_t>(month == 2 && is_leap(year));
}

bool is_valid(const CivilDate& date) {
  if (date.year < kFirstYear || date.year > kLastYear || date.month < 1 || date.month > kMonths) return false;
  if (date.day < 1 || date.day > days_in_month(date.year, date.month)) return false;
  return date.year != 1582 || date.month != 10 || date.day <= 4 || date.day >= 15;
}

std::optional<DayNumber> day_number(const CivilDate& date) {
  if (!is_valid(date)) return std::nullopt;
  return number_of(date);
}

CivilDate civil_date(DayNumber day) {
  return day >= kFirstGregorianDay ? to_gregorian(day) : to_julian(day);
}

std::int32_t weekday(DayNumber day) {
  constexpr std::int32_t kThursday = 4;  // 1970-01-01, from Sunday = 0
  const std::int32_t days = day + kThursday;
  return days - floor_divide(days, kDaysPerWeek) * kDaysPerWeek + 1;
}

std::int32_t day_of_year(DayNumber day) {
  return day - number_of({civil_date(day).year, 1, 1}) + 1;
}

IsoWeek iso_week(DayNumber day) {
  // A week belongs to the year of its Thursday.
  const std::int32_t days_since_monday = (weekday(day) + 5) % kDaysPerWeek;
  const DayNumber thursday = day - days_since_monday + 3;
  const std::int32_t year = to_gregorian(thursday).year;
  return {year, (thursday - from_gregorian({year, 1, 1})) / kDaysPerWeek + 1};
}

std::optional<DayNumber> add_months(DayNumber day, std::int64_t months) {
  constexpr std::int64_t kMostMonths = std::int64_t{kLastYear} * kMonths;
  if (months < -kMostMonths || months > kMostMonths) return std::nullopt;
  const CivilDate from = civil_date(day);
  const std::int32_t month_count = from.year * kMonths + from.month - 1 + static_cast<std::int32_t>(months);
  CivilDate to{floor_divide(month_count, kMonths), 0, 0};
  to.month = month_count - to.year * kMonths + 1;
  if (to.year < kFirstYear || to.year > kLastYear) return std::nullopt;
  const std::int32_t last = days_in_month(to.year, to.month);
  const bool at_month_end = from.day == days_in_month(from.year, from.month);
  to.day = at_month_end ? last : std::min(from.day, last);
  return number_of(to);
}

}  // namespace presave
