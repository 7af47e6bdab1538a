// The form in which standard fields are listed: one row a field, made by a function named like its type.
#pragma once

#include <span>
#include <string_view>

#include "engine/schema/org.h"

namespace presave::metadata {

/// A reference to several objects names them with commas: "Contact,Lead".
struct StandardField {
  std::string_view name;
  std::string_view label;
  schema::FieldType type = schema::FieldType::kText;
  int length = 0;     ///< 0: not bounded by a length
  int precision = 0;  ///< 0: no number
  int scale = 0;
  std::string_view reference_to = {};
  bool required = false;
};

struct StandardObject {
  std::string_view name;
  std::string_view label;
  std::string_view plural_label;
  std::span<const StandardField> fields;
};

/// Fields of an object that not every org has.
struct OptionalFields {
  std::string_view object;  ///< empty: every ordinary object
  std::span<const StandardField> fields;
};
std::span<const OptionalFields> standard_optional_fields();

/// All standard objects that are described, in no order.
std::span<const StandardObject> standard_sales_objects();
std::span<const StandardObject> standard_service_objects();
std::span<const StandardObject> standard_trade_objects();
std::span<const StandardObject> standard_people_objects();
std::span<const StandardObject> standard_platform_objects();

namespace rows {

using schema::FieldType;

constexpr StandardField text(std::string_view name, std::string_view label, int length) {
  return {name, label, FieldType::kText, length};
}
constexpr StandardField area(std::string_view name, std::string_view label, int length) {
  return {name, label, length > 255 ? FieldType::kLongTextArea : FieldType::kTextArea, length};
}
constexpr StandardField picklist(std::string_view name, std::string_view label) {
  return {name, label, FieldType::kPicklist};  // its values: standard_value_sets.cpp
}
constexpr StandardField lookup(std::string_view name, std::string_view label, std::string_view reference_to) {
  return {name, label, FieldType::kLookup, 0, 0, 0, reference_to};
}
constexpr StandardField number(std::string_view name, std::string_view label, int precision, int scale) {
  return {name, label, FieldType::kNumber, 0, precision, scale};
}
constexpr StandardField currency(std::string_view name, std::string_view label) {
  return {name, label, FieldType::kCurrency, 0, 18, 2};
}
constexpr StandardField percent(std::string_view name, std::string_view label, int precision, int scale) {
  return {name, label, FieldType::kPercent, 0, precision, scale};
}
constexpr StandardField checkbox(std::string_view name, std::string_view label) {
  return {name, label, FieldType::kCheckbox};
}
constexpr StandardField date(std::string_view name, std::string_view label) {
  return {name, label, FieldType::kDate};
}
constexpr StandardField date_time(std::string_view name, std::string_view label) {
  return {name, label, FieldType::kDateTime};
}
constexpr StandardField phone(std::string_view name, std::string_view label) {
  return {name, label, FieldType::kPhone, 40};
}
constexpr StandardField email(std::string_view name, std::string_view label) {
  return {name, label, FieldType::kEmail, 80};
}
constexpr StandardField url(std::string_view name, std::string_view label) {
  return {name, label, FieldType::kUrl, 255};
}
constexpr StandardField auto_number(std::string_view name, std::string_view label) {
  return {name, label, FieldType::kAutoNumber, 30};
}
constexpr StandardField id(std::string_view name, std::string_view label) {
  return {name, label, FieldType::kId};
}
/// A street address as a whole: formulas read its place on the globe.
constexpr StandardField address(std::string_view name, std::string_view label) {
  return {name, label, FieldType::kLocation};
}
constexpr StandardField required(StandardField field) {
  field.required = true;
  return field;
}

}  // namespace rows
}  // namespace presave::metadata
