#include "tests/unit/functions/call_row.h"

#include <cstdlib>

#include "engine/functions/registry.h"
#include "engine/value/arena.h"
#include "engine/value/spelling.h"

namespace presave::functions::testing {
namespace {

const Row* row_named(std::string_view name) {
  for (const auto group : {math_rows, text_rows, date_rows, place_rows, link_rows}) {
    for (const Row& row : group()) {
      if (row.name == name) return &row;
    }
  }
  return nullptr;
}

bool fits(const Value& value, Type type) {
  switch (value.kind()) {
    case ValueKind::kBlank:
      return true;
    case ValueKind::kNumber:
      return type == Type::kNumber;
    case ValueKind::kText:
      return type == Type::kText || type == Type::kMultiPicklist;
    case ValueKind::kBoolean:
      return type == Type::kBoolean;
    case ValueKind::kDate:
      return type == Type::kDate;
    case ValueKind::kDateTime:
      return type == Type::kDateTime;
    case ValueKind::kTime:
      return type == Type::kTime;
    case ValueKind::kGeolocation:
      return type == Type::kGeolocation;
    default:
      return false;
  }
}

bool takes(const Overload& overload, std::span<const Value> arguments) {
  const bool count_fits =
      overload.open ? arguments.size() >= overload.count : arguments.size() == overload.count;
  if (!count_fits) return false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::size_t parameter = std::min(i, std::size_t{overload.count} - 1);
    if (!fits(arguments[i], overload.parameters[parameter].type)) return false;
  }
  return true;
}

// A test whose own argument is misspelt must not go on.
template <class T>
const T& sure(const std::optional<T>& value) {
  if (!value) std::abort();
  return *value;
}

}  // namespace

Value number(std::string_view digits) { return sure(Decimal::parse(digits)); }
Value text(std::string_view text) { return Text(text); }
Value date(std::string_view spelling) { return Date{sure(parse_date(spelling))}; }
Value instant(std::string_view spelling) { return DateTime{sure(parse_datetime(spelling))}; }
Value time(std::string_view spelling) { return Time{sure(parse_time(spelling))}; }

std::string spelled(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kBlank:
      return "blank";
    case ValueKind::kNumber:
      return value.number().to_string();
    case ValueKind::kText:
      return std::string(value.view());
    case ValueKind::kBoolean:
      return value.boolean() ? "true" : "false";
    case ValueKind::kDate:
      return format_date(value.date().days);
    case ValueKind::kDateTime:
      return format_datetime(value.instant().ms);
    case ValueKind::kTime:
      return format_time(value.time().ms);
    case ValueKind::kGeolocation:
      return "a place";
    case ValueKind::kFault:
      return "fault " + std::string(entry_of(value.fault()).name);
    case ValueKind::kNotLoaded:
      return "not loaded";
  }
  return "no kind of value";
}

std::string call(std::string_view name, std::initializer_list<Value> arguments, const Context& context) {
  const Row* row = row_named(name);
  if (!row) return "no function " + std::string(name);
  Arena arena;
  Surroundings around{context, arena};
  for (const Overload& overload : row->overloads) {
    if (!takes(overload, {arguments.begin(), arguments.size()})) continue;
    return spelled(overload.call(arguments.begin(), arguments.size(), around));
  }
  return "no overload of " + std::string(name) + " takes these arguments";
}

}  // namespace presave::functions::testing
