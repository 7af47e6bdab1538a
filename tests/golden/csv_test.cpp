#include "cli/csv.h"
#include "cli/progress.h"

#include <gtest/gtest.h>

#include <sstream>

namespace presave::cli {
namespace {

using Cells = std::vector<std::vector<std::string>>;

/// All rows, or the fault that ended the reading.
Result<Cells> read_all(const std::string& text) {
  std::istringstream in(text);
  CsvReader csv(in, "t.csv");
  Cells rows;
  CsvRow row;
  while (true) {
    const Result<bool> more = csv.next(row);
    if (!more) return more.fault();
    if (!*more) return rows;
    rows.push_back(row.cells);
  }
}

struct Reading {
  std::string text;
  Cells rows;
};

class ReadCsv : public testing::TestWithParam<Reading> {};

TEST_P(ReadCsv, Cells) {
  const auto rows = read_all(GetParam().text);
  ASSERT_TRUE(rows) << rows.fault().text();
  EXPECT_EQ(*rows, GetParam().rows);
}

INSTANTIATE_TEST_SUITE_P(
    All, ReadCsv,
    testing::Values(Reading{"", {}}, Reading{"\n\r\n", {}}, Reading{"a,b\n1,2\n", {{"a", "b"}, {"1", "2"}}},
                    Reading{"a,b\r\n1,2", {{"a", "b"}, {"1", "2"}}},
                    Reading{"\xEF\xBB\xBF\"a\",b", {{"a", "b"}}},
                    Reading{"\"x \"\"y\"\", z\",\"\"\n", {{"x \"y\", z", ""}}},
                    Reading{"\"two\nlines\",\"two\r\nlines\"\r\n", {{"two\nlines", "two\r\nlines"}}},
                    Reading{",,\n,\n", {{"", "", ""}, {"", ""}}}, Reading{" a , b \n", {{" a ", " b "}}},
                    Reading{"a\n\n\nb\n", {{"a"}, {"b"}}}, Reading{"ä,€,😀\n", {{"ä", "€", "😀"}}},
                    Reading{"a,b\r", {{"a", "b"}}}));

struct Refusal {
  std::string text;
  FaultCode code;
  std::string where;
  std::string detail;  ///< a part of it
};

class RefusedCsv : public testing::TestWithParam<Refusal> {};

TEST_P(RefusedCsv, SaysWhereAndWhat) {
  const auto rows = read_all(GetParam().text);
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.fault().code, GetParam().code);
  EXPECT_EQ(rows.fault().where, GetParam().where);
  EXPECT_NE(rows.fault().detail.find(GetParam().detail), std::string::npos) << rows.fault().detail;
}

INSTANTIATE_TEST_SUITE_P(
    All, RefusedCsv,
    testing::Values(Refusal{"a\nb,\"c\nd", FaultCode::kMalformedCsv, "t.csv:2:3", "never closed"},
                    Refusal{"a,b\"c\n", FaultCode::kMalformedCsv, "t.csv:1:4", "inside a cell"},
                    Refusal{"ä€,\"b\"c\n", FaultCode::kMalformedCsv, "t.csv:1:7", "closing quote"},
                    Refusal{"a,b\rc\n", FaultCode::kMalformedCsv, "t.csv:1:4", "carriage return"},
                    Refusal{"a,\"b\"\rc\n", FaultCode::kMalformedCsv, "t.csv:1:6", "carriage return"},
                    Refusal{"a\nb,\xFF\n", FaultCode::kMalformedCsv, "t.csv:2", "cell 2 is not UTF-8"}));

TEST(Csv, ColumnsAtTheBoundAndOnePast) {
  EXPECT_TRUE(read_all(std::string(kCsvColumns - 1, ',')));
  const auto past = read_all(std::string(kCsvColumns, ','));
  ASSERT_FALSE(past);
  EXPECT_EQ(past.fault().code, FaultCode::kTooLarge);
}

TEST(Csv, RowSizeAtTheBoundAndOnePast) {
  EXPECT_TRUE(read_all(std::string(kCsvRowBytes, 'x') + '\n' + std::string(kCsvRowBytes, 'x')));
  const auto past = read_all(std::string(kCsvRowBytes + 1, 'x'));
  ASSERT_FALSE(past);
  EXPECT_EQ(past.fault().code, FaultCode::kTooLarge);
}

TEST(Csv, RowsKnowTheirFirstLine) {
  std::istringstream in("a\n\"b\n\n\"\nc\n");
  CsvReader csv(in, "t.csv");
  CsvRow row;
  std::vector<std::size_t> lines;
  while (*csv.next(row)) lines.push_back(row.line);
  EXPECT_EQ(lines, (std::vector<std::size_t>{1, 2, 5}));
}

TEST(Csv, CountsItsBytesOverManyBuffers) {
  const std::string text = "\xEF\xBB\xBF" "a,b\n" + std::string(100'000, 'x') + ",\"y\r\n\"\r\n";
  std::istringstream in(text);
  CsvReader csv(in, "t.csv");
  CsvRow row;
  ASSERT_TRUE(*csv.next(row));
  EXPECT_EQ(csv.bytes(), 7u);
  while (*csv.next(row)) {
  }
  EXPECT_EQ(csv.bytes(), text.size());
}

TEST(Progress, IsABarWhereTheSizeIsKnown) {
  EXPECT_EQ(progress_line(0, 0, 200), "[....................]   0 %  0 rows");
  EXPECT_EQ(progress_line(1, 50, 200), "[#####...............]  25 %  1 row");
  EXPECT_EQ(progress_line(1'250'000, 200, 200), "[####################] 100 %  1,250,000 rows");
  EXPECT_EQ(progress_line(999, 300, 200), "[####################] 100 %  999 rows") << "a file that grew";
  EXPECT_EQ(progress_line(1000, 50, std::nullopt), "1,000 rows");
}

}  // namespace
}  // namespace presave::cli
