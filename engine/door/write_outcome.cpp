// The outcome document, and what a change of one field changed in it.
#include <algorithm>

#include "engine/base/limits.h"
#include "engine/door/defaults.h"
#include "engine/door/documents.h"
#include "engine/door/part_json.h"
#include "engine/functions/text_parts.h"
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

// In a list of changes each entry says what has become of it; in an outcome the list says so.
using State = std::string_view;

void begin_entry(JsonText& out, State state) {
  out.begin_object();
  if (!state.empty()) out.member("state", state);
}

void write_failure(JsonText& out, const rules::RuleSet& rules, const rules::Failure& failure, State state = {}) {
  begin_entry(out, state);
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

void write_undetermined(JsonText& out, const rules::RuleSet& rules, const rules::Undetermined& undetermined,
                        State state = {}) {
  begin_entry(out, state);
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

void write_faulted(JsonText& out, const rules::Faulted& rule, State state = {}) {
  const EvalFaultEntry& entry = entry_of(rule.fault);
  begin_entry(out, state);
  out.member("kind", kRule);
  out.member("rule", rule.rule);
  out.member("fault", entry.name);
  out.member("message", entry.sentence);
  out.end_object();
}

void write_warning(JsonText& out, const rules::Warning& warning, State state = {}) {
  begin_entry(out, state);
  out.member("rule", warning.rule);
  out.member("field", warning.field);
  out.member("message", warning.message);
  out.end_object();
}

// Text loses the blanks at its ends, and what exceeds the characters that a formula field shows.
void write_text(JsonText& out, Text text) {
  const std::string_view rest = functions::trim(text).view();
  const std::string_view front = utf16_substring(rest, 0, limits::kShownTextCharacters);
  if (front.empty()) out.item(nullptr);
  else out.item(front);
}

// What one entry of an outcome is about: a rule, or a constraint of a field.
struct Subject {
  std::string_view rule;
  std::string_view field;  // of constraints

  friend bool operator==(const Subject&, const Subject&) = default;
};

std::vector<Subject> subjects_of(const rules::Outcome& outcome) {
  std::vector<Subject> subjects;
  for (const rules::Failure& item : outcome.failures) {
    subjects.push_back({item.rule, item.kind == rules::Kind::kConstraint ? std::string_view(item.field) : std::string_view()});
  }
  for (const rules::Undetermined& item : outcome.undetermined) subjects.push_back({item.rule, item.field});
  for (const rules::Faulted& item : outcome.faulted) subjects.push_back({item.rule, {}});
  for (const rules::Warning& item : outcome.warnings) subjects.push_back({item.rule, item.field});
  return subjects;
}

void write_revision(JsonText& out, const rules::RuleSet& rules, const rules::Revision& revision) {
  const rules::Outcome& now = *revision.now;
  for (const rules::Failure& item : now.failures) write_failure(out, rules, item, "fail");
  for (const rules::Undetermined& item : now.undetermined) write_undetermined(out, rules, item, "undetermined");
  for (const rules::Faulted& item : now.faulted) write_faulted(out, item, "faulted");
  for (const rules::Warning& item : now.warnings) write_warning(out, item, "warning");
  const std::vector<Subject> left = subjects_of(now);
  for (const Subject& subject : subjects_of(revision.before)) {
    if (std::find(left.begin(), left.end(), subject) != left.end()) continue;
    begin_entry(out, "pass");
    out.member("kind", subject.field.empty() ? kRule : kConstraint);
    out.member("rule", subject.rule);
    if (!subject.field.empty()) out.member("field", subject.field);
    out.end_object();
  }
}

void write_formula_fields(JsonText& out, rules::Record& record) {
  out.begin_object("formulaFields");
  rules::State state = rules::State::as_shown(record.present);
  const run::Layout& layout = record.rules.layout();
  for (std::uint32_t slot = 0; slot < layout.size(); ++slot) {
    const run::Slot& place = layout[slot];
    if (!place.of_record || !place.program) continue;
    const Value value = state.value(slot);
    if (value.kind() != ValueKind::kNotLoaded) out.json(place.path, shown_value(value, *place.field));
  }
  out.end_object();
}

}  // namespace

std::string shown_value(const Value& value, const schema::Field& field) {
  JsonText out;
  switch (value.kind()) {
    case ValueKind::kNumber: {
      const Decimal points = field.type == schema::FieldType::kPercent ? value.number().scaled10(2) : value.number();
      out.item(points.round_half_up(field.scale.value_or(0)).to_string());
      break;
    }
    case ValueKind::kText: write_text(out, value.text()); break;
    case ValueKind::kBoolean:
    case ValueKind::kDate:
    case ValueKind::kDateTime:
    case ValueKind::kTime: return part_json(value);
    default:
      if (field.type == schema::FieldType::kCheckbox) out.item(false);
      else out.item(nullptr);
  }
  return std::move(out).take();
}

void write_changes(JsonText& out, const rules::RuleSet& rules, rules::Verdict verdict,
                   const std::vector<rules::Revision>& revisions) {
  out.member("verdict", name_of(verdict));
  out.begin_array("changed");
  for (const rules::Revision& revision : revisions) write_revision(out, rules, revision);
  out.end_array();
}

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
  write_defaults(out, record);
  if (formula_fields) write_formula_fields(out, record);
  out.end_object();
  return std::move(out).take();
}

}  // namespace presave::door
