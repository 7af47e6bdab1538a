// The program itself, as a person runs it: what it prints and how it ends.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "engine/bundle/json_reader.h"
#include "metadata/text_file.h"
#include "tests/golden/run_program.h"
#include "tests/golden/temporary_folder.h"

namespace presave {
namespace {

using test::quoted;
using test::Ran;
using test::run;
using test::TemporaryFolder;

constexpr std::size_t kMostBytes = 16u << 20;
const std::string kExamples = std::string(PRESAVE_PROJECT_DIR) + "/examples";

struct Usage {
  std::string arguments;
  int exit_code;
  std::string says;
};

class CommandLine : public testing::TestWithParam<Usage> {};

TEST_P(CommandLine, EndsAsDocumented) {
  const Ran ran = run(GetParam().arguments);
  EXPECT_EQ(ran.exit_code, GetParam().exit_code) << ran.output;
  EXPECT_NE(ran.output.find(GetParam().says), std::string::npos) << ran.output;
}

INSTANTIATE_TEST_SUITE_P(
    All, CommandLine,
    testing::Values(
        Usage{"--version", 0, "presave " PRESAVE_VERSION}, Usage{"--help", 0, "Exit codes:"},
        Usage{"check --help", 0, "Example:"}, Usage{"compile --help", 0, "Example:"},
        Usage{"describe --help", 0, "Example:"}, Usage{"lint --help", 0, "Example:"},
        Usage{"serve --help", 0, "Example"}, Usage{"", 2, "presave: a command is missing\n`presave --help`"},
        Usage{"chek", 2, "presave: chek is no command; did you mean check?"},
        Usage{"zzzzzzzz", 2, "zzzzzzzz is no command\n"},
        Usage{"check", 2, "presave check: --object is required\nExample:\n  presave check --object"},
        Usage{"check data.csv", 2, "--object"}, Usage{"check --object A data.csv", 3, "--bundle"},
        Usage{"check --object A --bundle a --source b data.csv", 2, ""},
        Usage{"check --object A --bundle a --operation delete data.csv", 2, "insert"},
        Usage{"compile no/such/folder", 3, "no/such/folder: not found"},
        Usage{"check --object A --bundle no.json data.csv", 3, "no.json: not found"},
        Usage{"check --object Rental__c --source '" + kExamples + "/org' no.csv", 3, "no.csv: not found"},
        Usage{"check --object Rentl__c --source '" + kExamples + "/org' '" + kExamples + "/data/rentals.csv'",
              3, "did you mean Rental__c?"},
        Usage{"describe --source '" + kExamples + "/org' --object Rental__c", 0, "\"StartDate__c\""},
        Usage{"diff '" + kExamples + "/org' '" + kExamples + "/org'", 0, "no difference"},
        Usage{"diff --json '" + kExamples + "/org' '" + kExamples + "/org'", 0, "\"same\":true"},
        Usage{"diff --json --markdown a b", 2, "excludes"}, Usage{"diff a", 2, "after"},
        Usage{"diff no/such/folder '" + kExamples + "/org'", 3, "no/such/folder: not found"},
        Usage{"completion ksh", 2, "bash,fish,zsh"}, Usage{"completion zsh", 0, "#compdef presave"},
        Usage{"completion fish", 0, "-l min-coverage"},
        Usage{"describe --source '" + kExamples + "/org'", 0, "Rental__c\n"}));

// What bash offers for the last of these words.
std::string completed(const std::string& words) {
  const std::string script = "source /dev/stdin <<< \"$(presave completion bash)\"; COMP_WORDS=(" + words +
                             "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _presave; echo \"${COMPREPLY[@]}\"";
  const Ran ran = run(
      "completion bash > /dev/null; PATH=\"$(dirname '" PRESAVE_BINARY "'):$PATH\" bash -c '" + script + "'");
  return ran.output;
}

TEST(CompletionCommand, BashOffersCommandsAndTheirOptions) {
  EXPECT_EQ(completed("presave ch"), "check\n");
  EXPECT_EQ(completed("presave check --o"), "--object --operation\n");
  EXPECT_EQ(completed("presave lint --s"), "--sarif\n");
}

TEST(CompileCommand, WritesTheSameBundleEveryTime) {
  const TemporaryFolder folder;
  std::string documents[2];
  for (std::string& document : documents) {
    const std::filesystem::path file = folder.path() / "bundle.json";
    const Ran ran = run("compile '" + kExamples + "/org' -o " + quoted(file));
    ASSERT_EQ(ran.exit_code, 0) << ran.output;
    const auto text = metadata::read_text_file(file, "bundle.json", kMostBytes);
    ASSERT_TRUE(text) << text.fault().text();
    document = *text;
  }
  EXPECT_EQ(documents[0], documents[1]);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "bundle.json.part"));
}

TEST(CompileCommand, MarksThePlaceOfAMistake) {
  const TemporaryFolder folder;
  folder.write(
      "objects/A__c/validationRules/R.validationRule-meta.xml",
      "<ValidationRule>\n<active>true</active>\n<errorConditionFormula>TRUE &amp;&amp;\n  Nmae = \"x\""
      "</errorConditionFormula>\n<errorMessage>m</errorMessage>\n</ValidationRule>\n");
  const Ran ran = run("compile " + quoted(folder.path()));
  EXPECT_EQ(ran.exit_code, 1) << ran.output;
  EXPECT_NE(
      ran.output.find("objects/A__c/validationRules/R.validationRule-meta.xml:4: does not compile: A__c.R: "),
      std::string::npos)
      << ran.output;
  EXPECT_NE(ran.output.find("\n      Nmae = \"x\"\n      ^~~~\n"), std::string::npos) << ran.output;
}

TEST(CompileCommand, NamesWhatCannotBeReadAndCompilesTheRest) {
  const TemporaryFolder folder;
  folder.write("objects/A__c.object", "<CustomObject>\n<label>A</label></CustomObject>\n");
  folder.write("objects/B__c.object", "<CustomObject>\n<label>B</lable></CustomObject>\n");
  const Ran ran = run("compile " + quoted(folder.path()));
  EXPECT_EQ(ran.exit_code, 1) << ran.output;
  EXPECT_NE(ran.output.find("objects/B__c.object:2: cannot be read: file B__c.object: "), std::string::npos)
      << ran.output;
  const Ran json = run("compile --json " + quoted(folder.path()));
  EXPECT_NE(json.output.find("\"broken\":[{\"file\":\"objects/B__c.object\",\"line\":2,"), std::string::npos)
      << json.output;
  // A verdict without a part of the org's rules would let records through.
  const Ran check = run("check --object A__c --source " + quoted(folder.path()) + " - < /dev/null");
  EXPECT_EQ(check.exit_code, 3) << check.output;
  EXPECT_NE(check.output.find("objects/B__c.object:2: "), std::string::npos) << check.output;
}

TEST(CompileCommand, NamesThePackagesThatAreNotInTheSource) {
  const TemporaryFolder folder;
  folder.write(
      "objects/A__c/validationRules/R.validationRule-meta.xml",
      "<ValidationRule><active>true</active><errorConditionFormula>pkg__P__r.pay__Sum__c &gt; 1 || Nmae__c"
      "</errorConditionFormula><errorMessage>m</errorMessage></ValidationRule>");
  const Ran ran = run("compile " + quoted(folder.path()));
  EXPECT_NE(ran.output.find("managed packages: pay, pkg: "), std::string::npos) << ran.output;
}

TEST(CompileCommand, AnAlteredBundleIsRefused) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "bundle.json";
  ASSERT_EQ(run("compile '" + kExamples + "/org' -o " + quoted(file)).exit_code, 0);
  ASSERT_EQ(run("describe --bundle " + quoted(file)).exit_code, 0);
  ASSERT_EQ(std::system(("sed -i 's/750/751/' " + quoted(file)).c_str()), 0);
  const Ran ran = run("describe --bundle " + quoted(file));
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_NE(ran.output.find("altered after it was compiled"), std::string::npos) << ran.output;
}

/// Two states of one rule.
std::filesystem::path rule_source(const TemporaryFolder& folder, const std::string& name,
                                  const std::string& formula) {
  folder.write(name + "/objects/A__c/validationRules/R.validationRule-meta.xml",
               "<ValidationRule><active>true</active><errorConditionFormula>" + formula +
                   "</errorConditionFormula><errorMessage>m</errorMessage></ValidationRule>");
  return folder.path() / name;
}

TEST(DiffCommand, SaysWhatChanged) {
  const TemporaryFolder folder;
  const std::string sides = quoted(rule_source(folder, "old", "ISBLANK(Name)")) + " " +
                            quoted(rule_source(folder, "new", "ISBLANK(Name) || Name = &quot;x|`&quot;"));
  const Ran text = run("diff " + sides);
  EXPECT_EQ(text.exit_code, 1);
  EXPECT_NE(text.output.find("1 change: 1 stricter"), std::string::npos) << text.output;
  EXPECT_NE(text.output.find("validation rule R: stricter, now also refuses Name = \"x|`\""),
            std::string::npos)
      << text.output;
  EXPECT_NE(text.output.find("    + ISBLANK(Name) || Name = \"x|`\""), std::string::npos) << text.output;
  const Ran markdown = run("diff --markdown " + sides);
  EXPECT_NE(
      markdown.output.find("| **stricter** | validation rule R | now also refuses Name = \"x\\|\\`\" |"),
      std::string::npos)
      << markdown.output;
}

TEST(CompileCommand, AnUnwritableFileIsSaid) {
  const Ran ran = run("compile '" + kExamples + "/org' -o /no/such/folder/bundle.json");
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_NE(ran.output.find("/no/such/folder/bundle.json"), std::string::npos) << ran.output;
}

/// The rows of an .expected.json file against what `check --json` printed.
class ExampleRows : public testing::TestWithParam<std::string> {};

std::vector<std::string> rules_of(const json::Node& row) {
  std::vector<std::string> rules;
  const json::Node* failures = row.find("failures");
  if (failures == nullptr || failures->items() == nullptr) return rules;
  for (const json::Node& failure : *failures->items()) {
    const json::Node* field = failure.find("field");
    std::string rule(*failure.find("rule")->text());
    if (field != nullptr) rule.append(" at ").append(*field->text());
    rules.push_back(std::move(rule));
  }
  std::sort(rules.begin(), rules.end());
  return rules;
}

/// Rules are named by a string where a row is expected, by an object with more to say where it is answered.
std::vector<std::string> undetermined_of(const json::Node& row) {
  std::vector<std::string> rules;
  const json::Node* undetermined = row.find("undetermined");
  if (undetermined == nullptr || undetermined->items() == nullptr) return rules;
  for (const json::Node& item : *undetermined->items()) {
    rules.emplace_back(item.text() != nullptr ? *item.text() : *item.find("rule")->text());
  }
  std::sort(rules.begin(), rules.end());
  return rules;
}

TEST_P(ExampleRows, GetTheVerdictsTheyMust) {
  const std::string data = kExamples + "/data/" + GetParam();
  const auto text = metadata::read_text_file(data + ".expected.json", GetParam(), kMostBytes);
  ASSERT_TRUE(text) << text.fault().text();
  const auto expected = json::parse(*text, kMostBytes);
  ASSERT_TRUE(expected) << expected.fault().text();
  const json::Node& root = expected->root();
  const Ran ran = run("check --json --object " + std::string(*root.find("object")->text()) + " --operation " +
                          std::string(*root.find("operation")->text()) + " --source '" + kExamples +
                          "/org' '" + data + ".csv'",
                      "2>/dev/null");
  std::istringstream lines(ran.output);
  for (const json::Node& row : *root.find("rows")->items()) {
    std::string line;
    ASSERT_TRUE(std::getline(lines, line)) << ran.output;
    const auto answer = json::parse(line, kMostBytes);
    ASSERT_TRUE(answer) << line;
    EXPECT_EQ(answer->root().find("line")->number()->spelling, row.find("line")->number()->spelling);
    EXPECT_EQ(*answer->root().find("verdict")->text(), *row.find("verdict")->text()) << line;
    EXPECT_EQ(rules_of(answer->root()), rules_of(row)) << line;
    EXPECT_EQ(undetermined_of(answer->root()), undetermined_of(row)) << line;
  }
}

INSTANTIATE_TEST_SUITE_P(All, ExampleRows, testing::Values("customers", "equipment", "rentals"));

constexpr const char* kHeader = "Customer__c,Equipment__c,Stage__c,StartDate__c,EndDate__c\n";

Ran check_rental(const std::string& csv) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.write("r.csv", csv);
  return run("check --object Rental__c --source '" + kExamples + "/org' - < " + quoted(file));
}

TEST(CheckCommand, ShowsLineVerdictRuleFieldAndMessage) {
  const Ran ran = check_rental(std::string(kHeader) +
                               "a015e0000000001AAA,a025e0000000001AAA,Reserved,2030-03-02,2030-03-01\n");
  EXPECT_EQ(ran.exit_code, 1) << ran.output;
  EXPECT_EQ(ran.output.find("line 2        fail\n"), 0u) << ran.output;
  EXPECT_NE(ran.output.find("End_Date_Not_Before_Start_Date  "), std::string::npos) << ran.output;
  EXPECT_NE(ran.output.find("1 row: 0 pass, 1 fail, 0 undetermined\n"), std::string::npos) << ran.output;
  EXPECT_EQ(ran.output.find('\x1b'), std::string::npos) << "colour where no terminal is";
}

TEST(CheckCommand, TheProjectOfThisFolderIsTheDefault) {
  const std::string check = "check --object Rental__c ../data/rentals.csv";
  EXPECT_EQ(run(check, "2>&1", kExamples + "/org").output,
            run(check + " --source .", "2>&1", kExamples + "/org").output);
  EXPECT_EQ(run(check, "2>&1", kExamples + "/org").exit_code, 1);
}

TEST(CheckCommand, AContextTellsWhoAsks) {
  const TemporaryFolder folder;
  const std::filesystem::path context = folder.write(
      "context.json", R"({"permissions": ["Approve_Large_Discounts", "Override_Rental_Dates"]})");
  const std::string check =
      "check --object Rental__c --source '" + kExamples + "/org' '" + kExamples + "/data/rentals.csv'";
  EXPECT_EQ(run(check).output.find(" 0 undetermined"), std::string::npos);
  EXPECT_NE(run(check + " --context " + quoted(context)).output.find(" 0 undetermined"), std::string::npos);
  const Ran ran = run(check + " --context " + quoted(folder.write("list.json", "[]")));
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_NE(ran.output.find("list.json: the document does not have the expected form"), std::string::npos)
      << ran.output;
}

TEST(CheckCommand, AMalformedRowEndsTheRunAfterThoseBefore) {
  const Ran ran = check_rental(std::string(kHeader) + "a,b,Reserved,2030-03-02,2030-03-01\na,b\n");
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_NE(ran.output.find(
                "standard input:3:1: the text is not CSV: 2 cells, but the first row has 5; fewer cells"),
            std::string::npos)
      << ran.output;
  EXPECT_NE(ran.output.find("1 row:"), std::string::npos) << ran.output;
}

TEST(CheckCommand, AHeaderThatNamesAColumnTwiceIsRefused) {
  const Ran ran = check_rental("Stage__c,Deposit__c,stage__c\n");
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_NE(ran.output.find("standard input:1: the document does not have the expected form: column 3 has "
                            "the name of column 1"),
            std::string::npos)
      << ran.output;
}

TEST(CheckCommand, ReadsOtherDialectsAndSaysWhatItRepaired) {
  const std::string row = "a015e0000000001AAA;a025e0000000001AAA;Reserved;2030-03-01;";
  std::string header(kHeader);
  std::replace(header.begin(), header.end(), ',', ';');
  const TemporaryFolder folder;
  const std::filesystem::path file =
      folder.write("r.csv", header + row + "2030-03-02;x\r" + row + "\"\xE4\"y\r\n");
  const std::string check =
      "check --object Rental__c --source '" + kExamples + "/org' --separator semicolon ";
  const Ran strict = run(check + quoted(file));
  EXPECT_EQ(strict.exit_code, 3);
  EXPECT_NE(strict.output.find("r.csv:2:71: the text is not CSV: a carriage return"), std::string::npos)
      << strict.output;
  const Ran lenient = run(check + "--lenient --encoding windows-1252 " + quoted(file));
  EXPECT_EQ(lenient.exit_code, 1) << lenient.output;
  EXPECT_NE(lenient.output.find("r.csv:2:71: repaired: a carriage return"), std::string::npos)
      << lenient.output;
  EXPECT_NE(lenient.output.find("r.csv:3:62: repaired: text after"), std::string::npos) << lenient.output;
  EXPECT_NE(lenient.output.find("repaired, 1 time: the cells of a row beyond"), std::string::npos)
      << lenient.output;
  EXPECT_NE(lenient.output.find("2 rows:"), std::string::npos) << lenient.output;
  EXPECT_NE(run(check + "--encoding latin " + quoted(file)).output.find("windows-1252 is expected"),
            std::string::npos);
}

TEST(CheckCommand, ManyRowsAreAnsweredInTheirOrder) {
  constexpr int kRows = 3000;  // several threads decide them in pieces
  std::string csv(kHeader);
  for (int i = 0; i < kRows; ++i) csv += "a015e0000000001AAA,,Reserved,2030-03-02,2030-03-01\n";
  const Ran ran = check_rental(csv + "a,b\n");
  int lines = 0;
  std::size_t at = 0;
  while ((at = ran.output.find("\nline ", at == 0 ? 0 : at + 1)) != std::string::npos) {
    ++lines;
    ASSERT_EQ(std::stoi(ran.output.substr(at + 6)), lines + 2)
        << "the first answer has no line end before it";
  }
  EXPECT_EQ(lines, kRows - 1);
  EXPECT_NE(ran.output.find("\n3000 rows:"), std::string::npos);
  EXPECT_NE(ran.output.find("standard input:3002:1: the text is not CSV"), std::string::npos);
}

TEST(CheckCommand, WritesAReport) {
  const TemporaryFolder folder;
  const std::filesystem::path report = folder.write("report.html", "");
  const std::string check = "check --object Rental__c --source '" + kExamples + "/org' '" + kExamples +
                            "/data/rentals.csv' --report ";
  EXPECT_EQ(run(check + quoted(report)).exit_code, 1);
  const Result<std::string> text = metadata::read_text_file(report, "report", kMostBytes);
  ASSERT_TRUE(text) << text.fault().text();
  const std::string& page = *text;
  EXPECT_NE(page.find("<h1>rentals.csv as Rental__c</h1>"), std::string::npos);
  EXPECT_NE(page.find("End_Date_Not_Before_Start_Date"), std::string::npos);
  const Ran ran = run(check + "/no/such/folder/report.html");
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_NE(ran.output.find("/no/such/folder/report.html"), std::string::npos) << ran.output;
}

/// The lines of a file, without their ends.
std::vector<std::string> lines_of(const std::filesystem::path& file) {
  const Result<std::string> text = metadata::read_text_file(file, "file", kMostBytes);
  std::istringstream in(text ? *text : text.fault().text());
  std::vector<std::string> out;
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

TEST(CheckCommand, SortsRowsIntoTwoFiles) {
  const TemporaryFolder folder;
  const std::filesystem::path data = folder.write(
      "r.csv", "Customer__c,Customer__r.OnHold__c,Stage__c,CancelReason__c,StartDate__c,EndDate__c\n"
               "a015e0000000001AAA,false,Draft,,2030-03-01,2030-03-02\n"
               "a015e0000000001AAA,false,Draft,\"No, \"\"thanks\"\"\",2030-03-02,2030-03-01\n");
  const std::filesystem::path accepted = folder.path() / "ok.csv";
  const std::filesystem::path rejected = folder.path() / "bad.csv";
  const std::string check = "check --object Rental__c --source '" + kExamples + "/org' " + quoted(data);
  const Ran ran = run(check + " --accepted " + quoted(accepted) + " --rejected " + quoted(rejected));
  EXPECT_EQ(ran.exit_code, 1) << ran.output;
  const std::vector<std::string> all = lines_of(rejected);
  ASSERT_EQ(all.size() + lines_of(accepted).size(), 4u) << ran.output;
  EXPECT_EQ(lines_of(accepted)[0], "Customer__c,Stage__c,CancelReason__c,StartDate__c,EndDate__c") << "no parents";
  EXPECT_EQ(all[0], "line,reasons,Customer__c,Customer__r.OnHold__c,Stage__c,CancelReason__c,StartDate__c,EndDate__c\r");
  EXPECT_EQ(all.back().substr(0, 2), "3,");
  EXPECT_NE(all.back().find("End_Date_Not_Before_Start_Date (EndDate__c): The end date is before"), std::string::npos) << all.back();
  EXPECT_NE(all.back().find(",\"No, \"\"thanks\"\"\",2030-03-02,2030-03-01\r"), std::string::npos) << all.back();
  EXPECT_FALSE(std::filesystem::exists(accepted.string() + ".part"));
  EXPECT_EQ(run(check + " --accepted /no/such/folder/ok.csv").exit_code, 3);
}

TEST(CheckCommand, AnUnknownColumnIsSaidWithTheNearest) {
  const Ran ran = check_rental("EndDat__c\n2030-01-01\n");
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_NE(ran.output.find("standard input:1, column 1 \"EndDat__c\": unknown field: Rental__c has no field "
                            "\"EndDat__c\"; did you mean EndDate__c?"),
            std::string::npos)
      << ran.output;
}

TEST(CheckCommand, AFullDiskIsNoSuccess) {
  const Ran ran = run("describe --source '" + kExamples + "/org'", "2>&1 >/dev/full");
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_NE(ran.output.find("standard output cannot be written"), std::string::npos) << ran.output;
}

TEST(CheckCommand, WhatOnlyPagesWouldNotOfferIsAWarning) {
  const TemporaryFolder folder;
  folder.write(
      "objects/A__c.object",
      "<CustomObject><fields><fullName>On__c</fullName><type>Checkbox</type></fields><fields>"
      "<fullName>P__c</fullName><label>P</label><type>Picklist</type><valueSet>"
      "<controllingField>On__c</controllingField><valueSetDefinition><value><fullName>x</fullName></value>"
      "</valueSetDefinition><valueSettings><controllingFieldValue>checked</controllingFieldValue>"
      "<valueName>x</valueName></valueSettings></valueSet></fields></CustomObject>");
  const std::filesystem::path file = folder.write("r.csv", "Name,On__c,P__c\na,false,x\nb,true,x\n");
  const Ran ran = run("check --object A__c --source " + quoted(folder.path()) + " " + quoted(file));
  EXPECT_EQ(ran.exit_code, 0) << ran.output;
  EXPECT_NE(
      ran.output.find("only a warning: P: x is not offered where On__c is false.\nline 3        pass\n"),
      std::string::npos)
      << ran.output;
}

TEST(CheckCommand, AnEmptyFileIsSaid) {
  const Ran ran = check_rental("");
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_NE(ran.output.find("the file is empty"), std::string::npos) << ran.output;
}

}  // namespace
}  // namespace presave
