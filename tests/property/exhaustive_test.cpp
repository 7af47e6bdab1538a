// All small formulas: every operator and function over a few leaves, then every operator and form over the results.
#include <gtest/gtest.h>

#include <array>
#include <functional>

#include "engine/functions/registry.h"
#include "engine/syntax/precedence.h"
#include "tests/property/generator.h"
#include "tests/property/trial.h"

namespace presave::property {
namespace {

using functions::Form;
using functions::Row;

using Operands = std::vector<std::string>;

// How many operands are tried. Functions with more are left to the random formulas.
constexpr std::size_t kMostOperands = 3;

/// Runs every formula over a few records, in every mode, and keeps count.
class Trials {
 public:
  Trials() {
    Random random(42);
    for (std::size_t i = 0; i < kSituations; ++i) situations_.emplace_back(random);
    clear(situations_[0].now, [](std::uint32_t) { return Value(); });
    clear(situations_[1].now, [](std::uint32_t slot) { return Value::not_loaded(slot); });
  }

  /// Passes over formulas that are refused, and over everything once there are many complaints.
  void run(const std::string& formula) {
    if (complaint_count_ == kMostComplaints) return;
    const std::optional<Subject> subject = understand(formula);
    if (!subject) return;
    ++formulas_;
    note(formula, print_mismatch(subject->tree));
    for (Situation& situation : situations_) {
      for (const program::Blanks blanks : {program::Blanks::kStay, program::Blanks::kAreZero}) {
        for (const functions::View view : {functions::View::kRule, functions::View::kApi}) {
          note(formula, machine_mismatch(*subject, {blanks, view}, situation));
        }
      }
    }
  }
  std::size_t formulas() const { return formulas_; }
  const std::string& complaints() const { return complaints_; }

 private:
  static constexpr std::size_t kSituations = 4;
  static constexpr std::size_t kMostComplaints = 10;

  void note(const std::string& formula, const std::string& complaint) {
    if (complaint.empty() || complaint_count_ == kMostComplaints) return;
    ++complaint_count_;
    complaints_ += formula + "\n" + complaint;
  }

  static void clear(Record& record, const std::function<Value(std::uint32_t)>& value) {
    for (std::uint32_t slot = 0; slot < record.values.size(); ++slot) record.values[slot] = value(slot);
  }

  std::deque<Situation> situations_;
  std::size_t formulas_ = 0;
  std::string complaints_;
  std::size_t complaint_count_ = 0;
};

bool is_prefix(const Row& row) { return row.name == "unary -" || row.name == "unary +"; }
bool is_operator(const Row& row) { return is_prefix(row) || syntax::binary_level(row.name) != 0; }
bool takes(const Row& row, std::size_t count) {
  if (is_prefix(row)) return count == 1;
  return !is_operator(row) || count == 2;
}

void every_choice(const std::vector<std::string>& leaves, std::size_t count, const std::function<void(const Operands&)>& visit) {
  Operands operands(count);
  std::vector<std::size_t> digits(count);
  for (;;) {
    for (std::size_t i = 0; i < count; ++i) operands[i] = leaves[digits[i]];
    visit(operands);
    std::size_t at = 0;
    while (at < count && ++digits[at] == leaves.size()) digits[at++] = 0;
    if (at == count) return;
  }
}

TEST(Exhaustive, EveryRowOverEveryLeaf) {
  const std::vector<std::string> leaves = {"n", "2", "t", "\"\"", "\"Won\"", "b", "TRUE", "d", "dt", "tm", "p", "mp", "g", "NULL"};
  Trials trials;
  for (const Row* row : functions::all_rows()) {
    for (std::size_t count = 0; count <= kMostOperands; ++count) {
      if (!takes(*row, count)) continue;
      every_choice(leaves, count, [&](const Operands& operands) { trials.run(spelled_call(row->name, operands)); });
    }
  }
  EXPECT_EQ(trials.complaints(), "");
  EXPECT_GT(trials.formulas(), 3000u);
}

// The leaves, and every typed formula of one of the rows over them.
std::vector<std::string> small_formulas(const std::vector<const Row*>& rows, const std::vector<std::string>& leaves) {
  std::vector<std::string> out = leaves;
  for (const Row* row : rows) {
    for (std::size_t count = 1; count <= kMostOperands; ++count) {
      if (!takes(*row, count)) continue;
      every_choice(leaves, count, [&](const Operands& operands) {
        const std::string formula = spelled_call(row->name, operands);
        if (understand(formula)) out.push_back(formula);
      });
    }
  }
  return out;
}

TEST(Exhaustive, EveryOperatorAndFormOverEveryOne) {
  std::vector<const Row*> rows;
  for (const Row* row : functions::all_rows()) {
    const bool form = row->form != Form::kPlain && row->form != Form::kHostCall && row->form != Form::kMatch;
    if (form || is_operator(*row) || row->name == "NOT") rows.push_back(row);
  }
  const std::vector<std::string> small = small_formulas(rows, {"n", "0", "t", "\"\"", "b", "d", "NULL"});
  const std::vector<std::string> leaves = {"n", "1", "t", "b", "d", "NULL"};
  Trials trials;
  for (const Row* row : rows) {
    for (const std::string& part : small) {
      for (const std::string& leaf : leaves) {
        const Operands places[] = {{part}, {part, leaf}, {leaf, part}, {part, leaf, leaf}, {leaf, part, leaf},
                                   {leaf, leaf, part}, {part, "0", "1", "2"}, {leaf, part, "1", "2"},
                                   {leaf, "0", part, "2"}, {leaf, "0", "1", part}};
        for (const Operands& operands : places) {
          if (takes(*row, operands.size())) trials.run(spelled_call(row->name, operands));
        }
      }
    }
  }
  EXPECT_EQ(trials.complaints(), "");
  EXPECT_GT(trials.formulas(), 25000u);
}

}  // namespace
}  // namespace presave::property
