// The linter's search against the machine, over the whole language: what it calls impossible must not happen over any
// record. Conditions are made of few random ones, so that many are constant.
#include <gtest/gtest.h>

#include "engine/lint/logic.h"
#include "engine/program/compiler.h"
#include "engine/run/machine.h"
#include "tests/property/generator.h"
#include "tests/property/trial.h"

namespace presave::property {
namespace {

using lint::Logic;
using lint::Wish;

constexpr std::size_t kRecords = 40;  // tried for one formula

/// The slots of the World's names, of which no org knows the fields.
run::Layout layout_of_names() {
  run::Layout layout;
  for (const Name& name : names()) {
    run::Slot slot;
    slot.path = name.path;
    slot.type = name.type;
    slot.of_record = name.of_record;
    layout.slot(slot.path, slot);
  }
  return layout;
}

std::string combined(Random& random, const std::vector<std::string>& conditions, std::size_t depth) {
  if (depth == 0) return one_of(random, conditions);
  const auto part = [&] { return "(" + combined(random, conditions, depth - 1) + ")"; };
  switch (pick(random, 5)) {
    case 0: return "AND(" + part() + "," + part() + "," + part() + ")";
    case 1: return part() + "||" + part();
    case 2: return "NOT" + part();
    case 3: return "IF(" + part() + "," + part() + "," + part() + ")";
    default: return part() + (once_in(random, 2) ? "=" : "<>") + part();
  }
}

struct Verdict {
  bool never = false;
  bool always = false;
};

Verdict verdict(const lint::Formula& formula) {
  Logic logic;
  const std::uint32_t root = logic.add(formula, formula.tree.root());
  const Wish fires{root, lint::kTrue};
  const Wish passes{root, lint::kNotTrue};
  return {logic.can_be(std::span(&fires, 1)) == false, logic.can_be(std::span(&passes, 1)) == false};
}

/// Empty, or the record over which the verdict is wrong.
std::string refuted(const lint::Formula& formula, Verdict verdict, Random& random) {
  const program::Program program = program::compile(formula.tree, formula.facts, program::Blanks::kStay);
  for (std::size_t i = 0; i < kRecords; ++i) {
    Situation situation(random);
    Arena arena;
    run::Machine machine(arena);
    const Value value = machine.run(program, situation.now, situation.context).value;
    if (value.is_stuck()) continue;
    if ((verdict.never && value.is_true()) || (verdict.always && !value.is_true())) return situation.text();
  }
  return {};
}

TEST(Lint, WhatItCallsImpossibleDoesNotHappen) {
  Random random(6);
  Generator generator(random, Reads::kFields);
  std::size_t constant = 0;
  const std::size_t count = rounds(3000);
  for (std::size_t round = 0; round < count; ++round) {
    std::vector<std::string> conditions;
    for (int i = 0; i < 3; ++i) conditions.push_back(generator.formula(Type::kBoolean, 1 + pick(random, 2)));
    std::optional<Subject> subject = understand(combined(random, conditions, 2));
    if (!subject) continue;
    const std::string_view text = subject->tree.source();
    const lint::Formula formula{{}, {}, nullptr, nullptr, text, {}, layout_of_names(), std::move(subject->tree),
                                std::move(subject->facts)};
    const Verdict said = verdict(formula);
    if (!said.never && !said.always) continue;
    ++constant;
    EXPECT_EQ(refuted(formula, said, random), "") << (said.never ? "never: " : "always: ") << formula.tree.source();
  }
  EXPECT_GT(constant, count / 50) << "too few formulas that the test is about";
}

}  // namespace
}  // namespace presave::property
