// From the bundle document of docs/documents.md to the org model. Strict: a member that this version does
// not know is refused, since a rule that was silently not read is a record wrongly let through.
#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <utility>

#include "engine/base/join.h"
#include "engine/base/limits.h"
#include "engine/base/stable_sort.h"
#include "engine/bundle/format.h"
#include "engine/bundle/json_reader.h"
#include "engine/presave.h"
#include "engine/schema/api_name.h"

namespace presave {
namespace {

using json::Complaints;
using json::Document;
using json::Member;
using json::Node;
using json::ObjectReader;

constexpr int kMostDigits = static_cast<int>(limits::kDecimalDigits);
constexpr int kMostInt = std::numeric_limits<int>::max();

schema::Source read_source(ObjectReader& owner, Complaints& complaints) {
  schema::Source source;
  const Node* node = owner.member("source");
  if (node == nullptr) return source;
  ObjectReader reader(*node, complaints);
  source.file = reader.text("file");
  source.line = reader.whole_number("line", 1, kMostInt).value_or(0);
  reader.refuse_unknown();
  return source;
}

std::vector<schema::PicklistValue> read_values(ObjectReader& field, Complaints& complaints) {
  std::vector<schema::PicklistValue> values;
  for (const Node& node : field.items("values")) {
    ObjectReader reader(node, complaints);
    schema::PicklistValue value;
    value.value = reader.required_text("value");
    value.label = reader.text("label");
    value.is_default = reader.flag("default");
    value.active = !reader.flag("inactive");
    value.valid_for = reader.texts("validFor");
    reader.refuse_unknown();
    values.push_back(std::move(value));
  }
  return values;
}

schema::FieldType read_type(const Node& node, ObjectReader& field, Complaints& complaints) {
  const std::string name = field.required_text("type");
  const auto type = schema::field_type_named(name);
  if (!type) {
    const Node* member = field.member("type");
    complaints.add(member != nullptr ? *member : node,
                   "\"" + name + "\" is no field type; see docs/documents.md");
  }
  return type.value_or(schema::FieldType::kText);
}

schema::BlanksAs read_blanks_as(ObjectReader& field, Complaints& complaints) {
  const std::string text = field.text("blanksAs");
  if (text == bundle::kBlanksAsBlank) return schema::BlanksAs::kBlank;
  if (!text.empty() && text != bundle::kBlanksAsZero) {
    complaints.add(*field.member("blanksAs"), "expected \"zero\" or \"blank\"");
  }
  return schema::BlanksAs::kZero;
}

schema::Field read_field(const Node& node, Complaints& complaints) {
  ObjectReader reader(node, complaints);
  schema::Field field;
  field.type = read_type(node, reader, complaints);
  field.label = reader.text("label");
  field.help_text = reader.text("helpText");
  field.length = reader.whole_number("length", 0, kMostInt);
  field.precision = reader.whole_number("precision", 0, kMostDigits);
  field.scale = reader.whole_number("scale", 0, kMostDigits);
  field.required = reader.flag("required");
  field.unique = reader.flag("unique");
  field.case_sensitive = reader.flag("caseSensitive");
  field.external_id = reader.flag("externalId");
  field.roll_up = reader.flag("rollUp");
  field.restricted = reader.flag("restricted");
  field.controlling_field = reader.text("controllingField");
  field.values = read_values(reader, complaints);
  field.built_in_values = reader.flag("builtInValues");
  field.reference_to = reader.texts("referenceTo");
  field.relationship_name = reader.text("relationshipName");
  field.filtered = reader.flag("filtered");
  field.default_value = reader.text("defaultValue");
  field.formula = reader.text("formula");
  field.blanks_as = read_blanks_as(reader, complaints);
  field.source = read_source(reader, complaints);
  reader.refuse_unknown();
  return field;
}

schema::ValidationRule read_rule(const Node& node, Complaints& complaints) {
  ObjectReader reader(node, complaints);
  schema::ValidationRule rule;
  rule.name = reader.required_text("name");
  rule.active = reader.flag("active");
  rule.formula = reader.required_text("formula");
  rule.field = reader.text("field");
  rule.message = reader.required_text("message");
  rule.description = reader.text("description");
  rule.source = read_source(reader, complaints);
  reader.refuse_unknown();
  return rule;
}

/// Files `value` under an API name that must be new: names differing in case alone are one name to
/// Salesforce.
template <class T>
void add_named(schema::ByName<T>& map, const Member& member, T value, Complaints& complaints) {
  if (!schema::is_api_name(member.name)) {
    complaints.add(member.node, join({"\"", member.name, "\" is no API name (letters, digits and _)"}));
  } else if (!map.emplace(member.name, std::move(value)).second) {
    complaints.add(member.node, join({"\"", member.name, "\" appears twice (upper and lower case are the same)"}));
  }
}

std::string read_text(const Node& node, Complaints& complaints) {
  if (const std::string_view* text = node.text()) return std::string(*text);
  complaints.add(node, "expected a string");
  return {};
}

schema::RecordType read_record_type(const Node& node, Complaints& complaints) {
  ObjectReader reader(node, complaints);
  schema::RecordType type;
  type.id = reader.text("id");
  type.label = reader.text("label");
  type.active = !reader.flag("inactive");
  for (const Member& picklist : reader.members("picklists")) {
    ObjectReader inner(picklist.node, complaints);
    schema::OfferedValues offered;
    offered.values = inner.texts("values");
    offered.default_value = inner.text("default");
    inner.refuse_unknown();
    add_named(type.picklists, picklist, std::move(offered), complaints);
  }
  type.source = read_source(reader, complaints);
  reader.refuse_unknown();
  return type;
}

schema::Object read_object(const Node& node, Complaints& complaints) {
  ObjectReader reader(node, complaints);
  schema::Object object;
  object.label = reader.text("label");
  object.plural_label = reader.text("pluralLabel");
  object.custom_setting = reader.flag("customSetting");
  object.source = read_source(reader, complaints);
  for (const Member& field : reader.members("fields")) {
    add_named(object.fields, field, read_field(field.node, complaints), complaints);
  }
  for (const Member& type : reader.members("recordTypes")) {
    add_named(object.record_types, type, read_record_type(type.node, complaints), complaints);
  }
  for (const Node& rule : reader.items("rules")) object.rules.push_back(read_rule(rule, complaints));
  sort_stably(object.rules, [](const auto& a, const auto& b) { return schema::NameLess()(a.name, b.name); });
  reader.refuse_unknown();
  return object;
}

schema::LeftOut read_left_out(const Node& node, Complaints& complaints) {
  ObjectReader reader(node, complaints);
  schema::LeftOut left_out;
  left_out.file = reader.text("file");
  left_out.line = reader.whole_number("line", 1, kMostInt).value_or(0);
  left_out.what = reader.required_text("what");
  left_out.why = reader.required_text("why");
  left_out.broken = reader.flag("broken");
  reader.refuse_unknown();
  return left_out;
}

schema::ByName<std::string> read_texts(ObjectReader& owner, const char* name, Complaints& complaints) {
  schema::ByName<std::string> texts;
  for (const Member& text : owner.members(name)) {
    add_named(texts, text, read_text(text.node, complaints), complaints);
  }
  return texts;
}

/// Labels of picklist values; a value may be any text.
std::map<std::string, std::string> read_value_labels(const Node& node, Complaints& complaints) {
  std::map<std::string, std::string> labels;
  if (node.members() == nullptr) complaints.add(node, "expected an object of values and their labels");
  else for (const Member& label : *node.members()) labels[std::string(label.name)] = read_text(label.node, complaints);
  return labels;
}

schema::ObjectTranslation read_object_translation(const Node& node, Complaints& complaints) {
  ObjectReader reader(node, complaints);
  schema::ObjectTranslation object;
  object.label = reader.text("label");
  object.plural_label = reader.text("pluralLabel");
  object.fields = read_texts(reader, "fields", complaints);
  object.rules = read_texts(reader, "rules", complaints);
  for (const Member& field : reader.members("values")) {
    add_named(object.values, field, read_value_labels(field.node, complaints), complaints);
  }
  reader.refuse_unknown();
  return object;
}

schema::Translation read_translation(const Node& node, Complaints& complaints) {
  ObjectReader reader(node, complaints);
  schema::Translation translation;
  translation.labels = read_texts(reader, "labels", complaints);
  for (const Member& object : reader.members("objects")) {
    add_named(translation.objects, object, read_object_translation(object.node, complaints), complaints);
  }
  reader.refuse_unknown();
  return translation;
}

schema::ByName<schema::CustomMetadataRecord> read_custom_metadata(const Node& node, Complaints& complaints) {
  schema::ByName<schema::CustomMetadataRecord> records;
  if (node.members() == nullptr) {
    complaints.add(node, "expected an object of record names and records");
    return records;
  }
  for (const Member& member : *node.members()) {
    ObjectReader reader(member.node, complaints);
    schema::CustomMetadataRecord record;
    record.label = reader.text("label");
    record.values = read_texts(reader, "values", complaints);
    record.source = read_source(reader, complaints);
    reader.refuse_unknown();
    add_named(records, member, std::move(record), complaints);
  }
  return records;
}

/// A bundle that somebody changed by hand, or that was cut, must not decide anything. Bundles of before the
/// digest have none.
void check_digest(const Node& root, ObjectReader& reader, Complaints& complaints) {
  const std::string stated = reader.text(bundle::kDigestMember);
  const Node* node = reader.member(bundle::kDigestMember);
  if (complaints.any() || node == nullptr) return;
  const std::string actual = bundle::digest_of(root);
  if (stated == actual) return;
  complaints.add(*node,
                 "the bundle was altered after it was compiled: its content has the SHA-256 " + actual +
                     ", but it says " + stated + ". Make the bundle again with `presave compile`",
                 FaultCode::kBadSignature);
}

/// A newer version may have members that this one would refuse one by one: say the true reason first.
void read_version(const Node& root, ObjectReader& reader, Complaints& complaints) {
  const Node* node = reader.member(bundle::kVersionMember);
  if (node == nullptr) {
    complaints.add(root, "no member \"" + std::string(bundle::kVersionMember) +
                             "\": this is no bundle; make one with `presave compile DIR -o bundle.json`");
    return;
  }
  const auto version = reader.whole_number(bundle::kVersionMember, 0, kMostInt);
  if (version && *version != bundle::kVersion) {
    complaints.add(*node,
                   "bundle version " + std::to_string(*version) + "; this engine reads version " +
                       std::to_string(bundle::kVersion) + ". Make the bundle again with `presave compile`",
                   FaultCode::kUnsupportedVersion);
  }
}

}  // namespace

Result<schema::Org> read_bundle(std::string_view document) {
  const Result<Document> parsed = json::parse(document, limits::kBundleBytes);
  if (!parsed) return parsed.fault();
  Complaints complaints(*parsed);
  ObjectReader reader(parsed->root(), complaints);
  read_version(parsed->root(), reader, complaints);
  if (!complaints.any()) check_digest(parsed->root(), reader, complaints);
  if (complaints.any()) return complaints.first();

  schema::Org org;
  org.name = reader.text("name");
  for (const Member& object : reader.members("objects")) {
    add_named(org.objects, object, read_object(object.node, complaints), complaints);
  }
  org.labels = read_texts(reader, "labels", complaints);
  for (const Member& language : reader.members("translations")) {
    add_named(org.translations, language, read_translation(language.node, complaints), complaints);
  }
  for (const Member& type : reader.members("customMetadata")) {
    add_named(org.custom_metadata, type, read_custom_metadata(type.node, complaints), complaints);
  }
  org.custom_permissions = reader.texts("customPermissions");
  for (const Node& item : reader.items("leftOut")) org.left_out.push_back(read_left_out(item, complaints));
  reader.refuse_unknown();
  if (complaints.any()) return complaints.first();
  return org;
}

}  // namespace presave
