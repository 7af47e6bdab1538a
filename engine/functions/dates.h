// Arithmetic with dates and times, for the operators + and -. Results outside the years 1 to 9999 are faults.
#pragma once

#include "engine/functions/function.h"

namespace presave::functions {

/// Whole days: a fraction is dropped.
Answer<Date> date_plus_days(Date date, const Decimal& days);
Answer<Date> date_minus_days(Date date, const Decimal& days);
Answer<Date> days_plus_date(const Decimal& days, Date date);
/// Days with a fraction, rounded to whole seconds.
Answer<DateTime> datetime_plus_days(DateTime instant, const Decimal& days);
Answer<DateTime> datetime_minus_days(DateTime instant, const Decimal& days);
Answer<DateTime> days_plus_datetime(const Decimal& days, DateTime instant);
/// Milliseconds, past midnight into the next day; below 00:00 is a fault.
Answer<Time> time_plus_ms(Time time, const Decimal& ms);
Answer<Time> time_minus_ms(Time time, const Decimal& ms);
/// As the API shows it: midnight is passed, not a fault.
Answer<Time> api_time_minus_ms(Time time, const Decimal& ms);

/// `a` - `b`, in days.
Decimal days_between_dates(Date a, Date b);
/// `a` - `b`, in days with a fraction.
Decimal days_between_datetimes(DateTime a, DateTime b);
/// `a` - `b`, in milliseconds, around midnight: never negative.
Decimal ms_between_times(Time a, Time b);

}  // namespace presave::functions
