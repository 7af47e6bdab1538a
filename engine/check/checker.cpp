#include "engine/check/checker.h"

#include <algorithm>
#include <string>

#include "engine/base/join.h"
#include "engine/base/limits.h"
#include "engine/check/complaints.h"
#include "engine/check/forms.h"
#include "engine/check/nearest.h"
#include "engine/functions/registry.h"

namespace presave::check {
namespace {

using functions::Availability;
using functions::Form;
using functions::Overload;
using functions::Row;
using syntax::DiagnosticCode;
using syntax::Node;
using syntax::NodeIndex;
using syntax::NodeKind;

class Checker {
 public:
  Checker(const syntax::Tree& tree, Scope& scope, Place place, syntax::Diagnostics& diagnostics)
      : tree_(tree), scope_(scope), place_(place), diagnostics_(diagnostics), facts_(tree.size()) {}

  Facts run(const Expected& expected) {
    for (NodeIndex i = 0; i < tree_.size() && diagnostics_.size() < limits::kFormulaDiagnostics; ++i) visit(i);
    check_result(expected);
    return std::move(facts_);
  }

 private:
  void visit(NodeIndex index) {
    const Node& node = tree_[index];
    NodeFacts& facts = facts_[index];
    switch (node.kind) {
      case NodeKind::kNumber: facts.type = Type::kNumber; break;
      case NodeKind::kText: facts.type = Type::kText; break;
      case NodeKind::kBoolean: facts.type = Type::kBoolean; break;
      case NodeKind::kNull: facts.type = Type::kNull; break;
      case NodeKind::kReference: visit_reference(node, facts); break;
      case NodeKind::kCall: visit_call(node, facts); break;
    }
  }

  // "$User." is no relationship.
  static bool is_too_far(std::string_view path) {
    const auto steps = static_cast<std::size_t>(std::count(path.begin(), path.end(), '.'));
    return steps > limits::kRelationshipDepth + (path.starts_with('$') ? 1 : 0);
  }

  void visit_reference(const Node& node, NodeFacts& facts) {
    if (const std::optional<Reference> found = scope_.find(node.name)) {
      facts.reference = *found;
      facts.type = found->type;
      return;
    }
    facts.failed = true;
    if (is_too_far(node.name)) {
      diagnostics_.push_back({DiagnosticCode::kTooDeep, node.span,
                              join({"A path can pass through at most ", std::to_string(limits::kRelationshipDepth),
                                    " relationships."}),
                              "Read a formula field of a parent that has the rest of the path."});
      return;
    }
    if (const std::string object = scope_.undescribed(node.name); !object.empty()) {
      diagnostics_.push_back({DiagnosticCode::kUnknownField, node.span,
                              join({"Whether ", node.name, " exists cannot be said: nothing describes the object ", object, "."}),
                              join({"Import the metadata of ", object, ", too, or a describe of it."})});
      return;
    }
    std::string hint;
    const std::string nearest = scope_.nearest(node.name);
    if (functions::find(node.name)) hint = join({"A function needs parentheses: ", node.name, "()."});
    else if (!nearest.empty()) hint = join({"Did you mean ", nearest, "?"});
    diagnostics_.push_back({DiagnosticCode::kUnknownField, node.span,
                            join({"Field ", node.name, " does not exist. Check spelling."}), std::move(hint)});
  }

  void visit_call(const Node& node, NodeFacts& facts) {
    facts.row = functions::find(node.name);
    facts.failed = true;
    if (!facts.row) return unknown_function(node);
    const CallComplaints complain(tree_, node, diagnostics_);
    if (facts.row->availability == Availability::kButtonsOnly && place_ != Place::kButton) return complain.button_only();
    if (facts.row->availability == Availability::kChangesOnly && place_ == Place::kFormulaField) {
      return complain.changes_only();
    }
    const auto operands = tree_.operands(node);
    const bool broken = std::any_of(operands.begin(), operands.end(), [&](NodeIndex i) { return facts_[i].failed; });
    // The type of a broken operand is not known, which says nothing of its neighbours in a list of conditions.
    const bool list = facts.row->form == Form::kAnd || facts.row->form == Form::kOr;
    if (broken && !list) return;
    const auto field_name = std::find_if(operands.begin(), operands.end(), [&](NodeIndex i) { return names_field(i); });
    if (facts.row->form != Form::kLookUp && field_name != operands.end()) return only_for_look_up(*field_name);
    std::optional<Type> type;
    if (facts.row->form == Form::kPlain || facts.row->form == Form::kMatch) type = visit_plain(node, facts, complain);
    else type = type_of_form({tree_, node, *facts.row, operands, facts_, complain});
    if (!type) return;
    facts.type = *type;
    facts.failed = broken;
  }

  void unknown_function(const Node& node) {
    const std::string nearest = nearest_function(node.name);
    diagnostics_.push_back({DiagnosticCode::kUnknownFunction, node.name_span,
                            join({"Unknown function ", node.name, ". Check spelling."}),
                            nearest.empty() ? std::string() : join({"Did you mean ", nearest, "?"})});
  }

  bool names_field(NodeIndex index) const {
    return tree_[index].kind == NodeKind::kReference && facts_[index].reference.names_field;
  }

  void only_for_look_up(NodeIndex index) {
    diagnostics_.push_back({DiagnosticCode::kArgumentType, tree_[index].span,
                            join({tree_[index].name, " names a field, and has no value of its own."}),
                            "Only VLOOKUP() takes it."});
  }

  static bool takes_count(const Overload& overload, std::size_t count) {
    if (overload.open) return count >= overload.count && count <= limits::kArguments;
    return count == overload.count;
  }

  bool fits(const Row& row, const functions::Parameter& parameter, NodeIndex operand) const {
    const Type type = facts_[operand].type;
    return type == parameter.type || (type == Type::kNull && row.null_literal);
  }

  std::optional<Type> visit_plain(const Node& node, NodeFacts& facts, const CallComplaints& complain) {
    const auto operands = tree_.operands(node);
    const Overload* last_of_count = nullptr;
    bool several = false;
    for (const Overload& overload : facts.row->overloads) {
      if (!takes_count(overload, operands.size())) continue;
      several = last_of_count != nullptr;
      last_of_count = &overload;
      if (!all_fit(*facts.row, overload, operands)) continue;
      facts.overload = &overload;
      if (!literals_fit(*facts.row, node, complain)) return std::nullopt;
      return overload.result;
    }
    if (!last_of_count) complain.argument_count(facts.row->overloads.front().count);
    else if (several || !facts.row->null_literal) complain.argument_types();
    else misfits(*facts.row, *last_of_count, operands, complain);
    return std::nullopt;
  }

  // Every operand that has the wrong type.
  void misfits(const Row& row, const Overload& overload, std::span<const NodeIndex> operands,
               const CallComplaints& complain) const {
    for (std::size_t i = 0; i < operands.size(); ++i) {
      const functions::Parameter& parameter = parameter_of(overload, i);
      if (!fits(row, parameter, operands[i])) complain.argument_type(i, parameter.type, facts_[operands[i]].type);
    }
  }

  static const functions::Parameter& parameter_of(const Overload& overload, std::size_t operand) {
    return overload.parameters[std::min<std::size_t>(operand, overload.count - 1u)];
  }

  bool all_fit(const Row& row, const Overload& overload, std::span<const NodeIndex> operands) const {
    for (std::size_t i = 0; i < operands.size(); ++i) {
      if (!fits(row, parameter_of(overload, i), operands[i])) return false;
    }
    return true;
  }

  // What a row demands of literal operands beyond their type.
  bool literals_fit(const Row& row, const Node& node, const CallComplaints& complain) const {
    const auto operands = tree_.operands(node);
    bool all_fit = true;
    for (const functions::LiteralRule& rule : row.literals) {
      if (rule.operand < operands.size()) all_fit = literal_fits(rule, operands[rule.operand], complain) && all_fit;
    }
    return all_fit;
  }

  bool literal_fits(const functions::LiteralRule& rule, NodeIndex operand, const CallComplaints& complain) const {
    const Node& node = tree_[operand];
    if (node.kind == NodeKind::kText) {
      const std::string& text = tree_.text(node);
      if (rule.accepts_text && !rule.accepts_text(text)) return complain.bad_value(rule.operand, rule.expected), false;
      const auto flaw = rule.flaw_of_pattern ? rule.flaw_of_pattern(text) : std::nullopt;
      return !flaw || (complain.bad_pattern(rule.operand, *flaw), false);
    }
    if (rule.literal_only) return complain.literal_needed(rule.operand), false;
    const std::optional<Decimal> number = rule.accepts_number ? signed_literal(operand) : std::nullopt;
    return !number || rule.accepts_number(*number) || (complain.bad_value(rule.operand, rule.expected), false);
  }

  // A number that is written down, as "91" or "-91".
  std::optional<Decimal> signed_literal(NodeIndex index) const {
    bool negative = false;
    for (; tree_[index].kind == NodeKind::kCall; index = tree_.operands(tree_[index])[0]) {
      const std::string_view name = tree_[index].name;
      if (name != "unary -" && name != "unary +") return std::nullopt;
      negative = negative != (name == "unary -");
    }
    if (tree_[index].kind != NodeKind::kNumber) return std::nullopt;
    const Decimal& number = tree_.number(tree_[index]);
    return negative ? -number : number;
  }

  void check_result(const Expected& expected) {
    const NodeFacts& root = facts_[tree_.root()];
    if (diagnostics_.empty() && names_field(tree_.root())) return only_for_look_up(tree_.root());
    if (root.failed || root.type == Type::kNull || contains(expected.types, root.type) || !diagnostics_.empty()) return;
    diagnostics_.push_back({DiagnosticCode::kResultType, tree_[tree_.root()].span,
                            join({"Formula result is data type (", name_of(root.type), "), incompatible with expected data type (",
                                  expected.name, ")."}),
                            {}});
  }

  const syntax::Tree& tree_;
  Scope& scope_;
  Place place_;
  syntax::Diagnostics& diagnostics_;
  Facts facts_;
};

}  // namespace

Facts check(const syntax::Tree& tree, Scope& scope, Place place, const Expected& expected,
            syntax::Diagnostics& diagnostics) {
  return Checker(tree, scope, place, diagnostics).run(expected);
}

}  // namespace presave::check
