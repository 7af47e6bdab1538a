#include "engine/door/field_value.h"

#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/base/join.h"
#include "engine/value/spelling.h"
#include "engine/value/utf16.h"

namespace presave::door {
namespace {

using json::Node;
using schema::FieldType;

constexpr std::size_t kShortId = 15;
constexpr std::size_t kLongId = 18;

// Only letters and digits: other text of that size is no id, and cutting it could split a character.
bool is_long_id(std::string_view text) {
  return text.size() == kLongId && std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || is_digit(c); });
}

std::optional<Value> number(const Node& node, bool percent) {
  std::optional<Decimal> value;
  if (const json::Number* written = node.number()) value = Decimal::parse(written->spelling);
  else if (const std::string_view* text = node.text()) value = Decimal::parse(*text);
  if (!value) return std::nullopt;
  return percent ? value->scaled10(-2) : *value;
}

std::optional<Value> checkbox(const Node& node) {
  if (const bool* given = node.boolean()) return *given;
  const std::string_view* text = node.text();
  if (!text) return std::nullopt;
  if (compare_ascii_nocase(*text, "true") == 0 || *text == "1") return true;
  if (compare_ascii_nocase(*text, "false") == 0 || *text == "0") return false;
  return std::nullopt;
}

std::optional<Value> place(const Node& node) {
  const Node* latitude = node.find("latitude");
  const Node* longitude = node.find("longitude");
  if (!latitude || !longitude) return std::nullopt;
  if (latitude->is_null() && longitude->is_null()) return Value();
  const std::optional<Value> north = number(*latitude, false);
  const std::optional<Value> east = number(*longitude, false);
  if (!north || !east) return std::nullopt;
  const Geolocation point{north->number().to_double(), east->number().to_double()};
  const bool on_globe = point.latitude >= -90 && point.latitude <= 90 && point.longitude >= -180 && point.longitude <= 180;
  return on_globe ? std::optional<Value>(point) : std::nullopt;
}

std::optional<Value> moment(std::string_view text, FieldType type) {
  if (type == FieldType::kDate) {
    const auto day = parse_date(text);
    return day ? std::optional<Value>(Date{*day}) : std::nullopt;
  }
  if (type == FieldType::kDateTime) {
    const auto instant = parse_datetime(text);
    return instant ? std::optional<Value>(DateTime{*instant}) : std::nullopt;
  }
  const auto time = parse_time(text);
  return time ? std::optional<Value>(Time{*time}) : std::nullopt;
}

}  // namespace

std::optional<Value> field_value(const Node& node, FieldType type) {
  const std::string_view* text = node.text();
  if (node.is_null() || (text && text->empty())) return Value();
  switch (type) {
    case FieldType::kNumber:
    case FieldType::kCurrency:
    case FieldType::kSummary: return number(node, false);
    case FieldType::kPercent: return number(node, true);
    case FieldType::kCheckbox: return checkbox(node);
    case FieldType::kLocation: return place(node);
    default: break;
  }
  if (!text) return std::nullopt;
  switch (type) {
    case FieldType::kDate:
    case FieldType::kDateTime:
    case FieldType::kTime: return moment(*text, type);
    case FieldType::kId:
    case FieldType::kLookup:
    case FieldType::kMasterDetail:
    case FieldType::kMetadataRelationship:
      return Text(is_long_id(*text) ? text->substr(0, kShortId) : *text);
    default: return Text(*text);
  }
}

std::string shown(const Node& node) {
  constexpr std::size_t kMost = 40;
  if (const std::string_view* text = node.text()) return shortened(*text, kMost);
  if (const json::Number* written = node.number()) return std::string(written->spelling);
  if (const bool* flag = node.boolean()) return *flag ? "true" : "false";
  return node.items() ? "a list" : "an object";
}

}  // namespace presave::door
