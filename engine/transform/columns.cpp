#include "engine/transform/columns.h"

#include "engine/check/nearest.h"
#include "engine/schema/api_name.h"
#include "engine/transform/limits.h"
#include "engine/value/calendar.h"
#include "engine/value/spelling.h"

namespace presave::transform {
namespace {

template <class From, class Make>
std::optional<Value> made(const std::optional<From>& from, const Make& make) {
  return from ? std::optional<Value>(make(*from)) : std::nullopt;
}

std::optional<Value> read_moment(std::string_view text, Type type) {
  if (type == Type::kDate) return made(parse_date(text), [](DayNumber day) { return Date{day}; });
  if (type == Type::kDateTime) return made(parse_datetime(text), [](EpochMs ms) { return DateTime{ms}; });
  return made(parse_time(text), [](MsOfDay ms) { return Time{ms}; });
}

std::optional<Value> read_moment(std::string_view text, Type type, const DatePattern& pattern) {
  const std::optional<DateTime> instant = pattern.read(text);
  if (!instant) return std::nullopt;
  if (type == Type::kDate) return Date{static_cast<DayNumber>(utc_day(instant->ms))};
  if (type == Type::kTime) return Time{utc_time_of_day(instant->ms)};
  return *instant;
}

}  // namespace

std::optional<Value> Column::read(std::string_view text, bool is_json) const {
  switch (type) {
    case Type::kNumber: {
      const auto* own = std::get_if<NumberPattern>(&pattern);
      const std::optional<Decimal> number = own && !is_json ? own->read(text) : Decimal::parse(text);
      return number ? std::optional<Value>(*number) : std::nullopt;
    }
    case Type::kBoolean: {
      const auto* own = std::get_if<WordPattern>(&pattern);
      const std::optional<bool> flag = own && !is_json ? own->read(text) : WordPattern{}.read(text);
      return flag ? std::optional<Value>(*flag) : std::nullopt;
    }
    case Type::kDate:
    case Type::kDateTime:
    case Type::kTime: {
      const auto* own = std::get_if<DatePattern>(&pattern);
      return own ? read_moment(text, type, *own) : read_moment(text, type);
    }
    default: return Text(text);
  }
}

std::string Column::wanted() const {
  std::string kind;
  switch (type) {
    case Type::kNumber: kind = "a number"; break;
    case Type::kBoolean: kind = "true or false"; break;
    case Type::kDate: kind = "a date"; break;
    case Type::kDateTime: kind = "a date and time"; break;
    case Type::kTime: kind = "a time"; break;
    default: kind = "a text";
  }
  return format.empty() ? kind : kind + " of the form " + format;
}

std::optional<std::uint32_t> Columns::slot(std::string_view name) {
  if (const auto at = by_name_.find(std::string(name)); at != by_name_.end()) return at->second;
  Column column;
  column.name = column.heading = std::string(name);
  if (!declare(std::move(column))) return std::nullopt;
  return static_cast<std::uint32_t>(columns_.size() - 1);
}

bool Columns::declare(Column column) {
  if (columns_.size() == kMostColumns) return false;
  if (!by_name_.try_emplace(column.name, static_cast<std::uint32_t>(columns_.size())).second) return false;
  columns_.push_back(std::move(column));
  return true;
}

std::optional<check::Reference> Columns::find(std::string_view path) {
  if (!by_name_.contains(std::string(path)) && !schema::is_api_name(path)) return std::nullopt;
  const std::optional<std::uint32_t> found = slot(path);
  if (!found) return std::nullopt;
  check::Reference reference;
  reference.type = columns_[*found].type;
  reference.slot = *found;
  return reference;
}

std::string Columns::nearest(std::string_view path) const {
  check::Nearest nearest(path);
  for (const Column& column : columns_) nearest.offer(column.name);
  return nearest.name();
}

}  // namespace presave::transform
