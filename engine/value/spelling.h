// How dates, moments and times are written and read. Two manners of reading stand apart: the strict one for
// records (docs/documents.md), and the formula functions' own, which are Java's and lenient in odd places.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/value/calendar.h"

namespace presave {

// --- Records
// -------------------------------------------------------------------------------------------------------

/// "2026-03-01", nothing else.
std::optional<DayNumber> parse_date(std::string_view text);

/// "2026-03-01T09:30:00.000Z": offset "Z", "+0000", "+02:00" or "+02" required; fraction optional, digits
/// below the millisecond are dropped.
std::optional<EpochMs> parse_datetime(std::string_view text);

/// "09:30:00.000", fraction and a trailing "Z" optional.
std::optional<MsOfDay> parse_time(std::string_view text);

/// "2026-03-01".
std::string format_date(DayNumber day);

/// "2026-03-01T09:30:00.000Z".
std::string format_datetime(EpochMs moment);

/// "09:30:00.000".
std::string format_time(MsOfDay time);

// --- Formula functions
// ---------------------------------------------------------------------------------------------

/// TEXT(DateTime): "2026-03-01 09:30:00Z".
std::string format_datetime_as_text(EpochMs moment);

/// DATEVALUE(Text): four digits and "-" first, then yyyy-MM-dd as Java's lenient prefix parse reads it
/// ("2024-2-9", anything may follow). None for a date that does not exist.
std::optional<DayNumber> datevalue_of_text(std::string_view text);

/// DATETIMEVALUE(Text): "yyyy-MM-dd HH:mm:ss" in UTC, fields of fewer digits allowed, anything may follow.
std::optional<EpochMs> datetimevalue_of_text(std::string_view text);

/// TIMEVALUE(Text): "HH:mm:ss.SSS"; the last field counts milliseconds ("1:2:3.4" is 4 ms past the second).
std::optional<MsOfDay> timevalue_of_text(std::string_view text);

}  // namespace presave
