#include "engine/door/part_json.h"

#include "engine/value/spelling.h"
#include "engine/value/utf16.h"

namespace presave::door {
namespace {

// Only spellings that every JSON reader gives back as they are: a double holds 15 digits.
Json number(const Decimal& value) {
  const std::string spelling = value.to_string();
  const double rounded = value.to_double();
  if (rounded == static_cast<double>(static_cast<std::int64_t>(rounded)) && spelling.size() <= 15 &&
      spelling.find('.') == std::string::npos) {
    return static_cast<std::int64_t>(rounded);
  }
  const Json out = rounded;
  const std::optional<Decimal> back = Decimal::parse(out.dump());
  return back && compare(*back, value) == 0 ? out : Json(spelling);
}

}  // namespace

std::string text_of(const Json& document) { return document.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json part_value(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kNumber: return value.number().to_string();
    case ValueKind::kText: return std::string(value.view());
    case ValueKind::kBoolean: return value.boolean();
    case ValueKind::kDate: return format_date(value.date().days);
    case ValueKind::kDateTime: return format_datetime(value.instant().ms);
    case ValueKind::kTime: return format_time(value.time().ms);
    case ValueKind::kGeolocation: return {{"latitude", value.place().latitude}, {"longitude", value.place().longitude}};
    default: return nullptr;
  }
}

Json record_value(const Value& value, const schema::Field* field) {
  if (value.kind() != ValueKind::kNumber) return part_value(value);
  const bool percent = field && field->type == schema::FieldType::kPercent;
  return number(percent ? value.number().scaled10(2) : value.number());
}

std::string source_text(const syntax::Tree& tree, syntax::Span span) {
  constexpr std::size_t kMost = 120;
  const std::string_view text = tree.source().substr(span.begin, span.end - span.begin);
  if (utf16_length(text) <= kMost) return std::string(text);
  return std::string(utf16_substring(text, 0, kMost)) + "…";
}

}  // namespace presave::door
