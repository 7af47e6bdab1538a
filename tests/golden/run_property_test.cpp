// Of random foreign rows: what `presave run` accepts, `presave check` accepts; what it refuses for a rule, the explanation of
// that rule confirms; and every row is somewhere.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "cli/mapping_file.h"
#include "cli/org_input.h"
#include "engine/csv/writer.h"
#include "tests/golden/run_program.h"
#include "tests/golden/temporary_folder.h"

namespace presave::test {
namespace {

using nlohmann::json;

constexpr int kRows = 1500;
constexpr const char* kMapping = PRESAVE_PROJECT_DIR "/bench/batch/customers.yaml";
constexpr const char* kOrg = PRESAVE_PROJECT_DIR "/examples/org";

struct Column {
  const char* name;
  std::vector<std::string> values;
};

/// Values that fit, that a rule refuses, that no field can hold, that are blank or look like a CSV's own signs.
const std::vector<Column>& columns() {
  static const std::vector<Column> list = {
      {"First Name", {"Anna", "", "Jörg", "\"Q\"", "#N/A"}},
      {"Last Name", {"Weber", "", "de, Vries", "\u00d6z", std::string(90, 'x')}},
      {"Mail", {"a@example.com", "", "no mail", "B@Example.COM", "x@example.invalid"}},
      {"Phone", {"+49 40 123456", "", "call me", "1", "040/123456"}},
      {"Group", {"P", "T", "B", "X", ""}},
      {"Limit", {"1.250,50", "", "-1", "12x", "99.999.999.999.999.999,00"}},
      {"Balance", {"0", "", "1,5", "1.2.3"}},
      {"Blocked", {"yes", "no", "", "maybe"}},
      {"Born", {"03.02.1980", "", "03.02.2020", "31.02.1990", "29.02.2024"}},
      {"Land", {"D", "NL", "UK", "USA", "F", ""}},
      {"Zip", {"20457", "1011 AB", "SW1A 1AA", "94105", "x", ""}},
      {"Vat", {"DE123456789", "NL1", "", "a very long vat number indeed"}},
      {"Last Contact", {"03.02.2026 10:30", "", "yesterday"}},
      {"Web", {"https://example.com", "", "no web"}},
      {"Document", {"D-1", ""}},
  };
  return list;
}

using Cells = std::vector<std::string>;

std::vector<Cells> random_rows() {
  std::mt19937 chance(20261124);
  std::vector<Cells> rows;
  for (int i = 0; i < kRows; ++i) {
    Cells& row = rows.emplace_back();
    for (const Column& column : columns()) {
      // The first value fits, so that some rows do; as many have one thing wrong as many.
      const bool good = chance() % 8 != 0;
      row.push_back(column.values[good ? 0 : chance() % column.values.size()]);
    }
  }
  return rows;
}

std::string csv_of(const std::vector<Cells>& rows) {
  std::string out;
  csv::Writer writer(out, csv::Form::kRfc4180);
  for (const Column& column : columns()) (void)writer.cell(column.name);
  writer.end_row();
  for (const Cells& row : rows) {
    for (const std::string& cell : row) (void)writer.cell(cell);
    writer.end_row();
  }
  return out;
}

/// Whether the rule's explanation says that it refuses the record.
bool confirms(const Bundle& bundle, const std::string& rule, const json& record) {
  const json document{{"rule", rule}, {"request", {{"object", "Customer__c"}, {"operation", "insert"}, {"record", record}}}};
  const Result<std::string> explained = bundle.explain(document.dump(), 1'795'521'600'000);
  return explained && json::parse(*explained).at("verdict") == "fail";
}

TEST(RunProperty, AcceptsWhatCheckAcceptsAndRefusesWhatExplainConfirms) {
  const std::vector<Cells> rows = random_rows();
  const TemporaryFolder folder;
  folder.write("rows.csv", csv_of(rows));
  const auto at = [&folder](const char* name) { return quoted(folder.path() / name); };
  folder.write("context.json", R"({"now": "2026-11-24T12:00:00.000Z"})");
  const Ran ran = run("run '" + std::string(kMapping) + "' " + at("rows.csv") + " --source '" + kOrg + "' --json --context " + at("context.json") +
                          " --accepted " + at("ok.csv") + " --rejected " + at("bad.csv"),
                      "2>/dev/null");
  ASSERT_EQ(ran.exit_code, 1);

  cli::OrgInput input;
  input.source = {kOrg};
  const Result<Bundle> bundle = cli::load_org(input);
  ASSERT_TRUE(bundle) << bundle.fault().text();
  const Result<cli::MappingFile> file = cli::MappingFile::read(*bundle, kMapping);
  ASSERT_TRUE(file) << file.fault().text();
  std::vector<std::string_view> header;
  for (const Column& column : columns()) header.emplace_back(column.name);
  Result<MappedRows> mapped = MappedRows::open(file->mapping(), header);
  ASSERT_TRUE(mapped) << mapped.fault().text();

  std::istringstream answers(ran.output);
  std::string line;
  std::size_t passed = 0, refused_by_rules = 0, unreadable = 0, seen = 0;
  while (std::getline(answers, line)) {
    const json answer = json::parse(line);
    const Cells& row = rows.at(seen++);
    const json made = json::parse(mapped->transform({row.begin(), row.end()}, 1'795'521'600'000));
    if (answer.at("verdict") == "unreadable") {
      ++unreadable;
      EXPECT_EQ(made.at("reasons"), answer.at("reasons")) << line;
      continue;
    }
    ASSERT_TRUE(made.contains("record")) << line;
    if (answer.at("verdict") == "pass") ++passed;
    for (const json& failure : answer.at("failures")) {
      if (failure.at("kind") != "validationRule") continue;
      ++refused_by_rules;
      EXPECT_TRUE(confirms(*bundle, failure.at("rule").get<std::string>(), made.at("record"))) << line << "\n" << made.dump();
    }
  }
  EXPECT_EQ(seen, rows.size());
  // The test shows something only where all of these are many.
  EXPECT_GT(passed, 100u);
  EXPECT_GT(refused_by_rules, 100u);
  EXPECT_GT(unreadable, 100u);

  const Ran checked = run("check --bulk --object Customer__c --source '" + std::string(kOrg) + "' --context " + at("context.json") + " " + at("ok.csv"), "2>&1");
  EXPECT_EQ(checked.exit_code, 0) << checked.output.substr(checked.output.size() > 500 ? checked.output.size() - 500 : 0);
  EXPECT_NE(checked.output.find(std::to_string(passed) + " rows: " + std::to_string(passed) + " pass"), std::string::npos)
      << checked.output.substr(checked.output.size() > 500 ? checked.output.size() - 500 : 0);
}

}  // namespace
}  // namespace presave::test
