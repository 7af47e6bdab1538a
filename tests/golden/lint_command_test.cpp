// presave lint as people and programs meet it: places in files, the three forms of its answer, how it ends.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>

#include <nlohmann/json.hpp>

#include "cli/source_place.h"
#include "engine/lint/lint.h"
#include "metadata/text_file.h"
#include "tests/golden/temporary_folder.h"

namespace presave {
namespace {

using Json = nlohmann::json;
using test::TemporaryFolder;

struct Ran {
  int exit_code = -1;
  std::string output;
};

Ran lint(const std::string& arguments) {
  std::FILE* pipe = popen(("'" PRESAVE_BINARY "' lint " + arguments + " 2>&1").c_str(), "r");
  Ran ran;
  std::array<char, 4096> part;
  while (const std::size_t size = std::fread(part.data(), 1, part.size(), pipe))
    ran.output.append(part.data(), size);
  ran.exit_code = WEXITSTATUS(pclose(pipe));
  return ran;
}

/// A project of one object whose rule has this formula, as XML.
void write_project(const TemporaryFolder& folder, const std::string& formula) {
  folder.write("sfdx-project.json", R"({"name": "Things", "packageDirectories": [{"path": "force-app"}]})");
  folder.write("force-app/main/default/objects/Thing__c/fields/N__c.field-meta.xml",
               "<CustomField "
               "xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n<fullName>N__c</fullName><label>N</label>"
               "<type>Number</type><precision>4</precision><scale>1</scale></CustomField>");
  folder.write("force-app/main/default/objects/Thing__c/validationRules/Range.validationRule-meta.xml",
               "<?xml version=\"1.0\"?>\n<ValidationRule xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n"
               "  <fullName>Range</fullName><active>true</active><errorConditionFormula>" +
                   formula +
                   "</errorConditionFormula>\n  <errorMessage>No.</errorMessage>\n"
                   "  <errorDisplayField>N__c</errorDisplayField>\n</ValidationRule>\n");
}

std::string quoted(const TemporaryFolder& folder) {
  return "'" + folder.path().string() + "'";
}

TEST(LintCommand, PointsIntoTheFile) {
  const TemporaryFolder folder;
  write_project(folder, "ISNEW() &amp;&amp;\n  OR(N__c = 2, N__c &lt; 0 &amp;&amp; N__c &gt; 1)");
  const Ran ran = lint(quoted(folder));
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_NE(
      ran.output.find("Range.validationRule-meta.xml:4:16: warning: Thing__c.Range: This part is never TRUE"),
      std::string::npos)
      << ran.output;
  EXPECT_NE(ran.output.find("    OR(N__c = 2, N__c < 0 && N__c > 1)\n"), std::string::npos) << ran.output;
  EXPECT_NE(ran.output.find("Things: 0 errors, 1 warning, 0 notes\n"), std::string::npos) << ran.output;
}

TEST(LintCommand, GivesOneJsonDocument) {
  const TemporaryFolder folder;
  write_project(folder, "N__c &gt; 1 &amp;&amp; N__c &lt; 0");
  const Ran ran = lint("--json " + quoted(folder));
  EXPECT_EQ(ran.exit_code, 1);
  const Json document = Json::parse(ran.output);
  EXPECT_EQ(document.at("errors"), 1);
  const Json& finding = document.at("findings").at(0);
  EXPECT_EQ(finding.at("code"), "never-fires");
  EXPECT_EQ(finding.at("severity"), "error");
  EXPECT_EQ(finding.at("object"), "Thing__c");
  EXPECT_EQ(finding.at("name"), "Range");
  EXPECT_EQ(finding.at("line"), 3);
  EXPECT_EQ(finding.at("column"), 73);
  EXPECT_EQ(finding.at("end"), 20);
}

// What the schema of SARIF 2.1.0 requires, and what code hosts need beyond it to show a result at its place.
TEST(LintCommand, GivesOneSarifLog) {
  const TemporaryFolder folder;
  write_project(folder, "N__c &gt; 1 &amp;&amp; N__c &lt; 0");
  const Ran ran = lint("--sarif " + quoted(folder));
  EXPECT_EQ(ran.exit_code, 1);
  const Json log = Json::parse(ran.output);
  EXPECT_EQ(log.at("version"), "2.1.0");
  ASSERT_EQ(log.at("runs").size(), 1u);
  const Json& run = log.at("runs")[0];
  const Json& driver = run.at("tool").at("driver");
  EXPECT_EQ(driver.at("name"), "presave");
  EXPECT_EQ(driver.at("rules").size(), lint::rules().size());
  for (const Json& rule : driver.at("rules")) {
    EXPECT_TRUE(rule.at("shortDescription").at("text").is_string());
    EXPECT_TRUE(rule.at("id").is_string());
  }
  ASSERT_EQ(run.at("results").size(), 1u);
  const Json& result = run.at("results")[0];
  EXPECT_EQ(driver.at("rules").at(result.at("ruleIndex").get<std::size_t>()).at("id"), result.at("ruleId"));
  EXPECT_EQ(result.at("level"), "error");
  EXPECT_TRUE(result.at("message").at("text").is_string());
  const Json& place = result.at("locations").at(0).at("physicalLocation");
  EXPECT_EQ(place.at("artifactLocation").at("uri"),
            "force-app/main/default/objects/Thing__c/validationRules/Range.validationRule-meta.xml");
  EXPECT_EQ(place.at("region").at("startLine"), 3);
  EXPECT_EQ(place.at("region").at("startColumn"), 73);
}

TEST(LintCommand, EndsAsDocumented) {
  const TemporaryFolder folder;
  write_project(folder, "N__c &gt; 1");
  EXPECT_EQ(lint(quoted(folder)).exit_code, 0);
  EXPECT_EQ(lint("--json --sarif " + quoted(folder)).exit_code, 2);
  const Ran missing = lint("no/such/folder");
  EXPECT_EQ(missing.exit_code, 3);
  EXPECT_NE(missing.output.find("no/such/folder"), std::string::npos) << missing.output;
  EXPECT_EQ(lint("'" PRESAVE_PROJECT_DIR "/examples/org'").exit_code, 0) << "notes are no reason to fail";
}

TEST(LintCommand, ReadsABundleToo) {
  const TemporaryFolder folder;
  write_project(folder, "N__c &gt; 1 &amp;&amp; N__c &lt; 0");
  const std::string bundle = "'" + (folder.path() / "bundle.json").string() + "'";
  ASSERT_EQ(std::system(
                ("'" PRESAVE_BINARY "' compile " + quoted(folder) + " -o " + bundle + " >/dev/null").c_str()),
            0);
  const Ran ran = lint(bundle);
  EXPECT_EQ(ran.exit_code, 1);
  // Without the file, the column is counted in the formula.
  EXPECT_NE(ran.output.find("Range.validationRule-meta.xml:3:1: error: "), std::string::npos) << ran.output;
}

TEST(LintCommand, TheListAndTheDocumentationAgree) {
  const Ran ran = lint("--rules");
  EXPECT_EQ(ran.exit_code, 0);
  const Result<std::string> page =
      metadata::read_text_file(PRESAVE_PROJECT_DIR "/docs/lint.md", "docs/lint.md", 1u << 20);
  ASSERT_TRUE(page);
  std::size_t rows = 0;
  for (std::size_t at = page->find("\n| "); at != std::string::npos; at = page->find("\n| ", at + 1)) ++rows;
  EXPECT_EQ(rows, lint::rules().size() + 1) << "one row a rule, and the head";
  for (const lint::Rule& rule : lint::rules()) {
    EXPECT_NE(ran.output.find(rule.code), std::string::npos);
    const std::string row = "| " + std::string(rule.code) + " | " + std::string(name_of(rule.severity)) +
                            " | " + std::string(rule.finds) + " | " + std::string(rule.advice) + " |\n";
    EXPECT_NE(page->find(row), std::string::npos) << row;
    EXPECT_NE(page->find("\n- " + std::string(rule.code) + ": "), std::string::npos) << "an example of " << rule.code;
  }
}

struct Aligned {
  std::string xml;
  std::string formula;
  std::size_t at;
  std::size_t line;
  std::size_t column;
};

TEST(SourcePlaces, FollowTheFilesSpelling) {
  for (const Aligned& expected :
       {Aligned{"<f>a &gt; b</f>", "a > b", 4, 1, 11}, Aligned{"<f>a > b</f>", "a > b", 4, 1, 8},
        Aligned{"<x/><f>\r\na</f>", "\na", 1, 2, 1}, Aligned{"<f><![CDATA[a > b]]></f>", "a > b", 0, 1, 13},
        Aligned{"<f>\xC3\xA4 &quot;x&quot;</f>", "\xC3\xA4 \"x\"", 4, 1, 12},
        Aligned{"<f>changed</f>", "a > b", 4, 1, 5}}) {
    const TemporaryFolder folder;
    folder.write("f.xml", expected.xml);
    cli::SourcePlaces places({folder.path()});
    const cli::Place place = places.find({"f.xml", 1}, expected.formula, expected.at);
    EXPECT_EQ(place.line, expected.line) << expected.xml;
    EXPECT_EQ(place.column, expected.column) << expected.xml;
  }
}

}  // namespace
}  // namespace presave
