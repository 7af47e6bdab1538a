// The explanation document: one rule over one record, part by part.
#include <algorithm>

#include "engine/base/join.h"
#include "engine/base/json_text.h"
#include "engine/base/limits.h"
#include "engine/check/nearest.h"
#include "engine/door/explain_documents.h"
#include "engine/door/part_json.h"
#include "engine/explain/repair.h"
#include "engine/explain/sheet.h"
#include "engine/rules/decide.h"
#include "engine/value/utf16.h"

namespace presave::door {
namespace {

using explain::Formula;
using syntax::NodeIndex;
using syntax::NodeKind;

std::string_view kind_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::kReference: return "field";
    case NodeKind::kCall: return "call";
    default: return "literal";
  }
}

/// Writes what a run showed of one formula.
class PartsWriter {
 public:
  PartsWriter(const rules::RuleSet& rules, const Formula& formula, const run::Trace& trace)
      : rules_(rules), formula_(formula), trace_(trace) {}

  void write(JsonText& out) const {
    out.begin_array("parts");
    for (NodeIndex i = 0; i < formula_.tree.size(); ++i) write_part(out, i);
    out.end_array();
    out.begin_array("lines");
    for (const explain::Line& line : explain::sheet_of(formula_.tree)) write_line(out, line);
    out.end_array();
  }

 private:
  static void write_line(JsonText& out, const explain::Line& line) {
    out.begin_object();
    out.member("text", line.text);
    out.begin_array("under");
    for (const explain::Place& place : line.places) {
      out.begin_object();
      out.member("part", static_cast<int>(place.node));
      out.member("column", static_cast<int>(place.column));
      out.end_object();
    }
    out.end_array();
    if (line.node) out.member("part", static_cast<int>(*line.node));
    out.end_object();
  }

  void write_part(JsonText& out, NodeIndex index) const {
    const syntax::Tree& tree = formula_.tree;
    const syntax::Node& node = tree[index];
    out.begin_object();
    out.member("kind", kind_of(node.kind));
    out.begin_array("span");
    out.item(static_cast<int>(node.span.begin));
    out.item(static_cast<int>(node.span.end));
    out.end_array();
    out.member("text", source_text(tree, node.span));
    if (node.kind == NodeKind::kCall) {
      out.member("name", node.name);
      out.begin_array("parts");
      for (const NodeIndex operand : tree.operands(node)) out.item(static_cast<int>(operand));
      out.end_array();
    }
    if (node.kind == NodeKind::kReference) write_field(out, index);
    write_state(out, index);
    out.end_object();
  }

  void write_field(JsonText& out, NodeIndex index) const {
    const check::Reference& reference = formula_.facts[index].reference;
    if (reference.has_constant) return;
    const run::Slot& place = rules_.layout()[reference.slot];
    out.member("field", place.path);
    if (place.program) out.member("formulaField", true);
  }

  void write_state(JsonText& out, NodeIndex index) const {
    if (const std::optional<Value>& value = trace_.values[index]) {
      out.member("state", "evaluated");
      if (value->kind() == ValueKind::kText) out.member("value", shortened(value->view(), limits::kExplainedCharacters));
      else out.json("value", part_json(*value));
    } else if (trace_.stopped_at == index) {
      write_stop(out);
    } else {
      out.member("state", "notEvaluated");
    }
  }

  void write_stop(JsonText& out) const {
    const Value& value = trace_.ending.value;
    if (value.is_fault()) {
      const EvalFaultEntry& entry = entry_of(value.fault());
      out.member("state", "faulted");
      out.member("fault", entry.name);
      out.member("message", entry.sentence);
      return;
    }
    out.member("state", "undetermined");
    out.member("message", trace_.ending.host_needed ? "Only Salesforce can answer this." : "It is not loaded.");
  }

  const rules::RuleSet& rules_;
  const Formula& formula_;
  const run::Trace& trace_;
};

const rules::Rule* find_rule(const rules::RuleSet& rules, std::string_view name) {
  for (const rules::Rule& rule : rules.rules()) {
    if (schema::same_name(rule.source->name, name)) return &rule;
  }
  return nullptr;
}

Fault unknown_rule(const Subject& subject, std::string_view name) {
  check::Nearest nearest(name);
  for (const rules::Rule& rule : subject.rules.rules()) nearest.offer(rule.source->name);
  return {FaultCode::kWrongShape, "/rule",
          join({subject.rules.object_name(), " has no active rule ", name, nearest.question()})};
}

template <class List>
auto entry_of_rule(const List& list, std::string_view name) {
  return std::find_if(list.begin(), list.end(), [&](const auto& entry) { return entry.rule == name; });
}

bool fails(const rules::Outcome& outcome, const schema::ValidationRule& rule) {
  return std::any_of(outcome.failures.begin(), outcome.failures.end(), [&](const rules::Failure& failure) {
    return failure.kind == rules::Kind::kValidationRule && failure.rule == rule.name;
  });
}

// What the decision of the whole record says of this rule: in the same words.
void write_verdict(JsonText& out, const rules::Outcome& outcome, const schema::ValidationRule& rule) {
  const auto faulted = entry_of_rule(outcome.faulted, rule.name);
  const auto undetermined = entry_of_rule(outcome.undetermined, rule.name);
  if (undetermined != outcome.undetermined.end()) {
    out.member("verdict", "undetermined");
    out.texts("missing", undetermined->missing);
    out.member("why", undetermined->why);
  } else if (faulted != outcome.faulted.end()) {
    out.member("verdict", "faulted");
    out.member("fault", entry_of(faulted->fault).name);
    out.member("why", entry_of(faulted->fault).sentence);
  } else {
    out.member("verdict", fails(outcome, rule) ? "fail" : "pass");
  }
}

void write_formula_field(JsonText& out, const rules::RuleSet& rules, const explain::RuleTrial::Opened& opened,
                         const run::Trace& trace) {
  out.begin_object();
  out.member("field", rules.layout()[opened.slot].path);
  out.member("formula", opened.formula.tree.source());
  PartsWriter(rules, opened.formula, trace).write(out);
  out.end_object();
}

// The rule's own formula, and those of the formula fields in it.
void write_trial(JsonText& out, const rules::RuleSet& rules, const explain::RuleTrial& trial, rules::Record& record) {
  const std::vector<explain::Traced> traced = trial.run_all(record);
  PartsWriter(rules, trial.formula(), traced.front().trace).write(out);
  out.begin_array("formulaFields");
  for (std::size_t i = 0; i < trial.opened().size(); ++i) {
    write_formula_field(out, rules, trial.opened()[i], traced[i + 1].trace);
  }
  out.end_array();
}

void write_repair(JsonText& out, const rules::RuleSet& rules, const explain::Repair& repair, rules::Record& record) {
  out.begin_object();
  out.begin_array("fields");
  for (const explain::Change& change : repair.changes) {
    const run::Slot& place = rules.layout()[change.slot];
    out.begin_object();
    out.member("field", place.path);
    out.json("from", record_json(record.present.value(change.slot), place.field));
    out.json("to", record_json(change.value, place.field));
    out.end_object();
  }
  out.end_array();
  out.member("otherFailures", static_cast<int>(repair.other_failures));
  out.end_object();
}

void write_repairs(JsonText& out, const rules::RuleSet& rules, const explain::Repairs& repairs, rules::Record& record) {
  out.begin_object("repair");
  out.begin_array("changes");
  for (const explain::Repair& repair : repairs.found) write_repair(out, rules, repair, record);
  out.end_array();
  out.member("runs", static_cast<int>(repairs.runs));
  out.member("everythingSmallTried", !repairs.gave_up);
  out.end_object();
}

}  // namespace

Result<std::string> explain_rule(const Subject& subject) {
  json::Complaints complaints(subject.document);
  json::ObjectReader reader(subject.document.root(), complaints);
  const std::string name = reader.required_text("rule");
  const bool wants_repair = reader.flag("repair", true);
  const json::Node* request = reader.member("request");
  reader.refuse_unknown();
  if (complaints.any()) return complaints.first();
  const Result<explain::Given> given = given_by(subject, *request);  // object_of() has found it
  if (!given) return given.fault();
  const rules::Rule* rule = find_rule(subject.rules, name);
  if (!rule) return unknown_rule(subject, name);

  const auto record = explain::record_with(subject.rules, *given, {});
  const rules::Outcome outcome = rules::decide(*record);
  JsonText out;
  out.begin_object();
  out.member("object", subject.rules.object_name());
  out.member("rule", rule->source->name);
  write_verdict(out, outcome, *rule->source);
  out.member("message", rule->source->message);
  if (!rule->source->field.empty()) out.member("field", rule->source->field);
  out.member("formula", rule->source->formula);
  if (rule->program) {
    const explain::RuleTrial trial(subject.org, subject.rules, *rule);
    write_trial(out, subject.rules, trial, *record);
    const bool refuses = fails(outcome, *rule->source) || entry_of_rule(outcome.faulted, rule->source->name) != outcome.faulted.end();
    if (wants_repair && refuses) {
      explain::Candidates candidates(trial);
      write_repairs(out, subject.rules, explain::find_repairs(trial, *given, candidates), *record);
    }
  }
  out.end_object();
  return std::move(out).take();
}

}  // namespace presave::door
