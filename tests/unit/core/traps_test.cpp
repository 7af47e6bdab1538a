// The famous mistakes: each is refused in Salesforce's words, at its place, with a hint of what to write instead.
#include <gtest/gtest.h>

#include "engine/base/limits.h"
#include "tests/unit/core/formula.h"

namespace presave::testing {
namespace {

struct Trap {
  std::string formula;
  std::string marked;  // what the mark of the diagnostic covers
  std::string hint;    // a part of it
};

class Traps : public ::testing::TestWithParam<Trap> {};

TEST_P(Traps, AreOneMistakeWithAHint) {
  const Compiled compiled = compile(GetParam().formula);
  ASSERT_EQ(compiled.diagnostics.size(), 1u) << GetParam().formula;
  const syntax::Diagnostic& got = compiled.diagnostics.front();
  EXPECT_EQ(GetParam().formula.substr(got.span.begin, got.span.end - got.span.begin), GetParam().marked);
  EXPECT_NE(got.hint.find(GetParam().hint), std::string::npos) << got.hint;
}

INSTANTIATE_TEST_SUITE_P(
    Copied, Traps,
    ::testing::Values(Trap{"t = \xE2\x80\x9Cx, y\xE2\x80\x9D", "\xE2\x80\x9C", "straight ones"},
                      Trap{"t = \xE2\x80\x98x\xE2\x80\x99", "\xE2\x80\x98", "straight ones"},
                      Trap{"n \xE2\x80\x93 1", "\xE2\x80\x93", "minus sign"},
                      Trap{"n\xE2\x80\x8B + 1", "\xE2\x80\x8B", "zero-width"},
                      Trap{"n \xE2\x89\xA5 1", "\xE2\x89\xA5", "Write >="},
                      Trap{"[Account].Name = t", "[", "Process Builder"}));

INSTANTIATE_TEST_SUITE_P(
    Operators, Traps,
    ::testing::Values(Trap{"n => 5", ">", "Write >="}, Trap{"n =< 5", "<", "Write <="},
                      Trap{"n === 5", "=", "Write = "}, Trap{"n !== 5", "=", "Write <>"},
                      Trap{"n >< 5", "<", "Write <>"}, Trap{"n ** 2", "*", "Write ^"},
                      Trap{"t & b", "b", "Write &&"}, Trap{"b | b", "|", "Write ||"},
                      Trap{"b &&& b", "&", "Write &&"}, Trap{"b AND b", "AND", "AND(a, b)"},
                      Trap{"b ? 1 : 2", "?", "IF(condition, a, b)"}, Trap{"n ! = 3", "!", "Write <>"},
                      Trap{"n % 2", "%", "MOD(a, b)"}, Trap{"n > .5", ".", "0.5"}));

INSTANTIATE_TEST_SUITE_P(
    Lists, Traps,
    ::testing::Values(Trap{"IF(b 1, 2)", "1", "comma"}, Trap{"LEFT(t; 2)", ";", "by commas"},
                      Trap{"IF(b,,2)", ",", "NULL"}, Trap{"AND(b, b,)", ")", "Delete the comma"},
                      Trap{"AND(b, OR(b, b)", "(", "Nothing closes"}, Trap{"(n + 1", "(", "Nothing closes"},
                      Trap{"AND(b, b))", ")", "No parenthesis was opened"}, Trap{"AND(b b OR b)", "b", "comma"},
                      Trap{"NOT(b, b)", ",", "NOT(AND(a, b))"}, Trap{"Start Date > d", "Date", "API name"},
                      Trap{"(b, b)", ",", "Parentheses without a function"},
                      Trap{"t \"x\"", "\"x\"", "operator"}));

INSTANTIATE_TEST_SUITE_P(
    Names, Traps,
    ::testing::Values(Trap{"TODAY > d", "TODAY", "TODAY()"}, Trap{"ISPICKVALUE(p, \"A\")", "ISPICKVALUE", "ISPICKVAL?"},
                      Trap{"ISEMPTY(t)", "ISEMPTY", "ISBLANK?"}, Trap{"CONCAT(t, u)", "CONCAT", "&?"}));

INSTANTIATE_TEST_SUITE_P(
    Types, Traps,
    ::testing::Values(Trap{"p = \"A\"", "\"A\"", "ISPICKVAL(field"}, Trap{"\"A\" = p", "p", "ISPICKVAL()"},
                      Trap{"b = \"true\"", "\"true\"", "without quotes"}, Trap{"d > \"2026-01-01\"", "\"2026-01-01\"", "DATE(2026"},
                      Trap{"t & d", "d", "TEXT()"}, Trap{"dt > d", "d", "DATETIMEVALUE()"}));

INSTANTIATE_TEST_SUITE_P(Texts, Traps,
                         ::testing::Values(Trap{"REGEX(t, \"\\d\")", "\\d", "write \\\\d"},
                                           Trap{"REGEX(t, \"a\\.b\")", "\\.", "write \\\\."},
                                           Trap{"t = \"open", "\"", "same quote"}));

TEST(Traps, TheDoubleEqualsSignIsNone) { EXPECT_EQ(evaluate("1 == 1"), "true"); }

// What is wrong with a pattern, marked inside the text literal, whose escapes move places.
INSTANTIATE_TEST_SUITE_P(
    Patterns, Traps,
    ::testing::Values(Trap{"REGEX(t, \"\\\\d{3\")", "\"", ""}, Trap{"REGEX(t, \"\\\\d(*)\")", "*", ""},
                      Trap{"REGEX(t, '\\\\\\\\\\\"*?+{1,0}')", "+", ""}, Trap{"REGEX(t, \"\xC3\xA9**(\xC3\xA9\")", "*", ""}));

TEST(Patterns, SayWhatIsWrongAndWhere) {
  const Compiled compiled = compile("REGEX(t, \"\\\\d(*)\")");
  ASSERT_EQ(compiled.diagnostics.size(), 1u);
  EXPECT_EQ(compiled.diagnostics[0].code, syntax::DiagnosticCode::kBadRegex);
  EXPECT_EQ(compiled.diagnostics[0].message,
            "The regular expression is not valid: Dangling meta character '*', at character 4 of the pattern.");
}

TEST(Patterns, WhatTheEngineDoesNotKnowIsNoMistake) {
  const Compiled compiled = compile("REGEX(t, \"a\\\\X\")");
  ASSERT_EQ(compiled.diagnostics.size(), 1u);
  EXPECT_EQ(compiled.diagnostics[0].code, syntax::DiagnosticCode::kUnsupported);
  EXPECT_NE(compiled.diagnostics[0].message.find("\\X is not supported"), std::string::npos);
  EXPECT_NE(compiled.diagnostics[0].hint.find("Salesforce decides"), std::string::npos);
}

TEST(Patterns, FromAFieldAreFaultsWithTheSameSentence) {
  TestFields fields;
  fields.set("t", Text("a"));
  fields.set("u", Text("(*"));
  EXPECT_EQ(evaluate("REGEX(t, u)", fields), "fault regexSyntax");
  EXPECT_EQ(compile("REGEX(t, \"(*\")").diagnostics[0].message.find("The regular expression is not valid"), 0u);
  EXPECT_EQ(entry_of(EvalFault::kBadRegex).sentence, "The regular expression is not valid.");
}

TEST(Places, BeyondTheGlobeAreSeenInLiterals) {
  for (const std::string formula : {"GEOLOCATION(90, 180)", "GEOLOCATION(-90, -180)", "GEOLOCATION(n, 181 - 1)"}) {
    EXPECT_TRUE(compile(formula).program.has_value()) << formula;
  }
  const Compiled compiled = compile("GEOLOCATION(-90.1, 181)");
  ASSERT_EQ(compiled.diagnostics.size(), 2u);
  EXPECT_EQ(compiled.diagnostics[0].code, syntax::DiagnosticCode::kArgumentValue);
  EXPECT_EQ(compiled.diagnostics[0].message,
            "Incorrect parameter value for function 'GEOLOCATION()'. Expected a latitude from -90 to 90, received -90.1");
  EXPECT_EQ(compiled.diagnostics[1].span.begin, 19u);
}

struct Several {
  std::string formula;
  std::vector<std::uint32_t> places;
};

// One go finds what is wrong in each argument, and makes up nothing that follows from another mistake.
TEST(Parser, FindsTheMistakesOfEveryArgument) {
  for (const Several& expected :
       {Several{"AND(n => 5, IF(b 1, 2) > n, n =< 3)", {7, 17, 31}}, Several{"OR(b, (n => 5), m =< 3)", {10, 19}},
        Several{"OR(AND((b b, b), n => 1), b b)", {10, 20, 28}}, Several{"IF(t = \"a, \"b\", \"c\")", {12}},
        Several{"AND(n => 5, t = \xE2\x80\x9Cx\xE2\x80\x9D, b b)", {7, 16}}, Several{"AND(n => 5, OR(b, b)", {7, 3}},
        Several{"AND(b b, b)) + n", {6}}, Several{"AND(, , )", {4, 6, 8}}}) {
    const Compiled compiled = compile(expected.formula);
    std::vector<std::uint32_t> places;
    for (const syntax::Diagnostic& mistake : compiled.diagnostics) places.push_back(mistake.span.begin);
    EXPECT_EQ(places, expected.places) << expected.formula;
  }
}

TEST(Parser, MistakesAreBounded) {
  std::string formula = "AND(b b";
  for (std::size_t i = 0; i < limits::kFormulaDiagnostics; ++i) formula += ",b b";
  EXPECT_EQ(compile(formula + ")").diagnostics.size(), limits::kFormulaDiagnostics);
}

TEST(Checker, EveryWrongOperandIsNamed) {
  const Compiled compiled = compile("AND(n, b, t, LEFT(n, t) = \"x\")");
  ASSERT_EQ(compiled.diagnostics.size(), 4u);
  EXPECT_EQ(compiled.diagnostics[0].span.begin, 18u);  // operands before what uses them
}

}  // namespace
}  // namespace presave::testing
