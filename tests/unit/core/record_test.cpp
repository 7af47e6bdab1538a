// The record to decide: what belongs to it now, what belonged to it before, and what nobody can know. A value
// taken from the wrong place is a false answer, which is worse than none.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "engine/presave.h"

namespace presave::testing {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kNow = 1'764'000'000'000;

// A visit of a plan; plans have parents and an owner, visits an owner of two kinds.
constexpr std::string_view kBundle = R"json({"presaveBundle": 1, "name": "Records", "objects": {
  "User": {"fields": {"Id": {"type": "Id"}, "Name": {"type": "Text"}, "Limit__c": {"type": "Number"}}},
  "Group": {"fields": {"Name": {"type": "Text"}, "Limit__c": {"type": "Text"}}},
  "Plan__c": {"fields": {
    "Open__c": {"type": "Checkbox"}, "Base__c": {"type": "Number"},
    "Twice__c": {"type": "Number", "formula": "Base__c * 2", "blanksAs": "blank"},
    "Parent__c": {"type": "Lookup", "referenceTo": ["Plan__c"], "relationshipName": "Parent__r"}}},
  "Visit__c": {"fields": {
    "Amount__c": {"type": "Number"}, "Note__c": {"type": "Text", "length": 3},
    "Mine__c": {"type": "Checkbox", "formula": "$User.Id = OwnerId", "blanksAs": "blank"},
    "More__c": {"type": "Number", "formula": "Amount__c + 1", "blanksAs": "zero"},
    "Stage__c": {"type": "Picklist", "required": true, "restricted": true,
                 "values": [{"value": "New", "default": true}, {"value": "Old", "inactive": true}, {"value": "Done"}]},
    "OwnerId": {"type": "Lookup", "referenceTo": ["User", "Group"], "relationshipName": "Owner"},
    "Code__c": {"type": "Text", "defaultValue": "VLOOKUP(Note__c, Note__c, Note__c)"},
    "Level__c": {"type": "Number", "defaultValue": "20"},
    "Plan__c": {"type": "Lookup", "required": true, "referenceTo": ["Plan__c"], "relationshipName": "Plan__r"}},
   "rules": [
    {"name": "Amount", "active": true, "message": "m", "formula": "Amount__c > 10"},
    {"name": "Code", "active": true, "message": "m", "formula": "ISBLANK(Code__c)"},
    {"name": "GrandBase", "active": true, "message": "m", "formula": "Plan__r.Parent__r.Base__c > 10"},
    {"name": "Group", "active": true, "message": "m", "formula": "Owner:Group.Limit__c = \"x\""},
    {"name": "Level", "active": true, "message": "m", "formula": "Level__c > 10"},
    {"name": "MineBefore", "active": true, "message": "m", "formula": "PRIORVALUE(Mine__c)"},
    {"name": "MoreBefore", "active": true, "message": "m", "formula": "PRIORVALUE(More__c) > 0"},
    {"name": "Open", "active": true, "message": "m", "formula": "Plan__r.Open__c"},
    {"name": "Stage", "active": true, "message": "m", "formula": "ISPICKVAL(Stage__c, \"\")"},
    {"name": "Twice", "active": true, "message": "m", "formula": "Plan__r.Twice__c > 10"},
    {"name": "User", "active": true, "message": "m", "formula": "Owner:User.Limit__c > 10"}
   ]}}})json";

const Bundle& bundle() {
  static const Bundle made = [] {
    Result<Bundle> loaded = Bundle::load(kBundle);
    EXPECT_TRUE(loaded);
    return *std::move(loaded);
  }();
  return made;
}

Result<std::string> ask(const Json& request) { return bundle().validate(request.dump(), kNow); }

// "fails Open", "undetermined Twice", …: what is said of one rule or constraint.
std::string said(const Json& request, std::string_view rule) {
  const Result<std::string> answer = ask(request);
  if (!answer) return "refused: " + answer.fault().text();
  const Json outcome = Json::parse(*answer);
  for (const char* list : {"failures", "undetermined", "faulted"}) {
    for (const Json& item : outcome.at(list)) {
      if (item.at("rule") == rule) return list;
    }
  }
  return "passes";
}

std::string on_insert(Json record, std::string_view rule) {
  return said({{"object", "Visit__c"}, {"record", std::move(record)}}, rule);
}

std::string on_update(Json record, Json prior, std::string_view rule) {
  const Json context = {{"globals", {{"$User", {{"Id", "005000000000001"}}}}}};
  return said({{"object", "Visit__c"}, {"operation", "update"}, {"record", std::move(record)}, {"prior", std::move(prior)}, {"context", context}}, rule);
}

const Json kPlanA = {{"Plan__c", "a01000000000001AAA"},
                     {"Plan__r", {{"Open__c", true}, {"Twice__c", 12}, {"Parent__r", {{"Base__c", 11}}}}}};

TEST(Parents, StayWithTheLookup) {
  EXPECT_EQ(on_update(Json::object(), kPlanA, "Open"), "failures");
  EXPECT_EQ(on_update({{"Plan__c", "a01000000000001"}}, kPlanA, "Open"), "failures");  // the same id, shorter
  EXPECT_EQ(on_update(Json::object(), kPlanA, "Twice"), "failures");
  EXPECT_EQ(on_update(Json::object(), kPlanA, "GrandBase"), "failures");
}

TEST(Parents, OfANewLookupAreNotTheOldOnes) {
  const Json moved = {{"Plan__c", "a01000000000002AAA"}};
  for (const char* rule : {"Open", "Twice", "GrandBase"}) EXPECT_EQ(on_update(moved, kPlanA, rule), "undetermined") << rule;
  const Json given = {{"Plan__c", "a01000000000002AAA"}, {"Plan__r", {{"Open__c", false}}}};
  EXPECT_EQ(on_update(given, kPlanA, "Open"), "passes");
  EXPECT_EQ(on_update(given, kPlanA, "Twice"), "undetermined");
}

TEST(Parents, OfAClearedLookupAreBlank) {
  for (const char* rule : {"Open", "Twice", "GrandBase"}) {
    EXPECT_EQ(on_update({{"Plan__c", nullptr}}, kPlanA, rule), "passes") << rule;
    Json stale = kPlanA;
    stale["Plan__c"] = nullptr;
    EXPECT_EQ(on_insert(stale, rule), "passes") << rule;
  }
}

TEST(Parents, ALookupThatNobodyNamedBeforeMayHaveChanged) {
  Json prior = kPlanA;
  prior.erase("Plan__c");
  EXPECT_EQ(on_update({{"Plan__c", "a01000000000001AAA"}}, prior, "Open"), "undetermined");
  EXPECT_EQ(on_update(Json::object(), prior, "Open"), "failures");
}

TEST(Parents, ANewerParentIsNotMixedWithTheFormulaFieldsOfTheOlder) {
  EXPECT_EQ(on_update({{"Plan__r", {{"Base__c", 1}}}}, kPlanA, "Twice"), "passes");
  EXPECT_EQ(on_update({{"Plan__r", {{"Open__c", true}}}}, kPlanA, "Twice"), "undetermined");
}

TEST(Parents, AChangeFurtherUpCounts) {
  Json prior = kPlanA;
  prior["Plan__r"]["Parent__c"] = "a01000000000008AAA";
  EXPECT_EQ(on_update(Json::object(), prior, "GrandBase"), "failures");
  EXPECT_EQ(on_update({{"Plan__r", {{"Parent__c", "a01000000000009AAA"}}}}, prior, "GrandBase"), "undetermined");
  EXPECT_EQ(on_update({{"Plan__r", {{"Parent__c", nullptr}}}}, prior, "GrandBase"), "passes");
}

TEST(Parents, NullIsNoParentButForALookupThatIsFilled) {
  EXPECT_EQ(on_insert({{"Plan__r", nullptr}}, "Open"), "passes");
  EXPECT_EQ(on_insert({{"Plan__c", "a01000000000001AAA"}, {"Plan__r", nullptr}}, "Open"), "undetermined");
}

TEST(Parents, MayComeInPlaceOfTheirId) {
  EXPECT_EQ(on_insert({{"Plan__r", {{"Open__c", true}}}}, "Open"), "failures");
  EXPECT_EQ(on_insert({{"Plan__r", {{"Open__c", true}}}}, "required"), "passes");
  EXPECT_EQ(on_insert({{"Plan__r", {{"Open__c", true}}}}, "Twice"), "undetermined");
  EXPECT_EQ(on_insert(Json::object(), "required"), "failures");
}

TEST(Parents, OfTwoKinds) {
  const auto owned = [](const char* type, Json limit) {
    return Json{{"OwnerId", "005000000000001AAA"}, {"Owner", {{"attributes", {{"type", type}}}, {"Limit__c", std::move(limit)}}}};
  };
  EXPECT_EQ(on_insert(owned("User", 11), "User"), "failures");
  EXPECT_EQ(on_insert(owned("User", 11), "Group"), "passes");
  EXPECT_EQ(on_insert(owned("Group", "x"), "Group"), "failures");
  EXPECT_EQ(on_insert(owned("Group", "x"), "User"), "passes");
}

TEST(Before, SeesTheSameWorld) {
  const Json mine = {{"OwnerId", "005000000000001AAA"}};
  EXPECT_EQ(on_update({{"OwnerId", "005000000000002AAA"}}, mine, "MineBefore"), "failures");
}

TEST(Before, OfANewRecordThereIsNothing) { EXPECT_EQ(on_insert({{"Amount__c", 5}}, "MoreBefore"), "passes"); }

TEST(Before, WhatItsFieldCannotHoldIsRefusedNotBlamedOnTheRecord) {
  EXPECT_NE(on_update({{"Note__c", "a"}}, {{"Amount__c", true}}, "type").find("/prior/Amount__c"), std::string::npos);
  EXPECT_NE(on_insert({{"Plan__r", {{"Base__c", "one"}}}}, "type").find("/record/Plan__r/Base__c"), std::string::npos);
}

TEST(Misfits, AreNeitherBlankNorWhatWasThereBefore) {
  EXPECT_EQ(on_insert({{"Amount__c", "much"}}, "Amount"), "undetermined");
  EXPECT_EQ(on_update({{"Amount__c", "much"}}, {{"Amount__c", 11}}, "Amount"), "undetermined");
  EXPECT_EQ(on_update({{"Plan__c", 7}}, kPlanA, "Open"), "undetermined");
  EXPECT_EQ(on_insert({{"Stage__c", true}}, "type"), "failures");
}

TEST(Defaults, APicklistHasItsDefaultValue) {
  EXPECT_EQ(on_insert({{"Plan__c", "a01000000000001"}}, "Stage"), "passes");
  EXPECT_EQ(on_insert({{"Plan__c", "a01000000000001"}}, "required"), "passes");
  EXPECT_EQ(on_insert({{"Plan__c", "a01000000000001"}, {"Stage__c", nullptr}}, "required"), "failures");
}

TEST(Defaults, DoNotStandForAValueThatDoesNotFit) {
  EXPECT_EQ(on_insert(Json::object(), "Level"), "failures");
  EXPECT_EQ(on_insert({{"Level__c", "much"}}, "Level"), "undetermined");
}

TEST(Defaults, OneThatDoesNotCompileIsUnknown) { EXPECT_EQ(on_insert(Json::object(), "Code"), "undetermined"); }

TEST(Constraints, AreNotForValuesThatWereSavedBefore) {
  const Json prior = {{"Note__c", "long"}, {"Stage__c", "Old"}};
  EXPECT_EQ(on_update({{"Amount__c", 1}}, prior, "length"), "passes");
  EXPECT_EQ(on_update({{"Amount__c", 1}}, prior, "restrictedPicklist"), "passes");
  EXPECT_EQ(on_update({{"Note__c", "longer"}}, prior, "length"), "failures");
}

TEST(Keys, ThatAreNoFieldNamesAreRefused) {
  for (const char* key : {"$User.Id", "$Permission.Boss", "Plan__r.Open__c", "", "Amount c"}) {
    EXPECT_NE(on_insert({{key, true}}, "Open").find("refused"), std::string::npos) << key;
  }
}

TEST(Keys, ThatAreOneNameToSalesforceAreRefused) {
  EXPECT_NE(on_insert({{"Amount__c", 1}, {"amount__C", 11}}, "Amount").find("appears twice"), std::string::npos);
  EXPECT_NE(on_insert({{"Plan__r", {{"Open__c", false}, {"OPEN__c", true}}}}, "Open").find("appears twice"), std::string::npos);
}

TEST(Globals, FillNoFieldsAndMustFit) {
  const auto with = [](Json globals) {
    return said({{"object", "Visit__c"}, {"record", Json::object()}, {"context", {{"globals", std::move(globals)}}}}, "Amount");
  };
  EXPECT_EQ(with({{"Amount__c", 11}}), "passes");
  EXPECT_NE(with({{"$User", {{"Id", Json::array()}}}}).find("/context/globals/$User/Id"), std::string::npos);
  EXPECT_NE(with({{"$User", {{"Id", "a"}, {"ID", "b"}}}}).find("appears twice"), std::string::npos);
}

TEST(Rules, EachHasItsOwnRoomForText) {
  schema::Org org;
  org.objects["A__c"].fields["Note__c"].type = schema::FieldType::kText;
  for (const char* name : {"A", "B", "C", "D", "E", "F"}) {
    schema::ValidationRule rule;
    rule.name = rule.message = name;
    rule.formula = "LEN(RPAD(Note__c, 4000000, \"b\")) > 4000000";
    org.objects["A__c"].rules.push_back(rule);
  }
  const Result<Bundle> compiled = Bundle::compile(std::move(org));
  ASSERT_TRUE(compiled);
  const Result<std::string> outcome = compiled->validate(R"({"object": "A__c", "record": {"Note__c": "a"}})", kNow);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(Json::parse(*outcome).at("verdict"), "pass") << *outcome;
}

TEST(Ids, OtherTextOfTheirSizeIsNotCut) {
  const std::string text = "ééééééééé";  // 18 bytes; 15 would split a character
  EXPECT_EQ(on_insert({{"Plan__c", text}}, "Open"), "undetermined");
}

}  // namespace
}  // namespace presave::testing
