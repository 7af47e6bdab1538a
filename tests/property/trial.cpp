#include "tests/property/trial.h"

#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/base/limits.h"
#include "engine/run/trace.h"
#include "engine/syntax/parser.h"
#include "engine/syntax/printer.h"
#include "engine/value/utf16.h"
#include "tests/property/walker.h"

namespace presave::property {
namespace {

using syntax::Node;
using syntax::NodeIndex;
using syntax::NodeKind;

bool same_node(const syntax::Tree& a, const Node& x, const syntax::Tree& b, const Node& y) {
  if (x.kind != y.kind) return false;
  switch (x.kind) {
    case NodeKind::kNull: return true;
    case NodeKind::kBoolean: return x.boolean == y.boolean;
    case NodeKind::kNumber: return a.number(x) == b.number(y);
    case NodeKind::kText: return a.text(x) == b.text(y);
    case NodeKind::kReference: return x.name == y.name;
    case NodeKind::kCall: break;
  }
  const auto left = a.operands(x);
  const auto right = b.operands(y);
  return compare_ascii_nocase(x.name, y.name) == 0 && std::equal(left.begin(), left.end(), right.begin(), right.end());
}

/// How one of the two ended, and where.
struct Answer {
  std::string value;
  bool stuck = false;
  syntax::Span place;

  std::string text() const {
    return stuck ? value + " at " + std::to_string(place.begin) + "-" + std::to_string(place.end) : value;
  }
};

std::string shown(const Value& value, bool host_needed) { return host_needed ? "the org is needed" : spelled(value); }

Answer machine_answer(const Subject& subject, Reading reading, Situation& situation) {
  const program::Program program = program::compile(subject.tree, subject.facts, reading.blanks, reading.view);
  Arena arena;
  run::Machine machine(arena);
  const run::Ending ending = machine.run(program, situation.now, situation.context);
  return {shown(ending.value, ending.host_needed), ending.value.is_stuck(), program.spans[ending.instruction]};
}

// The answer of the traced program, when what it traced fits it: the last value is the whole formula's.
Answer traced_answer(const Subject& subject, Reading reading, Situation& situation) {
  const program::Program program =
      program::compile(subject.tree, subject.facts, reading.blanks, reading.view, program::Tracing::kOn);
  Arena arena;
  run::Machine machine(arena);
  const run::Trace trace =
      run::run_traced(machine, program, subject.tree.size(), situation.now, situation.context);
  const run::Ending& ending = trace.ending;
  const std::string value = shown(ending.value, ending.host_needed);
  if (ending.value.is_stuck()) return {value, true, subject.tree[trace.stopped_at.value()].span};
  const std::optional<Value>& whole = trace.values[subject.tree.root()];
  return {whole && spelled(*whole) == value ? value : "no trace of " + value, false, {}};
}

// An instruction may stand for a field together with the call that uses it: then its place is the call's.
bool names_place(const Subject& subject, syntax::Span place, NodeIndex node) {
  const auto is_place = [&](NodeIndex index) {
    const syntax::Span span = subject.tree[index].span;
    return span.begin == place.begin && span.end == place.end;
  };
  if (is_place(node)) return true;
  for (NodeIndex user = node + 1; user < subject.tree.size(); ++user) {
    const auto operands = subject.tree.operands(subject.tree[user]);
    if (std::find(operands.begin(), operands.end(), node) != operands.end()) return is_place(user);
  }
  return false;
}

std::size_t print_size(const syntax::Tree& tree, NodeIndex node) { return syntax::print(tree, node).size(); }

}  // namespace

std::optional<Subject> understand(std::string_view formula) {
  syntax::Diagnostics diagnostics;
  std::optional<syntax::Tree> tree = syntax::parse(formula, diagnostics);
  if (!tree) return std::nullopt;
  World world;
  check::Facts facts = check::check(*tree, world, check::Place::kButton, {}, diagnostics);
  if (!diagnostics.empty()) return std::nullopt;
  return Subject{std::move(*tree), std::move(facts)};
}

bool same_tree(const syntax::Tree& a, const syntax::Tree& b) {
  if (a.size() != b.size()) return false;
  for (NodeIndex i = 0; i < a.size(); ++i) {
    if (!same_node(a, a[i], b, b[i])) return false;
  }
  return true;
}

std::string print_mismatch(const syntax::Tree& tree) {
  const std::string printed = syntax::print(tree);
  if (utf16_length(printed) > limits::kFormulaCharacters) return {};
  syntax::Diagnostics diagnostics;
  const std::optional<syntax::Tree> again = syntax::parse(printed, diagnostics);
  if (!again) return printed + "\n  does not parse: " + diagnostics.front().message;
  if (!same_tree(tree, *again)) return printed + "\n  is another formula";
  const std::string twice = syntax::print(*again);
  return twice == printed ? std::string() : printed + "\n  prints the second time as " + twice;
}

std::string machine_mismatch(const Subject& subject, Reading reading, Situation& situation) {
  const Answer machine = machine_answer(subject, reading, situation);
  Walker walker(subject.tree, subject.facts, reading.blanks, reading.view, situation.now, situation.context);
  const Value value = walker.run();
  const NodeIndex stop = walker.stopped_at();
  const Answer walked{shown(value, walker.host_needed()), value.is_stuck(), subject.tree[stop].span};
  const bool same = machine.value == walked.value && machine.stuck == walked.stuck;
  const Answer traced = traced_answer(subject, reading, situation);
  const bool same_traced = machine.value == traced.value && machine.stuck == traced.stuck;
  const bool same_places = !machine.stuck || (names_place(subject, machine.place, stop) &&
                                              names_place(subject, traced.place, stop));
  if (same && same_traced && same_places) return {};
  return "  machine: " + machine.text() + "\n  traced:  " + traced.text() + "\n  walker:  " + walked.text() + "\n" + situation.text();
}

std::string smallest_complaint(const Subject& subject, const Complaint& complaint) {
  std::vector<NodeIndex> parts;
  for (NodeIndex i = 0; i < subject.tree.size(); ++i) parts.push_back(i);
  std::stable_sort(parts.begin(), parts.end(), [&](NodeIndex a, NodeIndex b) {
    return print_size(subject.tree, a) < print_size(subject.tree, b);
  });
  for (const NodeIndex part : parts) {
    const std::string source = syntax::print(subject.tree, part);
    const std::optional<Subject> smaller = understand(source);
    if (!smaller) continue;
    const std::string said = complaint(*smaller);
    if (!said.empty()) return source + "\n" + said;
  }
  return std::string(subject.tree.source()) + "\n" + complaint(subject);
}

}  // namespace presave::property
