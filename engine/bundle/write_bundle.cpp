// From the org model to the bundle document of docs/documents.md. Members that would say "false", "none" or
// "unknown" are left out, so that a bundle shows what matters and a difference between two is readable.
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "engine/bundle/format.h"
#include "engine/presave.h"

namespace presave {
namespace {

using Json = nlohmann::ordered_json;

void put(Json& object, const char* name, const std::string& value) {
  if (!value.empty()) object[name] = value;
}
void put(Json& object, const char* name, bool value) {
  if (value) object[name] = true;
}
void put(Json& object, const char* name, std::optional<int> value) {
  if (value) object[name] = *value;
}

void put(Json& object, const schema::Source& source) {
  if (source.file.empty()) return;
  Json& place = object["source"];
  place["file"] = source.file;
  if (source.line > 0) place["line"] = source.line;
}

Json write_values(const std::vector<schema::PicklistValue>& values) {
  Json list = Json::array();
  for (const schema::PicklistValue& value : values) {
    Json item = {{"value", value.value}, {"label", value.label}};
    put(item, "default", value.is_default);
    put(item, "inactive", !value.active);
    list.push_back(std::move(item));
  }
  return list;
}

Json write_field(const schema::Field& field) {
  Json out = {{"type", std::string(schema::name_of(field.type))}};
  put(out, "label", field.label);
  put(out, "helpText", field.help_text);
  put(out, "length", field.length);
  put(out, "precision", field.precision);
  put(out, "scale", field.scale);
  put(out, "required", field.required);
  put(out, "unique", field.unique);
  put(out, "externalId", field.external_id);
  put(out, "restricted", field.restricted);
  put(out, "controllingField", field.controlling_field);
  if (!field.values.empty()) out["values"] = write_values(field.values);
  if (!field.reference_to.empty()) out["referenceTo"] = field.reference_to;
  put(out, "relationshipName", field.relationship_name);
  put(out, "defaultValue", field.default_value);
  if (field.is_formula()) {
    out["formula"] = field.formula;
    out["blanksAs"] =
        field.blanks_as == schema::BlanksAs::kZero ? bundle::kBlanksAsZero : bundle::kBlanksAsBlank;
  }
  put(out, field.source);
  return out;
}

Json write_rule(const schema::ValidationRule& rule) {
  Json out = {{"name", rule.name}};
  put(out, "active", rule.active);
  out["formula"] = rule.formula;
  put(out, "field", rule.field);
  out["message"] = rule.message;
  put(out, "description", rule.description);
  put(out, rule.source);
  return out;
}

Json write_object(const schema::Object& object) {
  Json out = Json::object();
  put(out, "label", object.label);
  put(out, "pluralLabel", object.plural_label);
  put(out, "customSetting", object.custom_setting);
  put(out, object.source);
  Json& fields = out["fields"] = Json::object();
  for (const auto& [name, field] : object.fields) fields[name] = write_field(field);
  Json& rules = out["rules"] = Json::array();
  for (const schema::ValidationRule& rule : object.rules) rules.push_back(write_rule(rule));
  return out;
}

Json write_left_out(const schema::LeftOut& left_out) {
  Json out = Json::object();
  put(out, "file", left_out.file);
  if (left_out.line > 0) out["line"] = left_out.line;
  out["what"] = left_out.what;
  out["why"] = left_out.why;
  return out;
}

}  // namespace

std::string write_bundle(const schema::Org& org) {
  Json out = {{bundle::kVersionMember, bundle::kVersion}, {"name", org.name}};
  Json& objects = out["objects"] = Json::object();
  for (const auto& [name, object] : org.objects) objects[name] = write_object(object);
  Json& labels = out["labels"] = Json::object();
  for (const auto& [name, text] : org.labels) labels[name] = text;
  out["customPermissions"] = org.custom_permissions;
  Json& left_out = out["leftOut"] = Json::array();
  for (const schema::LeftOut& item : org.left_out) left_out.push_back(write_left_out(item));
  // One space a level: whole orgs are large. Bytes that are not UTF-8 become U+FFFD rather than a document
  // that nobody can read; importers refuse such files before.
  return out.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace presave
