// The outcome and description documents.
#include <algorithm>
#include <array>

#include "engine/base/json_text.h"
#include "engine/base/limits.h"
#include "engine/door/documents.h"
#include "engine/functions/text_parts.h"
#include "engine/value/spelling.h"
#include "engine/value/utf16.h"

namespace presave::door {
namespace {

std::string_view name_of(rules::Verdict verdict) {
  switch (verdict) {
    case rules::Verdict::kPass: return "pass";
    case rules::Verdict::kFail: return "fail";
    case rules::Verdict::kUndetermined: return "undetermined";
  }
  return "undetermined";
}

constexpr std::string_view kRule = "validationRule";
constexpr std::string_view kConstraint = "constraint";

std::string_view name_of(rules::Kind kind) { return kind == rules::Kind::kConstraint ? kConstraint : kRule; }

void write_failure(JsonText& out, const rules::RuleSet& rules, const rules::Failure& failure) {
  out.begin_object();
  out.member("kind", name_of(failure.kind));
  out.member("rule", failure.rule);
  out.member("code", failure.code);
  out.member("object", rules.object_name());
  if (!failure.field.empty()) out.member("field", failure.field);
  out.member("message", failure.message);
  if (!failure.source.file.empty()) {
    out.begin_object("source");
    out.member("file", failure.source.file);
    if (failure.source.line > 0) out.member("line", failure.source.line);
    out.end_object();
  }
  out.end_object();
}

void write_undetermined(JsonText& out, const rules::RuleSet& rules, const rules::Undetermined& undetermined) {
  out.begin_object();
  out.member("kind", name_of(undetermined.kind));
  out.member("rule", undetermined.rule);
  if (!undetermined.field.empty()) out.member("field", undetermined.field);
  out.texts("missing", undetermined.missing);
  out.member("why", undetermined.why);
  if (const auto& look_up = undetermined.look_up) {
    out.begin_object("lookUp");
    out.member("object", rules.object_name());
    out.member("field", look_up->field);
    out.member("value", look_up->value);
    if (look_up->case_sensitive) out.member("caseSensitive", true);
    out.end_object();
  }
  out.end_object();
}

void write_faulted(JsonText& out, const rules::Faulted& rule) {
  const EvalFaultEntry& entry = entry_of(rule.fault);
  out.begin_object();
  out.member("kind", kRule);
  out.member("rule", rule.rule);
  out.member("fault", entry.name);
  out.member("message", entry.sentence);
  out.end_object();
}

void write_warning(JsonText& out, const rules::Warning& warning) {
  out.begin_object();
  out.member("rule", warning.rule);
  out.member("field", warning.field);
  out.member("message", warning.message);
  out.end_object();
}

// Fields that Salesforce fills in itself (Object Reference, "System Fields").
constexpr std::array<std::string_view, 10> kKeptBySalesforce = {
    "CreatedById",      "CreatedDate",        "Id",             "IsDeleted",        "LastActivityDate",
    "LastModifiedById", "LastModifiedDate",   "LastViewedDate", "LastReferencedDate", "SystemModstamp"};

bool is_editable(const std::string& name, const schema::Field& field) {
  const bool kept = std::find(kKeptBySalesforce.begin(), kKeptBySalesforce.end(), name) != kKeptBySalesforce.end();
  return !kept && !field.is_formula() && field.type != schema::FieldType::kAutoNumber &&
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
  if (!field.values.empty()) write_values(out, field.values);
  if (!field.reference_to.empty()) out.texts("referenceTo", field.reference_to);
  if (!field.relationship_name.empty()) out.member("relationshipName", field.relationship_name);
  if (field.is_formula()) out.member("formula", true);
  out.end_object();
}

// Text loses the blanks at its ends, and what exceeds the characters that a formula field shows.
void write_text(JsonText& out, std::string_view name, Text text) {
  const std::string_view rest = functions::trim(text).view();
  const std::string_view front = utf16_substring(rest, 0, limits::kShownTextCharacters);
  if (front.empty()) out.member(name, nullptr);
  else out.member(name, front);
}

// As the API shows it: percent in points, numbers rounded to the field's scale, a fault as blank.
void write_value(JsonText& out, std::string_view name, const Value& value, const schema::Field& field) {
  switch (value.kind()) {
    case ValueKind::kNumber: {
      const Decimal points = field.type == schema::FieldType::kPercent ? value.number().scaled10(2) : value.number();
      return out.member(name, points.round_half_up(field.scale.value_or(0)).to_string());
    }
    case ValueKind::kBoolean: return out.member(name, value.boolean());
    case ValueKind::kText: return write_text(out, name, value.text());
    case ValueKind::kDate: return out.member(name, format_date(value.date().days));
    case ValueKind::kDateTime: return out.member(name, format_datetime(value.instant().ms));
    case ValueKind::kTime: return out.member(name, format_time(value.time().ms));
    default: break;
  }
  if (field.type == schema::FieldType::kCheckbox) return out.member(name, false);
  out.member(name, nullptr);
}

void write_formula_fields(JsonText& out, rules::Record& record) {
  out.begin_object("formulaFields");
  rules::State state = rules::State::as_shown(record.present);
  const run::Layout& layout = record.rules.layout();
  for (std::uint32_t slot = 0; slot < layout.size(); ++slot) {
    const run::Slot& place = layout[slot];
    if (!place.of_record || !place.program) continue;
    const Value value = state.value(slot);
    if (value.kind() != ValueKind::kNotLoaded) write_value(out, place.path, value, *place.field);
  }
  out.end_object();
}

}  // namespace

std::string write_outcome(rules::Record& record, const rules::Outcome& outcome, bool formula_fields) {
  JsonText out;
  out.begin_object();
  out.member("verdict", name_of(outcome.verdict()));
  out.begin_array("failures");
  for (const rules::Failure& failure : outcome.failures) write_failure(out, record.rules, failure);
  out.end_array();
  out.begin_array("undetermined");
  for (const rules::Undetermined& rule : outcome.undetermined) write_undetermined(out, record.rules, rule);
  out.end_array();
  out.begin_array("faulted");
  for (const rules::Faulted& rule : outcome.faulted) write_faulted(out, rule);
  out.end_array();
  if (!outcome.warnings.empty()) {
    out.begin_array("warnings");
    for (const rules::Warning& warning : outcome.warnings) write_warning(out, warning);
    out.end_array();
  }
  if (formula_fields) write_formula_fields(out, record);
  out.end_object();
  return std::move(out).take();
}

std::string write_description(const std::string& name, const schema::Object& object) {
  JsonText out;
  out.begin_object();
  out.member("object", name);
  out.member("label", object.label);
  out.member("pluralLabel", object.plural_label);
  out.begin_array("fields");
  for (const auto& [field_name, field] : object.fields) write_field(out, field_name, field);
  out.end_array();
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
