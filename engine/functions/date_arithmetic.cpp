// Sums and differences of dates and times, within the calendar.
#include "engine/functions/dates.h"

#include "engine/value/calendar.h"

namespace presave::functions {
namespace {

// Ten thousand years in seconds, and then some: any more is outside the calendar, and less cannot overflow.
constexpr std::int64_t kMostSeconds = 1'000'000'000'000;

}  // namespace

Answer<Date> date_plus_days(Date date, const Decimal& days) {
  const std::optional<std::int64_t> count = days.to_int64_truncated();
  std::int64_t day = 0;
  if (!count || __builtin_add_overflow(*count, date.days, &day) || !in_calendar(day))
    return EvalFault::kOutOfRange;
  return Date{static_cast<std::int32_t>(day)};
}
Answer<Date> date_minus_days(Date date, const Decimal& days) { return date_plus_days(date, -days); }
Answer<Date> days_plus_date(const Decimal& days, Date date) { return date_plus_days(date, days); }

Answer<DateTime> datetime_plus_days(DateTime instant, const Decimal& days) {
  constexpr std::int64_t kSecondsPerDay = kMsPerDay / kMsPerSecond;
  const Decimal exact = days * Decimal::from_int(kSecondsPerDay);
  const std::optional<std::int64_t> seconds = exact.round_half_up(0).to_int64_truncated();
  if (!seconds || *seconds > kMostSeconds || *seconds < -kMostSeconds) return EvalFault::kOutOfRange;
  const DateTime sum{instant.ms + *seconds * kMsPerSecond};
  if (!in_calendar(utc_day(sum.ms))) return EvalFault::kOutOfRange;
  return sum;
}
Answer<DateTime> datetime_minus_days(DateTime instant, const Decimal& days) {
  return datetime_plus_days(instant, -days);
}
Answer<DateTime> days_plus_datetime(const Decimal& days, DateTime instant) {
  return datetime_plus_days(instant, days);
}

Answer<Time> time_plus_ms(Time time, const Decimal& ms) {
  const std::optional<std::int64_t> count = ms.to_int64_truncated();
  std::int64_t sum = 0;
  if (!count || __builtin_add_overflow(*count, time.ms, &sum)) return EvalFault::kBadTime;
  const std::int64_t of_day = sum % kMsPerDay;
  if (of_day < 0) return EvalFault::kBadTime;
  return Time{static_cast<std::int32_t>(of_day)};
}
Answer<Time> time_minus_ms(Time time, const Decimal& ms) { return time_plus_ms(time, -ms); }

Answer<Time> api_time_minus_ms(Time time, const Decimal& ms) {
  const std::optional<std::int64_t> count = ms.to_int64_truncated();
  if (!count) return EvalFault::kBadTime;
  const std::int64_t of_day = (time.ms - *count % kMsPerDay) % kMsPerDay;
  return Time{static_cast<std::int32_t>(of_day < 0 ? of_day + kMsPerDay : of_day)};
}

Decimal days_between_dates(Date a, Date b) { return Decimal::from_int(std::int64_t{a.days} - b.days); }

Decimal days_between_datetimes(DateTime a, DateTime b) {
  // A day is never zero, so there is always a quotient.
  return divide(Decimal::from_int(a.ms - b.ms), Decimal::from_int(kMsPerDay)).value_or(Decimal());
}

Decimal ms_between_times(Time a, Time b) {
  return Decimal::from_int((std::int64_t{a.ms} - b.ms + kMsPerDay) % kMsPerDay);
}

}  // namespace presave::functions
