#include "engine/rules/org_values.h"

#include <optional>

#include "engine/base/ascii.h"
#include "engine/value/spelling.h"

namespace presave::rules {
namespace {

using schema::FieldType;

constexpr std::string_view kLabel = "$Label.";
constexpr std::string_view kCustomMetadata = "$CustomMetadata.";

bool begins_with(std::string_view path, std::string_view prefix) {
  return path.size() > prefix.size() && schema::same_name(path.substr(0, prefix.size()), prefix);
}

std::optional<Value> number(std::string_view text, bool percent) {
  const std::optional<Decimal> value = Decimal::parse(text);
  if (!value) return std::nullopt;
  return percent ? value->scaled10(-2) : *value;
}

template <class Moment, class Parsed>
std::optional<Value> moment(const Parsed& parsed) {
  return parsed ? std::optional<Value>(Moment{*parsed}) : std::nullopt;
}

// A value as the Metadata API writes it ("true", "0.0", "2026-03-01"); none when the field cannot hold it.
std::optional<Value> value_of(std::string_view text, FieldType type) {
  switch (type) {
    case FieldType::kNumber:
    case FieldType::kCurrency:
    case FieldType::kSummary:
      return number(text, false);
    case FieldType::kPercent:
      return number(text, true);
    case FieldType::kCheckbox:
      return Value(compare_ascii_nocase(text, "true") == 0);
    case FieldType::kDate:
      return moment<Date>(parse_date(text));
    case FieldType::kDateTime:
      return moment<DateTime>(parse_datetime(text));
    case FieldType::kTime:
      return moment<Time>(parse_time(text));
    case FieldType::kLocation:
      return std::nullopt;
    default:
      return Value(Text(text));
  }
}

// The fields that every custom metadata record has.
std::optional<Value> own_field(std::string_view name, const schema::CustomMetadataRecord& record,
                               std::string_view field) {
  if (schema::same_name(field, "DeveloperName") || schema::same_name(field, "QualifiedApiName"))
    return Value(Text(name));
  const bool is_label = schema::same_name(field, "MasterLabel") || schema::same_name(field, "Label");
  if (is_label) return Value(Text(record.label));
  return std::nullopt;
}

// "Day__mdt.Friday.Off__c"; none where the org has no such record.
std::optional<Value> metadata_value(const schema::Org& org, std::string_view path,
                                    const schema::Field& field) {
  const std::size_t first = path.find('.');
  const std::size_t last = path.rfind('.');
  if (first == last) return std::nullopt;
  const auto type = org.custom_metadata.find(path.substr(0, first));
  if (type == org.custom_metadata.end()) return std::nullopt;
  const auto record = type->second.find(path.substr(first + 1, last - first - 1));
  if (record == type->second.end()) return std::nullopt;
  const std::string_view name = path.substr(last + 1);
  if (const auto own = own_field(record->first, record->second, name)) return own;
  if (field.is_formula()) return std::nullopt;
  const auto text = record->second.values.find(name);
  if (text == record->second.values.end()) return Value();
  return value_of(text->second, field.type);
}

}  // namespace

std::string_view label_name(std::string_view path) {
  return begins_with(path, kLabel) ? path.substr(kLabel.size()) : std::string_view();
}

std::vector<OrgValue> org_values(const schema::Org& org, const run::Layout& layout) {
  std::vector<OrgValue> values;
  for (std::uint32_t slot = 0; slot < layout.size(); ++slot) {
    const run::Slot& place = layout[slot];
    if (!place.global) continue;
    if (begins_with(place.path, kCustomMetadata) && place.field) {
      const std::string_view rest = std::string_view(place.path).substr(kCustomMetadata.size());
      if (const auto value = metadata_value(org, rest, *place.field)) values.push_back({slot, *value});
    } else if (const auto label = org.labels.find(label_name(place.path)); label != org.labels.end()) {
      values.push_back({slot, Value(Text(label->second))});
    }
  }
  return values;
}

}  // namespace presave::rules
