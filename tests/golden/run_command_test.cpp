// presave run: rows through a mapping and the rules, into the files where they belong.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/golden/run_program.h"
#include "tests/golden/temporary_folder.h"

namespace presave::test {
namespace {

constexpr const char* kOrg = " --source examples/org";
constexpr const char* kDepots =
    "object: Depot__c\noperation: upsert\nexternalId: Code__c\nfields:\n  Code__c: Code\n  Name: Place\n  Country__c: Land\n"
    "  Email__c: Mail\n  OpenDays__c: {value: Monday}\n";

std::string text_of(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

class RunCommand : public ::testing::Test {
 protected:
  /// Runs over a mapping and rows, with all three files.
  Ran run_over(const std::string& mapping, const std::string& rows, const std::string& more = "", const std::string& name = "rows.csv") {
    folder_.write("mapping.yaml", mapping);
    folder_.write(name, rows);
    return run("run " + quoted(folder_.path() / "mapping.yaml") + " " + quoted(folder_.path() / name) + kOrg + " --accepted " +
                   quoted(folder_.path() / "ok.csv") + " --rejected " + quoted(folder_.path() / "bad.csv") + " " + more,
               "2>&1", PRESAVE_PROJECT_DIR);
  }
  std::string accepted() const { return text_of(folder_.path() / "ok.csv"); }
  std::string rejected() const { return text_of(folder_.path() / "bad.csv"); }

  TemporaryFolder folder_;
};

TEST_F(RunCommand, SortsTheExample) {
  const std::string report = quoted(folder_.path() / "report.html");
  const Ran ran = run("run examples/org/mappings/customers.yaml examples/org/mappings/customers.csv --separator semicolon --accepted " +
                          quoted(folder_.path() / "ok.csv") + " --rejected " + quoted(folder_.path() / "bad.csv") + " --report " + report + kOrg,
                      "2>&1", PRESAVE_PROJECT_DIR);
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_EQ(ran.output,
            "4 rows: 2 pass, 0 fail, 0 undetermined, 1 unreadable, 1 skipped\n"
            "  1  refused       mapping  Kind__c  line 5: column Group, value X: the map has no entry for this value\n");
  EXPECT_EQ(accepted(),
            "Name,Email__c,Kind__c,CreditLimit__c,BornOn__c\n"
            "Anna Weber,anna.weber@example.com,Private,1250.5,1980-02-03\n"
            "Riverside Roofing,office@example.com,Trade,0,\n");
  EXPECT_EQ(rejected(),
            "line,reasons,Last Name,First Name,Mail,Group,Limit,Born\r\n"
            "5,\"mapping (Kind__c): column Group, value X: the map has no entry for this value\",Klein,Max,max@example.com,X,\"12,5\","
            "31.02.1990\r\n");
  EXPECT_NE(text_of(folder_.path() / "report.html").find("1 skipped"), std::string::npos);
}

TEST_F(RunCommand, FindsDuplicatesOfAnExternalId) {
  const Ran ran = run_over(kDepots,
                           "Code,Place,Land,Mail\nHAM,Hamburg,DE,\nBRE,Bremen,DE,\nham,Again,DE,\nHAM,Once more,DE,no mail\n", "--as insert");
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_EQ(accepted(), "Code__c,Name,Country__c,Email__c,OpenDays__c\nHAM,Hamburg,DE,,Monday\nBRE,Bremen,DE,,Monday\n");
  // Every reason of a row, not only that it is a duplicate. Upper and lower case are one to this external id.
  EXPECT_NE(rejected().find("4,\"Code_Is_Three_Capitals (Code__c): The code is three capital letters, for example HAM.; duplicate "
                            "(Code__c): the same Code__c as line 2\""),
            std::string::npos)
      << rejected();
  EXPECT_NE(rejected().find("format (Email__c)"), std::string::npos) << rejected();
  EXPECT_NE(rejected().find("the same Code__c as line 2,HAM,Once more"), std::string::npos) << rejected();
}

TEST_F(RunCommand, DecidesAnUpsertAsBothUnlessTold) {
  const std::string rows = "Code,Place,Land,Mail\nHAM,Hamburg,DE,\n";
  const Ran both = run_over(kDepots, rows, "--undetermined " + quoted(folder_.path() / "maybe.csv"));
  EXPECT_EQ(both.exit_code, 1) << "as an update nobody knows here what the record was before";
  EXPECT_EQ(text_of(folder_.path() / "maybe.csv"), "Code__c,Name,Country__c,Email__c,OpenDays__c\nHAM,Hamburg,DE,,Monday\n");
  EXPECT_EQ(accepted(), "Code__c,Name,Country__c,Email__c,OpenDays__c\n");
  EXPECT_EQ(rejected(), "line,reasons,Code,Place,Land,Mail\r\n");
  EXPECT_NE(both.output.find("Code_Never_Changes"), std::string::npos) << both.output;
  EXPECT_EQ(run_over(kDepots, rows, "--as insert").exit_code, 0);
  EXPECT_EQ(run_over(kDepots, rows, "--as delete").exit_code, 2);
}

TEST_F(RunCommand, DeletesAskNoRule) {
  const Ran ran = run_over("object: Depot__c\noperation: delete\nfields: {Id: Key}\n",
                           "Key\na005e0000000001\na005e0000000002\na005e0000000001AAA\n");
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_EQ(accepted(), "Id\na005e0000000001\na005e0000000002\n");
  EXPECT_NE(rejected().find("the same Id as line 2"), std::string::npos) << rejected();
}

TEST_F(RunCommand, ClearsAndLeavesAreTold) {
  const std::string head = "object: Customer__c\nsource: {blank: ";
  const std::string tail = "}\nfields:\n  Name: Name\n  Kind__c: {value: Private}\n  Email__c: Mail\n";
  const Ran cleared = run_over(head + "clear" + tail, "Name,Mail\nAnna,\n");
  EXPECT_EQ(cleared.exit_code, 0) << cleared.output;
  EXPECT_EQ(accepted(), "Name,Kind__c,Email__c\nAnna,Private,#N/A\n");
  EXPECT_EQ(run_over(head + "leave" + tail, "Name,Mail\nAnna,\n").exit_code, 0);
  EXPECT_EQ(accepted(), "Name,Kind__c,Email__c\nAnna,Private,\n");
  EXPECT_EQ(run_over(head + "leave" + tail, "Name,Mail\n#N/A,\n").exit_code, 1) << "a text that Bulk API 2.0 cannot spell";
  EXPECT_NE(rejected().find("which is no text but null"), std::string::npos) << rejected();
}

TEST_F(RunCommand, LookupsByExternalIdAreColumns) {
  run_over("object: Equipment__c\nfields:\n  Name: Name\n  SerialNumber__c: Serial\n  Depot__c: {lookup: {field: Depot__c.Code__c, from: Home}}\n",
           "Name,Serial,Home\nDrill,D-1,HAM\n", "--undetermined " + quoted(folder_.path() / "maybe.csv"));
  EXPECT_EQ(accepted().substr(0, accepted().find('\n')), "Name,SerialNumber__c,Depot__r.Code__c");
}

TEST_F(RunCommand, ReadsJsonLines) {
  const std::string rows = "{\"Code\":\"HAM\",\"Place\":\"Ham\\nburg\",\"Land\":\"DE\",\"Mail\":null}\n\n[1]\n";
  const Ran ran = run_over(kDepots, rows, "--as insert", "rows.jsonl");
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_EQ(accepted(), "Code__c,Name,Country__c,Email__c,OpenDays__c\nHAM,\"Ham\nburg\",DE,,Monday\n");
  EXPECT_NE(rejected().find("line,reasons,row\r\n3,mapping: "), std::string::npos) << rejected();
}

TEST_F(RunCommand, OneJsonLineForEachAnswer) {
  const Ran ran = run_over(kDepots, "Code,Place,Land,Mail\nHAM,Hamburg,DE,\n", "--as insert --json");
  EXPECT_NE(ran.output.find("{\"line\":2,\"operation\":\"insert\",\"verdict\":\"pass\""), std::string::npos) << ran.output;
}

TEST_F(RunCommand, NoOutputReplacesAnotherOrTheRowsThemselves) {
  const std::string rows = "Code,Place,Land,Mail\nHAM,Hamburg,DE,\n";
  for (const char* name : {"ok.csv", "./ok.csv", "rows.csv"}) {
    const Ran ran = run_over(kDepots, rows, "--as insert --undetermined " + quoted(folder_.path() / name));
    EXPECT_EQ(ran.exit_code, 3);
    EXPECT_NE(ran.output.find("give each output a file of its own"), std::string::npos) << ran.output;
  }
  EXPECT_EQ(text_of(folder_.path() / "rows.csv"), rows);
}

TEST_F(RunCommand, SaysWhatDoesNotFitBeforeARowIsRead) {
  const Ran header = run_over(kDepots, "Code,Place,Mail\nHAM,Hamburg,\n");
  EXPECT_EQ(header.exit_code, 3);
  EXPECT_NE(header.output.find("rows.csv:1: "), std::string::npos) << header.output;
  EXPECT_NE(header.output.find("column Land"), std::string::npos) << header.output;
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "ok.csv")) << "no half file";
  const Ran mapping = run_over("object: Depot__c\nfields: {Nam: Place}\n", "Place\nHamburg\n");
  EXPECT_EQ(mapping.exit_code, 1);
  EXPECT_NE(mapping.output.find("did you mean Name?"), std::string::npos) << mapping.output;
  const Ran broken = run_over(kDepots, "Code,Place,Land,Mail\nHAM,Hamburg,DE,\nBRE,\"Bremen,DE,\n", "--as insert");
  EXPECT_EQ(broken.exit_code, 3);
  EXPECT_NE(broken.output.find("1 row: 1 pass"), std::string::npos) << "what was read before is counted: " << broken.output;
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "ok.csv"));
}

}  // namespace
}  // namespace presave::test
