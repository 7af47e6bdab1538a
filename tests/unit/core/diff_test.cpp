// What changed between two states of an org, and whether records notice.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "engine/diff/change.h"
#include "engine/diff/condition.h"
#include "engine/presave.h"

namespace presave::diff {
namespace {

using Json = nlohmann::json;

struct Pair {
  const char* before;
  const char* after;
  Effect effect;
  const char* what;
};

class Conditions : public testing::TestWithParam<Pair> {};

TEST_P(Conditions, SayWhichOneRefusesMore) {
  const ConditionChange change = compare_conditions(GetParam().before, GetParam().after);
  EXPECT_EQ(name_of(change.effect), name_of(GetParam().effect));
  EXPECT_EQ(change.what, GetParam().what);
}

schema::Org org_with(const std::string& formula) {
  schema::Org org;
  schema::Object& object = org.objects["A__c"];
  for (const char* name : {"X__c", "Y__c"}) object.fields[name].type = schema::FieldType::kNumber;
  schema::ValidationRule rule;
  rule.name = "R";
  rule.formula = formula;
  rule.message = "no";
  object.rules = {rule};
  return org;
}

bool refuses(const Bundle& bundle, const Json& record) {
  const auto answer = bundle.validate(Json{{"object", "A__c"}, {"record", record}}.dump(), 0);
  return answer && Json::parse(*answer)["verdict"] == "fail";
}

// The claim against the truth: over every small record.
TEST_P(Conditions, AreRightAboutEveryRecord) {
  const auto before = Bundle::compile(org_with(GetParam().before));
  const auto after = Bundle::compile(org_with(GetParam().after));
  ASSERT_TRUE(before && after);
  const std::vector<Json> values = {nullptr, -6, -5, 0, 4, 5, 6, 9, 10, 11};
  for (const Json& x : values) {
    for (const Json& y : values) {
      const Json record = {{"X__c", x}, {"Y__c", y}};
      const bool refused = refuses(*before, record);
      const bool refused_now = refuses(*after, record);
      if (GetParam().effect == Effect::kStricter) {
        EXPECT_LE(refused, refused_now) << record;
      }
      if (GetParam().effect == Effect::kLooser) {
        EXPECT_GE(refused, refused_now) << record;
      }
      if (GetParam().effect == Effect::kNone) {
        EXPECT_EQ(refused, refused_now) << record;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, Conditions,
    testing::Values(
        Pair{"X__c>5", "X__c /* why */ > 5", Effect::kNone, ""},
        Pair{"X__c > 10", "X__c > 5", Effect::kStricter, "refuses X__c > 5, before X__c > 10"},
        Pair{"X__c > 5", "X__c > 10", Effect::kLooser, "refuses X__c > 10, before X__c > 5"},
        Pair{"X__c < 5", "X__c < 10", Effect::kStricter, "refuses X__c < 10, before X__c < 5"},
        Pair{"X__c < -5", "X__c < -6", Effect::kLooser, "refuses X__c < -6, before X__c < -5"},
        Pair{"X__c > 5", "AND(X__c > 5, Y__c > 5)", Effect::kLooser, "now refuses only where also Y__c > 5"},
        Pair{"X__c > 5 && Y__c > 5", "X__c > 5", Effect::kStricter, "now refuses even where not Y__c > 5"},
        Pair{"X__c > 5", "X__c > 5 || Y__c > 5", Effect::kStricter, "now also refuses Y__c > 5"},
        Pair{"OR(X__c > 5, Y__c > 5, X__c = 0)", "OR(X__c = 0, X__c > 5)", Effect::kLooser,
             "no longer refuses Y__c > 5"},
        Pair{"AND(X__c > 5, Y__c > 5)", "AND(Y__c > 5, X__c > 9)", Effect::kLooser,
             "refuses X__c > 9, before X__c > 5"},
        Pair{"OR(X__c > 5, Y__c > 5)", "OR(X__c > 5, Y__c > 9)", Effect::kLooser,
             "refuses Y__c > 9, before Y__c > 5"},
        Pair{"X__c > 5", "X__c >= 5", Effect::kEither, "refuses otherwise"},
        Pair{"X__c > 5", "Y__c > 4", Effect::kEither, "refuses otherwise"},
        Pair{"NOT(X__c > 5)", "NOT(X__c > 4)", Effect::kEither, "refuses otherwise"},
        Pair{"5 > X__c", "4 > X__c", Effect::kEither, "refuses otherwise"},
        Pair{"X__c >", "X__c > 4", Effect::kEither, "refuses otherwise"}));

std::vector<std::string> said(const schema::Org& before, const schema::Org& after) {
  std::vector<std::string> lines;
  for (const Change& change : compare(before, after)) {
    lines.push_back(change.kind + " " + change.name + " " + std::string(name_of(change.action)) + " " +
                    std::string(name_of(change.effect)) + ": " + change.what);
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(Compare, SameIsNothing) {
  EXPECT_EQ(said(org_with("X__c > 1"), org_with("X__c > 1")), Lines{});
}

TEST(Compare, Rules) {
  const schema::Org with = org_with("X__c > 1");
  schema::Org without = with;
  without.objects["A__c"].rules.clear();
  EXPECT_EQ(said(with, without), Lines{"validation rule R removed looser: "});
  EXPECT_EQ(said(without, with), Lines{"validation rule R added stricter: "});
  schema::Org asleep = with;
  asleep.objects["A__c"].rules[0].active = false;
  asleep.objects["A__c"].rules[0].message = "never";
  EXPECT_EQ(said(with, asleep), (Lines{"validation rule R changed looser: no longer active",
                                       "validation rule R changed none: another message"}));
  EXPECT_EQ(said(asleep, without), Lines{"validation rule R removed none: it was not active"});
}

TEST(Compare, Fields) {
  const schema::Org before = org_with("X__c > 1");
  schema::Org after = before;
  schema::Field& field = after.objects["A__c"].fields["X__c"];
  field.required = true;
  field.precision = 5;
  field.scale = 2;
  field.default_value = "1";
  after.objects["A__c"].fields.erase("Y__c");
  EXPECT_EQ(
      said(before, after),
      (Lines{"field X__c changed either: another default value", "field X__c changed stricter: now required",
             "field X__c changed stricter: digits before the point 3, before no bound",
             "field X__c changed none: decimals 2, before 0", "field Y__c removed none: "}));
}

TEST(Compare, PicklistValues) {
  schema::Org before;
  schema::Field& old_field = before.objects["A__c"].fields["P__c"];
  old_field.type = schema::FieldType::kPicklist;
  old_field.restricted = true;
  old_field.values = {{"A", "a"}, {"B", "b"}};
  schema::Org after = before;
  after.objects["A__c"].fields["P__c"].values = {{"A", "x"}, {"B", "b", false, false}, {"C", "c"}};
  EXPECT_EQ(said(before, after), (Lines{"field P__c changed none: another label of A",
                                        "field P__c changed stricter: the value B is gone",
                                        "field P__c changed looser: the value C is new"}));
}

TEST(Compare, TheRestOfTheOrg) {
  schema::Org before = org_with("X__c > 1");
  before.labels["L"] = "l";
  before.custom_permissions = {"Gone"};
  before.objects["A__c"].record_types["T"].picklists["P__c"] = {{"A"}, ""};
  before.custom_metadata["D__mdt"]["R"].values["F__c"] = "1";
  schema::Org after = before;
  after.labels["L"] = "m";
  after.custom_permissions.clear();
  after.objects["A__c"].record_types["T"].picklists["P__c"] = {{"A", "B"}, ""};
  after.custom_metadata["D__mdt"]["R"].values["F__c"] = "2";
  after.translations["de"].objects["A__c"].rules["R"] = "nein";
  EXPECT_EQ(said(before, after),
            (Lines{"record type T changed either: offers other values of P__c",
                   "custom metadata record R changed either: other values",
                   "custom permission Gone removed either: ", "label L changed none: another text",
                   "de message of rule R added none: "}));
}

}  // namespace
}  // namespace presave::diff
