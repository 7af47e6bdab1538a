// The outcome and description documents.
#include <algorithm>
#include <array>

#include "engine/base/join.h"
#include "engine/base/limits.h"
#include "engine/door/documents.h"
#include "engine/door/part_json.h"
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

Json write_failure(const rules::RuleSet& rules, const rules::Failure& failure) {
  Json out = {{"kind", failure.kind == rules::Kind::kConstraint ? kConstraint : kRule},
              {"rule", failure.rule},
              {"code", failure.code},
              {"object", rules.object_name()}};
  if (!failure.field.empty()) out["field"] = failure.field;
  out["message"] = failure.message;
  if (!failure.source.file.empty()) {
    out["source"] = {{"file", failure.source.file}};
    if (failure.source.line > 0) out["source"]["line"] = failure.source.line;
  }
  return out;
}

Json write_undetermined(const rules::RuleSet& rules, const rules::Undetermined& undetermined) {
  Json out = {{"kind", undetermined.kind == rules::Kind::kConstraint ? kConstraint : kRule},
              {"rule", undetermined.rule}};
  if (!undetermined.field.empty()) out["field"] = undetermined.field;
  out["missing"] = undetermined.missing;
  out["why"] = undetermined.why;
  if (const auto& look_up = undetermined.look_up) {
    out["lookUp"] = {{"object", rules.object_name()}, {"field", look_up->field}, {"value", look_up->value}};
    if (look_up->case_sensitive) out["lookUp"]["caseSensitive"] = true;
  }
  return out;
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

Json write_field(const std::string& name, const schema::Field& field) {
  Json out = {{"name", name}, {"type", schema::name_of(field.type)}, {"label", field.label}};
  if (!field.help_text.empty()) out["helpText"] = field.help_text;
  out["required"] = field.required || field.type == schema::FieldType::kMasterDetail;
  out["editable"] = is_editable(name, field);
  if (field.length) out["length"] = *field.length;
  if (field.precision) out["precision"] = *field.precision;
  if (field.scale) out["scale"] = *field.scale;
  if (field.restricted) out["restricted"] = true;
  if (!field.values.empty()) {
    Json& values = out["values"] = Json::array();
    for (const schema::PicklistValue& value : field.values) {
      if (!value.active) continue;
      Json item = {{"value", value.value}, {"label", value.label}};
      if (value.is_default) item["default"] = true;
      values.push_back(std::move(item));
    }
  }
  if (!field.reference_to.empty()) out["referenceTo"] = field.reference_to;
  if (!field.relationship_name.empty()) out["relationshipName"] = field.relationship_name;
  if (field.is_formula()) out["formula"] = true;
  return out;
}

// Text loses the blanks at its ends, and what exceeds the characters that a formula field shows.
Json shown_text(Text text) {
  const std::string_view rest = functions::trim(text).view();
  const std::string_view front = utf16_substring(rest, 0, limits::kShownTextCharacters);
  return front.empty() ? Json(nullptr) : Json(std::string(front));
}

// As the API shows it: percent in points, numbers rounded to the field's scale, a fault as blank.
Json shown(const Value& value, const schema::Field& field) {
  switch (value.kind()) {
    case ValueKind::kNumber: {
      const Decimal points = field.type == schema::FieldType::kPercent ? value.number().scaled10(2) : value.number();
      return points.round_half_up(field.scale.value_or(0)).to_string();
    }
    case ValueKind::kBoolean: return value.boolean();
    case ValueKind::kText: return shown_text(value.text());
    case ValueKind::kDate: return format_date(value.date().days);
    case ValueKind::kDateTime: return format_datetime(value.instant().ms);
    case ValueKind::kTime: return format_time(value.time().ms);
    default: return field.type == schema::FieldType::kCheckbox ? Json(false) : Json(nullptr);
  }
}

Json write_formula_fields(rules::Record& record) {
  Json fields = Json::object();
  rules::State state = rules::State::as_shown(record.present);
  const run::Layout& layout = record.rules.layout();
  for (std::uint32_t slot = 0; slot < layout.size(); ++slot) {
    const run::Slot& place = layout[slot];
    if (!place.of_record || !place.program) continue;
    const Value value = state.value(slot);
    if (value.kind() != ValueKind::kNotLoaded) fields[place.path] = shown(value, *place.field);
  }
  return fields;
}

}  // namespace

std::string write_outcome(rules::Record& record, const rules::Outcome& outcome, bool formula_fields) {
  Json failures = Json::array();
  for (const rules::Failure& failure : outcome.failures) failures.push_back(write_failure(record.rules, failure));
  Json undetermined = Json::array();
  for (const rules::Undetermined& rule : outcome.undetermined) {
    undetermined.push_back(write_undetermined(record.rules, rule));
  }
  Json faulted = Json::array();
  for (const rules::Faulted& rule : outcome.faulted) {
    const EvalFaultEntry& entry = entry_of(rule.fault);
    faulted.push_back({{"kind", kRule}, {"rule", rule.rule}, {"fault", entry.name}, {"message", entry.sentence}});
  }
  Json document = {{"verdict", name_of(outcome.verdict())},
                   {"failures", std::move(failures)},
                   {"undetermined", std::move(undetermined)},
                   {"faulted", std::move(faulted)}};
  for (const rules::Warning& warning : outcome.warnings) {
    document["warnings"].push_back({{"rule", warning.rule}, {"field", warning.field}, {"message", warning.message}});
  }
  if (formula_fields) document["formulaFields"] = write_formula_fields(record);
  return text_of(document);
}

std::string write_description(const std::string& name, const schema::Object& object) {
  Json fields = Json::array();
  for (const auto& [field_name, field] : object.fields) fields.push_back(write_field(field_name, field));
  Json rules = Json::array();
  for (const schema::ValidationRule& rule : object.rules) {
    if (!rule.active) continue;
    Json out = {{"name", rule.name}};
    if (!rule.field.empty()) out["field"] = rule.field;
    out["message"] = rule.message;
    rules.push_back(std::move(out));
  }
  return text_of({{"object", name},
                  {"label", object.label},
                  {"pluralLabel", object.plural_label},
                  {"fields", std::move(fields)},
                  {"rules", std::move(rules)}});
}

}  // namespace presave::door
