// The explanation document: one rule over one record, part by part.
#include <algorithm>

#include "engine/base/join.h"
#include "engine/check/nearest.h"
#include "engine/door/explain_documents.h"
#include "engine/door/part_json.h"
#include "engine/explain/repair.h"
#include "engine/explain/sheet.h"
#include "engine/rules/decide.h"

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

  Json parts() const {
    Json out = Json::array();
    for (NodeIndex i = 0; i < formula_.tree.size(); ++i) out.push_back(part(i));
    return out;
  }

  Json lines() const {
    Json out = Json::array();
    for (const explain::Line& line : explain::sheet_of(formula_.tree)) {
      Json under = Json::array();
      for (const explain::Place& place : line.places) under.push_back({{"part", place.node}, {"column", place.column}});
      Json item = {{"text", line.text}, {"under", std::move(under)}};
      if (line.node) item["part"] = *line.node;
      out.push_back(std::move(item));
    }
    return out;
  }

 private:
  Json part(NodeIndex index) const {
    const syntax::Tree& tree = formula_.tree;
    const syntax::Node& node = tree[index];
    Json out = {{"kind", kind_of(node.kind)},
                {"span", {node.span.begin, node.span.end}},
                {"text", source_text(tree, node.span)}};
    if (node.kind == NodeKind::kCall) {
      out["name"] = node.name;
      const auto operands = tree.operands(node);
      out["parts"] = std::vector<NodeIndex>(operands.begin(), operands.end());
    }
    if (node.kind == NodeKind::kReference) describe_field(index, out);
    describe_state(index, out);
    return out;
  }

  void describe_field(NodeIndex index, Json& out) const {
    const check::Reference& reference = formula_.facts[index].reference;
    if (reference.has_constant) return;
    const run::Slot& place = rules_.layout()[reference.slot];
    out["field"] = place.path;
    if (place.program) out["formulaField"] = true;
  }

  void describe_state(NodeIndex index, Json& out) const {
    if (const std::optional<Value>& value = trace_.values[index]) {
      out["state"] = "evaluated";
      out["value"] = part_value(*value);
    } else if (trace_.stopped_at == index) {
      describe_stop(out);
    } else {
      out["state"] = "notEvaluated";
    }
  }

  void describe_stop(Json& out) const {
    const Value& value = trace_.ending.value;
    if (value.is_fault()) {
      const EvalFaultEntry& entry = entry_of(value.fault());
      out["state"] = "faulted";
      out["fault"] = entry.name;
      out["message"] = entry.sentence;
      return;
    }
    out["state"] = "undetermined";
    out["message"] = trace_.ending.host_needed ? "Only Salesforce can answer this." : "It is not loaded.";
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
  const std::string hint = nearest.name().empty() ? "" : join({"; did you mean ", nearest.name(), "?"});
  return {FaultCode::kWrongShape, "/rule",
          join({subject.rules.object_name(), " has no active rule ", name, hint})};
}

template <class List>
auto entry_of_rule(const List& list, std::string_view name) {
  return std::find_if(list.begin(), list.end(), [&](const auto& entry) { return entry.rule == name; });
}

// What the decision of the whole record says of this rule: in the same words.
void write_verdict(const rules::Outcome& outcome, const schema::ValidationRule& rule, Json& out) {
  const auto failed = std::find_if(outcome.failures.begin(), outcome.failures.end(), [&](const rules::Failure& failure) {
    return failure.kind == rules::Kind::kValidationRule && failure.rule == rule.name;
  });
  const auto faulted = entry_of_rule(outcome.faulted, rule.name);
  const auto undetermined = entry_of_rule(outcome.undetermined, rule.name);
  out["verdict"] = "pass";
  if (failed != outcome.failures.end()) out["verdict"] = "fail";
  if (faulted != outcome.faulted.end()) {
    out["verdict"] = "faulted";
    out["fault"] = entry_of(faulted->fault).name;
    out["why"] = entry_of(faulted->fault).sentence;
  }
  if (undetermined != outcome.undetermined.end()) {
    out["verdict"] = "undetermined";
    out["missing"] = undetermined->missing;
    out["why"] = undetermined->why;
  }
}

Json write_formula_field(const rules::RuleSet& rules, const explain::RuleTrial::Opened& opened,
                         const run::Trace& trace) {
  const run::Slot& place = rules.layout()[opened.slot];
  const PartsWriter writer(rules, opened.formula, trace);
  return {{"field", place.path},
          {"formula", std::string(opened.formula.tree.source())},
          {"parts", writer.parts()},
          {"lines", writer.lines()}};
}

Json write_repairs(const rules::RuleSet& rules, const explain::Repairs& repairs, rules::Record& record) {
  Json sets = Json::array();
  for (const explain::Repair& repair : repairs.found) {
    Json fields = Json::array();
    for (const explain::Change& change : repair.changes) {
      const run::Slot& place = rules.layout()[change.slot];
      const Value now = record.present.value(change.slot);
      fields.push_back({{"field", place.path},
                        {"from", record_value(now, place.field)},
                        {"to", record_value(change.value, place.field)}});
    }
    sets.push_back({{"fields", std::move(fields)}, {"otherFailures", repair.other_failures}});
  }
  return {{"changes", std::move(sets)}, {"runs", repairs.runs}, {"everythingSmallTried", !repairs.gave_up}};
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
  Json out = {{"object", subject.rules.object_name()}, {"rule", rule->source->name}};
  write_verdict(rules::decide(*record), *rule->source, out);
  out["message"] = rule->source->message;
  if (!rule->source->field.empty()) out["field"] = rule->source->field;
  out["formula"] = rule->source->formula;
  if (!rule->program) return text_of(out);

  const explain::RuleTrial trial(subject.org, subject.rules, *rule);
  const std::vector<explain::Traced> traced = trial.run_all(*record);
  const PartsWriter writer(subject.rules, trial.formula(), traced.front().trace);
  out["parts"] = writer.parts();
  out["lines"] = writer.lines();
  Json& opened = out["formulaFields"] = Json::array();
  for (std::size_t i = 0; i < trial.opened().size(); ++i) {
    opened.push_back(write_formula_field(subject.rules, trial.opened()[i], traced[i + 1].trace));
  }
  if (wants_repair && (out["verdict"] == "fail" || out["verdict"] == "faulted")) {
    explain::Candidates candidates(trial);
    out["repair"] = write_repairs(subject.rules, explain::find_repairs(trial, *given, candidates), *record);
  }
  return text_of(out);
}

}  // namespace presave::door
