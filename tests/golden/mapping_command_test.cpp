// presave map and presave transform over the example's mapping.
#include <gtest/gtest.h>

#include <fstream>

#include "tests/golden/run_program.h"

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

TEST(MappingCommand, SaysWhereAMistakeStands) {
  const std::filesystem::path file = std::filesystem::path(testing::TempDir()) / "presave_mapping_mistake.yaml";
  std::ofstream(file) << "object: Customer__c\nfields:\n  Name: Last\n  Kind__c: {value: Trad}\n";
  const Ran checked = run("map " + quoted(file) + kOrg, "2>&1", PRESAVE_PROJECT_DIR);
  std::filesystem::remove(file);
  EXPECT_EQ(checked.exit_code, 1);
  EXPECT_NE(checked.output.find("presave_mapping_mistake.yaml:4: error: /fields/Kind__c/value: "), std::string::npos) << checked.output;
  EXPECT_NE(checked.output.find("did you mean Trade?"), std::string::npos) << checked.output;
}

TEST(MappingCommand, OneJsonDocumentIsNotTakenForCsv) {
  const Ran refused = run("transform examples/org/mappings/customers.yaml rows.json" + std::string(kOrg), "2>&1", PRESAVE_PROJECT_DIR);
  EXPECT_EQ(refused.exit_code, 3);
  EXPECT_NE(refused.output.find("write one object a line (.jsonl)"), std::string::npos) << refused.output;
}

}  // namespace
}  // namespace presave::test
