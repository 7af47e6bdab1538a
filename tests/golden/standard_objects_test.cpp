// What the built-in description of standard objects lets an org's formulas read, and what the built-in values of
// standard picklists may be taken for: a hint.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "engine/lint/lint.h"
#include "engine/presave.h"
#include "metadata/import.h"
#include "metadata/standard_value_sets.h"
#include "tests/golden/org_source.h"
#include "tests/golden/temporary_folder.h"

namespace presave::metadata {
namespace {

using test::metadata_xml;
using test::TemporaryFolder;
using Json = nlohmann::json;

std::string rule_xml(const std::string& formula) {
  return "<validationRules><fullName>R</fullName><active>true</active><errorConditionFormula>" + formula +
         "</errorConditionFormula><errorMessage>m</errorMessage></validationRules>";
}

std::string field_xml(const std::string& name, const std::string& inside) {
  return "<fields><fullName>" + name + "</fullName>" + inside + "</fields>";
}

schema::Org imported(const TemporaryFolder& folder) {
  auto org = import_source(folder.path());
  EXPECT_TRUE(org) << org.fault().text();
  return org ? *std::move(org) : schema::Org();
}

/// An org of one object file.
schema::Org org_with(const std::string& object, const std::string& inside) {
  const TemporaryFolder folder;
  folder.write("objects/" + object + ".object", metadata_xml("CustomObject", inside));
  return imported(folder);
}

Bundle compiled(schema::Org org) {
  auto bundle = Bundle::compile(std::move(org));
  EXPECT_TRUE(bundle);
  for (const Finding& finding : bundle->findings())
    ADD_FAILURE() << finding.object << '.' << finding.name << ": " << finding.message;
  return *std::move(bundle);
}

std::string verdict(const Bundle& bundle, const std::string& object, const Json& record) {
  const auto outcome = bundle.validate(Json({{"object", object}, {"record", record}}).dump(), 0);
  EXPECT_TRUE(outcome) << outcome.fault().text();
  return outcome ? Json::parse(*outcome).at("verdict").get<std::string>() : std::string();
}

/// The codes of what lint says.
std::vector<std::string> lint_codes(const schema::Org& org) {
  std::vector<std::string> codes;
  for (const lint::Finding& finding : lint::look_through(org)) codes.emplace_back(finding.rule->code);
  return codes;
}

TEST(StandardObjects, QueuesAreGroupsUnderNamesOfTheirOwn) {
  const Bundle bundle =
      compiled(org_with("Case", rule_xml("Owner:Queue.QueueName = \"Closed\" || Owner:Queue.DeveloperName = \"Dev\"")));
  const auto owned_by = [&](const Json& owner) {
    return verdict(bundle, "Case", {{"OwnerId", "00G000000000001AAA"}, {"Owner", owner}});
  };
  const Json group = {{"type", "Group"}};
  EXPECT_EQ(owned_by({{"attributes", group}, {"Name", "Closed"}, {"DeveloperName", "C"}}), "fail");
  EXPECT_EQ(owned_by({{"attributes", group}, {"Name", "Open"}, {"DeveloperName", "Dev"}}), "fail");
  EXPECT_EQ(owned_by({{"attributes", group}, {"Name", "Open"}, {"DeveloperName", "O"}}), "pass");
  EXPECT_EQ(owned_by({{"attributes", {{"type", "User"}}}, {"Name", "Closed"}}), "pass") << "a user is no queue";
}

TEST(StandardObjects, ArticlesHaveTheirOwnFields) {
  compiled(org_with("Faq__kav", field_xml("Url__c", "<type>Text</type><formula>UrlName &amp; ArticleNumber</formula>") +
                                    rule_xml("LEN(Summary) &gt; 750 || LastPublishedDate &gt; NOW()")));
}

TEST(StandardObjects, FormulasOfActivitiesReadFieldsOfTasksAndEvents) {
  const TemporaryFolder folder;
  folder.write("objects/Activity.object",
               metadata_xml("CustomObject", field_xml("Late__c", "<type>Checkbox</type><formula>ISBLANK(WhatId) &amp;&amp; "
                                                                 "Account.RecordTypeId = \"x\"</formula>")));
  const schema::Org org = imported(folder);
  EXPECT_TRUE(org.objects.at("Event").fields.contains("Late__c"));
  compiled(org);
}

TEST(StandardObjects, RollUpsOfSystemFieldsHaveTheirType) {
  const TemporaryFolder folder;
  folder.write("objects/Part__c.object", metadata_xml("CustomObject", ""));
  folder.write("objects/Whole__c.object",
               metadata_xml("CustomObject", field_xml("Last__c", "<type>Summary</type><summaryOperation>max</summaryOperation>"
                                                                 "<summarizedField>Part__c.LastModifiedDate</summarizedField>")));
  EXPECT_EQ(imported(folder).objects.at("Whole__c").fields.at("Last__c").type, schema::FieldType::kDateTime);
}

TEST(StandardObjects, AComboBoxIsText) {
  compiled(org_with("Task", field_xml("Subject", "<type>Picklist</type>") + rule_xml("CONTAINS(Subject, \"x\")")));
}

TEST(StandardObjects, AddressesHaveAPlaceOnTheGlobe) {
  const Bundle bundle = compiled(
      org_with("Contact", rule_xml("DISTANCE(MailingAddress, GEOLOCATION(45, -93), &apos;km&apos;) &gt; 100")));
  const auto at = [](double latitude) { return Json{{"latitude", latitude}, {"longitude", -93}, {"city", "St Paul"}}; };
  EXPECT_EQ(verdict(bundle, "Contact", {{"LastName", "A"}, {"MailingAddress", at(45.1)}}), "pass");
  EXPECT_EQ(verdict(bundle, "Contact", {{"LastName", "A"}, {"MailingAddress", at(47)}}), "fail");
}

TEST(StandardObjects, OptionalLookupsBringTheirObjects) {
  const schema::Org org = org_with("Case", rule_xml("BusinessHours.Name = \"Always\""));
  EXPECT_TRUE(org.objects.contains("BusinessHours"));
  compiled(org);
}

TEST(StandardValues, OfEveryPicklistStandInAField) {
  for (const StandardPicklist& picklist : standard_picklists()) {
    const schema::Org org = org_with(std::string(picklist.object), "");
    const schema::Field& field = org.objects.at(std::string(picklist.object)).fields.at(std::string(picklist.field));
    EXPECT_EQ(field.type, schema::FieldType::kPicklist) << picklist.object << '.' << picklist.field;
    const bool starts_empty = picklist.value_set == "OrderType";
    EXPECT_EQ(field.values.empty(), starts_empty) << picklist.value_set;
    EXPECT_EQ(field.built_in_values, !starts_empty);
    EXPECT_FALSE(field.restricted);
  }
}

TEST(StandardValues, AreNoReasonToWarnOrToRefuse) {
  const std::string rule = rule_xml("ISPICKVAL(StageName, \"Signed\") &amp;&amp; ISBLANK(NextStep)");
  const std::string field = field_xml("StageName", "<type>Picklist</type><valueSet><restricted>true</restricted></valueSet>");
  const schema::Org org = org_with("Opportunity", field + rule);
  EXPECT_EQ(org.objects.at("Opportunity").fields.at("StageName").values.front().value, "Prospecting");
  EXPECT_EQ(lint_codes(org), std::vector<std::string>{});
  const Json record = {{"Name", "A"}, {"CloseDate", "2026-01-01"}, {"StageName", "Signed"}, {"NextStep", "go"}};
  EXPECT_EQ(verdict(compiled(org), "Opportunity", record), "pass");
}

TEST(StandardValues, GiveWayToTheOrgsOwn) {
  const TemporaryFolder folder;
  folder.write("objects/Opportunity.object", metadata_xml("CustomObject", rule_xml("ISPICKVAL(StageName, \"Closed Won\")")));
  folder.write("standardValueSets/OpportunityStage.standardValueSet",
               metadata_xml("StandardValueSet", "<standardValue><fullName>Won</fullName></standardValue>"));
  const schema::Org org = imported(folder);
  const schema::Field& stage = org.objects.at("Opportunity").fields.at("StageName");
  ASSERT_EQ(stage.values.size(), 1u);
  EXPECT_EQ(stage.values[0].value, "Won");
  EXPECT_FALSE(stage.built_in_values);
  EXPECT_EQ(lint_codes(org), std::vector<std::string>({"message-without-field", "unknown-picklist-value"}));
}

TEST(StandardValues, SayInABundleThatTheyAreBuiltIn) {
  const auto org = read_bundle(write_bundle(org_with("Lead", "")));
  ASSERT_TRUE(org) << org.fault().text();
  EXPECT_TRUE(org->objects.at("Lead").fields.at("Status").built_in_values);
}

}  // namespace
}  // namespace presave::metadata
