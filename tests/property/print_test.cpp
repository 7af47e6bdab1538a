// Parse of print is identity: for random formulas, for every formula of the conformance vectors, and at the bounds.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include <nlohmann/json.hpp>

#include "engine/syntax/parser.h"
#include "engine/syntax/printer.h"
#include "tests/property/generator.h"
#include "tests/property/trial.h"

namespace presave::property {
namespace {

namespace fs = std::filesystem;

std::string printed(std::string_view formula) {
  syntax::Diagnostics diagnostics;
  const std::optional<syntax::Tree> tree = syntax::parse(formula, diagnostics);
  return tree ? syntax::print(*tree) : "does not parse: " + diagnostics.front().message;
}

TEST(Print, IsCanonical) {
  EXPECT_EQ(printed("if( b ,n+1,/* no */ -n)"), "IF(b, n + 1, -n)");
  EXPECT_EQ(printed("a==1&&b!=2||!c"), "a = 1 && b <> 2 || NOT(c)");
  EXPECT_EQ(printed("'it\\'s' & \"a\\\"b\\\\d\""), "\"it\\\\'s\" & \"a\\\"b\\\\d\"");
  EXPECT_EQ(printed("{!n} + 007.50 + true"), "n + 7.5 + TRUE");
  EXPECT_EQ(printed("today( )"), "TODAY()");
}

TEST(Print, KeepsTheParenthesesThatAreNeededAndNoOthers) {
  EXPECT_EQ(printed("((a)+((b)))"), "a + b");
  EXPECT_EQ(printed("a-(b-c)-(d)"), "a - (b - c) - d");
  EXPECT_EQ(printed("(a+b)*c^(d^e)"), "(a + b) * c ^ (d ^ e)");
  EXPECT_EQ(printed("a*(b^c)"), "a * (b ^ c)");
  EXPECT_EQ(printed("(a*b)^c"), "a * b ^ c");
  EXPECT_EQ(printed("-(-(a))^2"), "--a ^ 2");
  EXPECT_EQ(printed("-(a^2)"), "-(a ^ 2)");
  EXPECT_EQ(printed("NOT(NOT(a=b))"), "NOT(NOT(a = b))");
  EXPECT_EQ(printed("not(-a)"), "NOT(-a)");
}

TEST(Print, PrintsAPartToo) {
  syntax::Diagnostics diagnostics;
  const std::optional<syntax::Tree> tree = syntax::parse("(a + b) * c", diagnostics);
  ASSERT_TRUE(tree);
  EXPECT_EQ(syntax::print(*tree, tree->operands((*tree)[tree->root()])[0]), "a + b");
}

TEST(Print, LongChainsCostNoStack) {
  std::string sum = "1";
  while (sum.size() < 3898) sum += "+1";
  std::string without_blanks = printed(sum);
  std::erase(without_blanks, ' ');
  EXPECT_EQ(without_blanks, sum);
  const std::string signs(3899, '-');
  EXPECT_EQ(printed(signs + "1"), signs + "1");
  std::string right = "1-1";
  for (int i = 0; i < 400; ++i) right = "1-(" + right + ")";
  std::string parted = printed(right);
  std::erase(parted, ' ');
  EXPECT_EQ(parted, right);
}

TEST(Print, RandomFormulasParseToThemselves) {
  constexpr Type kRoots[] = {Type::kBoolean, Type::kNumber, Type::kText, Type::kDateTime};
  Random random(11);
  Generator generator(random, Reads::kFields);
  for (std::size_t round = 0; round < rounds(20000); ++round) {
    const std::string formula = generator.formula(one_of(random, kRoots), 1 + pick(random, 7));
    syntax::Diagnostics diagnostics;
    const std::optional<syntax::Tree> tree = syntax::parse(formula, diagnostics);
    if (tree) ASSERT_EQ(print_mismatch(*tree), "") << formula;
    else ASSERT_EQ(diagnostics.front().code, syntax::DiagnosticCode::kTooLong) << formula;
  }
}

// Every formula that stands anywhere in a document, under the key "formula".
void collect(const nlohmann::json& json, std::vector<std::string>& out) {
  if (json.is_object() && json.contains("formula") && json.at("formula").is_string()) {
    out.push_back(json.at("formula").get<std::string>());
  }
  if (json.is_structured()) {
    for (const nlohmann::json& member : json) collect(member, out);
  }
}

std::vector<std::string> formulas_of(const fs::path& folder) {
  std::vector<std::string> out;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".jsonl") continue;
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);) collect(nlohmann::json::parse(line), out);
  }
  return out;
}

std::size_t expect_identity(const std::vector<std::string>& formulas) {
  std::size_t parsed = 0;
  for (const std::string& formula : formulas) {
    syntax::Diagnostics diagnostics;
    const std::optional<syntax::Tree> tree = syntax::parse(formula, diagnostics);
    if (!tree) continue;
    ++parsed;
    EXPECT_EQ(print_mismatch(*tree), "") << formula;
  }
  return parsed;
}

TEST(Print, FormulasOfTheVectorsParseToThemselves) {
  EXPECT_GT(expect_identity(formulas_of(PRESAVE_PROJECT_DIR "/tests/vectors")), 0u);
}

TEST(Print, FormulasOfTheVectorsBesideTheProjectParseToThemselves) {
  const fs::path folder = fs::path(PRESAVE_SHARED_DIR) / "vectors";
  if (std::string_view(PRESAVE_SHARED_DIR).empty() || !fs::exists(folder)) GTEST_SKIP() << "PRESAVE_SHARED_DIR is not set";
  EXPECT_GT(expect_identity(formulas_of(folder)), 10000u);
}

}  // namespace
}  // namespace presave::property
