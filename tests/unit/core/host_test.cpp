// VLOOKUP and CURRENCYRATE: answered by what comes with the request, or not at all.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "engine/presave.h"

namespace presave::testing {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kNow = 1'764'000'000'000;

constexpr std::string_view kBundle = R"json({"presaveBundle": 1, "name": "Host", "objects": {
  "Zip__c": {"fields": {"Name": {"type": "Text"}, "State__c": {"type": "Text"}, "Tax__c": {"type": "Percent"}}},
  "Shop__c": {"fields": {
    "Zip__c": {"type": "Text"}, "State__c": {"type": "Text"}, "Code__c": {"type": "Text"}, "Price__c": {"type": "Number"},
    "Local__c": {"type": "Number", "formula": "Price__c * CURRENCYRATE(Code__c)", "blanksAs": "zero"}},
   "rules": [
    {"name": "Dear", "active": true, "message": "m", "formula": "Local__c > 100"},
    {"name": "Page", "active": true, "message": "m", "formula": "GETSESSIONID() = \"\""},
    {"name": "State", "active": true, "message": "m", "formula":
      "State__c <> VLOOKUP($ObjectType.Zip__c.Fields.State__c, $ObjectType.zip__C.fields.name, Zip__c)"},
    {"name": "Taxed", "active": true, "message": "m", "formula":
      "VLOOKUP($ObjectType.Zip__c.Fields.Tax__c, $ObjectType.Zip__c.Fields.Name, \"9\" & Zip__c) > 0.1"}
   ]}}})json";

const Bundle& bundle() {
  static const Bundle made = [] {
    Result<Bundle> loaded = Bundle::load(kBundle);
    EXPECT_TRUE(loaded);
    EXPECT_TRUE(loaded->findings().empty());
    return *std::move(loaded);
  }();
  return made;
}

Json decided(const Json& record, const Json& context) {
  const Json request = {{"object", "Shop__c"}, {"operation", "insert"}, {"record", record}, {"context", context}};
  const Result<std::string> answer = bundle().validate(request.dump(), kNow);
  return answer ? Json::parse(*answer) : Json{{"refused", answer.fault().text()}};
}

Json missing(const Json& outcome, std::string_view rule) {
  for (const Json& item : outcome["undetermined"]) {
    if (item["rule"] == rule) return item["missing"];
  }
  return nullptr;
}

bool fails(const Json& outcome, std::string_view rule) {
  for (const Json& item : outcome["failures"]) {
    if (item["rule"] == rule) return true;
  }
  return false;
}

TEST(LookUp, AnUnansweredOneIsNamedAsAFormulaSpellsIt) {
  const Json outcome = decided({{"Zip__c", "4105"}, {"State__c", "CA"}}, Json::object());
  EXPECT_EQ(missing(outcome, "State"), Json({"VLOOKUP($ObjectType.Zip__c.Fields.State__c, $ObjectType.Zip__c.Fields.Name, \"4105\")"}));
  EXPECT_EQ(missing(outcome, "Taxed"), Json({"VLOOKUP($ObjectType.Zip__c.Fields.Tax__c, $ObjectType.Zip__c.Fields.Name, \"94105\")"}));
}

TEST(LookUp, TakesTheFieldOfTheRecordWithThatName) {
  const Json context = {{"lookups", {{"zip__c", {{"4105", {{"state__c", "CA"}}}, {"94105", {{"Tax__c", 12}}}}}}}};
  const Json right = decided({{"Zip__c", "4105"}, {"State__c", "CA"}}, context);
  EXPECT_FALSE(fails(right, "State"));
  EXPECT_TRUE(missing(right, "State").is_null());
  EXPECT_TRUE(fails(right, "Taxed"));  // 12 percent are 0.12
  EXPECT_TRUE(fails(decided({{"Zip__c", "4105"}, {"State__c", "NY"}}, context), "State"));
}

TEST(LookUp, WithoutSuchARecordItIsBlank) {
  const Json context = {{"lookups", {{"Zip__c", {{"4105", nullptr}, {"94105", Json::object()}}}}}};
  const Json outcome = decided({{"Zip__c", "4105"}, {"State__c", "CA"}}, context);
  EXPECT_TRUE(fails(outcome, "State"));
  EXPECT_FALSE(missing(outcome, "Taxed").is_null()) << "a record of which the field was not told";
}

TEST(LookUp, ABlankNameFindsNothing) {
  EXPECT_TRUE(fails(decided({{"State__c", "CA"}}, Json::object()), "State"));
}

TEST(CurrencyRate, ComesWithTheRequestAlsoForFormulaFields) {
  const Json record = {{"Zip__c", "1"}, {"Price__c", 60}, {"Code__c", "CHF"}};
  EXPECT_EQ(missing(decided(record, Json::object()), "Dear"), Json({"CURRENCYRATE(\"CHF\")"}));
  EXPECT_TRUE(fails(decided(record, {{"currencyRates", {{"CHF", "1.7"}}}}), "Dear"));
  EXPECT_FALSE(fails(decided(record, {{"currencyRates", {{"CHF", 1.6}}}}), "Dear"));
}

TEST(Host, WhatOnlySalesforceKnowsHasNoName) {
  EXPECT_EQ(missing(decided(Json::object(), Json::object()), "Page"), Json::array());
}

TEST(Host, AnswersOfTheWrongShapeAreRefused) {
  const auto refused = [](const Json& context) { return decided(Json::object(), context).value("refused", "taken"); };
  EXPECT_NE(refused({{"lookups", {{"Zip__c", {{"1", {{"Tax__c", "much"}}}}}}}}).find("/context/lookups/Zip__c/1/Tax__c"), std::string::npos);
  EXPECT_NE(refused({{"lookups", Json::array()}}).find("/context/lookups"), std::string::npos);
  EXPECT_NE(refused({{"lookups", {{"Zip__c", {{"1", 5}}}}}}).find("/context/lookups/Zip__c/1"), std::string::npos);
  EXPECT_NE(refused({{"currencyRates", {{"CHF", nullptr}}}}).find("/context/currencyRates/CHF"), std::string::npos);
}

// The formula as the rule of a bundle; what is found wrong with it.
std::string finding(std::string_view formula) {
  const Json fields = {{"Name", {{"type", "Text"}}}, {"Count__c", {{"type", "Number"}}}};
  const Json rule = {{"name", "R"}, {"active", true}, {"message", "m"}, {"formula", formula}};
  const Json document = {{"presaveBundle", 1}, {"name", "B"},
                         {"objects", {{"A__c", {{"fields", fields}, {"rules", {rule}}}}, {"B__c", {{"fields", fields}}}}}};
  const Result<Bundle> loaded = Bundle::load(document.dump());
  if (!loaded) return loaded.fault().text();
  return loaded->findings().empty() ? "" : loaded->findings().front().message;
}

TEST(LookUp, TakesNamesOfFieldsAndNobodyElseDoes) {
  EXPECT_EQ(finding("VLOOKUP($ObjectType.B__c.Fields.Count__c, $ObjectType.B__c.Fields.Name, Name) > 1"), "");
  for (const std::string_view formula :
       {"VLOOKUP($ObjectType.B__c.Fields.Count__c, $ObjectType.A__c.Fields.Name, Name) > 1",
        "VLOOKUP($ObjectType.B__c.Fields.Count__c, $ObjectType.B__c.Fields.Count__c, Name) > 1",
        "VLOOKUP(Count__c, $ObjectType.B__c.Fields.Name, Name) > 1",
        "VLOOKUP($ObjectType.B__c.Fields.Count__c, $ObjectType.B__c.Fields.Name, Count__c) > 1",
        "VLOOKUP($ObjectType.B__c.Fields.Count__c, $ObjectType.B__c.Fields.Name) > 1",
        "VLOOKUP($ObjectType.B__c.Fields.None__c, $ObjectType.B__c.Fields.Name, Name) > 1",
        "$ObjectType.B__c.Fields.Count__c > 1", "ISBLANK($ObjectType.B__c.Fields.Name)", "CURRENCYRATE(Count__c) > 1"}) {
    EXPECT_NE(finding(formula), "") << formula;
  }
}

}  // namespace
}  // namespace presave::testing
