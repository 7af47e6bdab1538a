// Every row's example, through the whole engine.
#include <gtest/gtest.h>

#include "engine/check/checker.h"
#include "engine/functions/registry.h"
#include "engine/program/compiler.h"
#include "engine/run/machine.h"
#include "engine/syntax/parser.h"
#include "tests/unit/functions/call_row.h"

namespace presave::functions::testing {
namespace {

class NoFields final : public check::Scope, public run::Fields {
 public:
  std::optional<check::Reference> find(std::string_view) override { return std::nullopt; }
  std::string nearest(std::string_view) const override { return {}; }
  Value late(std::uint32_t slot) override { return Value::not_loaded(slot); }
};

std::string evaluate(std::string_view formula) {
  syntax::Diagnostics diagnostics;
  const std::optional<syntax::Tree> tree = syntax::parse(formula, diagnostics);
  if (!tree) return "does not parse: " + diagnostics.front().message;
  NoFields nothing;
  const check::Facts facts = check::check(*tree, nothing, check::Place::kButton, {}, diagnostics);
  if (!diagnostics.empty()) return "does not compile: " + diagnostics.front().message;
  const program::Program program = program::compile(*tree, facts, program::Blanks::kStay);
  Arena arena;
  run::Machine machine(arena);
  Context context;
  context.now = instant("2026-03-01T09:30:00Z").instant();
  return spelled(machine.run(program, nothing, context).value);
}

TEST(Examples, GiveWhatTheirRowsSay) {
  for (const Row* row : all_rows()) {
    if (row->example.empty()) continue;
    const std::string wanted = row->result.empty() ? "blank" : std::string(row->result);
    EXPECT_EQ(evaluate(row->example), wanted) << row->name << ": " << row->example;
  }
}

TEST(Examples, EveryRowIsFoundByItsName) {
  for (const Row* row : all_rows()) EXPECT_EQ(find(row->name), row) << row->name;
  EXPECT_EQ(find("Round"), find("ROUND"));
  EXPECT_EQ(find("RAND"), nullptr);
  EXPECT_EQ(find(""), nullptr);
}

}  // namespace
}  // namespace presave::functions::testing
