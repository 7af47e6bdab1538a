// What an org's source says beyond fields and rules: record types, dependent picklists, value sets,
// translations, custom metadata; the Metadata API's format; and who overrules whom.
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/presave.h"
#include "metadata/import.h"
#include "tests/golden/org_source.h"
#include "tests/golden/temporary_folder.h"

namespace presave::metadata {
namespace {

using test::metadata_xml;
using test::TemporaryFolder;

schema::Org imported(const TemporaryFolder& folder) {
  auto org = import_source(folder.path());
  EXPECT_TRUE(org) << org.fault().text();
  if (!org) return {};
  for (const schema::LeftOut& item : org->left_out)
    EXPECT_FALSE(item.broken) << item.file << ": " << item.why;
  return *std::move(org);
}

const schema::Field& field(const schema::Org& org, const std::string& object, const std::string& name) {
  return org.objects.at(object).fields.at(name);
}

std::vector<std::string> valid_for(const schema::Field& field, const std::string& value) {
  const auto found = std::find_if(field.values.begin(), field.values.end(),
                                  [&](const auto& candidate) { return candidate.value == value; });
  return found == field.values.end() ? std::vector<std::string>{"(no such value)"} : found->valid_for;
}

/// One .object file of the Metadata API's format, with everything inside.
constexpr const char* kOpportunity =
    "<fields><fullName>Region__c</fullName><label>Region</label><type>Picklist</type>"
    "<valueSet><restricted>true</restricted><valueSetDefinition>"
    "<value><fullName>EU</fullName><label>Europe</label></value>"
    "<value><fullName>US</fullName><label>States</label></value></valueSetDefinition></valueSet></fields>"
    "<fields><fullName>City__c</fullName><label>City</label><type>Picklist</type>"
    "<valueSet><controllingField>Region__c</controllingField><valueSetDefinition>"
    "<value><fullName>Bonn</fullName></value><value><fullName>Reno</fullName></value></valueSetDefinition>"
    "<valueSettings><controllingFieldValue>EU</controllingFieldValue><valueName>Bonn</valueName></"
    "valueSettings>"
    "<valueSettings><controllingFieldValue>EU</controllingFieldValue><controllingFieldValue>US</"
    "controllingFieldValue>"
    "<valueName>Reno</valueName></valueSettings></valueSet></fields>"
    "<validationRules><fullName>No_Zero</fullName><active>true</active>"
    "<errorConditionFormula>Amount = "
    "0</errorConditionFormula><errorMessage>Zero</errorMessage></validationRules>"
    "<businessProcesses><fullName>Short</fullName><isActive>true</isActive>"
    "<values><fullName>Won%2C at last</fullName><default>true</default></values></businessProcesses>"
    "<recordTypes><fullName>Small</fullName><active>true</active><businessProcess>Short</businessProcess>"
    "<label>Klein</label><picklistValues><picklist>Region__c</picklist>"
    "<values><fullName>EU</fullName><default>true</default></values></picklistValues></recordTypes>\n";

TEST(MetadataApiFormat, IsReadLikeTheSourceFormat) {
  const TemporaryFolder folder;
  folder.write("unpackaged/objects/Opportunity.object", metadata_xml("CustomObject", kOpportunity));
  folder.write("unpackaged/labels/CustomLabels.labels",
               metadata_xml("CustomLabels", "<labels><fullName>of</fullName><value>of</value></labels>"));
  folder.write("unpackaged/customPermissions/Override.customPermission",
               metadata_xml("CustomPermission", ""));
  folder.write("unpackaged/package.xml", "<Package/>");
  folder.write("unpackaged/classes/A.cls", "class A {}");
  const schema::Org org = imported(folder);
  EXPECT_EQ(org.objects.at("Opportunity").rules.at(0).name, "No_Zero");
  EXPECT_EQ(field(org, "Opportunity", "Region__c").values.size(), 2u);
  EXPECT_EQ(field(org, "Opportunity", "Amount").type, schema::FieldType::kCurrency)
      << "from the built-in list";
  EXPECT_EQ(org.labels.at("of"), "of");
  EXPECT_EQ(org.custom_permissions, std::vector<std::string>{"Override"});
}

TEST(RecordTypes, OfferValuesOfTheirOwnAndOfTheirProcess) {
  const TemporaryFolder folder;
  folder.write("objects/Opportunity.object", metadata_xml("CustomObject", kOpportunity));
  const schema::Org org = imported(folder);
  const schema::RecordType& small = org.objects.at("Opportunity").record_types.at("Small");
  EXPECT_EQ(small.label, "Klein");
  EXPECT_EQ(small.picklists.at("Region__c").values, std::vector<std::string>{"EU"});
  EXPECT_EQ(small.picklists.at("Region__c").default_value, "EU");
  EXPECT_EQ(small.picklists.at("StageName").values, std::vector<std::string>{"Won, at last"});
}

TEST(DependentPicklists, KnowWhichValuesOfferWhich) {
  const TemporaryFolder folder;
  folder.write("objects/Opportunity.object", metadata_xml("CustomObject", kOpportunity));
  const schema::Org org = imported(folder);
  const schema::Field& city = field(org, "Opportunity", "City__c");
  EXPECT_TRUE(city.is_dependent());
  EXPECT_EQ(valid_for(city, "Bonn"), std::vector<std::string>{"EU"});
  EXPECT_EQ(valid_for(city, "Reno"), (std::vector<std::string>{"EU", "US"}));
}

TEST(DependentPicklists, OldFormAndValueSetsToo) {
  const TemporaryFolder folder;
  folder.write(
      "objects/A__c.object",
      metadata_xml("CustomObject",
                   "<fields><fullName>On__c</fullName><type>Checkbox</type></fields>"
                   "<fields><fullName>Old__c</fullName><type>Picklist</type><picklist>"
                   "<controllingField>On__c</controllingField><picklistValues><fullName>x</fullName>"
                   "<default>true</default><controllingFieldValues>checked</controllingFieldValues>"
                   "</picklistValues><restrictedPicklist>true</restrictedPicklist></picklist></fields>"
                   "<fields><fullName>Shared__c</fullName><type>Picklist</type><valueSet>"
                   "<controllingField>On__c</controllingField><valueSetName>Set</valueSetName>"
                   "<valueSettings><controllingFieldValue>unchecked</controllingFieldValue>"
                   "<valueName>y</valueName></valueSettings></valueSet></fields>"));
  folder.write("globalValueSets/Set.globalValueSet",
               metadata_xml("GlobalValueSet", "<customValue><fullName>y</fullName></customValue>"));
  const schema::Org org = imported(folder);
  EXPECT_TRUE(field(org, "A__c", "Old__c").restricted);
  EXPECT_EQ(valid_for(field(org, "A__c", "Old__c"), "x"), std::vector<std::string>{"true"});
  EXPECT_EQ(valid_for(field(org, "A__c", "Shared__c"), "y"), std::vector<std::string>{"false"});
}

TEST(StandardValueSets, FillEveryPicklistThatUsesThem) {
  const TemporaryFolder folder;
  folder.write("standardValueSets/LeadSource.standardValueSet-meta.xml",
               metadata_xml("StandardValueSet", "<standardValue><fullName>Web</fullName></standardValue>"));
  folder.write("objects/Lead/Lead.object-meta.xml", metadata_xml("CustomObject", ""));
  folder.write("objects/A__c/fields/C__c.field-meta.xml",
               metadata_xml("CustomField", "<type>Lookup</type><referenceTo>Contact</referenceTo>"));
  const schema::Org org = imported(folder);
  EXPECT_EQ(field(org, "Lead", "LeadSource").values.at(0).value, "Web");
  EXPECT_EQ(field(org, "Contact", "LeadSource").values.at(0).value, "Web");
}

TEST(StandardFields, OfFeaturesComeWhereFormulasSpeakOfThem) {
  const TemporaryFolder folder;
  folder.write("objects/A__c.object",
               metadata_xml("CustomObject",
                            "<fields><fullName>E__c</fullName><type>Text</type>"
                            "<formula>TEXT(CurrencyIsoCode) &amp; P__r.PersonEmail</formula></fields>"
                            "<fields><fullName>P__c</fullName><type>Lookup</type>"
                            "<referenceTo>Account</referenceTo></fields>"));
  schema::Org org = imported(folder);
  EXPECT_TRUE(org.objects.at("Account").fields.contains("PersonEmail"));
  EXPECT_FALSE(org.objects.at("Account").fields.contains("BillingStateCode"));
  const auto bundle = Bundle::compile(std::move(org));
  ASSERT_TRUE(bundle);
  for (const Finding& finding : bundle->findings()) ADD_FAILURE() << finding.message;
}

TEST(Translations, SpeakOfObjectsFieldsRulesValuesAndLabels) {
  const TemporaryFolder folder;
  folder.write("objects/Opportunity.object", metadata_xml("CustomObject", kOpportunity));
  folder.write(
      "objectTranslations/Opportunity-de/Opportunity-de.objectTranslation-meta.xml",
      metadata_xml("CustomObjectTranslation",
                   "<caseValues><plural>false</plural><value>Chance</value></caseValues>"
                   "<validationRules><errorMessage>Null!</errorMessage><name>No_Zero</name></validationRules>"
                   "<validationRules><errorMessage></errorMessage><name>Other</name></validationRules>"));
  folder.write(
      "objectTranslations/Opportunity-de/Region__c.fieldTranslation-meta.xml",
      metadata_xml("CustomFieldTranslation",
                   "<label>Gebiet</label><name>Region__c</name><picklistValues>"
                   "<masterLabel>Europe</masterLabel><translation>Europa</translation></picklistValues>"));
  folder.write("objectTranslations/Gone__c-de.objectTranslation",
               metadata_xml("CustomObjectTranslation",
                            "<caseValues><plural>false</plural><value>x</value></caseValues>"));
  folder.write("translations/es_MX.translation",
               metadata_xml("Translations", "<customLabels><label>de</label><name>of</name></customLabels>"));
  const schema::Org org = imported(folder);
  const schema::ObjectTranslation& german = org.translations.at("de").objects.at("Opportunity");
  EXPECT_EQ(german.label, "Chance");
  EXPECT_EQ(german.rules, (schema::ByName<std::string>{{"No_Zero", "Null!"}}));
  EXPECT_EQ(german.fields.at("Region__c"), "Gebiet");
  EXPECT_EQ(german.values.at("Region__c").at("EU"), "Europa");
  EXPECT_FALSE(org.translations.at("de").objects.contains("Gone__c"));
  EXPECT_EQ(org.translations.at("es_MX").labels.at("of"), "de");
}

TEST(CustomMetadata, RecordsAreRead) {
  const TemporaryFolder folder;
  folder.write("customMetadata/Day.Friday.md-meta.xml",
               metadata_xml("CustomMetadata",
                            "<label>Friday</label><values><field>Off__c</field><value>true</value></values>"
                            "<values><field>Note__c</field><value/></values>"));
  folder.write("docs/notes.2026.md", "notes");
  const schema::Org org = imported(folder);
  const schema::CustomMetadataRecord& friday = org.custom_metadata.at("Day__mdt").at("Friday");
  EXPECT_EQ(friday.label, "Friday");
  EXPECT_EQ(friday.values, (schema::ByName<std::string>{{"Off__c", "true"}}));
}

TEST(RollUps, OfDatesAreDates) {
  const TemporaryFolder folder;
  folder.write("objects/A__c/fields/First__c.field-meta.xml",
               metadata_xml("CustomField",
                            "<type>Summary</type><summaryOperation>min</summaryOperation>"
                            "<summarizedField>B__c.Day__c</summarizedField>"));
  folder.write("objects/B__c/fields/Day__c.field-meta.xml", metadata_xml("CustomField", "<type>Date</type>"));
  const schema::Org org = imported(folder);
  EXPECT_EQ(field(org, "A__c", "First__c").type, schema::FieldType::kDate);
  EXPECT_TRUE(field(org, "A__c", "First__c").roll_up);
}

/// A describe with a dependent picklist: validFor "gAAA" is the first controlling value, "QAAA" the second.
constexpr const char* kDescribe =
    R"({"name": "Account", "label": "Firma", "labelPlural": "Firmen", "keyPrefix": "001",
  "recordTypeInfos": [{"developerName": "Master", "master": true, "active": true},
    {"developerName": "Partner", "name": "Partner", "master": false, "active": true, "recordTypeId": "012000000000001AAA"}],
  "fields": [
    {"name": "Name", "label": "Firmenname", "type": "string", "length": 200, "nillable": false, "createable": true,
     "defaultedOnCreate": false},
    {"name": "Kind__c", "type": "picklist", "nillable": true, "restrictedPicklist": true, "picklistValues": [
      {"value": "A", "label": "a", "active": true, "defaultValue": true, "validFor": null},
      {"value": "B", "label": "b", "active": false, "defaultValue": false, "validFor": null}]},
    {"name": "Sub__c", "type": "picklist", "nillable": true, "dependentPicklist": true, "controllerName": "Kind__c",
     "picklistValues": [{"value": "X", "label": "x", "active": true, "defaultValue": false, "validFor": "gAAA"},
                        {"value": "Y", "label": "y", "active": true, "defaultValue": false, "validFor": "QAAA"}]},
    {"name": "Rank__c", "type": "double", "precision": 5, "scale": 1, "nillable": true, "unique": true, "externalId": true},
    {"name": "Count__c", "type": "int", "digits": 8, "precision": 0, "scale": 0, "nillable": true},
    {"name": "Twice__c", "type": "double", "precision": 18, "scale": 2, "nillable": true, "calculated": true,
     "calculatedFormula": "Rank__c * 2", "formulaTreatNullNumberAsZero": true},
    {"name": "Parent__c", "type": "reference", "nillable": false, "createable": true, "referenceTo": ["Account"],
     "relationshipName": "Parent__r", "relationshipOrder": 0, "filteredLookupInfo": {"optionalFilter": false}},
    {"name": "Notes__c", "type": "textarea", "length": 32768, "nillable": true},
    {"name": "Place__c", "type": "address", "nillable": true}]})";

TEST(Describe, TellsFieldsPicklistsAndRecordTypes) {
  const TemporaryFolder folder;
  folder.write("describe/Account.json", kDescribe);
  const schema::Org org = imported(folder);
  EXPECT_EQ(org.objects.at("Account").label, "Firma");
  EXPECT_TRUE(field(org, "Account", "Name").required);
  EXPECT_EQ(field(org, "Account", "Name").length, 200);
  EXPECT_EQ(field(org, "Account", "Kind__c").values.at(0).is_default, true);
  EXPECT_FALSE(field(org, "Account", "Kind__c").values.at(1).active);
  EXPECT_EQ(valid_for(field(org, "Account", "Sub__c"), "X"), std::vector<std::string>{"A"});
  EXPECT_EQ(valid_for(field(org, "Account", "Sub__c"), "Y"), std::vector<std::string>{"B"});
  EXPECT_TRUE(field(org, "Account", "Rank__c").unique);
  EXPECT_EQ(field(org, "Account", "Count__c").precision, 8);
  EXPECT_EQ(field(org, "Account", "Twice__c").formula, "Rank__c * 2");
  EXPECT_EQ(field(org, "Account", "Parent__c").type, schema::FieldType::kMasterDetail);
  EXPECT_TRUE(field(org, "Account", "Parent__c").filtered);
  EXPECT_EQ(field(org, "Account", "Notes__c").type, schema::FieldType::kLongTextArea);
  EXPECT_FALSE(org.objects.at("Account").fields.contains("Place__c"));
  EXPECT_EQ(org.objects.at("Account").record_types.at("Partner").id, "012000000000001AAA");
  EXPECT_FALSE(org.objects.at("Account").record_types.contains("Master"));
}

TEST(Describe, OverrulesTheBuiltInListAndIsOverruledBySource) {
  const TemporaryFolder folder;
  folder.write("z.json", std::string("{\"status\": 0, \"result\": ") + kDescribe + "}");
  folder.write("objects/Account/fields/Rank__c.field-meta.xml",
               metadata_xml("CustomField", "<type>Number</type><precision>9</precision><scale>0</scale>"));
  folder.write("objects/Account/recordTypes/Partner.recordType-meta.xml",
               metadata_xml("RecordType", "<active>false</active><label>Mate</label>"));
  folder.write("data.json", R"({"fields": "no describe", "nillable": 1})");
  const schema::Org org = imported(folder);
  EXPECT_EQ(field(org, "Account", "Rank__c").precision, 9);
  EXPECT_EQ(field(org, "Account", "Name").length, 200);
  EXPECT_TRUE(org.objects.at("Account").fields.contains("Industry")) << "the built-in list fills the gaps";
  const schema::RecordType& partner = org.objects.at("Account").record_types.at("Partner");
  EXPECT_EQ(partner.label, "Mate");
  EXPECT_FALSE(partner.active);
  EXPECT_EQ(partner.id, "012000000000001AAA");
}

TEST(Describe, IsReadFromASingleFile) {
  const TemporaryFolder folder;
  folder.write("Account.json", kDescribe);
  const auto org = import_source(folder.path() / "Account.json");
  ASSERT_TRUE(org) << org.fault().text();
  EXPECT_EQ(org->name, "Account");
}

}  // namespace
}  // namespace presave::metadata
