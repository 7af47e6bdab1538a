// Zone files (RFC 8536): the table of the past, and the rule in the footer for the future.
#include <string>
#include <utility>

#include "engine/value/zone.h"

namespace presave {
namespace {

constexpr std::size_t kHeaderBytes = 44;

/// The six counts of a header, in the file's order.
struct Counts {
  std::size_t utc_flags = 0;
  std::size_t standard_flags = 0;
  std::size_t leap_seconds = 0;
  std::size_t times = 0;
  std::size_t types = 0;
  std::size_t name_bytes = 0;

  /// Bytes of the data block behind the header.
  std::size_t block_bytes(std::size_t time_bytes) const {
    return times * (time_bytes + 1) + types * 6 + name_bytes + leap_seconds * (time_bytes + 4) +
           standard_flags + utc_flags;
  }
};

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes) value = value << 8 | static_cast<std::uint8_t>(c);
  return value;
}

std::int32_t signed32(std::string_view bytes) {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(big_endian(bytes)));
}

bool has_header(std::string_view bytes) {
  return bytes.size() >= kHeaderBytes && bytes.substr(0, 4) == "TZif";
}

Counts counts_of(std::string_view header) {
  const auto count = [header](std::size_t index) {
    return static_cast<std::size_t>(big_endian(header.substr(20 + 4 * index, 4)));
  };
  return {count(0), count(1), count(2), count(3), count(4), count(5)};
}

/// True when no count is larger than the file itself, so that sums of them cannot overflow.
bool plausible(const Counts& counts, std::size_t file_bytes) {
  for (const std::size_t count : {counts.utc_flags, counts.standard_flags, counts.leap_seconds, counts.times,
                                  counts.types, counts.name_bytes}) {
    if (count > file_bytes) return false;
  }
  return true;
}

Fault broken(std::string_view where, std::string detail) {
  return Fault{FaultCode::kWrongShape, std::string(where), "zone file: " + std::move(detail)};
}

/// Walks over a POSIX TZ text.
class RuleReader {
 public:
  explicit RuleReader(std::string_view text) : text_(text) {}

  bool at_end() const { return at_ == text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[at_]; }
  bool literal(char c) {
    if (at_end() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  /// "CET" or "<+01>".
  bool name() {
    constexpr std::size_t kShortest = 3;
    const std::size_t start = at_;
    if (literal('<')) {
      while (!at_end() && peek() != '>') ++at_;
      return literal('>') && at_ - start >= kShortest + 2;
    }
    while ((peek() >= 'A' && peek() <= 'Z') || (peek() >= 'a' && peek() <= 'z')) ++at_;
    return at_ - start >= kShortest;
  }

  bool number(std::int32_t lowest, std::int32_t highest, std::int32_t& value) {
    constexpr std::int32_t kLongest = 1000;
    if (peek() < '0' || peek() > '9') return false;
    for (value = 0; peek() >= '0' && peek() <= '9' && value < kLongest; ++at_)
      value = value * 10 + (text_[at_] - '0');
    return value >= lowest && value <= highest;
  }

  /// "[+-]hh[:mm[:ss]]", in seconds.
  bool time(std::int32_t max_hours, std::int32_t& seconds) {
    const bool negative = literal('-');
    if (!negative) literal('+');
    std::int32_t hours = 0;
    std::int32_t minutes = 0;
    std::int32_t rest = 0;
    if (!number(0, max_hours, hours)) return false;
    if (literal(':')) {
      if (!number(0, 59, minutes)) return false;
      if (literal(':') && !number(0, 59, rest)) return false;
    }
    seconds = hours * 3600 + minutes * 60 + rest;
    if (negative) seconds = -seconds;
    return true;
  }

  /// "M3.5.0/2", "J60" or "59".
  bool turn(YearlyRule::Turn& turn) {
    constexpr std::int32_t kMaxTurnHours = 167;
    bool read = false;
    if (literal('M')) {
      turn.kind = YearlyRule::DayKind::kMonthWeekday;
      read = number(1, 12, turn.month) && literal('.') && number(1, 5, turn.week) && literal('.') &&
             number(0, 6, turn.day);
    } else if (literal('J')) {
      turn.kind = YearlyRule::DayKind::kDayWithoutLeapDay;
      read = number(1, 365, turn.day);
    } else {
      read = number(0, 365, turn.day);
    }
    return read && (!literal('/') || time(kMaxTurnHours, turn.second_of_day));
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

/// The rule between the two line ends behind the second block.
Result<std::optional<YearlyRule>> read_footer(std::string_view bytes, std::string_view where) {
  const std::size_t end = bytes.find('\n', 1);
  if (bytes.empty() || bytes.front() != '\n' || end == std::string_view::npos) {
    return broken(where, "the footer is missing; the file is cut short");
  }
  const std::string_view text = bytes.substr(1, end - 1);
  if (text.empty()) return std::optional<YearlyRule>();
  const std::optional<YearlyRule> rule = parse_posix_zone(text);
  if (!rule) return broken(where, "the rule in the footer is not a POSIX TZ rule");
  return rule;
}

/// The spans of the 64-bit block.
Result<std::vector<Zone::Span>> read_spans(std::string_view block, const Counts& counts,
                                           std::string_view where) {
  constexpr std::size_t kTimeBytes = 8;
  constexpr std::size_t kTypeBytes = 6;
  const std::string_view types = block.substr(counts.times * (kTimeBytes + 1), counts.types * kTypeBytes);
  std::vector<Zone::Span> spans;
  spans.reserve(counts.times + 1);
  spans.push_back({Zone::kSinceEver, signed32(types.substr(0, 4))});
  for (std::size_t i = 0; i < counts.times; ++i) {
    const auto first = static_cast<std::int64_t>(big_endian(block.substr(i * kTimeBytes, kTimeBytes)));
    const std::size_t type = static_cast<std::uint8_t>(block[counts.times * kTimeBytes + i]);
    if (type >= counts.types)
      return broken(where, "transition " + std::to_string(i) + " names an unknown type");
    const std::int32_t offset = signed32(types.substr(type * kTypeBytes, 4));
    if (i == 0 && first == Zone::kSinceEver) spans.clear();
    spans.push_back({first, offset});
  }
  return spans;
}

}  // namespace

std::optional<YearlyRule> parse_posix_zone(std::string_view text) {
  constexpr std::int32_t kMaxOffsetHours = 24;
  constexpr std::int32_t kSecondsPerHour = 3600;
  RuleReader reader(text);
  YearlyRule rule;
  // POSIX counts offsets to the west.
  if (!reader.name() || !reader.time(kMaxOffsetHours, rule.standard_seconds)) return std::nullopt;
  rule.standard_seconds = -rule.standard_seconds;
  if (reader.at_end()) return rule;
  rule.has_daylight = true;
  rule.daylight_seconds = rule.standard_seconds + kSecondsPerHour;
  if (!reader.name()) return std::nullopt;
  if (reader.peek() != ',') {
    if (!reader.time(kMaxOffsetHours, rule.daylight_seconds)) return std::nullopt;
    rule.daylight_seconds = -rule.daylight_seconds;
  }
  const bool read =
      reader.literal(',') && reader.turn(rule.start) && reader.literal(',') && reader.turn(rule.end);
  if (!read || !reader.at_end()) return std::nullopt;
  return rule;
}

Result<Zone> Zone::from_tzif(std::string_view bytes, std::string_view where) {
  if (bytes.size() > kMaxFileBytes) {
    return Fault{FaultCode::kTooLarge, std::string(where),
                 "zone file of " + std::to_string(bytes.size()) + " bytes; at most " +
                     std::to_string(kMaxFileBytes) + " are read"};
  }
  if (!has_header(bytes)) return broken(where, "it does not begin with \"TZif\" and a header");
  if (bytes[4] < '2') return broken(where, "version 1 has no 64-bit times; use a file of version 2 or later");
  const Counts old_counts = counts_of(bytes);
  const std::size_t skipped =
      kHeaderBytes + (plausible(old_counts, bytes.size()) ? old_counts.block_bytes(4) : bytes.size());
  if (skipped > bytes.size() || !has_header(bytes.substr(skipped))) {
    return broken(where, "the second header is missing; the file is cut short");
  }
  const std::string_view second = bytes.substr(skipped);
  const Counts counts = counts_of(second);
  if (!plausible(counts, bytes.size()) || second.size() - kHeaderBytes < counts.block_bytes(8)) {
    return broken(where, "the second data block is cut short");
  }
  if (counts.leap_seconds != 0)
    return broken(where, "it counts leap seconds; use the zone of the same name without");
  if (counts.types == 0) return broken(where, "it has no local time type");

  auto rule = read_footer(second.substr(kHeaderBytes + counts.block_bytes(8)), where);
  if (!rule) return rule.fault();
  auto spans = read_spans(second.substr(kHeaderBytes), counts, where);
  if (!spans) return spans.fault();
  Result<Zone> zone = from_spans(*std::move(spans), where);
  if (zone) zone->rule_ = *rule;
  return zone;
}

}  // namespace presave
