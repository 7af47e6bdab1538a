// What the parser takes, what it refuses, and where it points.
#include <gtest/gtest.h>

#include "engine/base/limits.h"
#include "tests/unit/core/formula.h"

namespace presave::testing {
namespace {

struct Refusal {
  std::string_view formula;
  std::string_view message;
  std::uint32_t begin;
  std::uint32_t end;
  std::string_view hint;  // a part of it
};

class Refusals : public ::testing::TestWithParam<Refusal> {};

TEST_P(Refusals, SayWhatAndWhere) {
  const Refusal& expected = GetParam();
  const Compiled compiled = compile(expected.formula);
  ASSERT_EQ(compiled.diagnostics.size(), 1u) << expected.formula;
  const syntax::Diagnostic& got = compiled.diagnostics.front();
  EXPECT_EQ(got.message, expected.message);
  EXPECT_EQ(got.span.begin, expected.begin) << expected.formula;
  EXPECT_EQ(got.span.end, expected.end) << expected.formula;
  EXPECT_NE(got.hint.find(expected.hint), std::string::npos) << got.hint;
}

INSTANTIATE_TEST_SUITE_P(
    Syntax, Refusals,
    ::testing::Values(Refusal{"IF(b,1,2", "Syntax error.  Missing ')'", 2, 3, "Nothing closes"},
                      Refusal{"n m", "Syntax error. Extra m", 2, 3, ""},
                      Refusal{"b OR b", "Syntax error. Extra OR", 2, 4, "AND and OR are functions"},
                      Refusal{"", "Syntax error.  Found 'end of formula'", 0, 0, ""},
                      Refusal{"1 +", "Syntax error.  Found 'end of formula'", 3, 3, ""},
                      Refusal{"UPPER(\"a\xFF\")", "Syntax error. The formula is not UTF-8 text.", 8, 9, "UTF-8"},
                      Refusal{"n ! = 3", "Syntax error. Extra '!'", 2, 3, ""},
                      Refusal{"REGEX(t, \"\\d\")", "Syntax error", 10, 12, "must be doubled"},
                      Refusal{"t = \xE2\x80\x9Cx\xE2\x80\x9D", "Syntax error", 4, 7, "straight ones"},
                      Refusal{"n\xC2\xA0+ 1", "Syntax error", 1, 3, "no-break space"},
                      Refusal{"[Account].Name", "Syntax error.  Found '['", 0, 1, "Process Builder"},
                      Refusal{"1 /* open", "Syntax error. Unterminated comment", 2, 4, "*/"},
                      Refusal{"t = \"open", "Syntax error. Unterminated text", 4, 5, "same quote"},
                      Refusal{"IF(b,,2)", "Syntax error.  Found ','", 5, 6, ""}));

INSTANTIATE_TEST_SUITE_P(
    Types, Refusals,
    ::testing::Values(
        Refusal{"TODAY > d", "Field TODAY does not exist. Check spelling.", 0, 5, "TODAY()"},
        Refusal{"ISBLNK(t)", "Unknown function ISBLNK. Check spelling.", 0, 6, "ISBLANK"},
        Refusal{"n & t", "Incorrect parameter type for operator '&'. Expected Text, received Number", 0, 1, "TEXT()"},
        Refusal{"p = \"A\"", "Incorrect parameter type for operator '='. Expected Picklist, received Text", 4, 7, ""},
        Refusal{"LEFT(t)", "Incorrect number of parameters for function 'LEFT()'. Expected 2, received 1", 0, 7, ""},
        Refusal{"d = dt", "Incorrect parameter type for operator '='. Expected Date, received DateTime", 4, 6, "DATEVALUE"},
        Refusal{"ISPICKVAL(p, t)", "Incorrect parameter type for function 'ISPICKVAL()'. Expected a text literal", 13, 14,
                "quotes"},
        Refusal{"ISCHANGED(Parent.n)", "Incorrect argument type for function 'ISCHANGED()'.", 10, 18, "record itself"},
        Refusal{"AND(b, n)", "Incorrect parameter type for function 'AND()'. Expected Boolean, received Number", 7, 8, ""},
        Refusal{"b && n", "Incorrect parameter type for function 'and()'. Expected Boolean, received Number", 5, 6, ""}));

TEST(Checker, SaysAllMistakesAtOnce) {
  const Compiled compiled = compile("AND(Foo__c > 1, FOOBAR(n), LEFT(t) = \"x\")");
  ASSERT_EQ(compiled.diagnostics.size(), 3u);
  EXPECT_EQ(compiled.diagnostics[0].code, syntax::DiagnosticCode::kUnknownField);
  EXPECT_EQ(compiled.diagnostics[1].code, syntax::DiagnosticCode::kUnknownFunction);
  EXPECT_EQ(compiled.diagnostics[2].code, syntax::DiagnosticCode::kArgumentCount);
}

TEST(Checker, ARuleIsTrueOrFalse) {
  const Compiled compiled = compile("n + 1", check::Place::kValidationRule, set_of(Type::kBoolean));
  ASSERT_EQ(compiled.diagnostics.size(), 1u);
  EXPECT_EQ(compiled.diagnostics[0].message,
            "Formula result is data type (Number), incompatible with expected data type (true or false).");
}

TEST(Checker, AnExpressionReachesFromParenthesisToParenthesis) {
  for (const std::string formula : {"(n + 1) * (m)", "-(n)", "(n) + 1"}) {
    const Compiled compiled = compile(formula, check::Place::kValidationRule, set_of(Type::kBoolean));
    ASSERT_EQ(compiled.diagnostics.size(), 1u) << formula;
    EXPECT_EQ(compiled.diagnostics[0].span.begin, 0u) << formula;
    EXPECT_EQ(compiled.diagnostics[0].span.end, formula.size()) << formula;
  }
}

TEST(Checker, SomeFunctionsBelongToSomePlaces) {
  EXPECT_TRUE(compile("ISCHANGED(n)").program.has_value());
  const Compiled field = compile("ISCHANGED(n)", check::Place::kFormulaField);
  ASSERT_EQ(field.diagnostics.size(), 1u);
  EXPECT_EQ(field.diagnostics[0].code, syntax::DiagnosticCode::kNotAllowedHere);
}

// Bounds, at the bound and one past it.
TEST(Limits, FormulaCharacters) {
  const std::string longest = std::string(limits::kFormulaCharacters - 1, ' ') + "1";
  EXPECT_TRUE(compile(longest).program.has_value());
  const Compiled refused = compile(" " + longest);
  ASSERT_EQ(refused.diagnostics.size(), 1u);
  EXPECT_EQ(refused.diagnostics[0].code, syntax::DiagnosticCode::kTooLong);
  EXPECT_EQ(refused.diagnostics[0].message,
            "Formula is too long (3,901 characters).  Maximum length is 3,900 characters");
}

TEST(Limits, FormulaCharactersAreUtf16Units) {
  // Four bytes of UTF-8, two units.
  std::string text = "\"";
  for (std::size_t i = 0; i < limits::kFormulaCharacters / 2 - 1; ++i) text += "\xF0\x9F\x98\x80";
  EXPECT_TRUE(compile(text + "\"").program.has_value());
  EXPECT_EQ(compile(text + "x\"").diagnostics.size(), 1u);
}

TEST(Limits, FormulaDepth) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '(') + "1" + std::string(depth, ')'); };
  EXPECT_EQ(evaluate(nested(limits::kFormulaDepth)), "1");
  const Compiled refused = compile(nested(limits::kFormulaDepth + 1));
  ASSERT_EQ(refused.diagnostics.size(), 1u);
  EXPECT_EQ(refused.diagnostics[0].code, syntax::DiagnosticCode::kTooDeep);
}

// A call is one level, and the right operand of an operator is none: no formula of these reaches the bound.
TEST(Limits, CallsAndRightOperandsAsDeepAsAFormulaIsLong) {
  const auto nested = [](std::string_view opening, std::size_t depth) {
    std::string out;
    for (std::size_t i = 0; i < depth; ++i) out += opening;
    return out + "1" + std::string(depth, ')');
  };
  EXPECT_EQ(evaluate(nested("ABS(", 779)), "1");
  EXPECT_EQ(evaluate(nested("1+(", 974)), "975");
  EXPECT_EQ(evaluate(nested("1-1^1*(", 433)), "0");
}

TEST(Limits, LongChainsAreNoDepth) {
  std::string sum = "1";
  for (int i = 0; i < 1949; ++i) sum += "+1";
  EXPECT_EQ(evaluate(sum), "1950");
  EXPECT_EQ(evaluate(std::string(3898, '-') + "7"), "7");
}

TEST(Limits, OpenArgumentLists) {
  const auto most = [](std::size_t count) {
    std::string list = "MAX(1";
    for (std::size_t i = 1; i < count; ++i) list += "," + std::to_string(i % 10);
    return list + ")";
  };
  EXPECT_EQ(evaluate(most(limits::kArguments)), "9");
  EXPECT_EQ(compile(most(limits::kArguments + 1)).diagnostics.size(), 1u);
}

}  // namespace
}  // namespace presave::testing
