// presave map and presave transform over the example's mapping.
#include <gtest/gtest.h>

#include <fstream>

#include "tests/golden/run_program.h"
#include "tests/golden/temporary_folder.h"

namespace presave::test {
namespace {

constexpr const char* kOrg = " --source examples/org";

TEST(MappingCommand, TransformsTheExample) {
  const Ran records = run("transform examples/org/mappings/customers.yaml examples/org/mappings/customers.csv --separator semicolon" +
                              std::string(kOrg), "2>/dev/null", PRESAVE_PROJECT_DIR);
  EXPECT_EQ(records.exit_code, 1);  // one row is refused
  EXPECT_EQ(records.output,
            "{\"Name\":\"Anna Weber\",\"Email__c\":\"anna.weber@example.com\",\"Kind__c\":\"Private\",\"CreditLimit__c\":1250.5,"
            "\"BornOn__c\":\"1980-02-03\"}\n"
            "{\"Name\":\"Riverside Roofing\",\"Email__c\":\"office@example.com\",\"Kind__c\":\"Trade\",\"CreditLimit__c\":0}\n");
}

TEST(MappingCommand, WritesAMappingAsJsonThatMeansTheSame) {
  const TemporaryFolder folder;
  const Ran json = run("map examples/org/mappings/customers.yaml --json" + std::string(kOrg), "2>/dev/null", PRESAVE_PROJECT_DIR);
  EXPECT_EQ(json.exit_code, 0);
  EXPECT_EQ(json.output.find(R"({"object":"Customer__c",)"), 0u) << json.output;
  const auto transformed = [](const std::string& mapping) {
    return run("transform " + mapping + " examples/org/mappings/customers.csv --separator semicolon" + kOrg, "2>&1", PRESAVE_PROJECT_DIR).output;
  };
  EXPECT_EQ(transformed(quoted(folder.write("customers.json", json.output))), transformed("examples/org/mappings/customers.yaml"));

  const auto wrong = quoted(folder.write("wrong.yaml", "object: Customer__c\nfields: {Nmae: Last}\n"));
  const Ran refused = run("map " + wrong + " --json" + kOrg, "2>/dev/null", PRESAVE_PROJECT_DIR);
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_EQ(refused.output, "");
}

TEST(MappingCommand, SaysWhereAMistakeStands) {
  const std::filesystem::path file = std::filesystem::path(testing::TempDir()) / "presave_mapping_mistake.yaml";
  std::ofstream(file) << "object: Customer__c\nfields:\n  Name: Last\n  Kind__c: {value: Trad}\n";
  const Ran checked = run("map " + quoted(file) + kOrg, "2>&1", PRESAVE_PROJECT_DIR);
  std::filesystem::remove(file);
  EXPECT_EQ(checked.exit_code, 1);
  EXPECT_NE(checked.output.find("presave_mapping_mistake.yaml:4: error: /fields/Kind__c/value: "), std::string::npos) << checked.output;
  EXPECT_NE(checked.output.find("did you mean Trade?"), std::string::npos) << checked.output;
}

class JsonRows : public ::testing::Test {
 protected:
  Ran transform(const std::string& rows, const std::string& json, const std::string& errors_to = "2>&1") const {
    const auto mapping = quoted(folder_.write("m.yaml", "object: Customer__c\n" + rows + "fields: {Name: n, Email__c: more.mail, Kind__c: {value: Trade}}\n"));
    return run("transform " + mapping + " " + quoted(folder_.write("rows.json", json)) + kOrg, errors_to, PRESAVE_PROJECT_DIR);
  }
  TemporaryFolder folder_;
};

TEST_F(JsonRows, StandInTheDocumentOrSomewhereInside) {
  const std::string expected = "{\"Name\":\"A, ]\\\"}\",\"Email__c\":\"a@example.com\",\"Kind__c\":\"Trade\"}\n{\"Name\":\"B\",\"Kind__c\":\"Trade\"}\n";
  const std::string rows = R"([ {"n": "A, ]\"}", "more": {"mail": "a@example.com", "x": [1, {}]}} , {"n":"B"}])";
  EXPECT_EQ(transform("", rows, "2>/dev/null").output, expected);
  EXPECT_EQ(transform("source: {rows: /data/it~1ems}\n", R"({"count": 2, "x": ["]", {"data": 1}], "data": {"more": null, "it/ems":)" + rows + "}, 17", "2>/dev/null").output, expected)
      << "what stands behind the rows is not read";
  EXPECT_EQ(transform("source: {rows: /1/rows}\n", "\xEF\xBB\xBF[3.5, {\"rows\": " + rows + "}]", "2>/dev/null").output, expected);
  EXPECT_EQ(transform("", "[]").output, "0 records, 0 rows skipped, 0 refused\n");
}

TEST_F(JsonRows, SayWhereTheyAreNot) {
  const auto refused = [this](const std::string& rows, const std::string& json, const std::string& words) {
    const Ran ran = transform(rows, json);
    EXPECT_EQ(ran.exit_code, 3) << ran.output;
    EXPECT_NE(ran.output.find(words), std::string::npos) << ran.output;
  };
  refused("", "{\"a\": []}", "rows: /data/items");
  refused("source: {rows: /a}\n", "{\"b\": []}", "there is no /a in the document");
  refused("source: {rows: /a}\n", "{\"a\": {}}", "what stands at /a is no array");
  refused("source: {rows: /a/b}\n", "{\"a\": 1}", "nothing stands at /a/b");
  refused("source: {rows: /2}\n", "[1, [2]]", "there is no /2");
  refused("", "", "must be an array");
  refused("", "[{}\n\n{}]", "rows.json:3: ");
  refused("", "[{\"n\": 1", "the file ends in the middle of a value");
  refused("", "[{\"n\": \"x", "the file ends in the middle of a text");
  refused("", "[{},", "the file ends in the middle of the rows");
  refused("", "[{},,{}]", "a value is expected here");
  refused("", "[{\"n\": \"" + std::string(3u << 20, 'x') + "\"}]", "a row of more than 2 MiB");
  const Ran mapping = transform("source: {rows: data}\n", "[]");
  EXPECT_NE(mapping.output.find("rows is a JSON pointer"), std::string::npos) << mapping.output;
}

TEST_F(JsonRows, AreRefusedOneByOneWhereTheyAreNoObjects) {
  const Ran ran = transform("", "[{\"n\": \"A\"}, 7, {\"n\": }]");
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_NE(ran.output.find("1 record, 0 rows skipped, 2 refused"), std::string::npos) << ran.output;
}

}  // namespace
}  // namespace presave::test
