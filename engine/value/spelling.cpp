#include "engine/value/spelling.h"

#include <cassert>

namespace presave {
namespace {

constexpr std::int32_t kMsPerMinute = 60 * kMsPerSecond;
constexpr std::int32_t kMsPerHour = 60 * kMsPerMinute;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Hours, minutes and so on of a day, as read; may be out of range.
struct Clock {
  std::int32_t hour = 0;
  std::int32_t minute = 0;
  std::int32_t second = 0;
  std::int32_t ms = 0;

  std::optional<MsOfDay> time() const {
    if (hour > 23 || minute > 59 || second > 59 || ms > 999) return std::nullopt;
    return hour * kMsPerHour + minute * kMsPerMinute + second * kMsPerSecond + ms;
  }
};

/// Walks over a text; every step says whether it could be taken.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool at_end() const { return at_ == text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[at_]; }

  bool literal(char c) {
    if (at_end() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  /// Exactly `count` digits.
  bool digits(int count, std::int32_t& value) {
    value = 0;
    for (int i = 0; i < count; ++i, ++at_) {
      if (!is_digit(peek())) return false;
      value = value * 10 + (text_[at_] - '0');
    }
    return true;
  }

  /// A number of any length, as Java's SimpleDateFormat takes it: blanks and tabs before it are skipped, and
  /// it may have more or fewer digits than its pattern. Values beyond all dates stay at kBeyond.
  bool lenient_number(std::int32_t& value) {
    while (peek() == ' ' || peek() == '\t') ++at_;
    if (!is_digit(peek())) return false;
    value = 0;
    for (; is_digit(peek()); ++at_) {
      value = value * 10 + (text_[at_] - '0');
      if (value > kBeyond) value = kBeyond;
    }
    return true;
  }

  /// Digits of a fraction of a second, at least one; those below the millisecond are dropped.
  bool fraction(std::int32_t& ms) {
    if (!is_digit(peek())) return false;
    ms = 0;
    for (std::int32_t weight = 100; is_digit(peek()); weight /= 10, ++at_) ms += weight * (text_[at_] - '0');
    return true;
  }

 private:
  static constexpr std::int32_t kBeyond = 100'000;

  std::string_view text_;
  std::size_t at_ = 0;
};

bool read_date(Reader& reader, CivilDate& date) {
  return reader.digits(4, date.year) && reader.literal('-') && reader.digits(2, date.month) &&
         reader.literal('-') && reader.digits(2, date.day);
}

/// "09:30:00", with or without a fraction.
bool read_clock(Reader& reader, Clock& clock) {
  const bool seconds = reader.digits(2, clock.hour) && reader.literal(':') &&
                       reader.digits(2, clock.minute) && reader.literal(':') &&
                       reader.digits(2, clock.second);
  if (!seconds) return false;
  return !reader.literal('.') || reader.fraction(clock.ms);
}

/// "Z", "+0200", "+02:00" or "+02", in milliseconds.
bool read_offset(Reader& reader, std::int32_t& offset) {
  offset = 0;
  if (reader.literal('Z')) return true;
  const bool west = reader.literal('-');
  if (!west && !reader.literal('+')) return false;
  std::int32_t hours = 0;
  std::int32_t minutes = 0;
  if (!reader.digits(2, hours)) return false;
  if (!reader.at_end()) {
    reader.literal(':');
    if (!reader.digits(2, minutes)) return false;
  }
  if (hours > 23 || minutes > 59) return false;
  offset = hours * kMsPerHour + minutes * kMsPerMinute;
  if (west) offset = -offset;
  return true;
}

/// yyyy-MM-dd at the front of the text by the rules of DATEVALUE, which also asks that no line end stands
/// anywhere.
bool read_lenient_date(Reader& reader, std::string_view text, CivilDate& date) {
  // Java's "." stops at these: LF, CR, NEL, LINE SEPARATOR, PARAGRAPH SEPARATOR.
  for (const std::string_view line_end : {"\n", "\r", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"}) {
    if (text.find(line_end) != std::string_view::npos) return false;
  }
  return reader.digits(4, date.year) && reader.literal('-') && reader.lenient_number(date.month) &&
         reader.literal('-') && reader.lenient_number(date.day);
}

bool read_lenient_clock(Reader& reader, Clock& clock) {
  return reader.lenient_number(clock.hour) && reader.literal(':') && reader.lenient_number(clock.minute) &&
         reader.literal(':') && reader.lenient_number(clock.second);
}

/// Puts the pieces of a date or time one behind the other.
class Writer {
 public:
  Writer& number(std::int32_t value, int digits) {
    std::size_t at = size_ += static_cast<std::size_t>(digits);
    for (; digits > 0; --digits, value /= 10) buffer_[--at] = static_cast<char>('0' + value % 10);
    return *this;
  }
  Writer& literal(char c) {
    buffer_[size_++] = c;
    return *this;
  }
  Writer& date(DayNumber day) {
    assert(in_calendar(day));
    const CivilDate date = civil_date(day);
    return number(date.year, 4).literal('-').number(date.month, 2).literal('-').number(date.day, 2);
  }
  Writer& clock(MsOfDay time) {
    number(time / kMsPerHour, 2).literal(':').number(time / kMsPerMinute % 60, 2);
    return literal(':').number(time / kMsPerSecond % 60, 2);
  }
  Writer& milliseconds(MsOfDay time) { return literal('.').number(time % kMsPerSecond, 3); }
  std::string text() const { return std::string(buffer_, size_); }

 private:
  char buffer_[sizeof "2026-03-01T09:30:00.000Z"];
  std::size_t size_ = 0;
};

DayNumber day_of(EpochMs moment) {
  assert(in_calendar(utc_day(moment)));
  return static_cast<DayNumber>(utc_day(moment));
}

}  // namespace

std::optional<DayNumber> parse_date(std::string_view text) {
  Reader reader(text);
  CivilDate date{};
  if (!read_date(reader, date) || !reader.at_end()) return std::nullopt;
  return day_number(date);
}

std::optional<EpochMs> parse_datetime(std::string_view text) {
  Reader reader(text);
  CivilDate date{};
  Clock clock;
  std::int32_t offset = 0;
  const bool read = read_date(reader, date) && reader.literal('T') && read_clock(reader, clock) &&
                    read_offset(reader, offset) && reader.at_end();
  if (!read) return std::nullopt;
  const std::optional<DayNumber> day = day_number(date);
  const std::optional<MsOfDay> time = clock.time();
  if (!day || !time) return std::nullopt;
  const EpochMs moment = start_of_day(*day) + *time - offset;
  if (!in_calendar(utc_day(moment))) return std::nullopt;
  return moment;
}

std::optional<MsOfDay> parse_time(std::string_view text) {
  Reader reader(text);
  Clock clock;
  if (!read_clock(reader, clock)) return std::nullopt;
  reader.literal('Z');
  if (!reader.at_end()) return std::nullopt;
  return clock.time();
}

std::string format_date(DayNumber day) {
  return Writer().date(day).text();
}

std::string format_datetime(EpochMs moment) {
  const MsOfDay time = utc_time_of_day(moment);
  return Writer().date(day_of(moment)).literal('T').clock(time).milliseconds(time).literal('Z').text();
}

std::string format_time(MsOfDay time) {
  return Writer().clock(time).milliseconds(time).text();
}

std::string format_datetime_as_text(EpochMs moment) {
  return Writer().date(day_of(moment)).literal(' ').clock(utc_time_of_day(moment)).literal('Z').text();
}

std::optional<DayNumber> datevalue_of_text(std::string_view text) {
  Reader reader(text);
  CivilDate date{};
  if (!read_lenient_date(reader, text, date)) return std::nullopt;
  return day_number(date);
}

std::optional<EpochMs> datetimevalue_of_text(std::string_view text) {
  Reader reader(text);
  CivilDate date{};
  Clock clock;
  if (!read_lenient_date(reader, text, date) || !reader.literal(' ') || !read_lenient_clock(reader, clock)) {
    return std::nullopt;
  }
  const std::optional<DayNumber> day = day_number(date);
  const std::optional<MsOfDay> time = clock.time();
  if (!day || !time) return std::nullopt;
  return start_of_day(*day) + *time;
}

std::optional<MsOfDay> timevalue_of_text(std::string_view text) {
  Reader reader(text);
  Clock clock;
  const bool read =
      read_lenient_clock(reader, clock) && reader.literal('.') && reader.lenient_number(clock.ms);
  if (!read || !reader.at_end()) return std::nullopt;
  return clock.time();
}

}  // namespace presave
