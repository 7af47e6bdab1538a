#include "metadata/describe_reader.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "engine/bundle/json_reader.h"
#include "engine/schema/api_name.h"
#include "metadata/field_reader.h"
#include "metadata/limits.h"

namespace presave::metadata {
namespace {

using json::Node;
using schema::Field;
using schema::FieldType;

constexpr int kLongestTextArea = 255;  // a longer one is a LongTextArea

// A describe is written by Salesforce for everybody: members of a kind that is not expected count as missing.
std::string text_of(const Node& node, std::string_view name) {
  const Node* member = node.find(name);
  const std::string_view* text = member != nullptr ? member->text() : nullptr;
  return text != nullptr ? std::string(*text) : std::string();
}

bool flag_of(const Node& node, std::string_view name) {
  const Node* member = node.find(name);
  const bool* flag = member != nullptr ? member->boolean() : nullptr;
  return flag != nullptr && *flag;
}

std::optional<int> count_of(const Node& node, std::string_view name) {
  const Node* member = node.find(name);
  const json::Number* number = member != nullptr ? member->number() : nullptr;
  if (number == nullptr || number->spelling.size() > 9) return std::nullopt;
  int value = 0;
  for (const char c : number->spelling) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value > 0 ? std::optional(value) : std::nullopt;
}

std::span<const Node> items_of(const Node& node, std::string_view name) {
  const Node* member = node.find(name);
  const auto* items = member != nullptr ? member->items() : nullptr;
  return items != nullptr ? *items : std::span<const Node>();
}

struct TypePair {
  std::string_view described;
  FieldType type;
};
constexpr std::array kTypes = {
    TypePair{"string", FieldType::kText},       TypePair{"combobox", FieldType::kText},
    TypePair{"textarea", FieldType::kTextArea}, TypePair{"encryptedstring", FieldType::kEncryptedText},
    TypePair{"email", FieldType::kEmail},       TypePair{"phone", FieldType::kPhone},
    TypePair{"url", FieldType::kUrl},           TypePair{"double", FieldType::kNumber},
    TypePair{"int", FieldType::kNumber},        TypePair{"long", FieldType::kNumber},
    TypePair{"currency", FieldType::kCurrency}, TypePair{"percent", FieldType::kPercent},
    TypePair{"boolean", FieldType::kCheckbox},  TypePair{"date", FieldType::kDate},
    TypePair{"datetime", FieldType::kDateTime}, TypePair{"time", FieldType::kTime},
    TypePair{"picklist", FieldType::kPicklist}, TypePair{"multipicklist", FieldType::kMultiselectPicklist},
    TypePair{"reference", FieldType::kLookup},  TypePair{"id", FieldType::kId},
    TypePair{"location", FieldType::kLocation},
};

std::optional<FieldType> type_of(const Node& node) {
  const std::string name = text_of(node, "type");
  const auto found = std::find_if(kTypes.begin(), kTypes.end(),
                                  [&](const TypePair& pair) { return pair.described == name; });
  if (found == kTypes.end()) return std::nullopt;
  if (flag_of(node, "autoNumber")) return FieldType::kAutoNumber;
  // Only master-detail fields have a place among the masters of their object.
  const bool is_detail =
      node.find("relationshipOrder") != nullptr && !node.find("relationshipOrder")->is_null();
  if (found->type == FieldType::kLookup && is_detail) return FieldType::kMasterDetail;
  if (found->type == FieldType::kTextArea) {
    if (text_of(node, "extraTypeInfo") == "richtextarea" || flag_of(node, "htmlFormatted"))
      return FieldType::kHtml;
    if (count_of(node, "length").value_or(0) > kLongestTextArea) return FieldType::kLongTextArea;
  }
  return found->type;
}

bool has_length(FieldType type) {
  switch (type) {
    case FieldType::kText:
    case FieldType::kTextArea:
    case FieldType::kLongTextArea:
    case FieldType::kHtml:
    case FieldType::kEncryptedText:
    case FieldType::kEmail:
    case FieldType::kPhone:
    case FieldType::kUrl:
      return true;
    default:
      return false;
  }
}

void read_size(const Node& node, Field& field) {
  if (has_length(field.type)) field.length = count_of(node, "length");
  const bool is_number = field.type == FieldType::kNumber || field.type == FieldType::kCurrency ||
                         field.type == FieldType::kPercent;
  if (!is_number) return;
  field.precision = count_of(node, "precision");
  field.scale = count_of(node, "scale").value_or(0);
  if (!field.precision) field.precision = count_of(node, "digits");  // of whole numbers
  if (!field.precision) field.scale.reset();
}

/// The bytes of a Base64 text; what is no Base64 ends it.
std::vector<std::uint8_t> from_base64(std::string_view text) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::vector<std::uint8_t> bytes;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) break;
    bits = (bits << 6) | static_cast<std::uint32_t>(digit);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes.push_back(static_cast<std::uint8_t>(bits >> held));
  }
  return bytes;
}

/// Bit i, counted from the highest of the first byte, stands for the controlling field's value i, inactive
/// ones included; of a Checkbox 0 is false and 1 is true.
std::vector<std::string> valid_for(std::string_view bitmap, const std::vector<std::string>& controlling) {
  const std::vector<std::uint8_t> bytes = from_base64(bitmap);
  std::vector<std::string> values;
  for (std::size_t i = 0; i < controlling.size() && i / 8 < bytes.size(); ++i) {
    if ((bytes[i / 8] >> (7 - i % 8)) & 1u) values.push_back(controlling[i]);
  }
  return values;
}

std::vector<std::string> controlling_values(const Node& object, const std::string& controller) {
  for (const Node& node : items_of(object, "fields")) {
    if (!schema::same_name(text_of(node, "name"), controller)) continue;
    if (text_of(node, "type") == "boolean") return {"false", "true"};
    std::vector<std::string> values;
    for (const Node& value : items_of(node, "picklistValues")) values.push_back(text_of(value, "value"));
    return values;
  }
  return {};
}

void read_picklist(const Node& node, const Node& object, Field& field) {
  field.restricted = flag_of(node, "restrictedPicklist");
  std::vector<std::string> controlling;
  if (flag_of(node, "dependentPicklist")) {
    field.controlling_field = text_of(node, "controllerName");
    controlling = controlling_values(object, field.controlling_field);
  }
  for (const Node& item : items_of(node, "picklistValues")) {
    schema::PicklistValue value;
    value.value = text_of(item, "value");
    value.label = text_of(item, "label");
    if (value.label.empty()) value.label = value.value;
    value.is_default = flag_of(item, "defaultValue");
    value.active = flag_of(item, "active");
    value.valid_for = valid_for(text_of(item, "validFor"), controlling);
    field.values.push_back(std::move(value));
  }
}

void read_formula(const Node& node, Field& field) {
  field.formula = text_of(node, "calculatedFormula");
  if (!field.formula.empty()) {
    const bool as_zero = flag_of(node, "formulaTreatNullNumberAsZero");
    field.blanks_as = as_zero ? schema::BlanksAs::kZero : schema::BlanksAs::kBlank;
    return;
  }
  field.roll_up = flag_of(node, "calculated");  // computed, but by no formula
  field.default_value = text_of(node, "defaultValueFormula");
  const Node* fixed = node.find("defaultValue");
  if (field.type == FieldType::kCheckbox && fixed != nullptr && fixed->boolean() != nullptr) {
    field.default_value = *fixed->boolean() ? "true" : "false";
  }
}

Field read_field(const Node& node, const Node& object, FieldType type, const std::string& shown) {
  Field field;
  field.type = type;
  field.label = text_of(node, "label");
  field.help_text = text_of(node, "inlineHelpText");
  field.unique = flag_of(node, "unique");
  field.case_sensitive = field.unique && flag_of(node, "caseSensitive");
  field.external_id = flag_of(node, "externalId");
  field.required = !flag_of(node, "nillable") && flag_of(node, "createable") &&
                   !flag_of(node, "defaultedOnCreate") && type != FieldType::kCheckbox;
  field.relationship_name = text_of(node, "relationshipName");
  for (const Node& target : items_of(node, "referenceTo")) {
    if (const std::string_view* name = target.text()) field.reference_to.emplace_back(*name);
  }
  const Node* filter = node.find("filteredLookupInfo");
  field.filtered = filter != nullptr && filter->members() != nullptr && !flag_of(*filter, "optionalFilter");
  read_size(node, field);
  if (type == FieldType::kPicklist || type == FieldType::kMultiselectPicklist)
    read_picklist(node, object, field);
  read_formula(node, field);
  field.source = {shown, 0};
  return field;
}

void read_record_types(const Node& node, const std::string& shown, schema::Object& object) {
  for (const Node& item : items_of(node, "recordTypeInfos")) {
    const std::string name = text_of(item, "developerName");
    if (flag_of(item, "master") || !schema::is_api_name(name)) continue;
    schema::RecordType& type = object.record_types[name];
    type.id = text_of(item, "recordTypeId");
    type.label = text_of(item, "name");
    type.active = item.find("active") == nullptr || flag_of(item, "active");
    type.source = {shown, 0};
  }
}

bool is_describe(const Node& node) {
  const Node* fields = node.find("fields");
  if (text_of(node, "name").empty() || fields == nullptr || fields->items() == nullptr) return false;
  const auto is_field = [](const Node& field) {
    return !text_of(field, "name").empty() && !text_of(field, "type").empty();
  };
  return node.find("recordTypeInfos") != nullptr || node.find("keyPrefix") != nullptr ||
         (!fields->items()->empty() &&
          std::all_of(fields->items()->begin(), fields->items()->end(), is_field) &&
          fields->items()->front().find("nillable") != nullptr);
}

Described read_describe(const Node& node, const std::string& shown) {
  Described described;
  described.name = text_of(node, "name");
  schema::Object& object = described.object;
  object.label = text_of(node, "label");
  object.plural_label = text_of(node, "labelPlural");
  object.custom_setting = flag_of(node, "customSetting");
  object.source = {shown, 0};
  for (const Node& field : items_of(node, "fields")) {
    const std::string name = text_of(field, "name");
    const auto type = type_of(field);
    if (!schema::is_api_name(name) || !type) {
      described.left_out.push_back({shown, 0, "field " + described.name + "." + name,
                                    "type " + text_of(field, "type") + " of a describe is not supported"});
      continue;
    }
    object.fields.emplace(name, read_field(field, node, *type, shown));
  }
  read_record_types(node, shown, object);
  return described;
}

/// Most JSON of a project is something else; this is cheaper than parsing it, and never wrong about a
/// describe.
bool may_hold_describe(std::string_view text) {
  return text.find("\"fields\"") != std::string_view::npos &&
         text.find("\"nillable\"") != std::string_view::npos;
}

}  // namespace

Result<std::vector<Described>> read_describes(std::string_view text, const std::string& shown) {
  std::vector<Described> found;
  if (!may_hold_describe(text)) return found;
  const auto document = json::parse(text, limits::kFileBytes);
  if (!document) {
    Fault fault = document.fault();
    fault.where = fault.where.empty() ? shown : shown + ", " + fault.where;
    return fault;
  }
  const Node* root = &document->root();
  if (const Node* result = root->find("result")) root = result;
  for (const Node& node : root->items() != nullptr ? *root->items() : std::span<const Node>()) {
    if (is_describe(node)) found.push_back(read_describe(node, shown));
  }
  if (is_describe(*root)) found.push_back(read_describe(*root, shown));
  std::erase_if(found, [](const Described& described) { return !schema::is_api_name(described.name); });
  return found;
}

}  // namespace presave::metadata
