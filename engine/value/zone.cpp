#include "engine/value/zone.h"

#include <algorithm>
#include <string>
#include <utility>

namespace presave {
namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;

std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  return a / b - static_cast<std::int64_t>(a % b != 0 && (a < 0) != (b < 0));
}

DayNumber day_of_second(std::int64_t second) {
  return static_cast<DayNumber>(floor_divide(second, kSecondsPerDay));
}

Fault bad_spans(std::string_view where, std::string detail) {
  return Fault{FaultCode::kBadValue, std::string(where), std::move(detail)};
}

/// Local second of a turn in a year, on the scale of epoch seconds.
std::int64_t local_second(const YearlyRule::Turn& turn, std::int32_t year) {
  const DayNumber new_year = day_number({year, 1, 1}).value_or(0);
  DayNumber day = new_year + turn.day;
  if (turn.kind == YearlyRule::DayKind::kDayWithoutLeapDay) {
    constexpr std::int32_t kFirstOfMarch = 60;
    const bool after_leap_day = turn.day >= kFirstOfMarch && days_in_month(year, 2) == 29;
    day = new_year + turn.day - 1 + static_cast<std::int32_t>(after_leap_day);
  } else if (turn.kind == YearlyRule::DayKind::kMonthWeekday) {
    const DayNumber first = day_number({year, turn.month, 1}).value_or(0);
    const std::int32_t to_weekday = (turn.day + 1 - weekday(first) + 7) % 7;
    day = first + to_weekday + 7 * (turn.week - 1);
    if (day >= first + days_in_month(year, turn.month)) day -= 7;  // the fifth is the last
  }
  return day * kSecondsPerDay + turn.second_of_day;
}

}  // namespace

std::int32_t YearlyRule::offset_at(std::int64_t epoch_second) const {
  if (!has_daylight) return standard_seconds;
  const std::int32_t year = civil_date(day_of_second(epoch_second + standard_seconds)).year;
  const std::int64_t daylight_from = local_second(start, year) - standard_seconds;
  const std::int64_t daylight_to = local_second(end, year) - daylight_seconds;
  const bool daylight =
      daylight_from < daylight_to
          ? epoch_second >= daylight_from && epoch_second < daylight_to
          : epoch_second >= daylight_from || epoch_second < daylight_to;  // over the new year
  return daylight ? daylight_seconds : standard_seconds;
}

Result<Zone> Zone::fixed(std::int32_t offset_seconds) {
  return from_spans({{kSinceEver, offset_seconds}}, "offset");
}

Result<Zone> Zone::from_spans(std::vector<Span> spans, std::string_view where) {
  if (spans.empty()) return bad_spans(where, "no offsets; give at least one");
  if (spans.size() > kMaxSpans) {
    return Fault{
        FaultCode::kTooLarge, std::string(where),
        std::to_string(spans.size()) + " offsets; at most " + std::to_string(kMaxSpans) + " are read"};
  }
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (spans[i].offset_seconds < -kMaxOffsetSeconds || spans[i].offset_seconds > kMaxOffsetSeconds) {
      return bad_spans(where, "entry " + std::to_string(i) + ": offset of " +
                                  std::to_string(spans[i].offset_seconds) +
                                  " seconds; it must be below 26 hours");
    }
    if (i > 0 && spans[i].first_second <= spans[i - 1].first_second) {
      return bad_spans(where,
                       "entry " + std::to_string(i) + " does not begin after the one before it; sort them");
    }
  }
  Zone zone;
  zone.spans_ = std::move(spans);
  return zone;
}

std::int32_t Zone::offset_at(EpochMs moment) const {
  const std::int64_t second = floor_divide(moment, kMsPerSecond);
  const auto next =
      std::upper_bound(spans_.begin(), spans_.end(), second,
                       [](std::int64_t value, const Span& span) { return value < span.first_second; });
  if (next == spans_.end() && rule_) return rule_->offset_at(second);
  return next == spans_.begin() ? next->offset_seconds : (next - 1)->offset_seconds;
}

DayNumber Zone::day_at(EpochMs moment) const {
  return static_cast<DayNumber>(utc_day(moment + std::int64_t{offset_at(moment)} * kMsPerSecond));
}

}  // namespace presave
