#include "cli/csv.h"
#include "cli/progress.h"

#include <gtest/gtest.h>

#include <sstream>
#include <stdexcept>

namespace presave::cli {
namespace {

// What CSV is stands in tests/csv; here is what a stream adds.

TEST(Csv, FaultsNameTheStreamAndThePlace) {
  std::istringstream in("a,b\n1,\"2");
  CsvReader csv(in, "t.csv");
  Row row;
  ASSERT_TRUE(*csv.next(row));
  EXPECT_EQ(row.cells, (std::vector<std::string_view>{"a", "b"}));
  EXPECT_EQ(csv.place(row.line), "t.csv:1");
  const Result<bool> more = csv.next(row);
  ASSERT_FALSE(more);
  EXPECT_EQ(more.fault().code, FaultCode::kMalformedCsv);
  EXPECT_EQ(more.fault().where, "t.csv:2:3");
}

TEST(Csv, AStreamThatBreaksIsNoEnd) {
  class Broken : public std::streambuf {
    int_type underflow() override { throw std::runtime_error("the disk is gone"); }
  } broken;
  std::istream in(&broken);
  CsvReader csv(in, "t.csv");
  Row row;
  const Result<bool> more = csv.next(row);
  ASSERT_FALSE(more);
  EXPECT_EQ(more.fault().code, FaultCode::kUnreadable);
}

TEST(Csv, ALenientReaderHandsOnWhatItRepaired) {
  std::istringstream in("a;b\n1;2\"\n");
  csv::Dialect dialect;
  dialect.rigor = csv::Rigor::kLenient;
  dialect.separator = ';';
  CsvReader csv(in, "t.csv", dialect);
  Row row;
  ASSERT_TRUE(*csv.next(row));
  EXPECT_TRUE(row.repairs.empty());
  ASSERT_TRUE(*csv.next(row));
  EXPECT_EQ(row.cells, (std::vector<std::string_view>{"1", "2\""}));
  ASSERT_EQ(row.repairs.size(), 1u);
  EXPECT_EQ(row.repairs[0].place.text(), "2:4");
}

TEST(Csv, CountsItsBytesOverManyBuffers) {
  const std::string text =
      "\xEF\xBB\xBF"
      "a,b\n" +
      std::string(100'000, 'x') + ",\"y\r\n\"\r\n";
  std::istringstream in(text);
  CsvReader csv(in, "t.csv");
  Row row;
  ASSERT_TRUE(*csv.next(row));
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
