// A user's time zone: which offset from UTC holds at a moment. It comes from the host (a table of offsets) or from a
// zone file of the system.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/value/calendar.h"

namespace presave {

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

  /// Spans in rising order; the first one also holds before its first second. `where` names the table in faults.
  static Result<Zone> from_spans(std::vector<Span> spans, std::string_view where);

  /// The contents of a TZif file (RFC 8536), version 2 or later, with the rule in its footer. `where` names the file in
  /// faults.
  static Result<Zone> from_tzif(std::string_view bytes, std::string_view where);

  /// Seconds to add to UTC for local time.
  std::int32_t offset_at(EpochMs moment) const;

  /// The local date.
  DayNumber day_at(EpochMs moment) const;

  std::size_t span_count() const { return spans_.size(); }

 private:
  std::vector<Span> spans_;  // rising; never empty
};

}  // namespace presave
