#include <gtest/gtest.h>

#include "engine/base/limits.h"
#include "engine/presave.h"

namespace presave {
namespace {

schema::Org an_org() {
  schema::Org org;
  org.name = "Tiny \"org\"";
  schema::Object& object = org.objects["Grant__c"];
  object.label = "Grant";
  object.plural_label = "Grants";
  object.source = {"objects/Grant__c/Grant__c.object-meta.xml", 2};
  schema::Field& amount = object.fields["Amount__c"];
  amount.type = schema::FieldType::kCurrency;
  amount.label = "Amount";
  amount.help_text = "In euro – without tax";
  amount.precision = 18;
  amount.scale = 2;
  amount.required = true;
  amount.unique = true;
  amount.external_id = true;
  amount.case_sensitive = true;
  amount.default_value = "100";
  schema::Field& stage = object.fields["Stage__c"];
  stage.type = schema::FieldType::kPicklist;
  stage.restricted = true;
  stage.controlling_field = "Kind__c";
  stage.values = {{"Open", "Offen", true, true, {"Small", "Large"}}, {"Old", "Alt", false, false}};
  schema::Field& program = object.fields["Program__c"];
  program.type = schema::FieldType::kLookup;
  program.reference_to = {"Program__c", "Account"};
  program.relationship_name = "Program__r";
  program.filtered = true;
  object.fields["Total__c"].roll_up = true;
  object.record_types["Small"] = {
      "012000000000001AAA", "Klein", false, {{"Stage__c", {{"Open"}, "Open"}}}, {"r.xml", 3}};
  schema::Field& rate = object.fields["Rate__c"];
  rate.type = schema::FieldType::kPercent;
  rate.formula = "Amount__c / 100";
  rate.blanks_as = schema::BlanksAs::kBlank;
  schema::Field& name = object.fields["Name"];
  name.length = 80;
  object.rules = {{"B_Rule", true, "Amount__c\n > 1", "Amount__c", "Too\tmuch", "why", {"b.xml", 7}},
                  {"a_rule", false, "FALSE", "", "Never", "", {}}};
  org.objects["Setting__c"].custom_setting = true;
  org.labels = {{"ap_of", "of"}};
  org.translations["de"].labels["ap_of"] = "von";
  schema::ObjectTranslation& german = org.translations["de"].objects["Grant__c"];
  german.label = "Zuschuss";
  german.plural_label = "Zuschüsse";
  german.fields["Amount__c"] = "Betrag";
  german.rules["B_Rule"] = "Zu viel";
  german.values["Stage__c"]["Open"] = "Offen";
  org.custom_metadata["Day__mdt"]["Friday"] = {"Friday", {{"Off__c", "true"}}, {"f.md", 1}};
  org.custom_permissions = {"Override_Dates"};
  org.left_out = {{"x.xml", 12, "field Foo__c", "no"}, {"", 0, "3 of kind layout", "no", true}};
  return org;
}

TEST(BundleDocument, ReadsBackWhatItWrote) {
  const std::string document = write_bundle(an_org());
  const auto org = read_bundle(document);
  ASSERT_TRUE(org) << org.fault().text();
  const schema::Object& object = org->objects.at("Grant__c");
  EXPECT_EQ(object.fields.at("Amount__c").scale, 2);
  EXPECT_EQ(object.fields.at("Amount__c").help_text, "In euro – without tax");
  EXPECT_EQ(object.fields.at("Rate__c").blanks_as, schema::BlanksAs::kBlank);
  EXPECT_EQ(object.fields.at("Program__c").reference_to.size(), 2u);
  EXPECT_FALSE(object.fields.at("Stage__c").values.at(1).active);
  EXPECT_TRUE(org->objects.at("Setting__c").custom_setting);
  ASSERT_EQ(object.rules.size(), 2u);
  EXPECT_EQ(object.rules[0].name, "a_rule") << "rules are in name order, whatever the case";
  EXPECT_FALSE(object.rules[0].active);
  EXPECT_EQ(object.rules[1].source.line, 7);
  EXPECT_EQ(org->left_out.at(0).line, 12);
}

TEST(BundleDocument, EveryMemberSurvives) {
  const auto once = read_bundle(write_bundle(an_org()));
  ASSERT_TRUE(once);
  const std::string document = write_bundle(*once);
  const auto twice = read_bundle(document);
  ASSERT_TRUE(twice);
  EXPECT_EQ(write_bundle(*twice), document);
  for (const char* member : {"helpText",         "length",
                             "precision",        "scale",
                             "required",         "unique",
                             "externalId",       "restricted",
                             "controllingField", "values",
                             "default",          "inactive",
                             "referenceTo",      "relationshipName",
                             "defaultValue",     "formula",
                             "blanksAs",         "source",
                             "customSetting",    "description",
                             "caseSensitive",    "validFor",
                             "rollUp",           "filtered",
                             "recordTypes",      "picklists",
                             "inactive",         "id",
                             "translations",     "customMetadata",
                             "objects",          "rules",
                             "pluralLabel",      "broken"}) {
    EXPECT_NE(document.find('"' + std::string(member) + "\":"), std::string::npos) << member;
  }
}

TEST(BundleDocument, IsSortedAndEndsWithALineEnd) {
  const std::string document = write_bundle(an_org());
  EXPECT_EQ(document.back(), '\n');
  EXPECT_LT(document.find("\"Amount__c\":"), document.find("\"Name\":"));
  EXPECT_LT(document.find("\"Grant__c\":"), document.find("\"Setting__c\":"));
}

struct Refusal {
  std::string text;
  FaultCode code;
  std::string where;
  std::string detail;  ///< a part of it
};

class RefusedBundle : public testing::TestWithParam<Refusal> {};

TEST_P(RefusedBundle, SaysWhereAndWhat) {
  const auto org = read_bundle(GetParam().text);
  ASSERT_FALSE(org);
  EXPECT_EQ(org.fault().code, GetParam().code);
  EXPECT_EQ(org.fault().where, GetParam().where);
  EXPECT_NE(org.fault().detail.find(GetParam().detail), std::string::npos) << org.fault().detail;
}

std::string with_object(const std::string& object) {
  return R"({"presaveBundle": 1, "objects": {"A__c": )" + object + "}}";
}
std::string with_field(const std::string& field) {
  return with_object(R"({"fields": {"F__c": )" + field + "}}");
}
std::string with_rule(const std::string& rule) {
  return with_object(R"({"rules": [)" + rule + "]}");
}

INSTANTIATE_TEST_SUITE_P(
    All, RefusedBundle,
    testing::Values(
        Refusal{"no", FaultCode::kMalformedJson, "line 1, column 1", "neither a value nor true"},
        Refusal{"[]", FaultCode::kWrongShape, "", "expected an object, found an array"},
        Refusal{"{}", FaultCode::kWrongShape, "", "presave compile"},
        Refusal{R"({"presaveBundle": 2, "new": 1})", FaultCode::kUnsupportedVersion, "/presaveBundle",
                "version 2"},
        Refusal{R"({"presaveBundle": "1"})", FaultCode::kWrongShape, "/presaveBundle", "whole number"},
        Refusal{R"({"presaveBundle": 1, "rules": []})", FaultCode::kWrongShape, "/rules", "unknown member"},
        Refusal{R"({"presaveBundle": 1, "objects": []})", FaultCode::kWrongShape, "/objects",
                "expected an object"},
        Refusal{R"({"presaveBundle": 1, "labels": {"a": 1}})", FaultCode::kWrongShape, "/labels/a",
                "expected a string"},
        Refusal{R"({"presaveBundle": 1, "customPermissions": [1]})", FaultCode::kWrongShape,
                "/customPermissions/0", "expected a string"},
        Refusal{R"({"presaveBundle": 1, "objects": {"A b": {}}})", FaultCode::kWrongShape, "/objects/A b",
                "API name"},
        Refusal{R"({"presaveBundle": 1, "objects": {"A__c": {}, "a__C": {}}})", FaultCode::kWrongShape,
                "/objects/a__C", "twice"},
        Refusal{with_field("1"), FaultCode::kWrongShape, "/objects/A__c/fields/F__c", "expected an object"},
        Refusal{with_field("{}"), FaultCode::kWrongShape, "/objects/A__c/fields/F__c", "\"type\" is missing"},
        Refusal{with_field(R"({"type": "Txet"})"), FaultCode::kWrongShape, "/objects/A__c/fields/F__c/type",
                "Txet"},
        Refusal{with_field(R"({"type": "Text", "length": -1})"), FaultCode::kWrongShape,
                "/objects/A__c/fields/F__c/length", "whole number"},
        Refusal{with_field(R"({"type": "Number", "scale": 40})"), FaultCode::kWrongShape,
                "/objects/A__c/fields/F__c/scale", "from 0 to 39"},
        Refusal{with_field(R"({"type": "Number", "formula": "1", "blanksAs": "nil"})"),
                FaultCode::kWrongShape, "/objects/A__c/fields/F__c/blanksAs", "\"zero\" or \"blank\""},
        Refusal{with_field(R"({"type": "Text", "requierd": true})"), FaultCode::kWrongShape,
                "/objects/A__c/fields/F__c/requierd", "unknown member"},
        Refusal{with_field(R"({"type": "Picklist", "values": [{"label": "x"}]})"), FaultCode::kWrongShape,
                "/objects/A__c/fields/F__c/values/0", "\"value\" is missing"},
        Refusal{with_rule(R"({"name": "R", "message": "m"})"), FaultCode::kWrongShape,
                "/objects/A__c/rules/0", "\"formula\" is missing"},
        Refusal{with_rule(R"({"name": "R", "formula": "1", "message": "m", "source": {"line": 0}})"),
                FaultCode::kWrongShape, "/objects/A__c/rules/0/source/line", "whole number"}));

TEST(BundleDocument, NamesHaveABound) {
  const auto bundle_with = [](std::size_t length) {
    return R"({"presaveBundle": 1, "labels": {")" + std::string(length, 'a') + R"(": ""}})";
  };
  EXPECT_TRUE(read_bundle(bundle_with(limits::kNameBytes)));
  EXPECT_FALSE(read_bundle(bundle_with(limits::kNameBytes + 1)));
}

/// The document with one piece of text in place of another.
std::string altered(std::string document, std::string_view piece, std::string_view by) {
  const std::size_t at = document.find(piece);
  EXPECT_NE(at, std::string::npos) << piece;
  return document.replace(at, piece.size(), by);
}

TEST(BundleDigest, RefusesAnAlteredBundle) {
  const auto org = read_bundle(altered(write_bundle(an_org()), "Amount__c\\n > 1", "Amount__c\\n > 9"));
  ASSERT_FALSE(org);
  EXPECT_EQ(org.fault().code, FaultCode::kBadSignature);
  EXPECT_EQ(org.fault().where, "/sha256");
  EXPECT_NE(org.fault().detail.find("was altered after it was compiled"), std::string::npos);
}

TEST(BundleDigest, DoesNotCountSpacesAndMayBeMissing) {
  std::string document = write_bundle(an_org());
  std::erase(document, '\n');
  EXPECT_TRUE(read_bundle(document));
  const std::size_t begin = document.find("\"sha256\"");
  document.erase(begin, document.find("\"name\"") - begin);
  EXPECT_TRUE(read_bundle(document)) << "bundles of before the digest have none";
}

// What `JSON.stringify` gives for the content, hashed with another program: quotes, escapes and words beyond
// ASCII.
TEST(BundleDigest, IsThatOfTheContentWithoutSpaces) {
  schema::Org org;
  org.name = "A \"b\"\\ \n\x01 ü/";
  EXPECT_NE(write_bundle(org).find("a5af2840dbbfb14f25ac22de2970dc4d97823afe1e18aa04ed7dc9c9176d37a5"),
            std::string::npos)
      << write_bundle(org);
}

}  // namespace
}  // namespace presave
