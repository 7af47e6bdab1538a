// What compiled formulas give, and what they are compiled to.
#include <gtest/gtest.h>

#include "tests/unit/core/formula.h"

namespace presave::testing {
namespace {

TEST(Precedence, PowerBindsLooserThanProduct) {
  EXPECT_EQ(evaluate("2*3^2"), "36");
  EXPECT_EQ(evaluate("2^3^2"), "64");
  EXPECT_EQ(evaluate("-2^2"), "4");
  EXPECT_EQ(evaluate("1+2^2"), "5");
}

TEST(Laziness, IfAndAndOrSkipWhatTheyDoNotNeed) {
  EXPECT_EQ(evaluate("IF(TRUE, 1, 1/0)"), "1");
  EXPECT_EQ(evaluate("AND(FALSE, 1/0 = 1)"), "false");
  EXPECT_EQ(evaluate("OR(TRUE, 1/0 = 1)"), "true");
  EXPECT_EQ(evaluate("FALSE && 1/0 = 1"), "false");
  EXPECT_EQ(evaluate("AND(1/0 = 1, FALSE)"), "fault divideByZero");
}

TEST(Laziness, CaseEvaluatesEverything) {
  EXPECT_EQ(evaluate("CASE(1, 1, 2, 2, 1/0, 3)"), "fault divideByZero");
  EXPECT_EQ(evaluate("BLANKVALUE(1, 1/0)"), "fault divideByZero");
}

TEST(Laziness, ACaseMayHoldAChoiceBeforeItsConstants) {
  TestFields fields;
  fields.set("n", Decimal::from_int(2));
  for (const bool choice : {true, false}) {
    fields.set("b", choice);
    EXPECT_EQ(evaluate("CASE(n, IF(b, 1, 2), \"x\", \"y\")", fields), choice ? "\"y\"" : "\"x\"");
    EXPECT_EQ(evaluate("CASE(n, 2, IF(b, 10, 20), 30)", fields), choice ? "10" : "20");
    EXPECT_EQ(evaluate("CASE(n, 7, 10, IF(b, 20, 30))", fields), choice ? "20" : "30");
  }
}

TEST(Blanks, NullCountsAsFalse) {
  TestFields fields;
  fields.set("n", Value());
  fields.set("t", Value());
  fields.set("b", Value());
  EXPECT_EQ(evaluate("n > 1", fields), "blank");
  EXPECT_EQ(evaluate("NOT(n > 1)", fields), "blank");
  EXPECT_EQ(evaluate("NOT(AND(n > 1))", fields), "true");
  EXPECT_EQ(evaluate("IF(n > 1, 1, 2)", fields), "2");
  EXPECT_EQ(evaluate("t = \"\"", fields), "true");
  EXPECT_EQ(evaluate("t <> \"x\"", fields), "true");
  EXPECT_EQ(evaluate("ISNULL(t)", fields), "false");
  EXPECT_EQ(evaluate("ISBLANK(t)", fields), "true");
  EXPECT_EQ(evaluate("n = NULL", fields), "blank");
  EXPECT_EQ(evaluate("b", fields), "false");
  EXPECT_EQ(evaluate("CASE(t, NULL, 1, 2)", fields), "1");
  EXPECT_EQ(evaluate("CASE(n, NULL, 1, 2)", fields), "2");
}

TEST(Blanks, ZeroModeConcernsReferencesToNumbers) {
  TestFields fields;
  fields.set("n", Value());
  fields.set("t", Value());
  EXPECT_EQ(evaluate("ISBLANK(n)", fields, program::Blanks::kAreZero), "false");
  EXPECT_EQ(evaluate("n + 1", fields, program::Blanks::kAreZero), "1");
  EXPECT_EQ(evaluate("ISBLANK(t)", fields, program::Blanks::kAreZero), "true");
  EXPECT_EQ(evaluate("n + 1", fields), "blank");
}

TEST(Undetermined, OnlyWhatIsNeededMustBeLoaded) {
  TestFields fields;
  fields.set("b", false);
  EXPECT_EQ(evaluate("AND(b, n > 1)", fields), "false");
  EXPECT_EQ(evaluate("AND(n > 1, b)", fields), "not loaded");
  EXPECT_EQ(evaluate("PRIORVALUE(n) > 1", fields), "not loaded");
}

TEST(Change, ComparesWithTheRecordBefore) {
  TestFields before;
  TestFields fields;
  fields.before = &before;
  before.set("n", *Decimal::parse("1.0"));
  fields.set("n", *Decimal::parse("1.00"));
  before.set("t", Text("a\r\nb"));
  fields.set("t", Text("a\nb"));
  before.set("p", Text("Open"));
  fields.set("p", Text("Won"));
  EXPECT_EQ(evaluate("ISCHANGED(n)", fields), "false");
  EXPECT_EQ(evaluate("ISCHANGED(t)", fields), "false");
  EXPECT_EQ(evaluate("ISCHANGED(p)", fields), "true");
  EXPECT_EQ(evaluate("ISPICKVAL(PRIORVALUE(p), \"Open\")", fields), "true");
  EXPECT_EQ(evaluate("TEXT(PRIORVALUE(p)) & TEXT(p)", fields), "\"OpenWon\"");
}

TEST(Picklists, MultiSelect) {
  TestFields fields;
  fields.set("mp", Text("Mon;Tuesday"));
  EXPECT_EQ(evaluate("INCLUDES(mp, \"Mon\")", fields), "true");
  EXPECT_EQ(evaluate("INCLUDES(mp, \"Tue\")", fields), "false");
  fields.set("mp", Value());
  EXPECT_EQ(evaluate("INCLUDES(mp, \"Mon\")", fields), "false");
}

TEST(Host, WhatOnlyTheOrgCanAnswerIsNotGuessed) {
  EXPECT_EQ(evaluate("CURRENCYRATE(\"EUR\") * 2 > 1"), "not loaded");
  EXPECT_EQ(evaluate("AND(FALSE, CURRENCYRATE(\"EUR\") > 1)"), "false");
}

// Whether nothing is left to compute.
bool is_folded(std::string_view formula) {
  return program::listing(*compile(formula).program) == "0 constant 0\n1 end\n";
}

TEST(Folding, ConstantsAreComputedOnce) {
  EXPECT_EQ(program::listing(*compile("1 + 2 * 3").program), "0 constant 0\n1 end\n");
  EXPECT_TRUE(is_folded("UPPER(\"a\") & \"b\""));
  // A fault is left to run time, where it may never be reached; the clock is not known yet.
  EXPECT_FALSE(is_folded("1 / 0"));
  EXPECT_FALSE(is_folded("TODAY()"));
  // The quirk of a literal first argument.
  EXPECT_EQ(evaluate("BLANKVALUE(\"\", \"x\")"), "blank");
}

TEST(Regex, APatternInTheFormulaIsCompiledOnce) {
  EXPECT_EQ(program::listing(*compile("REGEX(t, \"a+\")").program), "0 load 2\n1 match 0\n2 end\n");
  TestFields fields;
  fields.set("t", Text("aab"));
  fields.set("u", Text("a+b"));
  EXPECT_EQ(evaluate("REGEX(t, \"a+\")", fields), "false");
  EXPECT_EQ(evaluate("REGEX(t, u)", fields), "true");
}

TEST(Regex, WhatTheEngineDoesNotKnowIsNoFaultOfTheRecord) {
  TestFields fields;
  fields.set("t", Text("a"));
  fields.set("u", Text("\\X"));
  EXPECT_EQ(evaluate("REGEX(t, u)", fields), "fault notSupported");
}

TEST(Program, KnowsWhatItReads) {
  const program::Program program = *compile("AND(n > 1, n < 5, ISCHANGED(t), IF(b, Parent.n, m) = 2)").program;
  EXPECT_EQ(program.slots, (std::vector<std::uint32_t>{0, 2, 4, 10, 1}));
  EXPECT_EQ(program.prior_slots, (std::vector<std::uint32_t>{2}));
}

TEST(Program, FrequentSequencesAreOneInstruction) {
  EXPECT_EQ(program::listing(*compile("AND(ISPICKVAL(p, \"Won\"), ISBLANK(t))").program),
            "0 text-is 8\n1 and-then 5\n2 is-blank 2\n3 and-then 5\n4 constant 1\n5 end\n");
  EXPECT_EQ(program::listing(*compile("n > 5").program), "0 number-is 0\n1 end\n");
  EXPECT_EQ(program::listing(*compile("CASE(p, \"Won\", 1, 2)").program), "0 load 8\n1 choose 0 with 3\n2 end\n");
  // Not where the constant stands first, nor where blanks are zeros.
  EXPECT_EQ(program::listing(*compile("5 > n").program), "0 constant 0\n1 load 0\n2 call 0 with 2\n3 end\n");
}

TEST(Program, LazyFormsAreJumps) {
  EXPECT_EQ(program::listing(*compile("IF(b, n, m)").program),
            "0 load-boolean 4\n1 unless 4\n2 load 0\n3 jump 5\n4 load 1\n5 end\n");
}

// Every formula that the parser lets through must compile and run, however long its chains and lists are.
TEST(Machine, ChainsAndListsAsLongAsAFormula) {
  TestFields fields;
  fields.set("n", *Decimal::parse("1"));
  fields.set("b", false);
  std::string sum = "n";
  std::string either = "b";
  std::string cases = "CASE(n";
  for (int i = 0; i < 900; ++i) {
    sum += "+n";
    either += "||b";
  }
  for (int i = 0; i < 400; ++i) cases += ",0,1";  // 802 operands: more than eight bits count
  EXPECT_EQ(evaluate(sum, fields), "901");
  EXPECT_EQ(evaluate(either, fields), "false");
  EXPECT_EQ(evaluate(cases + ",7) + " + cases + ",n)", fields), "8");
  EXPECT_EQ(evaluate(std::string(3899, '-') + "n", fields), "-1");
}

TEST(Machine, LongTextIsNotKeptInThePrograms) {
  const auto size = [](std::string_view formula) {
    std::size_t bytes = 0;
    const Compiled compiled = compile(formula);
    for (const Value& constant : compiled.program->constants) bytes += constant.view().size();
    return bytes;
  };
  EXPECT_EQ(size("RPAD(\"a\", 4096, \"b\")"), 4096u);
  EXPECT_LT(size("RPAD(\"a\", 4097, \"b\")"), 10u);
}

}  // namespace
}  // namespace presave::testing
