// Constants are folded when a formula is compiled. The same formula with a field in the place of each constant
// cannot be folded, and must give the same.
#include <gtest/gtest.h>

#include "tests/property/generator.h"
#include "tests/property/trial.h"

namespace presave::property {
namespace {

using functions::Form;
using syntax::Node;
using syntax::NodeIndex;
using syntax::NodeKind;

constexpr Type kRoots[] = {Type::kBoolean, Type::kNumber, Type::kText, Type::kDate, Type::kDateTime, Type::kTime};

/// The constants of one formula, as fields "c0", "c1", ….
class Constants final : public check::Scope, public run::Fields {
 public:
  std::optional<check::Reference> find(std::string_view path) override {
    if (path == kFieldName) return World().find(path);
    for (std::uint32_t slot = 0; slot < names_.size(); ++slot) {
      if (names_[slot] == path) return check::Reference{types_[slot], slot, true};
    }
    return std::nullopt;
  }
  std::string nearest(std::string_view) const override { return {}; }
  Value late(std::uint32_t slot) override { return Value::not_loaded(slot); }

  std::string_view add(Type type, const Value& value) {
    names_.push_back("c" + std::to_string(names_.size()));
    types_.push_back(type);
    values.push_back(value);
    return names_.back();
  }

 private:
  std::deque<std::string> names_;
  std::vector<Type> types_;
};

// Literals that must stay: those that a row wants written down, and "", which means more than a blank field.
std::vector<bool> literals_that_stay(const Subject& subject) {
  std::vector<bool> stay(subject.tree.size());
  for (NodeIndex i = 0; i < subject.tree.size(); ++i) {
    const Node& node = subject.tree[i];
    if (node.kind == NodeKind::kText && subject.tree.text(node).empty()) stay[i] = true;
    if (!subject.facts[i].row) continue;
    const auto operands = subject.tree.operands(node);
    for (std::size_t at = 0; at < operands.size(); ++at) {
      const functions::LiteralRule* rule = subject.facts[i].row->literal_rule(at);
      if (rule && rule->literal_only) stay[operands[at]] = true;
    }
  }
  return stay;
}

/// The tree with fields for its literals. Its names point into the tree and the constants.
syntax::Tree with_fields(const Subject& subject, Constants& constants) {
  const syntax::Tree& tree = subject.tree;
  const std::vector<bool> stay = literals_that_stay(subject);
  syntax::Tree out(tree.source());
  for (NodeIndex i = 0; i < tree.size(); ++i) {
    Node node = tree[i];
    const bool literal = node.kind == NodeKind::kNumber || node.kind == NodeKind::kText || node.kind == NodeKind::kBoolean;
    if (literal && !stay[i]) {
      const Value value = node.kind == NodeKind::kNumber ? Value(tree.number(node))
                          : node.kind == NodeKind::kText ? Value(Text(tree.text(node)))
                                                         : Value(node.boolean);
      node.name = constants.add(subject.facts[i].type, value);
      node.kind = NodeKind::kReference;
      out.add(node);
    } else if (node.kind == NodeKind::kText) {
      out.add_text(node.span, tree.text(node));
    } else {
      out.add(node, tree.operands(node));
    }
  }
  return out;
}

std::string answer(const syntax::Tree& tree, const check::Facts& facts, run::Fields& fields, functions::View view,
                   const functions::Context& context) {
  const program::Program program = program::compile(tree, facts, program::Blanks::kStay, view);
  Arena arena;
  run::Machine machine(arena);
  const run::Ending ending = machine.run(program, fields, context);
  return ending.host_needed ? "the org is needed" : spelled(ending.value);
}

std::string folding_mismatch(const Subject& subject, functions::View view, const functions::Context& context) {
  Constants constants;
  const syntax::Tree lifted = with_fields(subject, constants);
  syntax::Diagnostics diagnostics;
  const check::Facts facts = check::check(lifted, constants, check::Place::kButton, {}, diagnostics);
  if (!diagnostics.empty()) return "  refused with fields: " + diagnostics.front().message;
  Constants nothing;
  const std::string folded = answer(subject.tree, subject.facts, nothing, view, context);
  const std::string computed = answer(lifted, facts, constants, view, context);
  if (folded == computed) return {};
  return "  folded: " + folded + "\n  computed: " + computed;
}

TEST(Folding, GivesWhatFieldsOfTheSameValuesGive) {
  Random random(7);
  Generator generator(random, Reads::kLiterals);
  const std::size_t wanted = rounds(20000);
  std::size_t tried = 0;
  for (std::size_t round = 0; round < wanted; ++round) {
    const std::optional<Subject> subject = understand(generator.formula(one_of(random, kRoots), 1 + pick(random, 5)));
    if (!subject) continue;
    ++tried;
    functions::Context context;
    context.now = odd_value(random, Type::kDateTime).instant();
    for (const functions::View view : {functions::View::kRule, functions::View::kApi}) {
      const auto complaint = [&](const Subject& part) { return folding_mismatch(part, view, context); };
      ASSERT_EQ(complaint(*subject), "") << smallest_complaint(*subject, complaint);
    }
  }
  EXPECT_GT(tried, wanted * 8 / 10);
}

}  // namespace
}  // namespace presave::property
