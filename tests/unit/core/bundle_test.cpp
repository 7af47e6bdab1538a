// The door: bundle in, request in, outcome out.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

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

schema::ValidationRule rule(std::string name, std::string formula, std::string at = {}) {
  schema::ValidationRule made;
  made.name = std::move(name);
  made.formula = std::move(formula);
  made.field = std::move(at);
  made.message = made.name + " says no";
  return made;
}

schema::Field lookup(std::string target, std::string relationship) {
  schema::Field made = field(schema::FieldType::kLookup);
  made.reference_to = {std::move(target)};
  made.relationship_name = std::move(relationship);
  return made;
}

// Visit__c with a parent Plan__c.
schema::Org org() {
  using schema::FieldType;
  schema::Org made;
  schema::Object& plan = made.objects["Plan__c"];
  plan.fields["Start__c"] = field(FieldType::kDate);
  plan.fields["Double__c"] = field(FieldType::kNumber);
  plan.fields["Double__c"].formula = "Base__c * 2";
  plan.fields["Base__c"] = field(FieldType::kNumber);
  schema::Object& visit = made.objects["Visit__c"];
  visit.fields["Start__c"] = field(FieldType::kDate);
  visit.fields["End__c"] = field(FieldType::kDate);
  visit.fields["Rate__c"] = field(FieldType::kPercent);
  visit.fields["Amount__c"] = field(FieldType::kCurrency);
  visit.fields["Amount__c"].precision = 6;
  visit.fields["Amount__c"].scale = 2;
  visit.fields["Due__c"] = field(FieldType::kCurrency);
  visit.fields["Due__c"].formula = "Amount__c * (1 + Rate__c)";
  visit.fields["Due__c"].scale = 2;
  visit.fields["Plan__c"] = lookup("Plan__c", "Plan__r");
  visit.fields["Stage__c"] = field(FieldType::kPicklist);
  visit.fields["Stage__c"].restricted = true;
  visit.fields["Stage__c"].values = {{"New", "New", true, true}, {"Done", "Done", false, true}};
  visit.fields["Name__c"] = field(FieldType::kText);
  visit.fields["Name__c"].length = 5;
  visit.fields["Name__c"].required = true;
  visit.fields["Open__c"] = field(FieldType::kCheckbox);
  visit.fields["Open__c"].default_value = "true";
  visit.rules = {rule("Back", "ISCHANGED(Stage__c) && ISPICKVAL(PRIORVALUE(Stage__c), \"Done\")"),
                 rule("Boss", "NOT($Permission.Boss) && Amount__c > 1000"),
                 rule("Closed", "NOT(Open__c) && ISNEW()"),
                 rule("Dates", "Start__c > End__c", "End__c"),
                 rule("Due", "Due__c > 110"),
                 rule("PlanDouble", "Plan__r.Double__c > 10"),
                 rule("PlanStart", "Start__c < Plan__r.Start__c", "Start__c"),
                 rule("Ratio", "Amount__c / Rate__c > 1000000")};
  return made;
}

const Bundle& bundle() {
  static const Bundle made = [] {
    Result<Bundle> compiled = Bundle::compile(org());
    EXPECT_TRUE(compiled);
    EXPECT_TRUE(compiled->findings().empty());
    return *std::move(compiled);
  }();
  return made;
}

Json validate(const Json& request) {
  const Result<std::string> outcome = bundle().validate(request.dump(), kNow);
  return outcome ? Json::parse(*outcome) : Json{{"fault", outcome.fault().text()}};
}

Json insert(Json record, Json context = nullptr) {
  record.emplace("Name__c", "Anna");
  return validate({{"object", "Visit__c"}, {"record", std::move(record)}, {"context", std::move(context)}});
}

std::vector<std::string> rules_in(const Json& list) {
  std::vector<std::string> names;
  for (const Json& item : list) names.push_back(item.at("rule").get<std::string>());
  return names;
}

using Names = std::vector<std::string>;
const Json kAll = {{"permissions", Json::array({"Boss"})}};

TEST(Validate, AFailureSaysEverythingAProgramNeeds) {
  const Json outcome = insert({{"Start__c", "2026-02-02"}, {"End__c", "2026-02-01"}, {"Rate__c", 1}}, kAll);
  EXPECT_EQ(outcome.at("verdict"), "fail");
  const Json expected = Json::parse(R"([{"kind": "validationRule", "rule": "Dates", "code":
      "FIELD_CUSTOM_VALIDATION_EXCEPTION", "object": "Visit__c", "field": "End__c", "message": "Dates says no"}])");
  EXPECT_EQ(outcome.at("failures"), expected);
}

TEST(Validate, PassesWhatIsRight) {
  const Json outcome = insert({{"Start__c", "2026-02-01"}, {"End__c", "2026-02-02"}, {"Rate__c", 1}}, kAll);
  EXPECT_EQ(outcome.at("verdict"), "pass") << outcome.dump(1);
}

TEST(Validate, FormulaFieldsAreComputedFromWhatIsSaved) {
  // 100 * (1 + 12.5 %) = 112.5; the value that came along is not believed.
  const Json outcome = insert({{"Amount__c", "100"}, {"Rate__c", 12.5}, {"Due__c", 1}}, kAll);
  EXPECT_EQ(rules_in(outcome.at("failures")), Names{"Due"});
}

TEST(Validate, GivesFormulaFieldsToThoseWhoAsk) {
  const Json record = {{"Name__c", "Anna"}, {"Amount__c", "33.35"}, {"Rate__c", 50}};
  const Json asked = validate({{"object", "Visit__c"}, {"record", record}, {"context", kAll}, {"formulaFields", true}});
  EXPECT_EQ(asked.at("formulaFields"), Json({{"Due__c", "50.03"}}));  // 50.025
  EXPECT_FALSE(insert(record, kAll).contains("formulaFields"));
}

TEST(Validate, FormulaFieldsAreShownAsTheApiShowsThem) {
  schema::Org shown = org();
  schema::Object& visit = shown.objects["Visit__c"];
  visit.fields["AsText__c"] = field(schema::FieldType::kText);
  visit.fields["AsText__c"].formula = "TEXT(Amount__c)";
  visit.fields["Ratio__c"] = field(schema::FieldType::kNumber);
  visit.fields["Ratio__c"].formula = "1 / Amount__c - 4";
  visit.rules = {rule("Leading", "AsText__c = \"0.25\"")};
  const Result<Bundle> compiled = Bundle::compile(std::move(shown));
  ASSERT_TRUE(compiled);
  const auto decide = [&](std::string_view amount) {
    const Json request = {{"object", "Visit__c"}, {"record", {{"Name__c", "A"}, {"Amount__c", amount}}}, {"formulaFields", true}};
    return Json::parse(*compiled->validate(request.dump(), kNow));
  };
  const Json quarter = decide("0.25");
  // A rule sees "0.25", the API shows ".25".
  EXPECT_EQ(rules_in(quarter.at("failures")), Names{"Leading"});
  EXPECT_EQ(quarter.at("formulaFields").at("AsText__c"), ".25");
  EXPECT_EQ(quarter.at("formulaFields").at("Ratio__c"), "0");
  EXPECT_EQ(decide("0").at("formulaFields").at("Ratio__c"), nullptr);
}

TEST(Limits, ShownTextCharacters) {
  schema::Org shown = org();
  schema::Object& visit = shown.objects["Visit__c"];
  visit.fields["Long__c"] = field(schema::FieldType::kText);
  visit.fields["Long__c"].formula = "LPAD(\"x\", VALUE(Name__c), \"y\")";
  visit.rules = {rule("Whole", "LEN(Long__c) = 1301")};
  const Result<Bundle> compiled = Bundle::compile(std::move(shown));
  ASSERT_TRUE(compiled);
  const auto decide = [&](std::string_view length) {
    const Json request = {{"object", "Visit__c"}, {"record", {{"Name__c", length}}}, {"formulaFields", true}};
    return Json::parse(*compiled->validate(request.dump(), kNow));
  };
  EXPECT_EQ(decide("1300").at("formulaFields").at("Long__c"), std::string(1299, 'y') + "x");
  const Json longer = decide("1301");
  EXPECT_EQ(longer.at("formulaFields").at("Long__c"), std::string(1300, 'y'));
  EXPECT_EQ(rules_in(longer.at("failures")), Names{"Whole"}) << "a rule reads all of it";
}

TEST(Validate, AllFailuresAtOnce) {
  const Json outcome = insert({{"Start__c", "2026-02-02"}, {"End__c", "2026-02-01"}, {"Amount__c", 5000}, {"Rate__c", 1},
                               {"Stage__c", "Lost"}, {"Name__c", "Annabelle"}},
                              {{"permissions", Json::array()}});
  EXPECT_EQ(rules_in(outcome.at("failures")), (Names{"length", "restrictedPicklist", "Boss", "Dates", "Due"}));
}

TEST(Validate, AParentThatIsNotLoadedIsUndetermined) {
  const Json outcome = insert({{"Start__c", "2026-02-02"}, {"Plan__c", "a01000000000001AAA"}, {"Rate__c", 1}}, kAll);
  EXPECT_EQ(outcome.at("verdict"), "undetermined");
  ASSERT_EQ(rules_in(outcome.at("undetermined")), (Names{"PlanDouble", "PlanStart"}));
  EXPECT_EQ(outcome.at("undetermined")[1].at("missing"), Json::array({"Plan__r.Start__c"}));
  // Through the parent's formula field down to what a caller can load.
  EXPECT_EQ(outcome.at("undetermined")[0].at("missing"), Json::array({"Plan__r.Base__c"}));
}

TEST(Validate, AParentsFieldsDecide) {
  const Json plan = {{"Start__c", "2026-03-01"}, {"Base__c", 6}};
  const Json outcome = insert({{"Start__c", "2026-02-02"}, {"Plan__c", "a01000000000001AAA"}, {"Plan__r", plan}, {"Rate__c", 1}}, kAll);
  EXPECT_EQ(rules_in(outcome.at("failures")), (Names{"PlanDouble", "PlanStart"}));
}

TEST(Validate, AParentsFormulaFieldMayBeGivenInstead) {
  const Json plan = {{"Start__c", "2026-01-01"}, {"Double__c", 12}};
  const Json outcome = insert({{"Start__c", "2026-02-02"}, {"Plan__c", "a01000000000001AAA"}, {"Plan__r", plan}, {"Rate__c", 1}}, kAll);
  EXPECT_EQ(rules_in(outcome.at("failures")), Names{"PlanDouble"});
}

TEST(Validate, ABlankLookupHasNoParent) {
  const Json outcome = insert({{"Start__c", "2026-02-02"}, {"Plan__c", nullptr}, {"Rate__c", 1}}, kAll);
  EXPECT_EQ(outcome.at("verdict"), "pass") << outcome.dump(1);
}

TEST(Validate, AFaultIsNeverAPass) {
  const Json outcome = insert({{"Amount__c", 1}, {"Rate__c", 0}}, kAll);
  EXPECT_EQ(outcome.at("verdict"), "fail");
  EXPECT_EQ(outcome.at("faulted")[0].at("fault"), "divideByZero");
  EXPECT_EQ(rules_in(outcome.at("faulted")), Names{"Ratio"});
}

TEST(Validate, PermissionsThatNobodyNamedAreUndetermined) {
  const Json outcome = insert({{"Rate__c", 1}});
  EXPECT_EQ(rules_in(outcome.at("undetermined")), Names{"Boss"});
  EXPECT_EQ(outcome.at("undetermined")[0].at("missing"), Json::array({"$Permission.Boss"}));
}

TEST(Validate, DefaultsBelongToNewRecords) {
  EXPECT_EQ(insert({{"Rate__c", 1}}, kAll).at("verdict"), "pass");
  EXPECT_EQ(rules_in(insert({{"Rate__c", 1}, {"Open__c", false}}, kAll).at("failures")), Names{"Closed"});
}

Json update(Json record, Json prior) {
  return validate({{"object", "Visit__c"}, {"operation", "update"}, {"record", std::move(record)}, {"prior", std::move(prior)}, {"context", kAll}});
}

TEST(Update, WhatDidNotChangeComesFromBefore) {
  const Json prior = {{"Start__c", "2026-02-02"}, {"End__c", "2026-02-03"}, {"Stage__c", "Done"}, {"Rate__c", 1},
                      {"Amount__c", 1}, {"Plan__c", nullptr}, {"Open__c", true}};
  EXPECT_EQ(rules_in(update({{"End__c", "2026-02-01"}}, prior).at("failures")), Names{"Dates"});
  EXPECT_EQ(rules_in(update({{"Stage__c", "New"}}, prior).at("failures")), Names{"Back"});
  EXPECT_EQ(update({{"Stage__c", "Done"}}, prior).at("verdict"), "pass");
}

TEST(Update, FieldsThatAreNotPartOfTheSaveAreNotRequired) {
  EXPECT_TRUE(rules_in(update({{"Stage__c", "New"}}, Json::object()).at("failures")).empty());
  EXPECT_EQ(rules_in(update({{"Name__c", ""}}, Json::object()).at("failures")), Names{"required"});
}

TEST(Constraints, NumbersAndTypes) {
  const auto failing = [](Json record) { return rules_in(insert(std::move(record), kAll).at("failures")); };
  EXPECT_EQ(failing({{"Amount__c", 9999.994}, {"Rate__c", 1}}), (Names{"Due"}));
  EXPECT_EQ(failing({{"Amount__c", 9999.995}, {"Rate__c", 1}}), (Names{"range", "Due"}));
  EXPECT_EQ(failing({{"Start__c", "02.02.2026"}, {"Rate__c", 1}}), (Names{"type"}));
  EXPECT_EQ(failing({{"Amount__c", true}, {"Rate__c", 1}}), (Names{"type"}));
}

struct BadRequest {
  std::string_view request;
  std::string_view says;
};
class BadRequests : public ::testing::TestWithParam<BadRequest> {};
TEST_P(BadRequests, SayWhereAndWhat) {
  const Result<std::string> outcome = bundle().validate(GetParam().request, kNow);
  ASSERT_FALSE(outcome) << *outcome;
  EXPECT_NE(outcome.fault().text().find(GetParam().says), std::string::npos) << outcome.fault().text();
}
INSTANTIATE_TEST_SUITE_P(
    Requests, BadRequests,
    ::testing::Values(
        BadRequest{"{", "not JSON"}, BadRequest{"[]", "object"}, BadRequest{R"({"record":{}})", "the member \"object\" is missing"},
        BadRequest{R"({"object":"Vist__c","record":{}})", "did you mean Visit__c?"},
        BadRequest{R"({"object":"Visit__c"})", "/record"},
        BadRequest{R"({"object":"Visit__c","record":[]})", "/record"},
        BadRequest{R"({"object":"Visit__c","record":{"Strat__c":"2026-01-01"}})", "/record/Strat__c"},
        BadRequest{R"({"object":"Visit__c","record":{"Strat__c":"2026-01-01"}})", "did you mean Start__c?"},
        BadRequest{R"({"object":"Visit__c","record":{},"operation":"delete"})", "/operation"},
        BadRequest{R"({"object":"Visit__c","record":{},"prior":{}})", "/prior"},
        BadRequest{R"({"object":"Visit__c","record":{},"extra":1})", "/extra"},
        BadRequest{R"({"object":"Visit__c","record":{},"context":{"now":"today"}})", "/context/now"},
        BadRequest{R"({"object":"Visit__c","record":{},"context":{"offsets":[[0,99999]]}})", "/context/offsets/0"},
        BadRequest{R"({"object":"Visit__c","record":{},"context":{"permissions":["a",1]}})", "/context/permissions/1"}));

TEST(Limits, RequestBytes) {
  const std::string head = R"({"object":"Visit__c","record":{"Name__c":")";
  const std::string tail = "\"}}";
  const auto sized = [&](std::size_t bytes) { return head + std::string(bytes - head.size() - tail.size(), 'x') + tail; };
  EXPECT_TRUE(bundle().validate(sized(limits::kRequestBytes), kNow));
  EXPECT_FALSE(bundle().validate(sized(limits::kRequestBytes + 1), kNow));
}

TEST(Compile, EveryMistakeOfAFormulaIsNamed) {
  schema::Org broken = org();
  broken.objects["Visit__c"].rules = {rule("Two", "AND(Strat__c > End__c, LEN(Amount__c) > 1, REGEX(Name__c, \"a\\\\X\"))")};
  const Result<Bundle> compiled = Bundle::compile(std::move(broken));
  ASSERT_TRUE(compiled);
  ASSERT_EQ(compiled->findings().size(), 3u);
  EXPECT_FALSE(compiled->findings()[1].unsupported);
  EXPECT_TRUE(compiled->findings()[2].unsupported);
}

struct Slip {
  std::string written;
  std::string meant;
};

// "Did you mean": the famous slips in names and paths.
TEST(Compile, NamesAreSetRight) {
  for (const Slip& slip : {Slip{"Name", "Name__c"}, Slip{"Nam__c", "Name__c"}, Slip{"Plan__r.Strat__c", "Plan__r.Start__c"},
                           Slip{"Plan__r.Base", "Plan__r.Base__c"}, Slip{"Plan__c.Base__c", "Plan__r.Base__c"},
                           Slip{"Plan.Base__c", "Plan__r.Base__c"}, Slip{"Paln__r.Base__c", "Plan__r.Base__c"},
                           Slip{"$Premission.Boss", "$Permission.Boss"}, Slip{"$Lable.Of", "$Label.Of"}}) {
    schema::Org broken = org();
    broken.objects["Visit__c"].rules = {rule("Slip", "ISBLANK(" + slip.written + ")")};
    const Result<Bundle> compiled = Bundle::compile(std::move(broken));
    ASSERT_TRUE(compiled);
    ASSERT_EQ(compiled->findings().size(), 1u) << slip.written;
    const std::string& message = compiled->findings()[0].message;
    EXPECT_NE(message.find("Did you mean " + slip.meant + "?"), std::string::npos) << message;
  }
}

// Retrieved without the parent's object, a rule may be right all the same: spelling is not what is wrong.
TEST(Compile, AParentThatNothingDescribesIsNamed) {
  schema::Org partial = org();
  partial.objects.erase("Plan__c");
  partial.objects["Visit__c"].rules = {rule("Far", "ISBLANK(Plan__r.Base__c)"), rule("Kind", "ISBLANK(Plan__r:User.Name)")};
  const Result<Bundle> compiled = Bundle::compile(std::move(partial));
  ASSERT_TRUE(compiled);
  std::vector<std::string> messages;
  for (const Finding& finding : compiled->findings()) {
    if (finding.name == "Far" || finding.name == "Kind") messages.push_back(finding.message);
  }
  ASSERT_EQ(messages.size(), 2u);
  EXPECT_EQ(messages[0], "Whether Plan__r.Base__c exists cannot be said: nothing describes the object Plan__c. "
                         "Import the metadata of Plan__c, too, or a describe of it.");
  EXPECT_NE(messages[1].find("does not exist"), std::string::npos) << "no lookup leads to a user";
}

TEST(Compile, WhatDoesNotCompileIsNamedAndUndetermined) {
  schema::Org broken = org();
  broken.objects["Visit__c"].rules.push_back(rule("Typo", "Strat__c > End__c"));
  broken.objects["Visit__c"].fields["A__c"] = field(schema::FieldType::kNumber);
  broken.objects["Visit__c"].fields["A__c"].formula = "B__c + 1";
  broken.objects["Visit__c"].fields["B__c"] = field(schema::FieldType::kNumber);
  broken.objects["Visit__c"].fields["B__c"].formula = "A__c + 1";
  const Result<Bundle> compiled = Bundle::compile(std::move(broken));
  ASSERT_TRUE(compiled);
  ASSERT_EQ(compiled->findings().size(), 3u);
  EXPECT_EQ(compiled->findings()[0].name, "Typo");
  EXPECT_EQ(compiled->findings()[0].message, "Field Strat__c does not exist. Check spelling. Did you mean Start__c?");
  EXPECT_EQ(compiled->findings()[1].name, "A__c");
  EXPECT_NE(compiled->findings()[1].message.find("refers to itself"), std::string::npos);
  EXPECT_EQ(compiled->findings()[2].name, "B__c");
  const Result<std::string> outcome =
      compiled->validate(R"({"object":"Visit__c","record":{"Name__c":"Anna"},"context":{"permissions":["Boss"]}})", kNow);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(rules_in(Json::parse(*outcome).at("undetermined")), Names{"Typo"});
}

TEST(Bundle, SurvivesItsDocument) {
  const std::string document = write_bundle(bundle().org());
  const Result<Bundle> loaded = Bundle::load(document);
  ASSERT_TRUE(loaded) << loaded.fault().text();
  EXPECT_EQ(write_bundle(loaded->org()), document);
  EXPECT_EQ(loaded->compiled_rules(), bundle().compiled_rules());
}

TEST(Describe, SaysWhatAFormNeeds) {
  const Json description = Json::parse(*bundle().describe("visit__C"));
  EXPECT_EQ(description.at("object"), "Visit__c");
  const Json& fields = description.at("fields");
  const auto named = [&](std::string_view name) {
    for (const Json& item : fields) {
      if (item.at("name") == name) return item;
    }
    return Json();
  };
  EXPECT_EQ(named("Due__c").at("editable"), false);
  EXPECT_EQ(named("Due__c").at("formula"), true);
  EXPECT_EQ(named("Name__c").at("required"), true);
  EXPECT_EQ(named("Stage__c").at("values")[0], Json({{"value", "New"}, {"label", "New"}, {"default", true}}));
}

}  // namespace
}  // namespace presave::testing
