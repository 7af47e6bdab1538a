// Mappings proposed from headings and values.
#include <gtest/gtest.h>

#include "cli/name_likeness.h"
#include "tests/golden/run_program.h"
#include "tests/golden/temporary_folder.h"

namespace presave::test {
namespace {

TEST(Likeness, CountsWordsAndNotTheirDress) {
  EXPECT_EQ(cli::likeness("Last Name", "last_name"), 1);
  EXPECT_EQ(cli::likeness("NameLast__c", "Last Name"), 1);
  EXPECT_EQ(cli::likeness("DAILYRATE", "Daily rate"), 1);
  EXPECT_EQ(cli::likeness("Email__c", "Telephone"), 0);
  EXPECT_EQ(cli::likeness("", "Name"), 0);
  EXPECT_EQ(cli::likeness("__c", "___"), 0);
  EXPECT_GT(cli::likeness("E-Mail", "Email__c"), 0.4);
  EXPECT_GT(cli::likeness("Birth date", "Birthdate"), cli::likeness("Birth date", "DeathDate"));
  EXPECT_EQ(cli::likeness("Größe", "Größe__c"), 1);
}

class Suggests : public ::testing::Test {
 protected:
  /// What is proposed for the rows.
  std::string proposed(const std::string& rows, const std::string& object, const std::string& more = "") const {
    return run("map --suggest " + quoted(folder_.write("rows.csv", rows)) + " --object " + object + " --source examples/org " + more, "2>&1",
               PRESAVE_PROJECT_DIR)
        .output;
  }
  TemporaryFolder folder_;
};

TEST_F(Suggests, FieldsFormsAndValues) {
  const std::string text = proposed(
      "Customer Name,E-Mail,Kind,Credit Limit,Born On,On hold,Remark\n"
      "Anna,a@example.com,private,\"1.250,50\",03.02.1980,yes,x\nBo,b@example.com,TRADE,\"12,00\",24.12.1990,no,y\n",
      "Customer__c");
  for (const char* line : {"object: Customer__c\n", "operation: insert\n", "    Credit Limit: {type: number, format: \"1.234,56\"}\n",
                           "    Born On: {type: date, format: \"dd.MM.yyyy\"}\n", "    On hold: {type: checkbox, format: \"yes/no\"}\n",
                           "  CreditLimit__c: Credit Limit  # 1.00\n", "  Kind__c: {from: Kind, map: {TRADE: Trade, private: Private}, otherwise: error}",
                           "# Columns that are like no field: Remark\n"}) {
    EXPECT_NE(text.find(line), std::string::npos) << line << "\nis not in\n" << text;
  }
  // What is proposed can be used as it is.
  const auto mapping = quoted(folder_.write("proposed.yaml", text));
  const Ran ran = run("run " + mapping + " " + quoted(folder_.path() / "rows.csv") + " --source examples/org", "2>&1", PRESAVE_PROJECT_DIR);
  EXPECT_EQ(ran.output.find("unreadable"), std::string::npos) << ran.output;
  EXPECT_EQ(ran.output.find("error"), std::string::npos) << ran.output;
}

TEST_F(Suggests, ParentsByTheirExternalId) {
  const std::string text = proposed("Serial Number,Name,Depot\nD-1,Drill,HAM\n", "Equipment__c", "--operation upsert --external-id SerialNumber__c");
  EXPECT_NE(text.find("externalId: SerialNumber__c\n"), std::string::npos) << text;
  EXPECT_NE(text.find("  Depot__c: {lookup: {field: Depot__c.Code__c, from: Depot}}"), std::string::npos) << text;
  const std::string ids = proposed("Name,Depot\nDrill,a005e0000000001AAA\n", "Equipment__c");
  EXPECT_NE(ids.find("  Depot__c: Depot  #"), std::string::npos) << ids;
}

TEST_F(Suggests, NothingWhereNothingIsLikeIt) {
  const std::string text = proposed("\"x: y\",Zzz\n1,2\n", "Depot__c");
  EXPECT_NE(text.find("# Columns that are like no field: x: y, Zzz\n# Required fields without a column: "), std::string::npos) << text;
  EXPECT_NE(proposed("a\n1\n", "Depto__c").find("did you mean Depot__c?"), std::string::npos);
}

}  // namespace
}  // namespace presave::test
