// What fields, record types and languages of an org say of a record, through the door.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "engine/presave.h"

namespace presave::testing {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kNow = 1'764'000'000'000;  // 2025-11-24T16:00:00Z

schema::Field field(schema::FieldType type, std::string label) {
  schema::Field made;
  made.type = type;
  made.label = std::move(label);
  return made;
}

schema::ValidationRule rule(std::string name, std::string formula) {
  schema::ValidationRule made;
  made.name = std::move(name);
  made.formula = std::move(formula);
  made.message = made.name + " says no";
  made.source = {"rules.xml", 7};
  return made;
}

// Shop__c: a restricted picklist and one that depends on it, two record types, unique and filtered fields.
schema::Org org() {
  schema::Org made;
  schema::Object& shop = made.objects["Shop__c"];
  schema::Field& region = shop.fields["Region__c"] = field(schema::FieldType::kPicklist, "Region");
  region.restricted = true;
  region.values = {{"EU", "Europe", true}, {"US", "States"}, {"Old", "Old", false, false}};
  schema::Field& city = shop.fields["City__c"] = field(schema::FieldType::kPicklist, "City");
  city.controlling_field = "Region__c";
  city.values = {{"Bonn", "Bonn", false, true, {"EU"}}, {"Reno", "Reno", false, true, {"US"}}};
  schema::Field& code = shop.fields["Code__c"] = field(schema::FieldType::kText, "Code");
  code.length = 5;
  code.unique = true;
  code.case_sensitive = true;
  schema::Field& owner = shop.fields["Parent__c"] = field(schema::FieldType::kLookup, "Parent");
  owner.reference_to = {"Shop__c"};
  owner.relationship_name = "Parent__r";
  owner.filtered = true;
  shop.fields["Email__c"] = field(schema::FieldType::kEmail, "Email");
  shop.fields["RecordTypeId"] = field(schema::FieldType::kLookup, "Record Type ID");
  shop.fields["RecordTypeId"].reference_to = {"RecordType"};
  shop.fields["RecordTypeId"].relationship_name = "RecordType";
  made.objects["RecordType"].fields["DeveloperName"] = field(schema::FieldType::kText, "Name");
  shop.record_types["Small"] = {
      "012000000000001AAA", "Little", true, {{"Region__c", {{"EU"}, "EU"}}, {"City__c", {{"Bonn"}, ""}}}, {}};
  shop.record_types["Large"] = {"", "Big", true, {{"Region__c", {{"EU", "US"}, "US"}}}, {}};
  return made;
}

Json validate(const schema::Org& model, const Json& request) {
  auto bundle = Bundle::compile(model);
  EXPECT_TRUE(bundle);
  for (const Finding& finding : bundle->findings()) ADD_FAILURE() << finding.name << ": " << finding.message;
  const auto answer = bundle->validate(request.dump(), kNow);
  EXPECT_TRUE(answer) << answer.fault().text();
  return answer ? Json::parse(*answer) : Json();
}

Json of_type(const std::string& type, Json record, Json context = Json::object()) {
  context["recordType"] = type;
  return {{"object", "Shop__c"}, {"record", std::move(record)}, {"context", std::move(context)}};
}

// A member of the first failure; null when there is none.
Json of_failure(const Json& outcome, const char* member) {
  return outcome["failures"].empty() ? Json() : outcome["failures"][0].value(member, Json());
}

// "constraint at field" of each entry of a list.
std::vector<std::string> named(const Json& list) {
  std::vector<std::string> names;
  for (const Json& item : list)
    names.push_back(item.at("rule").get<std::string>() + " at " + item.value("field", ""));
  return names;
}

using Names = std::vector<std::string>;

TEST(Picklists, ARecordTypeOffersFewerValues) {
  const Json small = validate(org(), of_type("Small", {{"Region__c", "US"}}));
  ASSERT_EQ(named(small["failures"]), Names{"restrictedPicklist at Region__c"});
  EXPECT_EQ(small["failures"][0]["code"], "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST");
  EXPECT_EQ(small["failures"][0]["message"], "Region: bad value for restricted picklist field: US");
  EXPECT_EQ(validate(org(), of_type("Large", {{"Region__c", "US"}}))["verdict"], "pass");
}

TEST(Picklists, WithoutARecordTypeAValueThatSomeDoNotOfferIsUndetermined) {
  const auto of_region = [](const std::string& region) {
    return validate(org(), {{"object", "Shop__c"}, {"record", {{"Region__c", region}}}});
  };
  EXPECT_EQ(of_region("EU")["verdict"], "pass") << "all offer it";
  const Json some = of_region("US");
  ASSERT_EQ(named(some["undetermined"]), Names{"restrictedPicklist at Region__c"});
  EXPECT_EQ(some["undetermined"][0]["missing"], Json({"RecordType.DeveloperName"}));
}

TEST(Picklists, AnInactiveValueIsRefusedOnlyWhereItIsNew) {
  schema::Org model = org();
  model.objects["Shop__c"].record_types.clear();
  const Json fresh = {{"object", "Shop__c"}, {"record", {{"Region__c", "Old"}}}};
  EXPECT_EQ(validate(model, fresh)["verdict"], "fail");
  const Json kept = {{"object", "Shop__c"},
                     {"operation", "update"},
                     {"record", {{"Region__c", "Old"}}},
                     {"prior", {{"Region__c", "Old"}}}};
  EXPECT_EQ(validate(model, kept)["verdict"], "pass");
}

TEST(Picklists, OtherCaseIsNoFalseError) {
  const Json outcome = validate(org(), of_type("Large", {{"Region__c", "us"}}));
  EXPECT_EQ(outcome["verdict"], "undetermined");
  EXPECT_EQ(named(outcome["undetermined"]), Names{"restrictedPicklist at Region__c"});
}

// The API saves these; only pages do not offer them.
TEST(Picklists, DependentValuesAndUnrestrictedOnesOnlyWarn) {
  const Json outcome = validate(org(), of_type("Small", {{"Region__c", "EU"}, {"City__c", "Reno"}}));
  EXPECT_EQ(outcome["verdict"], "pass");
  ASSERT_EQ(named(outcome["warnings"]),
            (Names{"recordTypeValues at City__c", "dependentPicklist at City__c"}));
  EXPECT_EQ(outcome["warnings"][1]["message"], "City: Reno is not offered where Region__c is EU.");
  EXPECT_FALSE(validate(org(), of_type("Small", {{"City__c", "Bonn"}})).contains("warnings"));
}

TEST(RecordTypes, AreFoundByIdAndByParentToo) {
  const Json by_id = {{"object", "Shop__c"},
                      {"record", {{"RecordTypeId", "012000000000001"}, {"Region__c", "US"}}}};
  EXPECT_EQ(validate(org(), by_id)["verdict"], "fail");
  schema::Org model = org();
  model.objects["Shop__c"].rules = {rule("Never_Small", "RecordType.DeveloperName = \"Small\"")};
  EXPECT_EQ(
      validate(org(),
               {{"object", "Shop__c"},
                {"record", {{"RecordType", {{"DeveloperName", "Small"}}}, {"Region__c", "US"}}}})["verdict"],
      "fail");
  const Json by_parent = {{"object", "Shop__c"},
                          {"record", {{"RecordType", {{"DeveloperName", "Small"}}}, {"Region__c", "US"}}}};
  EXPECT_EQ(named(validate(model, by_parent)["failures"]),
            (Names{"restrictedPicklist at Region__c", "Never_Small at "}));
}

TEST(RecordTypes, FormulasReadThem) {
  schema::Org model = org();
  model.objects["Shop__c"].rules = {
      rule("Never_Small", "$RecordType.Name = \"Little\" && RecordType.DeveloperName = \"Small\"")};
  model.objects["RecordType"].fields["Name"] = field(schema::FieldType::kText, "Name");
  EXPECT_EQ(of_failure(validate(model, of_type("Small", {{"Region__c", "EU"}})), "source"),
            (Json{{"file", "rules.xml"}, {"line", 7}}));
  EXPECT_EQ(validate(model, of_type("Large", {{"Region__c", "EU"}}))["verdict"], "pass");
}

TEST(RecordTypes, WithoutOneTheUsersDefaultIsNotGuessed) {
  schema::Org model = org();
  model.objects["Shop__c"].rules = {rule("Never_Small", "RecordType.DeveloperName = \"Small\"")};
  const Json outcome = validate(model, {{"object", "Shop__c"}, {"record", {{"Region__c", "EU"}}}});
  EXPECT_EQ(named(outcome["undetermined"]), Names{"Never_Small at "});
}

TEST(RecordTypes, AnUnknownOneIsRefused) {
  const auto bundle = Bundle::compile(org());
  const auto answer = bundle->validate(of_type("Smal", Json::object()).dump(), kNow);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.fault().where, "/context/recordType");
  EXPECT_NE(answer.fault().detail.find("did you mean Small?"), std::string::npos);
}

// The record type chooses another default than the field, so which one a new record gets is known only with
// it.
TEST(RecordTypes, TheDefaultValueIsThatOfTheRecordType) {
  schema::Org model = org();
  model.objects["Shop__c"].rules = {rule("Europe", "ISPICKVAL(Region__c, \"EU\")")};
  EXPECT_EQ(validate(model, of_type("Small", Json::object()))["verdict"], "fail");
  EXPECT_EQ(validate(model, of_type("Large", Json::object()))["verdict"], "undetermined");
}

TEST(Describe, TellsFormsWhatIsOffered) {
  const Json shop = Json::parse(*Bundle::compile(org())->describe("Shop__c"));
  EXPECT_EQ(shop["recordTypes"][1], (Json{{"name", "Small"},
                                          {"label", "Little"},
                                          {"id", "012000000000001AAA"},
                                          {"picklists", {{"Region__c", {"EU"}}, {"City__c", {"Bonn"}}}}}));
  const Json& city = shop["fields"][0];
  EXPECT_EQ(city["controllingField"], "Region__c");
  EXPECT_EQ(city["values"][0]["validFor"], Json({"EU"}));
  EXPECT_EQ(shop["fields"][1]["unique"], true);
}

TEST(Unique, OnlyTheOrgKnows) {
  const Json outcome = validate(org(), of_type("Small", {{"Code__c", "A1"}}));
  ASSERT_EQ(named(outcome["undetermined"]), Names{"unique at Code__c"});
  EXPECT_EQ(outcome["undetermined"][0]["kind"], "constraint");
  EXPECT_EQ(outcome["undetermined"][0]["lookUp"],
            (Json{{"object", "Shop__c"}, {"field", "Code__c"}, {"value", "A1"}, {"caseSensitive", true}}));
}

TEST(Unique, TheHostMayHaveLooked) {
  const Json free = validate(org(), of_type("Small", {{"Code__c", "A1"}}, {{"unique", {{"code__c", true}}}}));
  EXPECT_EQ(free["verdict"], "pass");
  const Json taken =
      validate(org(), of_type("Small", {{"Code__c", "A1"}}, {{"unique", {{"Code__c", false}}}}));
  EXPECT_EQ(of_failure(taken, "code"), "DUPLICATE_VALUE");
}

TEST(Unique, AnUnchangedValueIsNotAskedFor) {
  const Json request = {{"object", "Shop__c"},
                        {"operation", "update"},
                        {"record", {{"Code__c", "A1"}}},
                        {"prior", {{"Code__c", "A1"}}}};
  EXPECT_EQ(validate(org(), request)["verdict"], "pass");
}

TEST(LookupFilter, IsNotPassedOver) {
  const Json outcome = validate(org(), of_type("Small", {{"Parent__c", "a01000000000001"}}));
  EXPECT_EQ(named(outcome["undetermined"]), Names{"lookupFilter at Parent__c"});
}

TEST(Length, SpacesAtTheEndsAreNotSaved) {
  EXPECT_EQ(validate(org(), of_type("Small", {{"Code__c", " 12345  "}},
                                    {{"unique", {{"Code__c", true}}}}))["verdict"],
            "pass");
  EXPECT_EQ(named(validate(org(), of_type("Small", {{"Code__c", "123456"}}))["failures"]),
            Names{"length at Code__c"});
}

TEST(Operations, ACloneIsANewRecord) {
  schema::Org model = org();
  model.objects["Shop__c"].rules = {rule("Clones", "ISNEW() && ISCLONE()")};
  Json request = of_type("Small", {{"Region__c", "EU"}});
  EXPECT_EQ(validate(model, request)["verdict"], "pass");
  request["operation"] = "clone";
  EXPECT_EQ(validate(model, request)["verdict"], "fail");
}

TEST(Operations, WhatIsRestoredWasSavedBefore) {
  schema::Org model = org();
  model.objects["Shop__c"].rules = {rule("Changed", "ISNEW() || ISCHANGED(Region__c)"),
                                    rule("Europe", "ISPICKVAL(Region__c, \"EU\")")};
  const Json request = {{"object", "Shop__c"},
                        {"operation", "undelete"},
                        {"record", {{"Region__c", "EU"}, {"Code__c", "123456"}}}};
  const Json outcome = validate(model, request);
  EXPECT_EQ(outcome["failures"], Json::array()) << "neither too long now nor changed";
  EXPECT_EQ(named(outcome["undetermined"]), (Names{"unique at Code__c", "Europe at "}));
}

schema::Org translated() {
  schema::Org model = org();
  model.labels["Greeting"] = "Hello";
  model.objects["Shop__c"].rules = {rule("Greets", "Email__c = $Label.Greeting & \"@x\"")};
  schema::Translation& german = model.translations["de"];
  german.labels["Greeting"] = "Hallo";
  german.objects["Shop__c"].fields["Email__c"] = "E-Mail";
  german.objects["Shop__c"].rules["Greets"] = "So nicht";
  return model;
}

TEST(Language, MessagesAndLabelsAreTheUsers) {
  const Json hallo = of_type("Small", {{"Email__c", "Hallo@x"}}, {{"language", "de_DE"}});
  EXPECT_EQ(of_failure(validate(translated(), hallo), "message"), "So nicht");
  const Json hello = of_type("Small", {{"Email__c", "Hello@x"}});
  EXPECT_EQ(of_failure(validate(translated(), hello), "message"), "Greets says no");
  const Json bad = of_type("Small", {{"Email__c", "x"}}, {{"language", "de"}});
  EXPECT_EQ(of_failure(validate(translated(), bad), "message"), "E-Mail: invalid email address: x");
}

schema::Org with_metadata() {
  schema::Org model = org();
  schema::Object& day = model.objects["Day__mdt"];
  day.fields["Off__c"] = field(schema::FieldType::kCheckbox, "Off");
  day.fields["Hours__c"] = field(schema::FieldType::kNumber, "Hours");
  day.fields["Label"] = field(schema::FieldType::kText, "Label");
  model.custom_metadata["Day__mdt"]["Friday"] = {"Fri", {{"Off__c", "true"}, {"Hours__c", "4.50"}}, {}};
  model.objects["Shop__c"].rules = {
      rule("Off",
           "$CustomMetadata.Day__mdt.Friday.Off__c && $CustomMetadata.Day__mdt.Friday.Hours__c = 4.5 && "
           "$CustomMetadata.Day__mdt.Friday.Label = \"Fri\"")};
  return model;
}

TEST(CustomMetadata, AnswersFormulasUnlessTheContextDoes) {
  EXPECT_EQ(validate(with_metadata(), of_type("Small", Json::object()))["verdict"], "fail");
  const Json told = {{"globals", {{"$CustomMetadata", {{"Day__mdt", {{"Friday", {{"Hours__c", 8}}}}}}}}}};
  EXPECT_EQ(validate(with_metadata(), of_type("Small", Json::object(), told))["verdict"], "pass");
}

TEST(CustomMetadata, NeedsNotBeLoadedWhereTheBundleHasIt) {
  schema::Org model = with_metadata();
  const Json known = Json::parse(*Bundle::compile(model)->requirements("Shop__c"));
  EXPECT_FALSE(known.contains("customMetadata") && !known["customMetadata"].empty()) << known.dump(1);
  EXPECT_EQ(known["parents"], Json({"RecordType.DeveloperName"})) << "it decides which values picklists take";
  model.custom_metadata.clear();
  const Json unknown = Json::parse(*Bundle::compile(model)->requirements("Shop__c"));
  EXPECT_EQ(unknown["customMetadata"].size(), 3u) << unknown.dump(1);
}

TEST(CustomMetadata, AnUnknownRecordIsNotGuessed) {
  schema::Org model = with_metadata();
  model.custom_metadata.clear();
  EXPECT_EQ(validate(model, of_type("Small", Json::object()))["verdict"], "undetermined");
}

}  // namespace
}  // namespace presave::testing
