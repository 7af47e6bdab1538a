// A user's time zone: which offset from UTC holds at a moment. It comes from the host (a table of offsets) or
// from a zone file of the system.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/value/calendar.h"

namespace presave {

/// A rule that repeats every year: standard time, and daylight saving time between two moments of the year.
struct YearlyRule {
  enum class DayKind : std::uint8_t { kMonthWeekday, kDayWithoutLeapDay, kDay };
  /// A moment of any year, on the clock that ends then.
  struct Turn {
    DayKind kind = DayKind::kDay;
    std::int32_t month = 1;  ///< 1 to 12, of kMonthWeekday
    std::int32_t week = 1;   ///< 1 to 4, or 5 for the last one, of kMonthWeekday
    std::int32_t day = 0;    ///< 0 = Sunday, or day of the year (from 1 without leap day, else from 0)
    std::int32_t second_of_day = 7200;  ///< may lie on another day
  };

  std::int32_t standard_seconds = 0;  ///< offset from UTC
  std::int32_t daylight_seconds = 0;
  bool has_daylight = false;
  Turn start;
  Turn end;

  std::int32_t offset_at(std::int64_t epoch_second) const;
};

/// Reads the rule of a POSIX TZ variable ("CET-1CEST,M3.5.0,M10.5.0/3", RFC 8536 section 3.3.1); none when it
/// is not one.
std::optional<YearlyRule> parse_posix_zone(std::string_view text);

/// A time zone. UTC unless made otherwise.
class Zone {
 public:
  /// From `first_second` (seconds since 1970, UTC) on, local time is UTC plus `offset_seconds`.
  struct Span {
    std::int64_t first_second;
    std::int32_t offset_seconds;
  };
  /// `first_second` of a span without a beginning.
  static constexpr std::int64_t kSinceEver = std::numeric_limits<std::int64_t>::min();
  static constexpr std::size_t kMaxSpans = 4096;
  /// Offsets are below 26 hours in magnitude (RFC 8536 allows no more).
  static constexpr std::int32_t kMaxOffsetSeconds = 26 * 3600 - 1;
  static constexpr std::size_t kMaxFileBytes = 256 * 1024;

  /// UTC.
  Zone() : spans_{{kSinceEver, 0}} {}

  /// One offset for ever.
  static Result<Zone> fixed(std::int32_t offset_seconds);

  /// Spans in rising order; the first one also holds before its first second. `where` names the table in
  /// faults.
  static Result<Zone> from_spans(std::vector<Span> spans, std::string_view where);

  /// The contents of a TZif file (RFC 8536), version 2 or later, with the rule in its footer. `where` names
  /// the file in faults.
  static Result<Zone> from_tzif(std::string_view bytes, std::string_view where);

  /// Seconds to add to UTC for local time. The moment must be in the calendar.
  std::int32_t offset_at(EpochMs moment) const;

  /// The local date. The moment must be in the calendar; at its ends the date may lie one day outside.
  DayNumber day_at(EpochMs moment) const;

 private:
  std::vector<Span> spans_;         // rising; never empty
  std::optional<YearlyRule> rule_;  // holds from the last span on
};

}  // namespace presave
