// Data Loader's mapping files.
#include <gtest/gtest.h>

#include "cli/sdl_file.h"
#include "tests/golden/run_program.h"
#include "tests/golden/temporary_folder.h"

namespace presave::test {
namespace {

std::string fields_of(std::string_view text) {
  const Result<cli::YamlValue> read = cli::read_sdl(text, "t.sdl", {"Depot__c", "insert", ""}, {});
  return read ? to_json(*read->find("fields")) : read.fault().text();
}

TEST(SdlFile, ReadsWhatDataLoaderWrites) {
  EXPECT_EQ(fields_of("#Mapping values\n#Tue Nov 24 12:00:00 UTC 2026\nCODE=Code__c\nAccount\\ Name=Name\nSYSTEMMODSTAMP=\n"),
            R"({"Code__c":{"from":"CODE"},"Name":{"from":"Account Name"}})");
  EXPECT_EQ(fields_of("\"Hamburg,\\ DE\"=City__c\r\n\"\"=Blank__c\r\n"), R"({"City__c":{"value":"Hamburg, DE"},"Blank__c":{"value":""}})");
  EXPECT_EQ(fields_of("Mail=Email__c, Reply_To__c"), R"({"Email__c":{"from":"Mail"},"Reply_To__c":{"from":"Mail"}})");
  EXPECT_EQ(fields_of("Stra\\u00DFe\\=\\:=Street__c\nsmile\\uD83D\\uDE00 : A__c\nlong\\\n   er=B__c\n! a comment\n\n"),
            "{\"Street__c\":{\"from\":\"Stra\u00dfe=:\"},\"A__c\":{\"from\":\"smile\U0001F600\"},\"B__c\":{\"from\":\"longer\"}}");
}

TEST(SdlFile, SurvivesWhatNobodyWrites) {
  EXPECT_EQ(fields_of(""), "{}");
  EXPECT_EQ(fields_of("\\"), "{}");
  EXPECT_EQ(fields_of("=x__c"), R"({"x__c":{"from":""}})");
  EXPECT_EQ(fields_of("a\\u12=x__c"), R"({"x__c":{"from":"au12"}})");
  EXPECT_EQ(fields_of("a\\uD83D=x__c"), "{\"x__c\":{\"from\":\"a\uFFFD\"}}");
  EXPECT_NE(fields_of("a=x__c\nb=x__c").find("t.sdl:2"), std::string::npos);
  EXPECT_NE(fields_of("a\xFF=x__c").find("not UTF-8"), std::string::npos);
}

TEST(SdlFile, RunsAsAMapping) {
  const TemporaryFolder folder;
  const auto file = quoted(folder.write("equipment.sdl", "Label=Name\nSerial\\ No=SerialNumber__c\nHome=Depot__r\\:Code__c\n\"Available\"=Status__c\n"));
  const std::string org = " --source examples/org";
  const Ran checked = run("map " + file + " --object Equipment__c --operation upsert --external-id SerialNumber__c" + org, "2>&1", PRESAVE_PROJECT_DIR);
  EXPECT_EQ(checked.exit_code, 0) << checked.output;
  EXPECT_NE(checked.output.find("upsert Equipment__c: 3 columns are read"), std::string::npos) << checked.output;
  const auto rows = quoted(folder.write("rows.csv", "Label,Serial No,Home\nDrill,D-1,HAM\n"));
  const Ran made = run("transform " + file + " " + rows + " --object Equipment__c" + org, "2>/dev/null", PRESAVE_PROJECT_DIR);
  EXPECT_EQ(made.output, "{\"Name\":\"Drill\",\"SerialNumber__c\":\"D-1\",\"Depot__r\":{\"Code__c\":\"HAM\"},\"Status__c\":\"Available\"}\n");
  const Ran wrong = run("map " + quoted(folder.write("wrong.sdl", "\nLabel=Nam\n")) + " --object Equipment__c" + org, "2>&1", PRESAVE_PROJECT_DIR);
  EXPECT_NE(wrong.output.find("wrong.sdl:2: error: /fields/Nam: "), std::string::npos) << wrong.output;
  const Ran nothing = run("map " + file + org, "2>&1", PRESAVE_PROJECT_DIR);
  EXPECT_EQ(nothing.exit_code, 3);
  EXPECT_NE(nothing.output.find("add --object"), std::string::npos) << nothing.output;
}

}  // namespace
}  // namespace presave::test
