// What each rule of the linter finds, where it puts its mark, and what it must leave alone.
#include <gtest/gtest.h>

#include <set>

#include "engine/base/limits.h"
#include "tests/unit/lint/org.h"

namespace presave::testing {
namespace {

using Found = std::vector<std::string>;

struct Case {
  std::string formula;
  Found findings;
};

class Lint : public ::testing::TestWithParam<Case> {};

TEST_P(Lint, FindsThisAndNothingElse) { EXPECT_EQ(found(GetParam().formula), GetParam().findings) << GetParam().formula; }

// NOLINTBEGIN: one case a line
INSTANTIATE_TEST_SUITE_P(
    NeverAndAlways, Lint,
    ::testing::Values(Case{"AND(B__c, N__c > 5, N__c < 3)", {"never-fires: AND(B__c, N__c > 5, N__c < 3)"}},
                      Case{"N__c > 5 && M__c < 3", {}},
                      Case{"N__c > 2 && N__c < 3", {}},
                      Case{"AND(ISPICKVAL(P__c, \"A\"), ISPICKVAL(P__c, \"B\"))", {"never-fires: AND(ISPICKVAL(P__c, \"A\"), ISPICKVAL(P__c, \"B\"))"}},
                      Case{"OR(ISPICKVAL(P__c, \"A\"), ISPICKVAL(P__c, \"B\"))", {}},
                      Case{"AND(ISPICKVAL(P__c, \"A\"), ISPICKVAL(PRIORVALUE(P__c), \"B\"))", {}},
                      Case{"OR(NOT(ISPICKVAL(P__c, \"A\")), NOT(ISPICKVAL(P__c, \"B\")))", {"always-fires: OR(NOT(ISPICKVAL(P__c, \"A\")), NOT(ISPICKVAL(P__c, \"B\")))"}},
                      Case{"OR(N__c <= 5, N__c > 5)", {}},  // blank is neither
                      Case{"OR(ISBLANK(N__c), N__c <= 5, N__c > 5)", {"always-fires: OR(ISBLANK(N__c), N__c <= 5, N__c > 5)"}},
                      Case{"NOT(AND(N__c > 1)) && N__c > 2", {"never-fires: NOT(AND(N__c > 1)) && N__c > 2"}},
                      Case{"NOT(N__c > 1) && ISBLANK(N__c)", {"never-fires: NOT(N__c > 1) && ISBLANK(N__c)"}},
                      Case{"NOT(N__c > 1 && TRUE) && ISBLANK(N__c)", {"redundant-condition: NOT(N__c > 1 && TRUE)"}},
                      Case{"D__c < TODAY() && D__c >= TODAY()", {"never-fires: D__c < TODAY() && D__c >= TODAY()"}},
                      Case{"TODAY() > D__c && TODAY() <= D__c", {"never-fires: TODAY() > D__c && TODAY() <= D__c"}},
                      Case{"D__c < DATE(2026, 1, 1) && D__c > DATE(2026, 1, 1) - 1", {}},  // a date has no time, but that is not looked into
                      Case{"D__c < DATE(2026, 1, 1) && D__c > DATE(2026, 1, 1) + 1", {"never-fires: D__c < DATE(2026, 1, 1) && D__c > DATE(2026, 1, 1) + 1"}},
                      Case{"LEN(T__c) > 80", {"never-fires: LEN(T__c) > 80"}},
                      Case{"LEN(T__c) > 79", {}},
                      Case{"LEN(T__c) > 3 && LEN(T__c) < 4", {"never-fires: LEN(T__c) > 3 && LEN(T__c) < 4"}},
                      Case{"LEN(T__c) > 3.5 && LEN(T__c) < 5", {}},
                      Case{"B__c && LEN(T__c) >= 0", {"constant-condition: LEN(T__c) >= 0"}},
                      Case{"N__c >= 1000.5", {"never-fires: N__c >= 1000.5"}},
                      Case{"N__c > 999", {}},
                      Case{"WEEKDAY(D__c) = 8", {"never-fires: WEEKDAY(D__c) = 8"}},
                      Case{"ISNEW() && ISCHANGED(N__c)", {"never-fires: ISNEW() && ISCHANGED(N__c)"}},
                      Case{"ISNEW() || ISCHANGED(N__c)", {}},
                      Case{"T__c = \"a\" && T__c = \"b\"", {"never-fires: T__c = \"a\" && T__c = \"b\""}},
                      Case{"T__c <> \"a\" || T__c <> \"b\"", {"always-fires: T__c <> \"a\" || T__c <> \"b\""}},
                      Case{"IF(B__c, NOT(B__c), FALSE)", {"never-fires: IF(B__c, NOT(B__c), FALSE)"}},
                      Case{"TRUE", {"always-fires: TRUE"}},
                      Case{"AND(B__c, AND(T__c = \"a\", NOT(T__c = \"a\")))", {"never-fires: AND(T__c = \"a\", NOT(T__c = \"a\"))"}},
                      Case{"B__c && (N__c = 1 || N__c > 2 && N__c < 2)", {"constant-condition: N__c > 2 && N__c < 2"}},
                      Case{"IF(ISBLANK(T__c) && T__c = \"x\", 1, 2) = N__c", {"constant-condition: ISBLANK(T__c) && T__c = \"x\""}},
                      Case{"$Permission.Boss && NOT($Permission.Boss)", {"never-fires: $Permission.Boss && NOT($Permission.Boss)"}},
                      Case{"REGEX(T__c, \"a\") && NOT(REGEX(T__c, \"a\"))", {"never-fires: REGEX(T__c, \"a\") && NOT(REGEX(T__c, \"a\"))"}}));

INSTANTIATE_TEST_SUITE_P(
    Values, Lint,
    ::testing::Values(Case{"ISPICKVAL(P__c, \"Sea\")", {"unknown-picklist-value: \"Sea\""}},
                      Case{"ISPICKVAL(P__c, \"C\") || ISPICKVAL(P__c, \"\")", {}},
                      Case{"INCLUDES(Mp__c, \"C\")", {"unknown-picklist-value: \"C\""}},
                      Case{"TEXT(P__c) = \"D\"", {"text-of-picklist: TEXT(P__c) = \"D\"", "unknown-picklist-value: \"D\""}},
                      Case{"\"A\" <> TEXT(P__c)", {"text-of-picklist: \"A\" <> TEXT(P__c)"}},
                      Case{"CASE(P__c, \"A\", 1, \"X\", 2, 3) = N__c", {"unknown-picklist-value: \"X\""}},
                      Case{"CASE(P__c, \"A\", 1, \"B\", 2, \"A\", 3, 4) = N__c", {"unreachable-case: \"A\""}},
                      Case{"CASE(N__c, 1, 1, 2 - 1, 2, 4) = M__c", {"unreachable-case: 2 - 1"}},
                      Case{"CASE(N__c, NULL, 1, 4) = M__c", {"unreachable-case: NULL"}},
                      Case{"CASE(T__c, NULL, 1, \"\", 2, 4) = M__c", {"unreachable-case: \"\""}},
                      Case{"CASE(MONTH(D__c), 1, 31, 13, 30, 4) = M__c", {"unreachable-case: 13"}}));

INSTANTIATE_TEST_SUITE_P(
    Blanks, Lint,
    ::testing::Values(Case{"N__c = NULL", {"compare-with-null: N__c = NULL"}}, Case{"NULL <> D__c", {"compare-with-null: NULL <> D__c"}},
                      Case{"T__c = \"\"", {"compare-with-blank-text: T__c = \"\""}},
                      Case{"T__c <> NULL", {"compare-with-blank-text: T__c <> NULL"}},
                      Case{"ISNULL(T__c)", {"isnull-on-text: ISNULL(T__c)"}}, Case{"ISNULL(N__c)", {}},
                      Case{"NULLVALUE(T__c, \"x\") = \"x\"", {"isnull-on-text: NULLVALUE(T__c, \"x\")"}},
                      Case{"ISBLANK(T__c)", {}}));

INSTANTIATE_TEST_SUITE_P(
    Texts, Lint,
    ::testing::Values(Case{"Parent__c = \"0033z00002f6o3T\"", {"hard-coded-id: \"0033z00002f6o3T\""}},
                      Case{"Parent__c = \"0033z00002f6o3TAAQ\"", {"hard-coded-id: \"0033z00002f6o3TAAQ\""}},
                      Case{"T__c = \"0033z00002f6o3TAAA\"", {}},  // the last three do not fit
                      Case{"T__c = \"congratulations\"", {}}, Case{"T__c = \"123456001234567\"", {}},
                      Case{"REGEX(T__c, \"([a-z]+\\\\.?)+\")", {"slow-regex: \"([a-z]+\\\\.?)+\""}},
                      Case{"REGEX(T__c, \"([a-z]+\\\\.)+\")", {}}));

INSTANTIATE_TEST_SUITE_P(Mistakes, Lint,
                         ::testing::Values(Case{"Nn__c > 1 && TODAY > D__c", {"does-not-compile: Nn__c", "does-not-compile: TODAY"}},
                                           Case{"REGEX(T__c, \"\\\\X\")", {"not-supported: \""}}));
// NOLINTEND

Found of_two(const std::string& first, const std::string& second) {
  schema::Org org = lint_org();
  org.objects["Thing__c"].rules = {lint_rule("First", first), lint_rule("Second", second)};
  return found(org);
}

TEST(LintPairs, TogetherRefuseEverything) {
  EXPECT_EQ(of_two("ISBLANK(T__c)", "NOT(ISBLANK(T__c))"), Found{"contradictory-rules: NOT(ISBLANK(T__c))"});
  EXPECT_EQ(of_two("N__c < 5", "N__c > 3"), Found{"contradictory-rules: N__c > 3"});
  EXPECT_EQ(of_two("N__c < 3", "N__c > 5"), Found{});
  EXPECT_EQ(of_two("ISPICKVAL(P__c, \"A\")", "NOT(ISPICKVAL(P__c, \"A\"))"), Found{"contradictory-rules: NOT(ISPICKVAL(P__c, \"A\"))"});
  EXPECT_EQ(of_two("B__c && N__c < 5", "N__c > 3"), Found{});
  // One that wants its field blank does so on purpose.
  EXPECT_EQ(of_two("NOT(ISBLANK(N__c))", "N__c > 3"), Found{});
}

// NOLINTBEGIN: one case a line
INSTANTIATE_TEST_SUITE_P(
    Redundant, Lint,
    ::testing::Values(Case{"N__c > 5 && N__c > 3", {"redundant-condition: N__c > 3"}},
                      Case{"N__c > 3 && N__c > 5", {"redundant-condition: N__c > 3"}},
                      Case{"N__c > 3 || N__c > 5", {"redundant-condition: N__c > 5"}},
                      Case{"N__c > 5 && M__c > 3", {}},
                      Case{"B__c && (N__c > 5 && N__c > 3)", {"redundant-condition: N__c > 3"}},
                      Case{"B__c && (N__c > 5 || (M__c = 1 || N__c > 5))", {"redundant-condition: N__c > 5"}},
                      Case{"AND(ISBLANK(T__c), LEN(T__c) = 0)", {"redundant-condition: LEN(T__c) = 0"}},
                      Case{"AND(ISBLANK(T__c), LEN(T__c) < 5)", {"redundant-condition: LEN(T__c) < 5"}},
                      Case{"AND(LEN(T__c) > 2, T__c <> \"\")", {"redundant-condition: T__c <> \"\"", "compare-with-blank-text: T__c <> \"\""}},
                      Case{"ISBLANK(T__c) && LEN(T__c) > 0", {"never-fires: ISBLANK(T__c) && LEN(T__c) > 0"}},
                      Case{"ISPICKVAL(P__c, \"A\") && NOT(ISPICKVAL(P__c, \"B\"))", {"redundant-condition: NOT(ISPICKVAL(P__c, \"B\"))"}},
                      Case{"OR(ISCHANGED(N__c), B__c, ISCHANGED(N__c))", {"redundant-condition: ISCHANGED(N__c)"}},
                      Case{"REGEX(T__c, \"a\") || REGEX(T__c, \"a\")", {"redundant-condition: REGEX(T__c, \"a\")"}},
                      Case{"NOT(ISBLANK(N__c)) && N__c > 5", {}},  // said on purpose
                      Case{"NOT(ISNEW()) && ISCHANGED(N__c)", {}},
                      Case{"N__c <> 3 || ISBLANK(N__c) || N__c > 5", {"redundant-condition: N__c > 5"}},
                      Case{"NOT(N__c > 5) && N__c <> 6", {"redundant-condition: N__c <> 6"}},
                      Case{"NOT(AND(N__c > 5)) && N__c <> 6", {}},  // of blank, the first alone is TRUE
                      Case{"NOT(N__c > 5) && (ISBLANK(N__c) || N__c <= 5)", {"redundant-condition: ISBLANK(N__c) || N__c <= 5"}},
                      // The first guards the second from a division by zero, although the third says more.
                      Case{"N__c <> 0 && 1 / N__c < 1 && N__c > 5", {}},
                      Case{"N__c > 5 && 1 / N__c < 1 && N__c <> 0", {"redundant-condition: N__c <> 0"}}));
// NOLINTEND

TEST(LintLimits, MessagesAndNames) {
  schema::Org org = lint_org();
  schema::ValidationRule rule = lint_rule(std::string(40, 'R'), "N__c > 3");
  rule.message = std::string(255, 'm');
  org.objects["Thing__c"].rules = {rule};
  org.objects["Thing__c"].fields["npe01__" + std::string(40, 'F') + "__c"] = org.objects["Thing__c"].fields["T__c"];
  EXPECT_EQ(found(org), Found{});
  org.objects["Thing__c"].rules[0].name += 'R';
  org.objects["Thing__c"].rules[0].message += 'm';
  org.objects["Thing__c"].rules[0].active = false;
  org.objects["Thing__c"].fields[std::string(41, 'F') + "__c"] = org.objects["Thing__c"].fields["T__c"];
  EXPECT_EQ(found(org), (Found{"name-too-long: ", "name-too-long: ", "message-too-long: "}));
}

TEST(LintLimits, RelationshipsAreCountedOnceEach) {
  schema::Org org = lint_org();
  schema::Object& thing = org.objects["Thing__c"];
  const auto relate = [&](int i) {
    schema::Field& field = thing.fields["R" + std::to_string(i) + "__c"] = thing.fields["Parent__c"];
    field.relationship_name = "R" + std::to_string(i) + "__r";
    thing.rules.push_back(lint_rule("Rule" + std::to_string(i), field.relationship_name + ".N__c > N__c"));
  };
  for (int i = 0; i < 10; ++i) relate(i);
  thing.rules.push_back(lint_rule("Again", "R1__r.M__c > R1__r.N__c && R1__r.B__c"));
  schema::Field& total = thing.fields["Total__c"] = thing.fields["N__c"];
  total.formula = "Parent__r.N__c";
  EXPECT_EQ(found(org), Found{}) << "eleven";
  total.formula = "Parent__r.R1__r.N__c";
  EXPECT_EQ(found(org), Found{"relationship-limit: "}) << "the parent's, too";
}

TEST(LintPairs, InactiveRulesDoNotCount) {
  schema::Org org = lint_org();
  org.objects["Thing__c"].rules = {lint_rule("First", "TRUE"), lint_rule("Second", "N__c > 3 && N__c < 1")};
  for (schema::ValidationRule& rule : org.objects["Thing__c"].rules) rule.active = false;
  EXPECT_EQ(found(org), Found{});
}

TEST(LintMessage, BelongsBesideTheOneField) {
  schema::Org org = lint_org();
  org.objects["Thing__c"].rules = {lint_rule("One", "N__c > 3 && $Permission.Boss"), lint_rule("Two", "N__c > M__c"),
                                   lint_rule("Parents", "N__c > Parent__r.N__c")};
  for (schema::ValidationRule& rule : org.objects["Thing__c"].rules) rule.field.clear();
  EXPECT_EQ(found(org), Found{"message-without-field: N__c > 3 && $Permission.Boss"});
}

TEST(LintFormulaFields, BlanksThatAreZeros) {
  schema::Org org = lint_org();
  schema::Field& field = org.objects["Thing__c"].fields["F__c"];
  field.type = schema::FieldType::kCheckbox;
  field.formula = "ISBLANK(N__c) || ISBLANK(T__c)";
  EXPECT_EQ(found(org), Found{"blank-as-zero: ISBLANK(N__c)"});
  field.blanks_as = schema::BlanksAs::kBlank;
  EXPECT_EQ(found(org), Found{});
}

TEST(LintSize, NearTheLimits) {
  const std::string nearly = "N__c > 1" + std::string(limits::kFormulaCharacters * 9 / 10 - 8, ' ');
  EXPECT_EQ(found(nearly), Found{});
  EXPECT_EQ(found(nearly + " "), Found{"formula-size: N__c > 1"});
  schema::Org org = lint_org();
  schema::Field& field = org.objects["Thing__c"].fields["F__c"];
  field.type = schema::FieldType::kNumber;
  field.formula = "1" + std::string(2600, ' ');
  org.objects["Thing__c"].rules = {lint_rule("Once", "F__c > N__c"), lint_rule("Twice", "F__c > N__c && F__c < M__c")};
  EXPECT_EQ(found(org), Found{"formula-size: F__c > N__c && F__c < M__c"});
}

TEST(LintRules, EachIsNamedOnceAndFoundSomewhere) {
  std::set<std::string_view> codes;
  for (const lint::Rule& rule : lint::rules()) {
    EXPECT_TRUE(codes.insert(rule.code).second);
    EXPECT_TRUE(rule.finds.ends_with('.') && rule.advice.ends_with('.')) << rule.code;
    EXPECT_EQ(&lint::rule_named(rule.code), &rule);
  }
}

TEST(LintBounds, LongFormulasEnd) {
  std::string chain = "N__c = 0";
  for (int i = 1; i < 200; ++i) chain += "||N__c=" + std::to_string(i) + "&&B__c";
  EXPECT_EQ(found(chain), Found{});
  std::string deep = "B__c";
  for (int i = 0; i < 400; ++i) deep = "NOT(" + deep + ")";
  EXPECT_EQ(found(deep), Found{});
}

}  // namespace
}  // namespace presave::testing
