// A session after any edits says what a decision of the edited record would say, and its change documents lead there.
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <random>

#include "engine/base/limits.h"
#include "engine/presave.h"

namespace presave::testing {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kNow = 1'764'000'000'000;

constexpr std::string_view kBundle = R"json({"presaveBundle": 1, "name": "Session", "objects": {
  "RecordType": {"fields": {"DeveloperName": {"type": "Text"}}},
  "Program__c": {"fields": {
    "Start__c": {"type": "Date"}, "Budget__c": {"type": "Number", "precision": 18, "scale": 2},
    "Half__c": {"type": "Number", "formula": "Budget__c / 2", "blanksAs": "blank"}}},
  "Deal__c": {
   "recordTypes": {"Big": {"label": "Big", "id": "012000000000001", "picklists": {"Stage__c": {"values": ["New"], "default": "New"}}},
                   "Small": {"label": "Small", "id": "012000000000002", "picklists": {"Stage__c": {"values": ["New", "Won"], "default": "Won"}}}},
   "fields": {
    "Name__c": {"type": "Text", "length": 5, "required": true},
    "Amount__c": {"type": "Number", "precision": 6, "scale": 2},
    "Rate__c": {"type": "Percent", "precision": 5, "scale": 1},
    "Start__c": {"type": "Date"}, "Mail__c": {"type": "Email"},
    "Paid__c": {"type": "Checkbox"}, "Fee__c": {"type": "Number", "defaultValue": "1000"},
    "Part__c": {"type": "Percent", "scale": 1, "defaultValue": "0.125"},
    "Open__c": {"type": "Checkbox", "defaultValue": "true"}, "Shut__c": {"type": "Checkbox", "defaultValue": "false"},
    "By__c": {"type": "Text", "defaultValue": "$User.FirstName"}, "Ratio__c": {"type": "Number", "defaultValue": "1 / 0"},
    "Code__c": {"type": "Text", "unique": true},
    "Stage__c": {"type": "Picklist", "restricted": true, "values": [{"value": "New", "default": true}, {"value": "Won"}]},
    "Reason__c": {"type": "Picklist", "controllingField": "Stage__c",
                  "values": [{"value": "Price", "validFor": ["Won"]}, {"value": "Other", "validFor": ["New", "Won"]}]},
    "Program__c": {"type": "Lookup", "referenceTo": ["Program__c"], "relationshipName": "Program__r"},
    "RecordTypeId": {"type": "Lookup", "referenceTo": ["RecordType"], "relationshipName": "RecordType"},
    "Due__c": {"type": "Number", "scale": 2, "formula": "Amount__c * (1 + Rate__c)", "blanksAs": "zero"},
    "Twice__c": {"type": "Number", "scale": 2, "formula": "Due__c * 2", "blanksAs": "zero"},
    "Long__c": {"type": "Text", "formula": "RPAD(Name__c, 30000, \"x\")", "blanksAs": "blank"},
    "Label__c": {"type": "Text", "formula": "Name__c & \" / \" & TEXT(Stage__c)", "blanksAs": "blank"},
    "Share__c": {"type": "Number", "scale": 2, "formula": "Amount__c / Program__r.Half__c", "blanksAs": "blank"}},
   "rules": [
    {"name": "Dear", "active": true, "message": "m", "field": "Amount__c", "formula": "Twice__c > 1000"},
    {"name": "Early", "active": true, "message": "m", "formula": "Start__c < Program__r.Start__c"},
    {"name": "Fee", "active": true, "message": "m", "formula": "Fee__c + Amount__c > 1006 || LEN(Long__c) < 9"},
    {"name": "Half", "active": true, "message": "m", "formula": "1 / (Amount__c - 5) > 0.5"},
    {"name": "Label", "active": true, "message": "m", "formula": "BEGINS(Label__c, \"x\")"},
    {"name": "Moved", "active": true, "message": "m", "formula": "ISCHANGED(Stage__c) && Paid__c"},
    {"name": "Share", "active": true, "message": "m", "formula": "Share__c > 1"},
    {"name": "Typed", "active": true, "message": "m", "formula": "RecordType.DeveloperName = \"Big\" && Amount__c < 10"}
   ]}}})json";

const Bundle& bundle() {
  static const Bundle made = [] {
    Result<Bundle> loaded = Bundle::load(kBundle);
    EXPECT_TRUE(loaded) << loaded.fault().text();
    EXPECT_TRUE(loaded->findings().empty()) << loaded->findings().front().message;
    return *std::move(loaded);
  }();
  return made;
}

Json request(Json record, const std::string& operation = "insert", Json prior = nullptr) {
  return {{"object", "Deal__c"}, {"operation", operation}, {"record", std::move(record)}, {"prior", std::move(prior)}, {"formulaFields", true}};
}

Json decided(const Json& of) {
  const Result<std::string> outcome = bundle().validate(of.dump(), kNow);
  return outcome ? Json::parse(*outcome) : Json(outcome.fault().text());
}

Session opened(const Json& of) {
  Result<Session> session = bundle().open(of.dump(), kNow);
  EXPECT_TRUE(session) << session.fault().text();
  return *std::move(session);
}

Json changes(Session& session, std::string_view field, const Json& value) {
  const Result<std::string> changed = session.set(field, value.dump());
  return changed ? Json::parse(*changed) : Json(changed.fault().text());
}

// What a page knows: by rule, or by constraint and field, the state.
using Known = std::map<std::string, std::string>;

std::string key(const Json& entry) {
  const bool constraint = entry.value("kind", "constraint") == "constraint";
  return entry["rule"].get<std::string>() + (constraint ? " " + entry["field"].get<std::string>() : "");
}

Known known(const Json& outcome) {
  Known all;
  for (const Json& entry : outcome["failures"]) all[key(entry)] = "fail";
  for (const Json& entry : outcome["undetermined"]) all[key(entry)] = "undetermined";
  for (const Json& entry : outcome["faulted"]) all[key(entry)] = "faulted";
  const Json warnings = outcome.value("warnings", Json::array());
  for (const Json& entry : warnings) all[key(entry)] = "warning";
  return all;
}

void follow_defaults(Json& defaults, const Json& change) {
  const Json told = change.value("defaults", Json::object());
  for (const auto& [name, value] : told.items()) {
    if (value.is_null()) defaults.erase(name);
    else defaults[name] = value;
  }
}

void follow(Known& all, Json& formulas, const Json& change) {
  for (const Json& entry : change["changed"]) {
    if (entry["state"] == "pass") all.erase(key(entry));
    else all[key(entry)] = entry["state"].get<std::string>();
  }
  const Json computed = change.value("formulaFields", Json::object());
  for (const auto& [name, value] : computed.items()) formulas[name] = value;
  const Json unknown = change.value("unknownFormulaFields", Json::array());
  for (const Json& name : unknown) formulas.erase(name.get<std::string>());
}

struct Edit {
  std::string_view field;
  Json value;
};

Edit random_edit(std::mt19937& random) {
  const std::vector<Edit> edits = {
      {"Name__c", "x"},        {"Name__c", "too long"}, {"Name__c", nullptr},    {"Amount__c", 5},
      {"Amount__c", 6},        {"Amount__c", "490.5"},  {"Amount__c", "a"},      {"Amount__c", 123456},
      {"Amount__c", nullptr},  {"Rate__c", 10},         {"Rate__c", nullptr},    {"Start__c", "2026-03-01"},
      {"Start__c", "soon"},    {"Mail__c", "a@b"},      {"Mail__c", "a"},        {"Paid__c", true},
      {"Paid__c", false},      {"stage__c", "Won"},     {"Stage__c", "Lost"},    {"Stage__c", nullptr},
      {"Reason__c", "Price"},  {"Reason__c", "Other"},  {"Program__c", "a01000000000001"},
      {"Program__c", "a01000000000002"},                {"Program__c", nullptr},
      {"Program__r", {{"Start__c", "2026-04-01"}, {"Budget__c", 50}}},
      {"Program__r", {{"Start__c", "2026-01-01"}}},     {"Program__r", nullptr},
      {"Fee__c", 5},           {"Fee__c", nullptr},     {"Fee__c", "b"},
      {"RecordTypeId", "012000000000001"},              {"RecordTypeId", nullptr},
      {"RecordTypeId", "012000000000002"},              {"Open__c", false}};
  return edits[random() % edits.size()];
}

// The record as a caller without a session would send it.
void edit(Json& record, const Json& prior, const Edit& edit) {
  const std::string name = edit.field == "stage__c" ? "Stage__c" : std::string(edit.field);
  const Json before = prior.is_object() ? prior["Program__c"] : Json();
  if (name == "Program__c" && record.value("Program__c", before) != edit.value) record.erase("Program__r");
  record[name] = edit.value;
}

void walk(const std::string& operation, const Json& prior, unsigned seed) {
  std::mt19937 random(seed);
  Json record = {{"Name__c", "Anna"}, {"Amount__c", 7}};
  if (seed % 2 == 0) record.update({{"Program__c", "a01000000000002"}, {"Program__r", {{"Start__c", "2026-05-01"}, {"Budget__c", 3}}}});
  Session session = opened(request(record, operation, prior));
  Known page = known(decided(request(record, operation, prior)));
  Json formulas = decided(request(record, operation, prior))["formulaFields"];
  Json defaults = decided(request(record, operation, prior)).value("defaults", Json::object());
  for (int step = 0; step < 60; ++step) {
    const Edit next = random_edit(random);
    edit(record, prior, next);
    SCOPED_TRACE(std::string(next.field) + " = " + next.value.dump() + " makes " + record.dump());
    const Json change = changes(session, next.field, next.value);
    ASSERT_TRUE(change.is_object()) << change;
    const Json expected = decided(request(record, operation, prior));
    ASSERT_EQ(Json::parse(session.outcome()), expected);
    follow(page, formulas, change);
    follow_defaults(defaults, change);
    ASSERT_EQ(defaults, expected.value("defaults", Json::object()));
    ASSERT_EQ(page, known(expected));
    ASSERT_EQ(formulas, expected["formulaFields"]);
    ASSERT_EQ(change["verdict"], expected["verdict"]);
  }
}

TEST(Session, SaysWhatADecisionWouldSay) {
  for (unsigned seed = 1; seed <= 16; ++seed) walk("insert", nullptr, seed);
}

TEST(Session, SaysItForUpdatesToo) {
  const Json prior = {{"Name__c", "Anna"}, {"Amount__c", 9}, {"Stage__c", "New"}, {"Program__c", "a01000000000001"},
                      {"Program__r", {{"Start__c", "2026-02-01"}, {"Budget__c", 8}}}, {"Mail__c", "saved before"}};
  for (unsigned seed = 1; seed <= 16; ++seed) walk("update", prior, seed);
}

TEST(Defaults, AreShownWhereNoValueIsGiven) {
  const Json shown = decided(request({{"Name__c", "Anna"}, {"RecordTypeId", "012000000000001"}}))["defaults"];
  EXPECT_EQ(shown, Json({{"Fee__c", "1000"}, {"Open__c", true}, {"Part__c", "12.5"}, {"Stage__c", "New"}}));
  Json asked = request({{"Fee__c", nullptr}, {"Stage__c", "Lost"}, {"Open__c", "maybe"}, {"Part__c", 0}});
  asked["context"] = {{"globals", {{"$User", {{"FirstName", "Ada"}}}}}};
  EXPECT_EQ(decided(asked)["defaults"], Json({{"By__c", "Ada"}}));
}

TEST(Defaults, OfAnotherRecordTypeAreNotGuessed) {
  const Json small = decided(request({{"RecordTypeId", "012000000000002"}}));
  EXPECT_FALSE(small["defaults"].contains("Stage__c")) << small;
}

TEST(Defaults, StandOnlyInANewRecord) {
  EXPECT_FALSE(decided(request({{"Name__c", "Anna"}}, "update", {{"Name__c", "Bo"}})).contains("defaults"));
  EXPECT_FALSE(decided(request(Json::object(), "undelete")).contains("defaults"));
  EXPECT_TRUE(decided(request(Json::object(), "clone")).contains("defaults"));
}

TEST(Defaults, StandNoMoreOnceAFieldIsSet) {
  Session session = opened(request({{"Name__c", "Anna"}, {"RecordTypeId", "012000000000001"}}));
  EXPECT_FALSE(changes(session, "Name__c", "Bo").contains("defaults"));
  EXPECT_EQ(changes(session, "Fee__c", 5)["defaults"], Json({{"Fee__c", nullptr}}));
  EXPECT_FALSE(changes(session, "Fee__c", nullptr).contains("defaults"));
  EXPECT_EQ(changes(session, "RecordTypeId", "012000000000002")["defaults"], Json({{"Stage__c", nullptr}}));
  EXPECT_EQ(changes(session, "RecordTypeId", "012000000000001")["defaults"], Json({{"Stage__c", "New"}}));
}

TEST(Session, ChangesAreFewAndPlain) {
  Session session = opened(request({{"Name__c", "Anna"}, {"Amount__c", 7}, {"Rate__c", 0}, {"Fee__c", 0}}));
  EXPECT_EQ(changes(session, "Mail__c", "a@b.c"), Json({{"verdict", "undetermined"}, {"changed", Json::array()}}));
  const Json failed = changes(session, "Amount__c", 600);
  ASSERT_EQ(failed["changed"].size(), 1u) << failed;
  EXPECT_EQ(failed["changed"][0]["rule"], "Dear");
  EXPECT_EQ(failed["changed"][0]["state"], "fail");
  EXPECT_EQ(failed["formulaFields"], Json({{"Due__c", "600"}, {"Twice__c", "1200"}}));
  const Json mended = changes(session, "Amount__c", 8);
  EXPECT_EQ(mended["changed"], Json::array({{{"state", "pass"}, {"kind", "validationRule"}, {"rule", "Dear"}}}));
}

TEST(Session, AParentThatWasLeftIsNotComeBackTo) {
  const Json record = {{"Name__c", "Anna"}, {"Start__c", "2026-03-01"}, {"Program__c", "a01000000000001"}, {"Program__r", {{"Start__c", "2026-04-01"}}}};
  Session session = opened(request(record));
  changes(session, "Program__c", "a01000000000002");
  changes(session, "Program__r", {{"Start__c", "2026-01-01"}});
  changes(session, "Program__c", "a01000000000001");
  EXPECT_EQ(known(Json::parse(session.outcome()))["Early"], "undetermined");
}

TEST(Session, WhatWasFoundOfAUniqueValueIsNotSaidOfAnother) {
  Json asked = request({{"Name__c", "Anna"}, {"Code__c", "A"}});
  asked["context"] = {{"unique", {{"Code__c", true}}}};
  Session session = opened(asked);
  EXPECT_FALSE(known(Json::parse(session.outcome())).contains("unique Code__c"));
  changes(session, "Code__c", "B");
  EXPECT_EQ(known(Json::parse(session.outcome()))["unique Code__c"], "undetermined");
  changes(session, "Program__c", "a01000000000002");
  EXPECT_EQ(known(Json::parse(session.outcome()))["unique Code__c"], "undetermined");
}

TEST(Session, ANewRecordTypeIsNotTheOldOne) {
  Json asked = request({{"Name__c", "Anna"}, {"Stage__c", "Won"}}, "update", {{"RecordTypeId", "012000000000001"}, {"RecordType", {{"DeveloperName", "Big"}}}});
  asked["context"] = {{"recordType", "Big"}};
  Session session = opened(asked);
  EXPECT_EQ(known(Json::parse(session.outcome()))["restrictedPicklist Stage__c"], "fail");
  changes(session, "RecordTypeId", "012000000000009");
  EXPECT_EQ(known(Json::parse(session.outcome()))["restrictedPicklist Stage__c"], "undetermined");
}

TEST(Session, ARecordThatIsRestoredIsNotEdited) {
  Session session = opened(request({{"Stage__c", "Lost"}}, "undelete"));
  EXPECT_FALSE(known(Json::parse(session.outcome())).contains("required Name__c"));
  EXPECT_NE(changes(session, "Name__c", "x").dump().find("restored"), std::string::npos);
}

TEST(Session, ARefusalChangesNothing) {
  Session session = opened(request({{"Name__c", "Anna"}}));
  const std::string before = session.outcome();
  EXPECT_NE(changes(session, "Nmae__c", 1).dump().find("did you mean Name__c"), std::string::npos);
  EXPECT_NE(changes(session, "Due__c", 1).dump().find("computed"), std::string::npos);
  EXPECT_NE(changes(session, "$User.Id", "x").dump().find("no field"), std::string::npos);
  EXPECT_NE(changes(session, "Program__r.Start__c", "x").dump().find("no field"), std::string::npos);
  EXPECT_NE(changes(session, "Program__r", 5).dump().find("parent"), std::string::npos);
  EXPECT_NE(changes(session, "Program__r", {{"Budget__c", "much"}}).dump().find("cannot hold"), std::string::npos);
  EXPECT_FALSE(session.set("Name__c", "Anna"));  // no JSON
  EXPECT_EQ(session.outcome(), before);
}

TEST(Session, TextsOfALongSessionDoNotPileUp) {
  Session session = opened(request({{"Name__c", "Anna"}}));
  for (int i = 0; i < 400; ++i) ASSERT_TRUE(session.set("Name__c", i % 2 == 0 ? "\"x1\"" : "\"y2\""));
  EXPECT_EQ(Json::parse(session.outcome()), decided(request({{"Name__c", "y2"}})));
}

TEST(Limits, SessionMoves) {
  Result<Bundle> account = Bundle::load(R"({"presaveBundle": 1, "name": "A", "objects": {"Account": {"fields": {"Name": {"type": "Text"}}}}})");
  ASSERT_TRUE(account);
  Result<Session> session = account->open(R"({"object": "Account", "record": {}})", kNow);
  ASSERT_TRUE(session);
  for (std::size_t i = 0; i < limits::kSessionMoves; ++i) ASSERT_TRUE(session->set("Unknown" + std::to_string(i), "1"));
  ASSERT_TRUE(session->set("Unknown0", "2"));
  EXPECT_FALSE(session->set("OneMore", "1"));
}

}  // namespace
}  // namespace presave::testing
