#include "metadata/object_reader.h"

#include <utility>

namespace presave::metadata {
namespace {

constexpr int kNameLength = 80;

Done read_name_field(const XmlElement& element, schema::Object& object) {
  schema::Field& name = object.fields["Name"];
  name.label = element.text_of("label");
  name.source = element.source();
  const std::string type = element.text_of("type");
  if (type == "AutoNumber") {
    name.type = schema::FieldType::kAutoNumber;
  } else if (type == "Text" || type.empty()) {
    name.type = schema::FieldType::kText;
    // Not required: a record that is saved without a name gets its id for one. (Page layouts ask for it.)
    name.length = kNameLength;
  } else {
    return element.wrong("a name field is Text or AutoNumber, found " + type);
  }
  return done();
}

}  // namespace

Done read_object(const XmlElement& element, schema::Object& object) {
  object.source = element.source();
  if (element.has("label")) object.label = element.text_of("label");
  if (element.has("pluralLabel")) object.plural_label = element.text_of("pluralLabel");
  object.custom_setting = element.has("customSettingsType");
  const XmlElement name_field = element.child("nameField");
  return name_field ? read_name_field(name_field, object) : done();
}

Result<schema::ValidationRule> read_validation_rule(const XmlElement& element, const std::string& file_stem) {
  schema::ValidationRule rule;
  rule.name = element.has("fullName") ? element.text_of("fullName") : file_stem;
  rule.active = element.flag("active");
  rule.field = element.text_of("errorDisplayField");
  rule.message = element.text_of("errorMessage");
  rule.description = element.text_of("description");
  const XmlElement formula = element.child("errorConditionFormula");
  rule.formula = formula.text();
  if (rule.formula.empty()) {
    return (formula ? formula : element)
        .wrong("rule " + rule.name + " has no <errorConditionFormula>; give it one");
  }
  if (rule.message.empty()) return element.wrong("rule " + rule.name + " has no <errorMessage>; give it one");
  rule.source = formula.source();
  return rule;
}

}  // namespace presave::metadata
