// From the org model to the bundle document of docs/documents.md. Members that would say "false", "none" or
// "unknown" are left out, so that a bundle shows what matters and a difference between two is readable.
#include <limits>
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
    if (!value.valid_for.empty()) item["validFor"] = value.valid_for;
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
  put(out, "caseSensitive", field.case_sensitive);
  put(out, "externalId", field.external_id);
  put(out, "rollUp", field.roll_up);
  put(out, "restricted", field.restricted);
  put(out, "controllingField", field.controlling_field);
  if (!field.values.empty()) out["values"] = write_values(field.values);
  put(out, "builtInValues", field.built_in_values);
  if (!field.reference_to.empty()) out["referenceTo"] = field.reference_to;
  put(out, "relationshipName", field.relationship_name);
  put(out, "filtered", field.filtered);
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

Json write_record_type(const schema::RecordType& type) {
  Json out = Json::object();
  put(out, "id", type.id);
  put(out, "label", type.label);
  put(out, "inactive", !type.active);
  for (const auto& [field, offered] : type.picklists) {
    Json& item = out["picklists"][field] = {{"values", offered.values}};
    put(item, "default", offered.default_value);
  }
  put(out, type.source);
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
  for (const auto& [name, type] : object.record_types) out["recordTypes"][name] = write_record_type(type);
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
  put(out, "broken", left_out.broken);
  return out;
}

template <class Texts>
void put_texts(Json& object, const char* name, const Texts& texts) {
  for (const auto& [key, text] : texts) object[name][key] = text;
}

Json write_object_translation(const schema::ObjectTranslation& object) {
  Json out = Json::object();
  put(out, "label", object.label);
  put(out, "pluralLabel", object.plural_label);
  put_texts(out, "fields", object.fields);
  for (const auto& [field, labels] : object.values) put_texts(out["values"], field.c_str(), labels);
  put_texts(out, "rules", object.rules);
  return out;
}

Json write_translation(const schema::Translation& translation) {
  Json out = Json::object();
  put_texts(out, "labels", translation.labels);
  for (const auto& [name, object] : translation.objects) out["objects"][name] = write_object_translation(object);
  return out;
}

Json write_custom_metadata(const schema::ByName<schema::CustomMetadataRecord>& records) {
  Json out = Json::object();
  for (const auto& [name, record] : records) {
    Json& item = out[name] = Json::object();
    put(item, "label", record.label);
    put_texts(item, "values", record.values);
    put(item, record.source);
  }
  return out;
}

// Bytes that are not UTF-8 become U+FFFD rather than a document that nobody can read; importers refuse such
// files before.
std::string dumped(const Json& document, int indent) {
  return document.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string write_bundle(const schema::Org& org) {
  Json out = {{bundle::kVersionMember, bundle::kVersion}, {bundle::kDigestMember, nullptr}, {"name", org.name}};
  Json& objects = out["objects"] = Json::object();
  for (const auto& [name, object] : org.objects) objects[name] = write_object(object);
  Json& labels = out["labels"] = Json::object();
  for (const auto& [name, text] : org.labels) labels[name] = text;
  for (const auto& [name, translation] : org.translations) {
    out["translations"][name] = write_translation(translation);
  }
  for (const auto& [name, records] : org.custom_metadata) {
    out["customMetadata"][name] = write_custom_metadata(records);
  }
  out["customPermissions"] = org.custom_permissions;
  Json& left_out = out["leftOut"] = Json::array();
  for (const schema::LeftOut& item : org.left_out) left_out.push_back(write_left_out(item));
  // Parsed again, so that writer and reader compute the digest of the same thing.
  const Result<json::Document> written = json::parse(dumped(out, -1), std::numeric_limits<std::size_t>::max());
  if (written) out[bundle::kDigestMember] = bundle::digest_of(written->root());
  else out.erase(bundle::kDigestMember);  // past the reader's bounds: it will say so
  return dumped(out, 1) + '\n';  // one space a level: whole orgs are large
}

}  // namespace presave
