// Each file of corpus/ beside what must come out of it, for each rigor that is named there: [line, cells...]
// of each row, the repairs, the fault; of texts their beginning.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "tests/csv/reading.h"

namespace presave::csv {
namespace {

constexpr std::array<std::pair<const char*, Rigor>, 3> kRigors = {
    {{"letter", Rigor::kLetter}, {"strict", Rigor::kStrict}, {"lenient", Rigor::kLenient}}};

std::string contents(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  EXPECT_TRUE(in) << file;
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<std::string> names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(PRESAVE_CSV_CORPUS)) {
    if (entry.path().extension() == ".csv") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

void expect_rows(const std::vector<ReadRow>& rows, const nlohmann::json& expected) {
  ASSERT_EQ(rows.size(), expected.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    nlohmann::json row = {rows[i].line};
    for (const std::string& cell : rows[i].cells) row.push_back(cell);
    EXPECT_EQ(row, expected[i]);
  }
}

void expect_reading(const Reading& reading, const nlohmann::json& expected) {
  expect_rows(reading.rows, expected.at("rows"));
  const auto repairs = expected.value("repairs", std::vector<std::string>());
  ASSERT_EQ(reading.repairs.size(), repairs.size()) << nlohmann::json(reading.repairs);
  for (std::size_t i = 0; i < repairs.size(); ++i) {
    EXPECT_TRUE(reading.repairs[i].starts_with(repairs[i])) << reading.repairs[i];
  }
  const auto fault = expected.value("fault", std::string());
  ASSERT_EQ(reading.fault.has_value(), !fault.empty()) << reading.fault.value_or("");
  EXPECT_TRUE(reading.fault.value_or("").starts_with(fault)) << *reading.fault;
}

class Corpus : public testing::TestWithParam<std::string> {};

TEST_P(Corpus, ReadsAsExpectedHoweverItIsCut) {
  const std::filesystem::path folder = PRESAVE_CSV_CORPUS;
  const std::string file = contents(folder / (GetParam() + ".csv"));
  const auto expected = nlohmann::json::parse(contents(folder / (GetParam() + ".json")));
  Dialect dialect;
  dialect.separator = expected.value("separator", std::string(",")).at(0);
  if (expected.contains("encoding")) {
    dialect.encoding = encoding_named(expected.at("encoding").get<std::string>());
    ASSERT_TRUE(dialect.encoding);
  }
  bool has_expectation = false;
  for (const auto& [name, rigor] : kRigors) {
    SCOPED_TRACE(name);
    dialect.rigor = rigor;
    const Reading whole = read_in_pieces(file, file.size(), dialect);
    for (const std::size_t piece : {1u, 2u, 3u, 5u})
      EXPECT_EQ(read_in_pieces(file, piece, dialect), whole) << piece;
    if (!expected.contains(name)) continue;
    has_expectation = true;
    expect_reading(whole, expected.at(name));
  }
  EXPECT_TRUE(has_expectation);
}

INSTANTIATE_TEST_SUITE_P(Files, Corpus, testing::ValuesIn(names()),
                         [](const auto& name) { return name.param; });

}  // namespace
}  // namespace presave::csv
