#include "tests/property/world.h"

#include <array>
#include <cstdio>
#include <cstdlib>

#include "engine/base/ascii.h"
#include "engine/value/spelling.h"

namespace presave::property {
namespace {

constexpr std::array kNames = {
    Name{"n", Type::kNumber},       Name{"m", Type::kNumber},         Name{"t", Type::kText},
    Name{"u", Type::kText},         Name{"b", Type::kBoolean},        Name{"c", Type::kBoolean},
    Name{"d", Type::kDate},         Name{"e", Type::kDate},           Name{"dt", Type::kDateTime},
    Name{"du", Type::kDateTime},    Name{"tm", Type::kTime},          Name{"tn", Type::kTime},
    Name{"p", Type::kPicklist},     Name{"q", Type::kPicklist},       Name{"mp", Type::kMultiPicklist},
    Name{"mq", Type::kMultiPicklist}, Name{"g", Type::kGeolocation},  Name{"h", Type::kGeolocation},
    Name{"Parent.n", Type::kNumber, false}, Name{"Parent.t", Type::kText, false},
    Name{"Parent.b", Type::kBoolean, false}, Name{"Parent.d", Type::kDate, false},
    Name{"$Label.Word", Type::kText, false, true}, Name{"$System.OriginDateTime", Type::kDateTime, false, true}};

constexpr std::string_view kNumbers[] = {
    "0", "1", "-1", "2", "3", "-3", "7", "10", "100", "0.5", "-0.5", "2.5", "1.005", "12.25", "0.1", "33", "255",
    "65", "-2.1", "1900", "1e-3", "86400", "3.14159265358979323846", "1000000", "2147483648", "-2147483649",
    "9223372036854775807", "-9223372036854775809", "123456789012345678901234567890",
    "0.333333333333333333333333333333333333333", "999999999999999999999999999999999999999", "1e-40", "1e64", "9e438"};
constexpr std::string_view kTexts[] = {
    "a", "A", "b", "ab", " a ", "mi", "km", "12.5", "-7", "1e3", "x\"y", "back\\slash", "it's", "2024-02-29",
    "2023-02-29", "2026-03-01 09:30:00", "09:30:15.250", "Won", "Open", "Mon;Tue", "Mon", ";", "[a-z]+", "\\d{2,3}",
    "(a|b)*", "\xC3\xA9t\xC3\xA9", "\xC3\x9F", "\xF0\x9F\x98\x80", "TR", "tr", "001000000000001", "<b>&", "\n", "(",
    "{!n}", "/* no comment */"};
constexpr std::string_view kPicklistValues[] = {"Won", "Open", "Lost", "a"};
constexpr std::string_view kSelections[] = {"Mon", "Mon;Tue", "Tue;Mon;Won", "a", ";"};
constexpr std::string_view kDates[] = {"2024-02-29", "2023-02-28", "2026-03-01", "1970-01-01", "1969-12-31",
                                       "1582-10-15", "1582-10-04", "0001-01-01", "9999-12-31", "2024-01-31",
                                       "2021-01-03", "1900-02-28"};
constexpr std::string_view kInstants[] = {"2024-02-29T23:59:59.999Z", "1970-01-01T00:00:00.000Z",
                                          "1969-12-31T23:59:59.500Z", "0001-01-01T00:00:00.000Z",
                                          "9999-12-31T23:59:59.999Z", "2026-03-01T09:30:00.000Z",
                                          "1582-10-15T00:00:00.000Z", "2024-10-27T01:00:00.001Z"};
constexpr std::string_view kTimes[] = {"00:00:00.000", "23:59:59.999", "09:30:15.250", "12:00:00.000"};
constexpr Geolocation kPlaces[] = {{0, 0}, {90, 0}, {-90, 180}, {51.5, -0.125}, {37.775, -122.418}};

// A pool's own misspelling must not pass for a blank.
template <class T>
const T& sure(const std::optional<T>& value) {
  if (!value) std::abort();
  return *value;
}

Decimal some_number(Random& random) {
  if (!once_in(random, 3)) return sure(Decimal::parse(one_of(random, kNumbers)));
  const auto digits = static_cast<std::int64_t>(random() >> pick(random, 64));
  return Decimal::from_scaled(once_in(random, 2) ? digits : -digits, static_cast<std::int32_t>(pick(random, 20)));
}

Value when_loaded(Random& random, Type type) { return once_in(random, 5) ? Value() : odd_value(random, type); }

// What a slot that comes late brings: a formula field may be anything, a fault too.
Value late_value(Random& random, Type type, std::uint32_t slot) {
  if (once_in(random, 2)) return Value::not_loaded(slot);
  if (once_in(random, 4)) return EvalFault::kInvalidNumber;
  return when_loaded(random, type);
}

}  // namespace

std::size_t pick(Random& random, std::size_t below) { return static_cast<std::size_t>(random() % below); }

std::size_t rounds(std::size_t usual) {
  const char* times = std::getenv("PRESAVE_PROPERTY_ROUNDS");
  const long factor = times ? std::strtol(times, nullptr, 10) : 1;
  return usual * static_cast<std::size_t>(factor < 1 ? 1 : factor);
}

std::span<const Name> names() { return kNames; }
std::span<const std::string_view> odd_texts() { return kTexts; }

std::optional<check::Reference> World::find(std::string_view path) {
  if (path == kFieldName) {
    check::Reference reference;
    reference.names_field = true;
    return reference;
  }
  for (std::uint32_t slot = 0; slot < kNames.size(); ++slot) {
    const Name& name = kNames[slot];
    if (compare_ascii_nocase(name.path, path) != 0) continue;
    check::Reference reference;
    reference.type = name.type;
    reference.slot = slot;
    reference.of_record = name.of_record;
    reference.has_constant = name.constant;
    if (name.constant) reference.constant = name.type == Type::kText ? Value(Text("of")) : Value(DateTime{-2208988800000});
    return reference;
  }
  return std::nullopt;
}

Value odd_value(Random& random, Type type) {
  switch (type) {
    case Type::kNull: return {};
    case Type::kNumber: return some_number(random);
    case Type::kText: return Text(one_of(random, kTexts));
    case Type::kBoolean: return once_in(random, 2);
    case Type::kDate: return Date{sure(parse_date(one_of(random, kDates)))};
    case Type::kDateTime: return DateTime{sure(parse_datetime(one_of(random, kInstants)))};
    case Type::kTime: return Time{sure(parse_time(one_of(random, kTimes)))};
    case Type::kPicklist: return Text(one_of(random, kPicklistValues));
    case Type::kMultiPicklist: return Text(one_of(random, kSelections));
    case Type::kGeolocation: return one_of(random, kPlaces);
  }
  return {};
}

Record::Record(Random& random) {
  for (std::uint32_t slot = 0; slot < kNames.size(); ++slot) {
    const bool absent = once_in(random, 8);
    values.push_back(absent ? Value::not_loaded(slot) : when_loaded(random, kNames[slot].type));
    late_.push_back(late_value(random, kNames[slot].type, slot));
  }
}

std::string Record::text() const {
  std::string out;
  for (std::uint32_t slot = 0; slot < kNames.size(); ++slot) {
    if (kNames[slot].constant) continue;
    const bool late = values[slot].kind() == ValueKind::kNotLoaded;
    out += std::string(kNames[slot].path) + " = " + (late ? "late " + spelled(late_[slot]) : spelled(values[slot])) + ", ";
  }
  return out;
}

Situation::Situation(Random& random) : before(random), now(random) {
  context.has_prior = !once_in(random, 4);
  if (context.has_prior || once_in(random, 2)) now.before = &before;  // an insert may bring a record of blanks
  context.is_new = !context.has_prior;
  context.is_clone = context.is_new && once_in(random, 2);
  context.now = odd_value(random, Type::kDateTime).instant();
  if (once_in(random, 2)) return;
  Result<Zone> away = Zone::fixed(9 * 3600);
  if (away) zone = std::move(*away);
  context.zone = &zone;
}

std::string Situation::text() const {
  std::string out = "  record: " + now.text() + "\n";
  if (now.before) out += (context.has_prior ? "  before: " : "  insert; before: ") + before.text() + "\n";
  return out + "  now " + format_datetime(context.now.ms) + (context.zone ? ", nine hours east" : "") + "\n";
}

std::string spelled(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kBlank: return "blank";
    case ValueKind::kNumber: return value.number().to_string();
    case ValueKind::kText: return "\"" + std::string(value.view()) + "\"";
    case ValueKind::kBoolean: return value.boolean() ? "true" : "false";
    case ValueKind::kDate: return format_date(value.date().days);
    case ValueKind::kDateTime: return format_datetime(value.instant().ms);
    case ValueKind::kTime: return format_time(value.time().ms);
    case ValueKind::kFault: return "fault " + std::string(entry_of(value.fault()).name);
    case ValueKind::kNotLoaded: return "not loaded: slot " + std::to_string(value.slot());
    case ValueKind::kGeolocation: break;
  }
  char place[64];
  std::snprintf(place, sizeof place, "at %.17g, %.17g", value.place().latitude, value.place().longitude);
  return place;
}

}  // namespace presave::property
