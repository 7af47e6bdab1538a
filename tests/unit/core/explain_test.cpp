// Explanations, requirements, coverage and proposals through the door.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "engine/base/limits.h"
#include "engine/presave.h"

namespace presave::testing {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kNow = 1'764'000'000'000;  // 2025-11-24T16:00:00Z

schema::Field field(schema::FieldType type) {
  schema::Field made;
  made.type = type;
  made.label = "Label";
  return made;
}

schema::Field lookup(std::vector<std::string> targets, std::string relationship) {
  schema::Field made = field(schema::FieldType::kLookup);
  made.reference_to = std::move(targets);
  made.relationship_name = std::move(relationship);
  return made;
}

schema::ValidationRule rule(std::string name, std::string formula, std::string at = {}) {
  schema::ValidationRule made;
  made.name = std::move(name);
  made.formula = std::move(formula);
  made.field = std::move(at);
  made.message = made.name + " says no";
  return made;
}

// Visit__c with a parent Plan__c and an owner of two kinds.
schema::Org org() {
  using schema::FieldType;
  schema::Org made;
  made.objects["User"].fields["Name"] = field(FieldType::kText);
  made.objects["User"].fields["Id"] = field(FieldType::kId);
  made.objects["Group"].fields["Name"] = field(FieldType::kText);
  schema::Object& plan = made.objects["Plan__c"];
  plan.fields["Base__c"] = field(FieldType::kNumber);
  plan.fields["Double__c"] = field(FieldType::kNumber);
  plan.fields["Double__c"].formula = "Base__c * 2";
  made.objects["Zip__c"].fields["Name"] = field(FieldType::kText);
  made.objects["Zip__c"].fields["City__c"] = field(FieldType::kText);
  schema::Object& visit = made.objects["Visit__c"];
  visit.fields["Start__c"] = field(FieldType::kDate);
  visit.fields["End__c"] = field(FieldType::kDate);
  visit.fields["Days__c"] = field(FieldType::kNumber);
  visit.fields["Days__c"].formula = "End__c - Start__c";
  visit.fields["Amount__c"] = field(FieldType::kCurrency);
  visit.fields["Amount__c"].scale = 2;
  visit.fields["Rate__c"] = field(FieldType::kPercent);
  visit.fields["Kind__c"] = field(FieldType::kPicklist);
  visit.fields["Kind__c"].restricted = true;
  for (const char* value : {"Home", "Ward", "Phone"}) {
    schema::PicklistValue& choice = visit.fields["Kind__c"].values.emplace_back();
    choice.value = choice.label = value;
  }
  visit.fields["Plan__c"] = lookup({"Plan__c"}, "Plan__r");
  visit.fields["OwnerId"] = lookup({"User", "Group"}, "Owner");
  visit.rules = {
      rule("Big", "AND(Amount__c > Plan__r.Double__c, NOT($Permission.Big))", "Amount__c"),
      rule("Broken", "Nothing__c = 1"),
      rule("Cases", "CASE(Kind__c, \"Home\", 1, \"Ward\", 2, 3) > IF(ISNEW(), 2, 3)"),
      rule("Long", "Days__c > 30", "End__c"),
      rule("Never", "ISNEW() && NOT(ISNEW())"),
      rule("Owned", "Owner:User.Name = \"Nobody\" && $User.Id = \"005\""),
      rule("Ratio", "Amount__c / Rate__c > 100"),
      rule("Was", "ISCHANGED(Amount__c) && ISPICKVAL(PRIORVALUE(Kind__c), \"Phone\")"),
      rule("Zip", "VLOOKUP($ObjectType.Zip__c.Fields.City__c, $ObjectType.Zip__c.Fields.Name, TEXT(Kind__c)) = \"Bonn\"")};
  return made;
}

const Bundle& bundle() {
  static const Bundle made = [] {
    Result<Bundle> compiled = Bundle::compile(org());
    return *std::move(compiled);
  }();
  return made;
}

Json explain(const std::string& rule, const Json& record, const Json& more = Json::object()) {
  Json request = {{"object", "Visit__c"}, {"record", record}};
  request.update(more);
  const Result<std::string> document = bundle().explain(Json{{"rule", rule}, {"request", request}}.dump(), kNow);
  return document ? Json::parse(*document) : Json{{"refused", document.fault().text()}};
}

// The part of that text.
Json part(const Json& explanation, const std::string& text) {
  for (const Json& one : explanation.at("parts")) {
    if (one.at("text") == text) return one;
  }
  return nullptr;
}

std::string repairs(const Json& explanation) {
  std::string out;
  for (const Json& change : explanation.at("repair").at("changes")) {
    for (const Json& one : change.at("fields")) out += one.at("field").get<std::string>() + "=" + one.at("to").dump() + " ";
  }
  return out;
}

TEST(Explain, SaysTheValueOfEveryPart) {
  const Json said = explain("Long", {{"Start__c", "2026-01-01"}, {"End__c", "2026-02-10"}});
  EXPECT_EQ(said.at("verdict"), "fail");
  EXPECT_EQ(said.at("field"), "End__c");
  EXPECT_EQ(part(said, "Days__c").at("value"), "40");
  EXPECT_EQ(part(said, "Days__c > 30").at("value"), true);
  EXPECT_EQ(said.at("formulaFields").at(0).at("field"), "Days__c");
  EXPECT_EQ(said.at("formulaFields").at(0).at("parts").at(1).at("value"), "2026-01-01");
}

// A formula may name a long text in hundreds of places.
TEST(Limits, ExplainedCharacters) {
  const auto shown = [](std::size_t length) {
    const Json said = explain("Owned", {{"Owner", {{"attributes", {{"type", "User"}}}, {"Name", std::string(length, 'x')}}}},
                              {{"context", {{"globals", {{"$User", {{"Id", "005"}}}}}}}});
    return part(said, "Owner:User.Name").at("value").get<std::string>();
  };
  EXPECT_EQ(shown(limits::kExplainedCharacters), std::string(limits::kExplainedCharacters, 'x'));
  EXPECT_EQ(shown(limits::kExplainedCharacters + 1), std::string(limits::kExplainedCharacters, 'x') + "…");
}

TEST(Explain, FindsTheNearestValuesThatPassAndNamesTheErrorFieldFirst) {
  const Json said = explain("Long", {{"Start__c", "2026-01-01"}, {"End__c", "2026-02-10"}});
  EXPECT_EQ(repairs(said), "End__c=\"2026-01-31\" Start__c=\"2026-01-11\" ");
}

TEST(Explain, WhatItFindsPassesIndeed) {
  const Json record = {{"Amount__c", 20.5}, {"Plan__c", "a00"}, {"Plan__r", {{"Base__c", 10}}}, {"Rate__c", 10}};
  const Json said = explain("Big", record, {{"context", {{"permissions", Json::array()}}}});
  ASSERT_EQ(said.at("verdict"), "fail");
  ASSERT_FALSE(said.at("repair").at("changes").empty());
  for (const Json& change : said.at("repair").at("changes")) {
    Json changed = record;
    for (const Json& one : change.at("fields")) changed[one.at("field").get<std::string>()] = one.at("to");
    EXPECT_EQ(explain("Big", changed, {{"context", {{"permissions", Json::array()}}}}).at("verdict"), "pass");
  }
  EXPECT_EQ(repairs(said).substr(0, 13), "Amount__c=20 ");
}

TEST(Explain, SaysWhenNoChangeIsFound) {
  schema::Org one = org();
  one.objects["Visit__c"].rules = {rule("Always", "ISBLANK(Kind__c) || NOT(ISBLANK(Kind__c))")};
  const Result<Bundle> made = Bundle::compile(one);
  const Result<std::string> said =
      made->explain(R"({"rule":"Always","request":{"object":"Visit__c","record":{}}})", kNow);
  const Json repair = Json::parse(*said).at("repair");
  EXPECT_TRUE(repair.at("changes").empty());
  EXPECT_EQ(repair.at("everythingSmallTried"), true);
}

// Four million bytes of text in each run.
TEST(Limits, SearchSteps) {
  schema::Org one = org();
  one.objects["Visit__c"].fields["Note__c"] = field(schema::FieldType::kText);
  one.objects["Visit__c"].rules = {rule("Slow", "LEN(UPPER(RPAD(Note__c & TEXT(Amount__c), 4000000, \"ab\"))) > 1")};
  const Result<Bundle> made = Bundle::compile(one);
  constexpr std::string_view kRecord = R"({"object":"Visit__c","record":{"Note__c":"a","Amount__c":1}})";
  const auto explained = [&] { return *made->explain(R"({"rule":"Slow","request":)" + std::string(kRecord) + "}", kNow); };
  const std::string first = explained();
  const Json repair = Json::parse(first).at("repair");
  EXPECT_EQ(repair.at("everythingSmallTried"), false);
  EXPECT_LT(repair.at("runs"), 10);
  EXPECT_EQ(explained(), first) << "the bound is no clock";
}

// Very many numbers and texts to combine: their candidates are bounded, too.
TEST(Limits, SearchStepsOfCandidates) {
  schema::Org one = org();
  schema::Object& visit = one.objects["Visit__c"];
  visit.fields["Note__c"] = field(schema::FieldType::kText);
  std::string formula = "NOT(ISBLANK(Note__c))";
  for (int i = 0; i < 60; ++i) {
    const std::string name = "Flag" + std::to_string(i) + "__c";
    visit.fields[name] = field(schema::FieldType::kCheckbox);
    std::string& computed = visit.fields[name].formula;
    for (int j = 0; j < 60; ++j) {
      const std::string number = std::to_string(200 + j), text = std::to_string(i * 60 + j);
      computed += (j == 0 ? "Note__c = \"" : " || Note__c = \"") + text + "\" || Amount__c = " + number;
    }
    formula += " || " + name;
  }
  visit.rules = {rule("Wide", formula)};
  const Result<Bundle> made = Bundle::compile(one);
  ASSERT_TRUE(made->findings().empty()) << made->findings().front().message;
  const Json said = Json::parse(*made->explain(R"({"rule":"Wide","request":{"object":"Visit__c","record":{"Note__c":"a"}}})", kNow));
  EXPECT_EQ(repairs(said), "Note__c=null ");
}

TEST(Explain, MarksWhatWasNotEvaluated) {
  const Json said = explain("Was", {{"Amount__c", 1}});
  EXPECT_EQ(said.at("verdict"), "pass");
  EXPECT_EQ(part(said, "ISCHANGED(Amount__c)").at("value"), false);
  EXPECT_EQ(part(said, "ISPICKVAL(PRIORVALUE(Kind__c), \"Phone\")").at("state"), "notEvaluated");
  EXPECT_FALSE(said.contains("repair"));
}

TEST(Explain, NamesWhatIsMissingWhereItIs) {
  const Json said = explain("Big", {{"Amount__c", 1}, {"Plan__c", "a00"}});
  EXPECT_EQ(said.at("verdict"), "undetermined");
  EXPECT_EQ(said.at("missing").at(0), "Plan__r.Base__c");
  EXPECT_EQ(part(said, "Plan__r.Double__c").at("state"), "undetermined");
  EXPECT_EQ(part(said, "Amount__c").at("state"), "evaluated");
}

TEST(Explain, NamesTheFaultWhereItIs) {
  const Json said = explain("Ratio", {{"Amount__c", 1}, {"Rate__c", 0}});
  EXPECT_EQ(said.at("verdict"), "faulted");
  EXPECT_EQ(part(said, "Amount__c / Rate__c").at("fault"), "divideByZero");
  EXPECT_EQ(part(said, "Amount__c / Rate__c > 100").at("state"), "notEvaluated");
}

TEST(Explain, NamesTheCallThatTheCallerMayAnswer) {
  const Json said = explain("Zip", {{"Kind__c", "Home"}});
  EXPECT_EQ(said.at("verdict"), "undetermined");
  EXPECT_EQ(said.at("parts").at(said.at("parts").size() - 3).at("state"), "undetermined") << said.at("parts").dump(1);
}

TEST(Explain, LaysTheFormulaOutWithPlacesForValues) {
  const Json said = explain("Long", Json::object());
  ASSERT_EQ(said.at("lines").size(), 1u);
  EXPECT_EQ(said.at("lines").at(0).at("text"), "Days__c > 30");
  EXPECT_EQ(said.at("lines").at(0).at("under"), Json::parse(R"([{"column":0,"part":0}])"));
}

TEST(Explain, RefusesInWords) {
  EXPECT_EQ(explain("Brokn", Json::object()).at("refused"), "/rule: the document does not have the expected form: Visit__c has no active rule Brokn; did you mean Broken?");
  const auto refused = [](const char* document) { return bundle().explain(document, kNow).fault().text(); };
  EXPECT_NE(refused("{}").find("/object"), std::string::npos);
  EXPECT_NE(refused(R"({"request":{"object":"Visit__c"}, "rule": "Long"})").find("/request/record"), std::string::npos);
  EXPECT_NE(refused(R"({"request":{"object":"Visit__c","record":{}},"rul":1})").find("rul"), std::string::npos);
  EXPECT_NE(refused(R"({"object":"Visit__c","rule":"Long"})").find("/object"), std::string::npos);
  EXPECT_NE(refused("[").find("JSON"), std::string::npos);
}

TEST(Explain, OfABrokenRuleSaysWhy) {
  const Json said = explain("Broken", Json::object());
  EXPECT_EQ(said.at("verdict"), "undetermined");
  EXPECT_NE(said.at("why").get<std::string>().find("Nothing__c"), std::string::npos);
  EXPECT_FALSE(said.contains("parts"));
}

TEST(Requirements, AreWhatTheRulesReadInTheEnd) {
  const Json needed = Json::parse(*bundle().requirements("Visit__c"));
  EXPECT_EQ(needed.at("fields"), Json({"Amount__c", "End__c", "Kind__c", "OwnerId", "Plan__c", "Rate__c", "Start__c"}));
  EXPECT_EQ(needed.at("parents"), Json({"Owner:User.Name", "Plan__r.Base__c"}));
  EXPECT_EQ(needed.at("prior"), Json({"Amount__c", "Kind__c"}));
  EXPECT_EQ(needed.at("globals"), Json({"$User.Id"}));
  EXPECT_EQ(needed.at("permissions"), Json({"Big"}));
  EXPECT_EQ(needed.at("lookups"), Json::parse(R"([{"object":"Zip__c","fields":["City__c","Name"]}])"));
  EXPECT_EQ(needed.at("soql"),
            "SELECT Id, Amount__c, End__c, Kind__c, OwnerId, Plan__c, Plan__r.Base__c, Rate__c, Start__c, "
            "TYPEOF Owner WHEN User THEN Name END FROM Visit__c");
  EXPECT_EQ(needed.at("uiApi").at(3), "Visit__c.Owner.Name");
  EXPECT_FALSE(bundle().requirements("Vist__c"));
}

// Requirements of Visit__c with this rule alone.
Json needed_by(const std::string& formula) {
  schema::Org one = org();
  one.objects["Plan__c"].fields["OwnerId"] = lookup({"User", "Group"}, "Owner");
  one.objects["User"].fields["ManagerId"] = lookup({"User", "Group"}, "Boss");
  one.objects["Plan__c"].fields["Above__c"] = lookup({"Plan__c"}, "Above__r");
  one.objects["Visit__c"].rules = {rule("Only", formula)};
  const Result<Bundle> made = Bundle::compile(one);
  EXPECT_TRUE(made->findings().empty()) << made->findings().front().message;
  return Json::parse(*made->requirements("Visit__c"));
}

TEST(Requirements, AParentOfSeveralKindsMayStandBehindAnother) {
  EXPECT_EQ(needed_by("Plan__r.Owner:User.Name = \"x\"").at("soql"),
            "SELECT Id, Plan__c, TYPEOF Plan__r.Owner WHEN User THEN Name END FROM Visit__c");
}

TEST(Requirements, WhatIsReadOfEveryKindStandsInEachBranch) {
  EXPECT_EQ(needed_by("Owner.Name = \"x\" || Owner:User.Id = \"y\"").at("soql"),
            "SELECT Id, OwnerId, TYPEOF Owner WHEN User THEN Id, Name ELSE Name END FROM Visit__c");
}

TEST(Requirements, SayWhatOneQueryCannotLoad) {
  const Json kinds = needed_by("Owner:User.Boss:Group.Name = \"x\" || Plan__r.Base__c = 1");
  EXPECT_EQ(kinds.at("beyondSoql"), Json({"Owner:User.Boss:Group.Name"}));
  EXPECT_EQ(kinds.at("soql"), "SELECT Id, OwnerId, Plan__c, Plan__r.Base__c FROM Visit__c");
  const std::string four = "Plan__r.Above__r.Above__r.Above__r.Above__r.";
  EXPECT_FALSE(needed_by(four + "Base__c = 1").contains("beyondSoql"));
  EXPECT_EQ(needed_by(four + "Above__r.Base__c = 1").at("beyondSoql"), Json({four + "Above__r.Base__c"}));
}

TEST(Limits, RelationshipDepth) {
  const auto complaint = [](std::size_t relationships) {
    schema::Org one;
    one.objects["Plan__c"].fields["Base__c"] = field(schema::FieldType::kNumber);
    one.objects["Plan__c"].fields["Above__c"] = lookup({"Plan__c"}, "Above__r");
    std::string path;
    for (std::size_t i = 0; i < relationships; ++i) path += "Above__r.";
    one.objects["Plan__c"].rules = {rule("Far", path + "Base__c > 1")};
    const Result<Bundle> made = Bundle::compile(one);
    return made->findings().empty() ? std::string() : made->findings().front().message;
  };
  EXPECT_EQ(complaint(limits::kRelationshipDepth), "");
  EXPECT_NE(complaint(limits::kRelationshipDepth + 1).find("at most 10 relationships"), std::string::npos);
}

// The goals of one rule that the request shows: "text side".
std::string shown(const std::string& rule, const Json& record, const Json& more = Json::object()) {
  Json request = {{"object", "Visit__c"}, {"record", record}};
  request.update(more);
  const Json covered = Json::parse(*bundle().cover(Json{{"request", request}}.dump(), kNow));
  std::string out;
  for (const Json& one : covered.at("rules")) {
    if (one.at("rule") != rule) continue;
    for (const Json& goal : one.at("goals")) {
      if (goal.at("seen")) out += goal.at("text").get<std::string>() + " " + goal.at("side").get<std::string>() + "; ";
    }
  }
  return out;
}

TEST(Cover, CountsConditionsAndBranches) {
  EXPECT_EQ(shown("Cases", {{"Kind__c", "Ward"}}),
            "CASE(Kind__c, \"Home\", 1, \"Ward\", 2, 3) > IF(ISNEW(), 2, 3) false; \"Ward\" chosen; ISNEW() true; ");
  EXPECT_EQ(shown("Cases", {{"Kind__c", nullptr}}),
            "CASE(Kind__c, \"Home\", 1, \"Ward\", 2, 3) > IF(ISNEW(), 2, 3) true; 3 chosen; ISNEW() true; ");
  EXPECT_EQ(shown("Was", {{"Amount__c", 1}}),
            "ISCHANGED(Amount__c) && ISPICKVAL(PRIORVALUE(Kind__c), \"Phone\") false; ISCHANGED(Amount__c) false; ");
  EXPECT_EQ(shown("Ratio", {{"Amount__c", 1}, {"Rate__c", 0}}), "") << "a fault shows nothing";
}

TEST(Cover, BringsTheOutcomeOfValidate) {
  const std::string request = R"({"object":"Visit__c","record":{"Start__c":"2026-01-01","End__c":"2026-02-10"}})";
  const Json covered = Json::parse(*bundle().cover("{\"request\":" + request + "}", kNow));
  EXPECT_EQ(covered.at("outcome"), Json::parse(*bundle().validate(request, kNow)));
}

TEST(Propose, ReachesEveryGoalThatCanBeReached) {
  const Json proposed = Json::parse(*bundle().propose(R"({"object":"Visit__c","requests":[]})", kNow));
  std::set<std::string> open;
  for (const Json& goal : proposed.at("open")) open.insert(goal.at("rule").get<std::string>());
  EXPECT_EQ(open, std::set<std::string>({"Never"})) << proposed.at("open").dump(1);
  EXPECT_EQ(proposed.at("everythingSmallTried"), true);
  for (const Json& proposal : proposed.at("proposals")) {
    const Result<std::string> covered = bundle().cover(Json{{"request", proposal.at("request")}}.dump(), kNow);
    ASSERT_TRUE(covered) << covered.fault().text();
    const Json shown_by_it = Json::parse(*covered);
    for (const Json& goal : proposal.at("shows")) {
      bool seen = false;
      for (const Json& one : shown_by_it.at("rules")) {
        for (const Json& other : one.at("goals")) {
          const bool same = one.at("rule") == goal.at("rule") && other.at("span") == goal.at("span") && other.at("side") == goal.at("side");
          if (same) seen = other.at("seen").get<bool>();
        }
      }
      EXPECT_TRUE(seen) << goal.dump() << " is not shown by " << proposal.at("request").dump();
    }
  }
}

// What one rule of Visit__c leaves open, with these requests beside.
Json open_goals(const std::string& formula, const std::string& requests = "") {
  schema::Org one = org();
  one.objects["Zip__c"].fields["Tax__c"] = field(schema::FieldType::kPercent);
  one.objects["Visit__c"].rules = {rule("Only", formula)};
  const Result<Bundle> made = Bundle::compile(one);
  EXPECT_TRUE(made->findings().empty()) << made->findings().front().message;
  const Json proposed = Json::parse(*made->propose(R"({"object":"Visit__c","requests":[)" + requests + "]}", kNow));
  for (const Json& proposal : proposed.at("proposals")) {
    EXPECT_TRUE(made->validate(proposal.at("request").dump(), kNow)) << proposal.dump();
  }
  return proposed.at("open");
}

TEST(Propose, TriesOtherAnswersOfTheHost) {
  const std::string city = "VLOOKUP($ObjectType.Zip__c.Fields.City__c, $ObjectType.Zip__c.Fields.Name, TEXT(Kind__c))";
  const std::string tax = "VLOOKUP($ObjectType.Zip__c.Fields.Tax__c, $ObjectType.Zip__c.Fields.Name, " + city + ")";
  EXPECT_EQ(open_goals("AND(NOT(ISBLANK(TEXT(Kind__c))), ISBLANK(" + city + "))"), Json::array()) << "found, and not found";
  EXPECT_EQ(open_goals("AND(NOT(ISBLANK(" + city + ")), " + tax + " > 0.19)"), Json::array()) << "one answer asks the next";
  EXPECT_EQ(open_goals("Amount__c * CURRENCYRATE(\"EUR\") > 100"), Json::array());
  EXPECT_EQ(open_goals("ISBLANK(" + city + ")",
                       R"({"object":"Visit__c","record":{"Kind__c":"Home"},"context":{"lookups":{"Zip__c":{"Home":null}}}})"),
            Json::array()) << "a record that was said not to be there";
}

TEST(Propose, ProposesNothingThatIsShownAlready) {
  const Json first = Json::parse(*bundle().propose(R"({"object":"Visit__c","requests":[]})", kNow));
  Json requests = Json::array();
  for (const Json& proposal : first.at("proposals")) requests.push_back(proposal.at("request"));
  const Json second = Json::parse(*bundle().propose(Json{{"object", "Visit__c"}, {"requests", requests}}.dump(), kNow));
  EXPECT_EQ(second.at("proposals").size(), 0u);
  const Result<std::string> other = bundle().propose(R"({"object":"Visit__c","requests":[{"object":"Plan__c","record":{}}]})", kNow);
  ASSERT_FALSE(other);
  EXPECT_NE(other.fault().text().find("/requests/0/object"), std::string::npos);
}

}  // namespace
}  // namespace presave::testing
