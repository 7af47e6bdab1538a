// Dates, date/times and times: making them, taking them apart, the clock. Everything but TODAY() and
// DATEVALUE(date/time) is in UTC, as Salesforce has it.
#include <string>

#include "engine/functions/make_text.h"
#include "engine/functions/name_order.h"
#include "engine/functions/numbers.h"
#include "engine/functions/registry.h"
#include "engine/value/calendar.h"
#include "engine/value/spelling.h"
#include "engine/value/zone.h"

namespace presave::functions {
namespace {

Decimal number(std::int64_t value) { return Decimal::from_int(value); }
Date utc_date(DateTime instant) { return Date{static_cast<DayNumber>(utc_day(instant.ms))}; }
// East of Greenwich the last hours of the year 9999 are no day of the calendar.
Answer<Date> local_date(const Context& context, DateTime instant) {
  const Date date = context.zone ? Date{context.zone->day_at(instant.ms)} : utc_date(instant);
  if (!in_calendar(date.days)) return EvalFault::kOutOfRange;
  return date;
}

// --- Making ---

Answer<Date> date_of_parts(const Decimal& year, const Decimal& month, const Decimal& day) {
  const std::optional<DayNumber> date = day_number({whole(year), whole(month), whole(day)});
  if (!date) return EvalFault::kOutOfRange;
  return Date{*date};
}

Answer<Date> date_of_text(Text text) {
  const std::optional<DayNumber> day = datevalue_of_text(text.view());
  if (!day) return EvalFault::kBadDate;
  return Date{*day};
}
Answer<Date> date_of_instant(const Context& context, DateTime instant) { return local_date(context, instant); }

Answer<DateTime> instant_of_text(Text text) {
  const std::optional<EpochMs> moment = datetimevalue_of_text(text.view());
  if (!moment) return EvalFault::kBadDate;
  return DateTime{*moment};
}
DateTime instant_of_date(Date date) { return {start_of_day(date.days)}; }
DateTime instant_itself(DateTime instant) { return instant; }

Answer<Time> time_of_text(Text text) {
  const std::optional<MsOfDay> time = timevalue_of_text(text.view());
  if (!time) return EvalFault::kBadTime;
  return Time{*time};
}
Time time_of_instant(DateTime instant) { return {utc_time_of_day(instant.ms)}; }
Time time_itself(Time time) { return time; }

Answer<Date> today(const Context& context) { return local_date(context, context.now); }
DateTime now(const Context& context) { return context.now; }
Time time_now(const Context& context) { return time_of_instant(context.now); }

Answer<DateTime> instant_of_unix_time(const Decimal& seconds) {
  const std::optional<std::int64_t> ms = seconds.scaled10(3).to_int64_truncated();
  if (!ms || !in_calendar(utc_day(*ms))) return EvalFault::kOutOfRange;
  return DateTime{*ms};
}

// --- Taking apart ---

Decimal year(Date date) { return number(civil_date(date.days).year); }
Decimal month(Date date) { return number(civil_date(date.days).month); }
Decimal day(Date date) { return number(civil_date(date.days).day); }
Decimal day_of_week(Date date) { return number(weekday(date.days)); }
Decimal day_in_year(Date date) { return number(day_of_year(date.days)); }
Decimal week_of_date(Date date) { return number(iso_week(date.days).week); }
Decimal week_of_instant(DateTime instant) { return week_of_date(utc_date(instant)); }
Decimal week_year_of_date(Date date) { return number(iso_week(date.days).year); }
Decimal week_year_of_instant(DateTime instant) { return week_year_of_date(utc_date(instant)); }

Decimal hour(Time time) { return number(time.ms / 3'600'000); }
Decimal minute(Time time) { return number(time.ms / 60'000 % 60); }
Decimal second(Time time) { return number(time.ms / kMsPerSecond % 60); }
Decimal millisecond(Time time) { return number(time.ms % kMsPerSecond); }

Decimal unix_time_of_date(Date date) { return number(start_of_day(date.days) / kMsPerSecond); }
Decimal unix_time_of_instant(DateTime instant) { return number(instant.ms / kMsPerSecond); }
Decimal unix_time_of_time(Time time) { return number(time.ms / kMsPerSecond); }

// --- Moving and spans ---

Answer<Date> date_plus_months(Date date, const Decimal& months) {
  const std::optional<DayNumber> moved = add_months(date.days, whole(months));
  if (!moved) return EvalFault::kOutOfRange;
  return Date{*moved};
}

Answer<DateTime> instant_plus_months(DateTime instant, const Decimal& months) {
  const std::optional<DayNumber> moved = add_months(utc_date(instant).days, whole(months));
  if (!moved) return EvalFault::kOutOfRange;
  return DateTime{start_of_day(*moved) + utc_time_of_day(instant.ms)};
}

std::string at_least_two_digits(std::uint64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

enum class Days : bool { kInHours, kApart };

Answer<Text> format_span(Arena& arena, std::int64_t seconds, Days days) {
  // Of an int64 read from a number of any size; the most negative one has no positive twin.
  const std::uint64_t span =
      seconds < 0 ? 0 - static_cast<std::uint64_t>(seconds) : static_cast<std::uint64_t>(seconds);
  const std::uint64_t hours = span / 3600;
  std::string text;
  if (days == Days::kApart) text = std::to_string(hours / 24) + ":";
  text += at_least_two_digits(days == Days::kApart ? hours % 24 : hours) + ":" + at_least_two_digits(span / 60 % 60) + ":" +
          at_least_two_digits(span % 60);
  return join(arena, {text});
}

Answer<Text> format_seconds(Arena& arena, const Decimal& seconds) {
  const std::optional<std::int64_t> count = seconds.to_int64_truncated();
  return count ? format_span(arena, *count, Days::kInHours) : EvalFault::kOutOfRange;
}

Answer<Text> format_seconds_with_days(Arena& arena, const Decimal& seconds, std::optional<bool> with_days) {
  const std::optional<std::int64_t> count = seconds.to_int64_truncated();
  if (!count) return EvalFault::kOutOfRange;
  return format_span(arena, *count, with_days.value_or(false) ? Days::kApart : Days::kInHours);
}

Answer<Text> format_between_instants(Arena& arena, DateTime a, DateTime b) {
  return format_span(arena, (b.ms - a.ms) / kMsPerSecond, Days::kApart);
}

Answer<Text> format_between_times(Arena& arena, Time a, Time b) {
  return format_span(arena, (b.ms - a.ms) / kMsPerSecond, Days::kInHours);
}

constexpr Row kRows[] = {
    {.name = "ADDMONTHS",
     .doc = "A date or date/time some months later; the last day of a month stays the last.",
     .example = "ADDMONTHS(DATE(2024, 2, 29), 1)",
     .result = "2024-03-31",
     .overloads = kOverloads<date_plus_months, instant_plus_months>,
     .null_literal = false},
    {.name = "DATE",
     .doc = "The date of a year, month and day; a fault when there is no such day.",
     .example = "DATE(2026, 3, 1)",
     .result = "2026-03-01",
     .overloads = kOverloads<date_of_parts>},
    {.name = "DATETIMEVALUE",
     .doc = "The date/time of a text \"yyyy-MM-dd HH:mm:ss\" in UTC, or of a date at midnight UTC.",
     .example = "DATETIMEVALUE(\"2026-03-01 09:30:00\")",
     .result = "2026-03-01T09:30:00.000Z",
     .overloads = kOverloads<instant_of_text, instant_of_date, instant_itself>,
     .null_literal = false},
    {.name = "DATEVALUE",
     .doc = "The date of a text \"yyyy-MM-dd\", or of a date/time in the user's time zone.",
     .example = "DATEVALUE(\"2026-03-01\")",
     .result = "2026-03-01",
     .overloads = kOverloads<date_of_text, date_of_instant>,
     .null_literal = false},
    {.name = "DAY",
     .doc = "The day of the month.",
     .example = "DAY(DATE(2026, 3, 1))",
     .result = "1",
     .overloads = kOverloads<day>},
    {.name = "DAYOFYEAR",
     .doc = "The day of the year, from 1.",
     .example = "DAYOFYEAR(DATE(2026, 3, 1))",
     .result = "60",
     .overloads = kOverloads<day_in_year>},
    {.name = "FORMATDURATION",
     .doc = "A span as HH:MM:SS, or with the days before it: of seconds, or between two times or date/times.",
     .example = "FORMATDURATION(90061, TRUE)",
     .result = "1:01:01:01",
     .overloads =
         kOverloads<format_seconds, format_seconds_with_days, format_between_instants, format_between_times>,
     .null_literal = false},
    {.name = "FROMUNIXTIME",
     .doc = "The date/time of seconds since 1970-01-01 00:00:00 UTC.",
     .example = "FROMUNIXTIME(1700000000)",
     .result = "2023-11-14T22:13:20.000Z",
     .overloads = kOverloads<instant_of_unix_time>},
    {.name = "HOUR",
     .doc = "The hour of a time, 0 to 23.",
     .example = "HOUR(TIMEVALUE(\"09:30:15.250\"))",
     .result = "9",
     .overloads = kOverloads<hour>},
    {.name = "ISOWEEK",
     .doc = "The week of the year, by ISO 8601.",
     .example = "ISOWEEK(DATE(2026, 3, 1))",
     .result = "9",
     .overloads = kOverloads<week_of_date, week_of_instant>,
     .null_literal = false},
    {.name = "ISOYEAR",
     .doc = "The year that the week belongs to, by ISO 8601.",
     .example = "ISOYEAR(DATE(2021, 1, 3))",
     .result = "2020",
     .overloads = kOverloads<week_year_of_date, week_year_of_instant>,
     .null_literal = false},
    {.name = "MILLISECOND",
     .doc = "The milliseconds of a time, 0 to 999.",
     .example = "MILLISECOND(TIMEVALUE(\"09:30:15.250\"))",
     .result = "250",
     .overloads = kOverloads<millisecond>},
    {.name = "MINUTE",
     .doc = "The minute of a time, 0 to 59.",
     .example = "MINUTE(TIMEVALUE(\"09:30:15.250\"))",
     .result = "30",
     .overloads = kOverloads<minute>},
    {.name = "MONTH",
     .doc = "The month of a date, 1 to 12.",
     .example = "MONTH(DATE(2026, 3, 1))",
     .result = "3",
     .overloads = kOverloads<month>},
    {.name = "NOW",
     .doc = "This moment, the same throughout an evaluation.",
     .example = "NOW() = NOW()",
     .result = "true",
     .overloads = kOverloads<now>},
    {.name = "SECOND",
     .doc = "The second of a time, 0 to 59.",
     .example = "SECOND(TIMEVALUE(\"09:30:15.250\"))",
     .result = "15",
     .overloads = kOverloads<second>},
    {.name = "TIMENOW",
     .doc = "The time of day in UTC.",
     .example = "TIMENOW() = TIMEVALUE(NOW())",
     .result = "true",
     .overloads = kOverloads<time_now>},
    {.name = "TIMEVALUE",
     .doc = "The time of a text \"HH:mm:ss.SSS\", or of a date/time in UTC.",
     .example = "TIMEVALUE(\"09:30:15.250\")",
     .result = "09:30:15.250",
     .overloads = kOverloads<time_of_text, time_of_instant, time_itself>},
    {.name = "TODAY",
     .doc = "The date in the user's time zone.",
     .example = "TODAY() = DATEVALUE(NOW())",
     .result = "true",
     .overloads = kOverloads<today>},
    {.name = "UNIXTIMESTAMP",
     .doc = "The seconds since 1970-01-01 00:00:00 UTC; of a time, since midnight.",
     .example = "UNIXTIMESTAMP(DATE(2026, 3, 1))",
     .result = "1772323200",
     .overloads = kOverloads<unix_time_of_date, unix_time_of_instant, unix_time_of_time>,
     .null_literal = false},
    {.name = "WEEKDAY",
     .doc = "The day of the week, 1 for Sunday to 7 for Saturday.",
     .example = "WEEKDAY(DATE(2026, 3, 1))",
     .result = "1",
     .overloads = kOverloads<day_of_week>},
    {.name = "YEAR",
     .doc = "The year of a date.",
     .example = "YEAR(DATE(2026, 3, 1))",
     .result = "2026",
     .overloads = kOverloads<year>},
};
static_assert(in_name_order(kRows));

}  // namespace

std::span<const Row> date_rows() { return kRows; }

}  // namespace presave::functions
