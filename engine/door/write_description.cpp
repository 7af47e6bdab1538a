// The description document: what a form needs to know of one object.
#include <algorithm>
#include <array>

#include "engine/base/json_text.h"
#include "engine/door/documents.h"

namespace presave::door {
namespace {

// Fields that Salesforce fills in itself (Object Reference, "System Fields").
constexpr std::array<std::string_view, 10> kKeptBySalesforce = {
    "CreatedById",      "CreatedDate",        "Id",             "IsDeleted",        "LastActivityDate",
    "LastModifiedById", "LastModifiedDate",   "LastViewedDate", "LastReferencedDate", "SystemModstamp"};

bool is_editable(const std::string& name, const schema::Field& field) {
  const bool kept = std::find(kKeptBySalesforce.begin(), kKeptBySalesforce.end(), name) != kKeptBySalesforce.end();
  return !kept && !field.is_formula() && !field.roll_up && field.type != schema::FieldType::kAutoNumber &&
         field.type != schema::FieldType::kSummary && field.type != schema::FieldType::kId;
}

void write_values(JsonText& out, const std::vector<schema::PicklistValue>& values) {
  out.begin_array("values");
  for (const schema::PicklistValue& value : values) {
    if (!value.active) continue;
    out.begin_object();
    out.member("value", value.value);
    out.member("label", value.label);
    if (value.is_default) out.member("default", true);
    if (!value.valid_for.empty()) out.texts("validFor", value.valid_for);
    out.end_object();
  }
  out.end_array();
}

void write_field(JsonText& out, const std::string& name, const schema::Field& field) {
  out.begin_object();
  out.member("name", name);
  out.member("type", schema::name_of(field.type));
  out.member("label", field.label);
  if (!field.help_text.empty()) out.member("helpText", field.help_text);
  out.member("required", field.required || field.type == schema::FieldType::kMasterDetail);
  out.member("editable", is_editable(name, field));
  if (field.length) out.member("length", *field.length);
  if (field.precision) out.member("precision", *field.precision);
  if (field.scale) out.member("scale", *field.scale);
  if (field.restricted) out.member("restricted", true);
  if (field.unique) out.member("unique", true);
  if (field.is_dependent()) out.member("controllingField", field.controlling_field);
  if (!field.values.empty()) write_values(out, field.values);
  if (!field.reference_to.empty()) out.texts("referenceTo", field.reference_to);
  if (!field.relationship_name.empty()) out.member("relationshipName", field.relationship_name);
  if (field.is_formula()) out.member("formula", true);
  out.end_object();
}

void write_record_type(JsonText& out, const std::string& name, const schema::RecordType& type) {
  out.begin_object();
  out.member("name", name);
  out.member("label", type.label.empty() ? name : type.label);
  if (!type.id.empty()) out.member("id", type.id);
  out.begin_object("picklists");
  for (const auto& [field, offered] : type.picklists) out.texts(field, offered.values);
  out.end_object();
  out.end_object();
}

}  // namespace

std::string write_description(const std::string& name, const schema::Object& object) {
  JsonText out;
  out.begin_object();
  out.member("object", name);
  out.member("label", object.label);
  out.member("pluralLabel", object.plural_label);
  out.begin_array("fields");
  for (const auto& [field_name, field] : object.fields) write_field(out, field_name, field);
  out.end_array();
  if (!object.record_types.empty()) out.begin_array("recordTypes");
  for (const auto& [type_name, type] : object.record_types) {
    if (type.active) write_record_type(out, type_name, type);
  }
  if (!object.record_types.empty()) out.end_array();
  out.begin_array("rules");
  for (const schema::ValidationRule& rule : object.rules) {
    if (!rule.active) continue;
    out.begin_object();
    out.member("name", rule.name);
    if (!rule.field.empty()) out.member("field", rule.field);
    out.member("message", rule.message);
    out.end_object();
  }
  out.end_array();
  out.end_object();
  return std::move(out).take();
}

}  // namespace presave::door
