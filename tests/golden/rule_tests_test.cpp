// presave test, explain and requirements, as a person runs them: what they read, print and write, and how they end.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/test/test_file.h"
#include "cli/test/yaml_reader.h"
#include "cli/test/yaml_writer.h"
#include "metadata/text_file.h"
#include "tests/golden/run_program.h"
#include "tests/golden/temporary_folder.h"

namespace presave {
namespace {

using test::quoted;
using test::Ran;
using test::run;
using test::TemporaryFolder;
using Json = nlohmann::ordered_json;

const std::string kOrg = std::string(PRESAVE_PROJECT_DIR) + "/examples/org";
const std::string kFromOrg = " --source '" + kOrg + "'";

std::string text_of(const std::filesystem::path& path) {
  const Result<std::string> text = metadata::read_text_file(path, path.string(), 16u << 20);
  return text ? *text : text.fault().text();
}

std::string json_of(const std::string& yaml) {
  const Result<cli::YamlValue> value = cli::read_yaml(yaml, "f.yaml");
  return value ? cli::to_json(*value) : value.fault().text();
}

TEST(Yaml, PlainWordsBecomeWhatTheyLookLikeInJson) {
  EXPECT_EQ(json_of("a: 1200.50\nb: true\nc: \nd: 2026-03-01\ne: \"5\"\nf: 0x1F\ng: 010\nh: ~\ni: yes"),
            R"({"a":1200.50,"b":true,"c":null,"d":"2026-03-01","e":"5","f":"0x1F","g":"010","h":null,"i":"yes"})");
  EXPECT_EQ(json_of(R"({"a": [1, {"b": "x\ny"}]})"), R"({"a":[1,{"b":"x\ny"}]})");
}

struct Refusal {
  std::string yaml;
  std::string says;
};

class YamlRefuses : public testing::TestWithParam<Refusal> {};

TEST_P(YamlRefuses, WithThePlace) {
  const std::string said = json_of(GetParam().yaml);
  EXPECT_NE(said.find(GetParam().says), std::string::npos) << said;
}

std::string nested(std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); }

INSTANTIATE_TEST_SUITE_P(
    All, YamlRefuses,
    testing::Values(Refusal{"a: &x [1]\nb: *x", "f.yaml:1: "}, Refusal{"a: 1\nb: *x", "f.yaml:2: "},
                    Refusal{"a: !!binary x", "tags"}, Refusal{"a: 1\na: 2", "f.yaml:2: the document does not have the expected form: the key a appears twice"},
                    Refusal{"? [1]\n: 2", "a key is plain text"}, Refusal{"a: 1\n---\nb: 2", "one document a file"},
                    Refusal{"", "empty"}, Refusal{std::string("a: 1\nb: 2\0" "0", 11), "f.yaml:2: "}, Refusal{"a: [1", "not YAML"}, Refusal{"a: \"\xFF\"", "UTF-8"},
                    Refusal{nested(cli::kYamlDepth + 1), "nested deeper"},
                    Refusal{std::string(cli::kYamlBytes + 1, ' '), "bytes"}));

TEST(Yaml, ReadsUpToItsBounds) {
  EXPECT_EQ(json_of(nested(cli::kYamlDepth)), nested(cli::kYamlDepth));
  std::string many = "[";
  for (std::size_t i = 0; i + 1 < cli::kYamlValues; ++i) many += "1,";
  EXPECT_EQ(json_of(many + "]").substr(0, 5), "[1,1,");
  EXPECT_NE(json_of(many + "1]").find("values"), std::string::npos);
}

TEST(Yaml, WhatIsWrittenIsReadBack) {
  const Json values = {{"text", "Public Body"}, {"number", 12.5}, {"digits", "00123"}, {"word", "true"}, {"none", nullptr},
                       {"odd", "a: b # c"}, {"date", "2026-03-01"}, {"quote", "say \"x\"\n"}, {"list", {1, "x"}}, {"empty", ""},
                       {"time", "12:30"}, {"dash", "- x"}, {"n", "n"}};
  EXPECT_EQ(Json::parse(json_of(cli::yaml_members(values, 0))), values);
}

TEST(TestFile, LaysCasesOverWhatTheyShare) {
  const TemporaryFolder folder;
  const auto file = cli::read_test_file(folder.write("t.yaml", R"(object: A__c
context: {permissions: [P]}
record: {X__c: 1, Parent__r: {Y__c: 2, Z__c: 3}}
cases:
  - name: first
    record: {Parent__r: {Y__c: 5}}
    expect: [B, {X__c: required}, A]
  - name: second
    prior: {X__c: 7}
    record: {X__c: 8}
    context: {permissions: []}
    expect: passes
    undetermined: U
)"));
  ASSERT_TRUE(file) << file.fault().text();
  EXPECT_EQ(file->cases[0].request, R"({"object":"A__c","operation":"insert","record":{"X__c":1,"Parent__r":{"Y__c":5,"Z__c":3}},"context":{"permissions":["P"]}})");
  EXPECT_EQ(file->cases[0].expect.failures, std::vector<std::string>({"A", "B", "X__c: required"}));
  EXPECT_EQ(file->cases[1].request, R"({"object":"A__c","operation":"update","record":{"X__c":8},"prior":{"X__c":7,"Parent__r":{"Y__c":2,"Z__c":3}},"context":{"permissions":[]}})");
  EXPECT_EQ(file->cases[1].expect.undetermined, std::vector<std::string>({"U"}));
  EXPECT_EQ(file->cases[1].line, 8);
}

TEST(TestFile, RefusesWhatItDoesNotKnow) {
  const TemporaryFolder folder;
  const auto refused = [&](const std::string& text) {
    const auto file = cli::read_test_file(folder.write("t.yaml", text));
    return file ? std::string("taken") : file.fault().text();
  };
  EXPECT_NE(refused("cases: []").find("which object"), std::string::npos);
  EXPECT_NE(refused("object: A\ncases:\n  - name: x\n    expects: passes").find("t.yaml:4: the document does not have the expected form: unknown word expects"), std::string::npos);
  EXPECT_NE(refused("object: A\ncases:\n  - name: x").find("needs expect"), std::string::npos);
  EXPECT_NE(refused("object: A\ncases:\n  - expect: passes").find("needs a name"), std::string::npos);
  EXPECT_NE(refused("object: A\ncases: 3").find("list of cases"), std::string::npos);
  EXPECT_NE(refused("object: A\nrecord: 3\ncases: []").find("record is a mapping"), std::string::npos);
}

TEST(TestCommand, TheExampleOrgIsCoveredToTheLastCondition) {
  const TemporaryFolder folder;
  const Ran ran = run("test '" + kOrg + "/rule-tests'" + kFromOrg + " --min-coverage 100 --html " + quoted(folder.path() / "c.html") +
                      " --lcov " + quoted(folder.path() / "c.info") + " --junit " + quoted(folder.path() / "j.xml"));
  EXPECT_EQ(ran.exit_code, 0) << ran.output;
  EXPECT_NE(ran.output.find("100.0 %"), std::string::npos) << ran.output;
  EXPECT_EQ(text_of(folder.path() / "j.xml").find("<failure"), std::string::npos);
  const std::string lcov = text_of(folder.path() / "c.info");
  EXPECT_NE(lcov.find("SF:" + kOrg + "/force-app/main/default/objects/Rental__c/validationRules/At_Most_Ninety_Days.validationRule-meta.xml\nBRDA:6,"), std::string::npos) << lcov;
  const std::string html = text_of(folder.path() / "c.html");
  EXPECT_NE(html.find("<html lang=\"en\">"), std::string::npos);
  EXPECT_EQ(html.find("http"), std::string::npos) << "the page needs nothing from elsewhere";
}

TEST(TestCommand, AFailureSaysWhatWasExpectedAndWhy) {
  const TemporaryFolder folder;
  folder.write("t.yaml", "object: Rental__c\ncases:\n  - name: <too> long\n    record: {StartDate__c: 2030-01-01, EndDate__c: 2029-01-01}\n    expect: [No_Such_Rule]\n"
                         "    undetermined: [Equipment_Can_Be_Rented]\n");
  const Ran ran = run("test " + quoted(folder.path()) + kFromOrg + " --junit " + quoted(folder.path() / "j.xml"));
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_NE(ran.output.find("FAIL  <too> long"), std::string::npos) << ran.output;
  EXPECT_NE(ran.output.find("expected  No_Such_Rule"), std::string::npos) << ran.output;
  EXPECT_NE(ran.output.find("has no active rule No_Such_Rule"), std::string::npos) << ran.output;
  EXPECT_NE(ran.output.find("EndDate__c < StartDate__c  TRUE\n        2029-01-01   2030-01-01"), std::string::npos) << ran.output;
  EXPECT_NE(text_of(folder.path() / "j.xml").find("name=\"&lt;too&gt; long\""), std::string::npos);
}

TEST(TestCommand, WhatItGeneratesRunsGreenAndNeedsNothingMore) {
  const TemporaryFolder folder;
  const std::filesystem::path tests = folder.path() / "tests";
  const Ran generated = run("test --generate " + quoted(tests) + kFromOrg);
  EXPECT_EQ(generated.exit_code, 0) << generated.output;
  const Ran ran = run("test " + quoted(tests) + kFromOrg + " --min-coverage 100");
  EXPECT_EQ(ran.exit_code, 0) << ran.output;
  const Ran again = run("test --generate " + quoted(tests) + kFromOrg);
  EXPECT_EQ(again.output, "Conditions seen both ways: 100.0 %\n");
}

TEST(TestCommand, EndsAsDocumented) {
  const TemporaryFolder folder;
  const std::string none = quoted(folder.path());
  EXPECT_EQ(run("test --help").exit_code, 0);
  EXPECT_EQ(run("test --min-coverage 101").exit_code, 2);
  EXPECT_EQ(run("test " + none + kFromOrg).exit_code, 3);
  EXPECT_EQ(run("test no/such" + kFromOrg).exit_code, 3);
  folder.write("t.yaml", "object: Rental__c\ncases: []\n");
  EXPECT_EQ(run("test " + none + kFromOrg).exit_code, 0);
  EXPECT_EQ(run("test " + none + kFromOrg + " --min-coverage 1").exit_code, 1);
  EXPECT_EQ(run("test " + none + kFromOrg + " --html /no/such/folder/x.html").exit_code, 3);
  const Ran json = run("test --json " + none + kFromOrg, "2>/dev/null");
  EXPECT_EQ(Json::parse(json.output).at("coverage").at("total"), 314);
}

TEST(ExplainCommand, ShowsTheFormulaWithItsValuesInEightyColumns) {
  const TemporaryFolder folder;
  const std::string record = quoted(folder.write("r.json", R"({"Customer__c": "a01", "Equipment__c": "a02", "Stage__c": "Quote", "StartDate__c": "2030-03-01", "EndDate__c": "2030-02-12"})"));
  const Ran ran = run("explain End_Date_Not_Before_Start_Date " + record + kFromOrg);
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_EQ(ran.output,
            "Rental__c.End_Date_Not_Before_Start_Date  refuses the record\n"
            "  EndDate__c: The end date is before the start date. A rental ends on or after\n"
            "  the day it starts.\n\n"
            "EndDate__c < StartDate__c  TRUE\n"
            "2030-02-12   2030-03-01\n\n"
            "It would pass with one of\n"
            "  EndDate__c from 2030-02-12 to 2030-03-01\n"
            "  StartDate__c from 2030-03-01 to 2030-02-12\n");
  const Ran json = run("explain --json Rental__c.End_Date_Not_Before_Start_Date " + record + kFromOrg);
  EXPECT_EQ(Json::parse(json.output).at("verdict"), "fail");
  EXPECT_EQ(run("explain --help").exit_code, 0);
  EXPECT_EQ(run("explain End_Date_Not_Before_Start " + record + kFromOrg).exit_code, 3);
  EXPECT_EQ(run("explain End_Date_Not_Before_Start_Date no.json" + kFromOrg).exit_code, 3);
  EXPECT_EQ(run("explain End_Date_Not_Before_Start_Date").exit_code, 2);
}

TEST(RequirementsCommand, GivesAQuery) {
  const Ran soql = run("requirements RentalExtra__c --soql" + kFromOrg);
  EXPECT_EQ(soql.exit_code, 0);
  EXPECT_EQ(soql.output,
            "SELECT Id, Description__c, Kind__c, Quantity__c, Rental__c, Rental__r.Customer__r.OnHold__c, Rental__r.Stage__c, "
            "UnitPrice__c FROM RentalExtra__c\n");
  EXPECT_EQ(run("requirements RentalExtra__c --ui" + kFromOrg).output.substr(0, 32), "RentalExtra__c.Description__c\nRe");
  EXPECT_EQ(run("requirements Rentl__c" + kFromOrg).exit_code, 3);
  EXPECT_EQ(run("requirements --help").exit_code, 0);
}

}  // namespace
}  // namespace presave
