#include <gtest/gtest.h>

#include "engine/presave.h"

namespace presave {
namespace {

using schema::Field;
using schema::FieldType;

Field field(FieldType type) {
  Field made;
  made.type = type;
  return made;
}

// Contact__c looks up Firm__c, which has an external id.
schema::Org org() {
  schema::Org made;
  schema::Object& firm = made.objects["Firm__c"];
  firm.fields["Key__c"] = field(FieldType::kText);
  firm.fields["Key__c"].external_id = true;
  firm.fields["City__c"] = field(FieldType::kText);
  schema::Object& contact = made.objects["Contact__c"];
  contact.fields["Name"] = field(FieldType::kText);
  contact.fields["Name"].required = true;
  contact.fields["Name"].length = 5;
  contact.fields["Fee__c"] = field(FieldType::kNumber);
  contact.fields["Born__c"] = field(FieldType::kDate);
  contact.fields["Active__c"] = field(FieldType::kCheckbox);
  contact.fields["Twice__c"] = field(FieldType::kNumber);
  contact.fields["Twice__c"].formula = "Fee__c * 2";
  contact.fields["Legacy__c"] = field(FieldType::kText);
  contact.fields["Legacy__c"].external_id = true;
  Field& state = contact.fields["State__c"] = field(FieldType::kPicklist);
  state.restricted = true;
  state.values = {{"Active", "Active"}, {"Inactive", "Inactive"}};
  Field& lookup = contact.fields["Firm__c"] = field(FieldType::kLookup);
  lookup.reference_to = {"Firm__c"};
  lookup.relationship_name = "Firm__r";
  return made;
}

class MappingTest : public testing::Test {
 protected:
  static std::string fields(std::string_view text) { return R"({"object":"Contact__c","fields":)" + std::string(text) + "}"; }

  // What is said of a mapping: the findings, or the refusal.
  std::string said(const std::string& document) const {
    const Result<Mapping> mapping = Mapping::load(bundle_, document);
    if (!mapping) return "refused " + mapping.fault().text();
    std::string out;
    for (const MappingFinding& finding : mapping->findings()) {
      out += (finding.is_error ? "error " : "warning ") + finding.where + ": " + finding.message + "\n";
    }
    return out;
  }

  std::string row(const std::string& document, std::string_view row) const {
    const Result<Mapping> mapping = Mapping::load(bundle_, document);
    if (!mapping) return mapping.fault().text();
    const Result<std::string> answer = mapping->transform(row, 0);
    return answer ? *answer : answer.fault().text();
  }

  void expect_said(const std::string& document, const std::string& part) const {
    const std::string all = said(document);
    EXPECT_NE(all.find(part), std::string::npos) << all;
  }

  const Bundle bundle_ = *Bundle::compile(org());
};

TEST_F(MappingTest, MakesARecordOfEveryKindOfField) {
  const std::string mapping = R"j({"object":"contact__c","source":{"columns":{"Fee":{"type":"number","format":"1.234,56"},
    "Born":{"type":"date","format":"dd.MM.yyyy"}, "On":{"type":"checkbox","format":"ja/nein"}}},"fields":{
    "Name":{"formula":"UPPER(last) & \"!\""},"Fee__c":{"formula":"Fee * 2"},"Born__c":"Born","Active__c":"On",
    "State__c":{"from":"state","map":{"A":"Active"},"otherwise":"Inactive"},
    "Firm__c":{"lookup":{"field":"firm__c.key__c","from":"No"}},"Legacy__c":{"value":"x"}}})j";
  EXPECT_EQ(said(mapping), "");
  EXPECT_EQ(row(mapping, R"({"last":" ab ","Fee":"1.000,25","Born":"03.02.1980","On":"JA","state":"?","No":7})"),
            R"({"record":{"Name":"AB!","Fee__c":2000.5,"Born__c":"1980-02-03","Active__c":true,"State__c":"Inactive",)"
            R"("Firm__r":{"Key__c":"7"},"Legacy__c":"x"}})");
}

TEST_F(MappingTest, NamesWhatDoesNotFitTheOrg) {
  expect_said(R"({"object":"Contct__c","fields":{"Name":"x"}})", "error /object: the bundle has no object Contct__c; did you mean Contact__c?");
  expect_said(fields(R"({"Nam":"x"})"), "error /fields/Nam: Contact__c has no field Nam; did you mean Name?");
  expect_said(fields(R"({"Twice__c":"x"})"), "is a formula field");
  expect_said(fields(R"({"Id":"x"})"), "leave it out");
  expect_said(fields(R"({"Fee__c":{"formula":"Last & \"x\""}})"), "error /fields/Fee__c/formula: Formula result is data type (Text)");
  expect_said(fields(R"({"Fee__c":{"formula":"1 +"}})"), "error /fields/Fee__c/formula: ");
  expect_said(fields(R"({"Name":{"value":"123456"}})"), "holds 5 characters, and this text has 6");
  expect_said(fields(R"({"Fee__c":{"value":"many"}})"), "wants a number, and many is none");
  expect_said(fields(R"({"State__c":{"from":"s","map":{"a":"Actve"}}})"), "error /fields/State__c/map/a: picklist State__c has no active value Actve; did you mean Active?");
  expect_said(fields(R"({"Firm__c":{"lookup":{"field":"Firm__c.City__c","from":"x"}}})"), "City__c is no external id of Firm__c");
  expect_said(fields(R"({"Fee__c":{"from":"a","value":1}})"), "exactly one of");
  expect_said(fields(R"({"Fee__c":"x","fee__C":"y"})"), "is filled twice");
  expect_said(fields(R"({"Fee__c":"x"})"), "warning /fields: the required field Name gets no value");
  expect_said(R"({"object":"Contact__c","operation":"upsert","externalId":"Name","fields":{"Name":"x"}})", "these are: Legacy__c");
  expect_said(R"({"object":"Contact__c","operation":"update","fields":{"Name":"x"}})", "needs the field Id");
  expect_said(R"({"object":"Contact__c","source":{"columns":{"a":{"type":"date","format":"dd.MM.yy"}}},"fields":{"Name":"x"}})", "does not say all of it");
}

TEST_F(MappingTest, RefusesOtherShapes) {
  for (const std::string document : {"", "[]", "{}", R"({"object":"Contact__c","fields":{"Name":["x"]}})",
                                     R"({"object":"Contact__c","fields":{"Name":"x"},"more":1})"}) {
    EXPECT_TRUE(said(document).starts_with("refused ")) << document << said(document);
  }
}

TEST_F(MappingTest, TransformsNothingWhileThereIsAnError) {
  EXPECT_NE(row(fields(R"({"Twice__c":"x"})"), "{}").find("has mistakes"), std::string::npos);
}

TEST_F(MappingTest, TellsWhyARowIsNoRecord) {
  EXPECT_EQ(row(fields(R"({"Fee__c":"Fee","Name":"Last"})"), R"({"Fee":"x","Last":"a"})"),
            R"({"reasons":[{"field":"Fee__c","column":"Fee","value":"x","message":"this is not a number; a column with another form is declared in source.columns with type and format"}]})");
  EXPECT_EQ(row(fields(R"({"State__c":{"from":"s","map":{"a":"Active"}}})"), R"({"s":"b"})"),
            R"({"reasons":[{"field":"State__c","column":"s","value":"b","message":"the map has no entry for this value"}]})");
  EXPECT_EQ(row(fields(R"j({"Fee__c":{"formula":"1 / VALUE(n)"}})j"), R"({"n":"0"})"),
            R"({"reasons":[{"field":"Fee__c","message":"Division by zero."}]})");
  EXPECT_EQ(row(fields(R"({"Name":"n"})"), R"({"n":[1]})"),
            R"({"reasons":[{"field":"Name","column":"n","message":"a list or object stands where one value should"}]})");
}

TEST_F(MappingTest, LeavesOutOrClearsWhatIsBlank) {
  const std::string mapping = R"("object":"Contact__c","fields":{"Name":{"from":"n","default":"none"},"Fee__c":"f"}})";
  EXPECT_EQ(row("{" + mapping, R"({"n":"  "})"), R"({"record":{"Name":"none"}})");
  EXPECT_EQ(row(R"({"source":{"blank":"clear"},)" + mapping, "{}"), R"({"record":{"Name":"none","Fee__c":null}})");
}

TEST_F(MappingTest, SkipsRowsAndFieldsByCondition) {
  const std::string mapping = R"({"object":"Contact__c","where":"kind = \"a\"","fields":{"Name":"n","Fee__c":{"from":"f","when":"n <> \"x\""}}})";
  EXPECT_EQ(row(mapping, R"({"kind":"b"})"), R"({"skipped":true})");
  EXPECT_EQ(row(mapping, R"({"kind":"a","n":"x","f":1})"), R"({"record":{"Name":"x"}})");
  EXPECT_EQ(row(mapping, R"({"kind":"a","n":"y","f":1})"), R"({"record":{"Name":"y","Fee__c":1}})");
}

TEST_F(MappingTest, FindsMembersOfMembers) {
  EXPECT_EQ(row(fields(R"({"Name":"a.b"})"), R"({"a":{"b":"in"}})"), R"({"record":{"Name":"in"}})");
  EXPECT_EQ(row(fields(R"({"Name":"a.b"})"), R"({"a":{"b":"in"},"a.b":"out"})"), R"({"record":{"Name":"out"}})");
}

TEST_F(MappingTest, TakesCellsInTheOrderOfTheHeader) {
  const Result<Mapping> mapping = Mapping::load(bundle_, fields(R"({"Name":"Last","Fee__c":"Fee"})"));
  ASSERT_TRUE(mapping);
  const Result<MappedRows> missing = MappedRows::open(*mapping, {"Fee", "Lst"});
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.fault().detail.find("did you mean Lst?"), std::string::npos) << missing.fault().detail;
  Result<MappedRows> rows = MappedRows::open(*mapping, {"Fee", "Other", "LAST"});
  ASSERT_TRUE(rows);
  EXPECT_EQ(rows->transform({"1.5", "?", "a"}, 0), R"({"record":{"Name":"a","Fee__c":1.5}})");
  EXPECT_EQ(rows->transform({"2"}, 0), R"({"record":{"Fee__c":2}})");
  EXPECT_EQ(rows->transform({"2", "", "\xFF"}, 0), R"({"reasons":[{"field":"Name","column":"Last","message":"the text is not UTF-8"}]})");
}

}  // namespace
}  // namespace presave
