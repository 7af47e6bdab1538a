#include "engine/door/part_json.h"

#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/base/json_text.h"
#include "engine/value/spelling.h"
#include "engine/value/utf16.h"

namespace presave::door {
namespace {

// Digits that every reader of JSON gives back as they are: it may keep numbers as doubles.
constexpr int kExactDigits = 15;

template <class Item>
std::string json_of(const Item& item) {
  JsonText out;
  out.item(item);
  return std::move(out).take();
}

std::string degrees(double angle) { return Decimal::from_double(angle).value_or(Decimal()).to_string(); }

std::string place_json(Geolocation place) {
  JsonText out;
  out.begin_object();
  out.json("latitude", degrees(place.latitude));
  out.json("longitude", degrees(place.longitude));
  out.end_object();
  return std::move(out).take();
}

}  // namespace

std::string part_json(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kNumber: return json_of(value.number().to_string());
    case ValueKind::kText: return json_of(value.view());
    case ValueKind::kBoolean: return json_of(value.boolean());
    case ValueKind::kDate: return json_of(format_date(value.date().days));
    case ValueKind::kDateTime: return json_of(format_datetime(value.instant().ms));
    case ValueKind::kTime: return json_of(format_time(value.time().ms));
    case ValueKind::kGeolocation: return place_json(value.place());
    default: return "null";
  }
}

std::string record_json(const Value& value, const schema::Field* field) {
  if (value.kind() != ValueKind::kNumber) return part_json(value);
  const bool percent = field && field->type == schema::FieldType::kPercent;
  std::string spelling = (percent ? value.number().scaled10(2) : value.number()).to_string();
  const auto digits = std::count_if(spelling.begin(), spelling.end(), [](char c) { return is_digit(c); });
  return digits <= kExactDigits ? spelling : json_of(spelling);
}

std::string source_text(const syntax::Tree& tree, syntax::Span span) {
  constexpr std::size_t kMost = 120;
  const std::string_view text = tree.source().substr(span.begin, span.end - span.begin);
  return shortened(text, kMost);
}

}  // namespace presave::door
