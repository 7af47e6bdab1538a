#include "metadata/import.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/presave.h"
#include "metadata/limits.h"
#include "tests/golden/org_source.h"
#include "tests/golden/temporary_folder.h"

namespace presave::metadata {
namespace {

using test::TemporaryFolder;
constexpr auto element = test::metadata_xml;

constexpr const char* kObjects = "force-app/main/default/objects/";

/// A project of one object with one field of that definition.
Result<schema::Org> import_field(const std::string& definition) {
  const TemporaryFolder folder;
  folder.write("objects/A__c/fields/F__c.field-meta.xml", element("CustomField", definition));
  return import_source(folder.path());
}

schema::Field field_of(const std::string& definition) {
  const auto org = import_field(definition);
  EXPECT_TRUE(org) << org.fault().text();
  return org ? org->objects.at("A__c").fields.at("F__c") : schema::Field();
}

void write_project(const TemporaryFolder& folder) {
  folder.write("sfdx-project.json",
               R"({"packageDirectories": [{"path": "force-app"}, {"path": "later"}], "name": "Tiny"})");
  const std::string grant = std::string(kObjects) + "Grant__c/";
  folder.write(grant + "Grant__c.object-meta.xml",
               element("CustomObject",
                       "<label>Grant</label>\n<pluralLabel>Grants</pluralLabel>\n"
                       "<nameField><label>Number</label><type>AutoNumber</type></nameField>\n"
                       "<recordTypes><fullName>Small</fullName></recordTypes>\n"));
  folder.write(grant + "fields/Contact__c.field-meta.xml",
               element("CustomField",
                       "<fullName>Contact__c</fullName>\n<label>Contact</label>\n"
                       "<lookupFilter><active>true</active><isOptional>false</isOptional></lookupFilter>\n"
                       "<referenceTo>Contact</referenceTo>\n<relationshipName>Grants</relationshipName>\n"
                       "<type>Lookup</type>\n"));
  folder.write(
      grant + "fields/Stage__c.field-meta.xml",
      element("CustomField",
              "<fullName>Stage__c</fullName>\n<type>Picklist</type>\n<valueSet><restricted>true</restricted>"
              "<valueSetName>Stages</valueSetName></valueSet>\n"));
  folder.write(
      "force-app/main/default/globalValueSets/Stages.globalValueSet-meta.xml",
      element(
          "GlobalValueSet",
          "<customValue><fullName>Open</fullName><default>true</default><label>Offen</label></customValue>\n"
          "<customValue><fullName>Old</fullName><isActive>false</isActive></customValue>\n"));
  folder.write(
      grant + "validationRules/Open_First.validationRule-meta.xml",
      element("ValidationRule",
              "<fullName>Open_First</fullName>\n<active>true</active>\n"
              "<!-- why -->\n<errorConditionFormula>ISNEW() &amp;&amp;\r\n NOT(ISPICKVAL(Stage__c, "
              "&quot;Open&quot;))</errorConditionFormula>\n<errorDisplayField>Stage__c</errorDisplayField>\n"
              "<errorMessage>Start open &lt;please&gt;</errorMessage>\n"));
  folder.write("force-app/main/default/labels/CustomLabels.labels-meta.xml",
               element("CustomLabels", "<labels><fullName>of</fullName><value>von</value></labels>\n"));
  folder.write("force-app/main/default/customPermissions/Override.customPermission-meta.xml",
               element("CustomPermission", "<label>Override</label>\n"));
  folder.write("force-app/main/default/flows/Notify.flow-meta.xml", "not even read");
  folder.write("force-app/main/default/classes/A.cls-meta.xml", "not even read");
  folder.write("force-app/main/default/classes/B.cls-meta.xml", "not even read");
  folder.write("force-app/node_modules/x/objects/B__c/B__c.object-meta.xml", "not even seen");
}

const schema::LeftOut* find_left_out(const schema::Org& org, const std::string& what) {
  const auto found = std::find_if(org.left_out.begin(), org.left_out.end(),
                                  [&](const auto& item) { return item.what == what; });
  return found == org.left_out.end() ? nullptr : &*found;
}

TEST(Import, TakesOverAProject) {
  const TemporaryFolder folder;
  write_project(folder);
  const auto org = import_source(folder.path());
  ASSERT_TRUE(org) << org.fault().text();
  EXPECT_EQ(org->name, "Tiny");
  const schema::Object& grant = org->objects.at("Grant__c");
  EXPECT_EQ(grant.plural_label, "Grants");
  EXPECT_EQ(grant.fields.at("Name").type, schema::FieldType::kAutoNumber);
  EXPECT_EQ(grant.fields.at("Contact__c").relationship_name, "Contact__r");
  EXPECT_EQ(grant.fields.at("OwnerId").relationship_name, "Owner");
  ASSERT_EQ(grant.fields.at("Stage__c").values.size(), 2u);
  EXPECT_EQ(grant.fields.at("Stage__c").values[0].label, "Offen");
  EXPECT_FALSE(grant.fields.at("Stage__c").values[1].active);
  EXPECT_EQ(org->labels.at("of"), "von");
  EXPECT_EQ(org->custom_permissions, std::vector<std::string>{"Override"});
  EXPECT_FALSE(org->objects.contains("B__c"));
}

TEST(Import, RulesKnowTheirLineAndLineEndsAreNormal) {
  const TemporaryFolder folder;
  write_project(folder);
  const auto org = import_source(folder.path());
  ASSERT_TRUE(org) << org.fault().text();
  const schema::ValidationRule& rule = org->objects.at("Grant__c").rules.at(0);
  EXPECT_EQ(rule.formula, "ISNEW() &&\n NOT(ISPICKVAL(Stage__c, \"Open\"))");
  EXPECT_EQ(rule.message, "Start open <please>");
  EXPECT_EQ(rule.field, "Stage__c");
  EXPECT_EQ(rule.source.file,
            std::string(kObjects) + "Grant__c/validationRules/Open_First.validationRule-meta.xml");
  EXPECT_EQ(rule.source.line, 6);
}

TEST(Import, NamesWhatItLeavesOut) {
  const TemporaryFolder folder;
  write_project(folder);
  const auto org = import_source(folder.path());
  ASSERT_TRUE(org) << org.fault().text();
  for (const char* what :
       {"lookup filter of Grant__c.Contact__c", "flow Notify", "2 of kind cls", "package folder"}) {
    EXPECT_NE(find_left_out(*org, what), nullptr) << what;
  }
  EXPECT_EQ(find_left_out(*org, "lookup filter of Grant__c.Contact__c")->line, 5);
  EXPECT_EQ(find_left_out(*org, "package folder")->file, "later");
}

TEST(Import, BringsTheStandardObjectsThatLookupsReach) {
  const TemporaryFolder folder;
  write_project(folder);
  const auto org = import_source(folder.path());
  ASSERT_TRUE(org) << org.fault().text();
  EXPECT_EQ(org->objects.at("Contact").fields.at("AccountId").relationship_name, "Account");
  EXPECT_EQ(org->objects.at("Account").fields.at("Name").length, 255);
  EXPECT_EQ(org->objects.at("User").fields.at("ManagerId").reference_to, std::vector<std::string>{"User"});
  EXPECT_FALSE(org->objects.contains("Case")) << "nothing leads there";
}

TEST(Import, IsTheSameEveryTime) {
  const TemporaryFolder folder;
  write_project(folder);
  const auto once = import_source(folder.path());
  const auto again = import_source(folder.path());
  ASSERT_TRUE(once && again);
  const std::string document = write_bundle(*once);
  EXPECT_EQ(document, write_bundle(*again));
  const auto read = read_bundle(document);
  ASSERT_TRUE(read) << read.fault().text();
  EXPECT_EQ(document, write_bundle(*read));
}

TEST(Import, LaterFoldersOverrideEarlierOnes) {
  const TemporaryFolder first;
  const TemporaryFolder second;
  first.write("objects/A__c/fields/F__c.field-meta.xml",
              element("CustomField", "<label>old</label><type>Date</type>"));
  second.write("objects/A__c/fields/f__C.field-meta.xml",
               element("CustomField", "<label>new</label><type>Date</type>"));
  const std::filesystem::path folders[] = {first.path(), second.path()};
  const auto org = import_source(folders, "Both");
  ASSERT_TRUE(org) << org.fault().text();
  EXPECT_EQ(org->name, "Both");
  EXPECT_EQ(org->objects.at("A__c").fields.at("F__c").label, "new");
  EXPECT_EQ(org->left_out.size(), 1u);
}

TEST(ImportField, ReadsSizes) {
  const schema::Field field = field_of("<precision>18</precision><scale>2</scale><type>Currency</type>");
  EXPECT_EQ(field.precision, 18);
  EXPECT_EQ(field.scale, 2);
  EXPECT_EQ(field_of("<type>Email</type>").length, 80);
}

TEST(ImportField, FormulaFieldsTreatBlanksAsZeroUnlessTold) {
  EXPECT_EQ(field_of("<formula>1</formula><type>Number</type>").blanks_as, schema::BlanksAs::kZero);
  EXPECT_EQ(
      field_of(
          "<formula>1</formula><formulaTreatBlanksAs>BlankAsBlank</formulaTreatBlanksAs><type>Number</type>")
          .blanks_as,
      schema::BlanksAs::kBlank);
}

TEST(ImportField, TextMayStandInSections) {
  EXPECT_EQ(field_of("<formula>1 <![CDATA[< 2]]><!-- note --> &amp;&amp; TRUE</formula><type>Checkbox</type>")
                .formula,
            "1 < 2 && TRUE");
}

TEST(ImportField, MasterDetailIsRequiredAndTakesTheOwnerAway) {
  const auto org = import_field("<referenceTo>Account</referenceTo><type>MasterDetail</type>");
  ASSERT_TRUE(org) << org.fault().text();
  EXPECT_TRUE(org->objects.at("A__c").fields.at("F__c").required);
  EXPECT_FALSE(org->objects.at("A__c").fields.contains("OwnerId"));
}

TEST(ImportField, HierarchyLeadsToTheObjectItself) {
  const schema::Field field = field_of("<type>Hierarchy</type>");
  EXPECT_EQ(field.type, schema::FieldType::kLookup);
  EXPECT_EQ(field.reference_to, std::vector<std::string>{"A__c"});
  EXPECT_EQ(field.relationship_name, "F__r");
}

TEST(ImportField, UnknownTypesAreLeftOut) {
  const auto org = import_field("\n<type>Hologram</type>\n");
  ASSERT_TRUE(org) << org.fault().text();
  EXPECT_FALSE(org->objects.at("A__c").fields.contains("F__c"));
  const schema::LeftOut* left_out = find_left_out(*org, "field A__c.F__c");
  ASSERT_NE(left_out, nullptr);
  EXPECT_EQ(left_out->line, 4);
  EXPECT_EQ(left_out->why, "type Hologram is not supported");
}

TEST(ImportField, AMissingValueSetDoesNotRefuseEveryRecord) {
  const auto org = import_field(
      "<type>Picklist</type><valueSet><restricted>true</restricted>"
      "<valueSetName>Gone</valueSetName></valueSet>");
  ASSERT_TRUE(org) << org.fault().text();
  EXPECT_FALSE(org->objects.at("A__c").fields.at("F__c").restricted);
  EXPECT_NE(find_left_out(*org, "values of A__c.F__c"), nullptr);
}

const schema::LeftOut* find_broken(const schema::Org& org) {
  const auto found =
      std::find_if(org.left_out.begin(), org.left_out.end(), [](const auto& item) { return item.broken; });
  return found == org.left_out.end() ? nullptr : &*found;
}

/// A piece of source that is malformed beside one that is not.
struct Broken {
  std::string file;
  std::string text;
  int line;
  std::string why;  ///< a part of it
};

class BrokenSource : public testing::TestWithParam<Broken> {};

TEST_P(BrokenSource, IsNamedWithItsPlaceAndTheRestIsRead) {
  const TemporaryFolder folder;
  folder.write("objects/Whole__c/Whole__c.object-meta.xml", element("CustomObject", ""));
  folder.write(GetParam().file, GetParam().text);
  const auto org = import_source(folder.path());
  ASSERT_TRUE(org) << org.fault().text();
  EXPECT_TRUE(org->objects.contains("Whole__c"));
  const schema::LeftOut* broken = find_broken(*org);
  ASSERT_NE(broken, nullptr);
  EXPECT_EQ(broken->file, GetParam().file);
  EXPECT_EQ(broken->line, GetParam().line);
  EXPECT_NE(broken->why.find(GetParam().why), std::string::npos) << broken->why;
}

constexpr const char* kField = "objects/A__c/fields/F__c.field-meta.xml";
constexpr const char* kRule = "objects/A__c/validationRules/R.validationRule-meta.xml";

INSTANTIATE_TEST_SUITE_P(
    All, BrokenSource,
    testing::Values(
        Broken{kField, "", 1, "document element"},
        Broken{kField, "<CustomField>\n<type>Text</type>\n", 2, ""},
        Broken{kField, "<CustomField>\n\n<type>Text</label></CustomField>", 3, "mismatch"},
        Broken{kField, "<CustomObject/>", 1, "expected <CustomField>"},
        Broken{kField, "<CustomField>\n\xFF</CustomField>", 2, "UTF-8"},
        Broken{kField, element("CustomField", "<length>many</length><type>Text</type>"), 3, "whole number"},
        Broken{kField, element("CustomField", "<formula/><type>Text</type>"), 3, "empty"},
        Broken{kField, element("CustomField", "<fullName>a b</fullName><type>Text</type>"), 2, "API name"},
        Broken{kRule, element("ValidationRule", "<active>true</active>"), 2, "errorConditionFormula"},
        Broken{kRule, element("ValidationRule", "<errorConditionFormula>TRUE</errorConditionFormula>"), 2,
               "errorMessage"},
        Broken{"objects/A__c.object", "<CustomObject>\n<fields><fullName>x</fullName>\n</CustomObject>", 3,
               ""},
        Broken{"objects/A__c.object",
               element("CustomObject",
                       "<fields><fullName>F__c</fullName><type>Text</type>\n<length>x</length></fields>"),
               4, "whole number"},
        Broken{"objectTranslations/A.objectTranslation", element("CustomObjectTranslation", ""), 2,
               "Account-de"},
        Broken{"customMetadata/A.b c.md", element("CustomMetadata", ""), 2, "API name"},
        Broken{"describe/A.json", "{\"fields\": [{\"nillable\": }]}", 0, "line 1, column 26: the text is not JSON"},
        Broken{"sfdx-project.json", "{", 0, "line 1, column 2"},
        Broken{"sfdx-project.json", "{}", 0, "packageDirectories"},
        Broken{"sfdx-project.json", R"({"packageDirectories": [{"path": 1}]})", 0, "expected a string"}));

TEST(Import, ARuleThatCannotBeReadIsNotPassedOver) {
  const TemporaryFolder folder;
  folder.write("objects/A__c/A__c.object-meta.xml", element("CustomObject", ""));
  folder.write(kRule, element("ValidationRule", "<active>true</active>"));
  auto org = import_source(folder.path());
  ASSERT_TRUE(org) << org.fault().text();
  ASSERT_EQ(org->objects.at("A__c").rules.size(), 1u);
  const auto bundle = Bundle::compile(*std::move(org));
  ASSERT_TRUE(bundle);
  ASSERT_EQ(bundle->findings().size(), 1u);
  EXPECT_EQ(bundle->findings()[0].name, "R");
}

TEST(Import, PackagesOutsideTheProjectAreNotRead) {
  const TemporaryFolder folder;
  folder.write("project/sfdx-project.json", R"({"packageDirectories": [{"path": "../x"}, {"path": "app"}]})");
  folder.write("project/app/objects/A__c/A__c.object-meta.xml", element("CustomObject", ""));
  folder.write("x/objects/B__c/B__c.object-meta.xml", element("CustomObject", ""));
  const auto org = import_source(folder.path() / "project");
  ASSERT_TRUE(org) << org.fault().text();
  EXPECT_TRUE(org->objects.contains("A__c"));
  EXPECT_FALSE(org->objects.contains("B__c"));
  EXPECT_EQ(find_broken(*org)->file, "../x");
}

TEST(Import, PackagesInOneAnotherAreReadOnce) {
  const TemporaryFolder folder;
  folder.write("sfdx-project.json", R"({"packageDirectories": [{"path": "app"}, {"path": "app/inner"}]})");
  folder.write("app/inner/objects/A__c/fields/F__c.field-meta.xml",
               element("CustomField", "<type>Date</type>"));
  const auto org = import_source(folder.path());
  ASSERT_TRUE(org) << org.fault().text();
  EXPECT_EQ(find_left_out(*org, "field A__c.F__c"), nullptr);
}

TEST(Import, MissingPackagesAreSaid) {
  const TemporaryFolder folder;
  folder.write("sfdx-project.json", R"({"packageDirectories": [{"path": "gone"}]})");
  const auto org = import_source(folder.path());
  ASSERT_FALSE(org);
  EXPECT_EQ(org.fault().where, "sfdx-project.json");
}

TEST(Import, ExternalEntitiesAreNotRead) {
  const schema::Field field = field_of("<label>&file;&lt;</label><type>Text</type>");
  EXPECT_EQ(field.label, "&file;<");
}

TEST(Import, LinksAreNotFollowed) {
  const TemporaryFolder folder;
  folder.write("objects/A__c/A__c.object-meta.xml", element("CustomObject", ""));
  std::filesystem::create_directory_symlink(folder.path(), folder.path() / "objects" / "loop");
  const auto org = import_source(folder.path());
  ASSERT_TRUE(org) << org.fault().text();
  EXPECT_NE(find_left_out(*org, "symbolic link"), nullptr);
}

TEST(Import, FolderDepthAtTheBoundAndOnePast) {
  const TemporaryFolder folder;
  std::filesystem::path deep = folder.path();
  for (std::size_t level = 1; level < limits::kFolderDepth; ++level) deep /= "d";
  std::filesystem::create_directories(deep);
  folder.write("objects/A__c/A__c.object-meta.xml", element("CustomObject", ""));
  EXPECT_TRUE(import_source(folder.path()));
  std::filesystem::create_directory(deep / "d");
  const auto past = import_source(folder.path());
  ASSERT_TRUE(past);
  ASSERT_NE(find_broken(*past), nullptr);
  EXPECT_NE(find_broken(*past)->why.find("levels"), std::string::npos);
}

TEST(Import, FileSizeAtTheBoundAndOnePast) {
  const TemporaryFolder folder;
  const std::string head = "<CustomObject><description>";
  const std::string tail = "</description></CustomObject>";
  const std::string filling(limits::kFileBytes - head.size() - tail.size(), 'x');
  folder.write("objects/A__c/A__c.object-meta.xml", head + filling + tail);
  EXPECT_EQ(find_broken(*import_source(folder.path())), nullptr);
  folder.write("objects/A__c/A__c.object-meta.xml", head + filling + 'x' + tail);
  const auto past = import_source(folder.path());
  ASSERT_TRUE(past);
  ASSERT_NE(find_broken(*past), nullptr);
  EXPECT_NE(find_broken(*past)->why.find("bytes"), std::string::npos);
}

// Shapes that real projects have: a byte order mark, CRLF, comments and sections between, elements nobody
// knows, no .object file, managed names, folders far down.
TEST(Import, OddShapesAreRead) {
  const TemporaryFolder folder;
  folder.write(
      "a/b/c/src/objects/ns__Odd__c/fields/ns__Note__c.field-meta.xml",
      "\xEF\xBB\xBF<?xml version=\"1.0\"?>\r\n<!-- a note -->\r\n<?tool say?>\r\n<CustomField>\r\n"
      "<label>No<!-- in the middle -->te</label>\r\n<type><![CDATA[Text]]></type>\r\n<length>5</length>\r\n"
      "<nobodyKnows><deep/></nobodyKnows></CustomField>\r\n\r\n");
  folder.write("a/b/c/src/objects/ns__Odd__c/fields/ns__Stub__c.field-meta.xml", "<CustomField/>");
  folder.write("a/b/c/src/objects/ns__Odd__c/validationRules/R.validationRule-meta.xml",
               element("ValidationRule",
                       "<active>true</active><errorConditionFormula><![CDATA[ns__Note__c = \"<&\"]]>"
                       "</errorConditionFormula><errorMessage>m</errorMessage>"));
  const auto org = import_source(folder.path());
  ASSERT_TRUE(org) << org.fault().text();
  EXPECT_EQ(find_broken(*org), nullptr);
  const schema::Object& odd = org->objects.at("ns__Odd__c");
  EXPECT_EQ(odd.fields.at("ns__Note__c").label, "Note");
  EXPECT_FALSE(odd.fields.contains("ns__Stub__c"));
  EXPECT_EQ(odd.rules.at(0).formula, "ns__Note__c = \"<&\"");
}

TEST(Import, NamespaceTokensOfPackagingToolsAreNoPartOfNames) {
  const TemporaryFolder folder;
  folder.write("objects/___NAMESPACE___A__c.object",
               element("CustomObject",
                       "<fields><fullName>%%%NAMESPACE%%%F__c</fullName>\n<type>Number</type>"
                       "<formula>%%%NAMESPACED_ORG%%%G__c + %%%NAMESPACE%%%H__c</formula></fields>"));
  const auto org = import_source(folder.path());
  ASSERT_TRUE(org) << org.fault().text();
  EXPECT_EQ(find_broken(*org), nullptr);
  EXPECT_EQ(org->objects.at("A__c").fields.at("F__c").formula, "G__c + H__c");
}

TEST(Import, AManagedPackagesObjectHasWhatEveryObjectHas) {
  const TemporaryFolder folder;
  folder.write("objects/A__c/fields/P__c.field-meta.xml",
               element("CustomField", "<type>Lookup</type><referenceTo>pkg__Gone__c</referenceTo>"));
  folder.write("objects/A__c/fields/N__c.field-meta.xml",
               element("CustomField", "<type>Text</type><formula>P__r.Name</formula>"));
  auto org = import_source(folder.path());
  ASSERT_TRUE(org) << org.fault().text();
  EXPECT_NE(find_left_out(*org, "fields of pkg__Gone__c"), nullptr);
  const auto bundle = Bundle::compile(*std::move(org));
  ASSERT_TRUE(bundle);
  EXPECT_TRUE(bundle->findings().empty());
}

TEST(Import, AFolderWithoutMetadataIsSaid) {
  const TemporaryFolder folder;
  folder.write("objects/A__c.txt", "<CustomObject/>");
  const auto org = import_source(folder.path());
  ASSERT_FALSE(org);
  EXPECT_EQ(org.fault().code, FaultCode::kNotFound);
}

TEST(Import, MissingFolderIsSaid) {
  const auto org = import_source("no/such/folder");
  ASSERT_FALSE(org);
  EXPECT_EQ(org.fault().code, FaultCode::kNotFound);
  EXPECT_EQ(org.fault().where, "no/such/folder");
}

}  // namespace
}  // namespace presave::metadata
