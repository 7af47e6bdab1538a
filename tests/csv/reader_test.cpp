// Bounds, offsets, places over many buffers, the scanner against its twin, header names.
#include <gtest/gtest.h>

#include <random>

#include "engine/csv/header.h"
#include "engine/csv/scan.h"
#include "tests/csv/reading.h"

namespace presave::csv {
namespace {

constexpr std::size_t kPiece = 4096;

Reading read(std::string_view file, Rigor rigor = Rigor::kStrict) {
  Dialect dialect;
  dialect.rigor = rigor;
  const Reading reading = read_in_pieces(file, file.size() + 1, dialect);
  EXPECT_EQ(read_in_pieces(file, kPiece, dialect), reading);
  return reading;
}

void expect_too_large(const Reading& reading, std::string_view beginning) {
  ASSERT_TRUE(reading.fault);
  EXPECT_EQ(reading.code, FaultCode::kTooLarge);
  EXPECT_TRUE(reading.fault->starts_with(beginning)) << *reading.fault;
}

TEST(CsvReader, ColumnsAtTheBoundAndOnePast) {
  const Reading at = read(std::string(kColumns - 1, ',') + "\n");
  ASSERT_FALSE(at.fault) << *at.fault;
  EXPECT_EQ(at.rows.at(0).cells.size(), kColumns);
  expect_too_large(read("\n" + std::string(kColumns, ',')), "2:1: more than 2000 cells");
}

TEST(CsvReader, CellBytesAtTheBoundAndOnePast) {
  const std::string longest(kCellBytes, 'x');
  EXPECT_FALSE(read(longest + "," + longest.substr(1)).fault);
  expect_too_large(read("a," + longest + "x,b\n"), "1:3: a cell of more than 524288 bytes");
}

TEST(CsvReader, RowBytesAtTheBoundAndOnePast) {
  const std::string longest = std::string(kRowBytes / 2, 'x') + "," + std::string(kRowBytes / 2 - 1, 'x');
  EXPECT_FALSE(read(longest + "\r\n" + longest + "\n" + longest).fault);
  expect_too_large(read("a,b\n" + longest + "x\n"), "2:1: a row of more than 1048576 bytes");
  expect_too_large(read("a\n\"" + std::string(4 * kRowBytes, ',')), "2:1: a row of more than 1048576 bytes");
}

TEST(CsvReader, HoldsNoMoreThanARowOfAnEndlessQuote) {
  Reader reader{Dialect{}};
  reader.feed("\"");
  const std::string piece(kPiece, 'x');
  std::size_t fed = 0;
  while (reader.next()) {
    reader.feed(piece);
    fed += kPiece;
    ASSERT_LE(fed, kRowBytes + kPiece);
  }
}

TEST(CsvReader, OffsetsAndLinesOverManyPieces) {
  std::string file = "\xEF\xBB\xBF";
  std::vector<ReadRow> expected;
  for (std::uint64_t line = 1; line < 30'000; line += 2) {
    expected.push_back({line, file.size() - 3, {"a\nb", std::to_string(line)}});
    file += "\"a\nb\"," + std::to_string(line) + "\r\n";
  }
  EXPECT_EQ(read(file).rows, expected);
}

TEST(CsvReader, AFaultStays) {
  Reader reader{Dialect{}};
  reader.feed("a\"\n");
  ASSERT_FALSE(reader.next());
  reader.feed("b\n");
  reader.finish();
  EXPECT_EQ(reader.next().fault().where, "1:2");
}

TEST(CsvScan, FindsWhatItsPlainTwinFinds) {
  std::mt19937 random(7);
  std::string block(kBlockBytes, ' ');
  for (int round = 0; round < 20'000; ++round) {
    for (char& c : block) c = static_cast<char>(random() % (round % 2 == 0 ? 256 : 48));
    const char separator = kSeparators[random() % kSeparators.size()];
    ASSERT_EQ(special_bits(block.data(), separator),
              special_bits_plain(block.data(), block.size(), separator));
  }
}

TEST(CsvHeader, NamesThatAreMissingOrTwice) {
  std::vector<std::string> texts;
  for (const HeaderProblem& problem : header_problems({"Name", "", "b", "NAME", ""}))
    texts.push_back(problem.text());
  EXPECT_EQ(texts,
            (std::vector<std::string>{"column 2 has no name; name it or remove it",
                                      "column 4 has the name of column 1; rename or remove one of them",
                                      "column 5 has no name; name it or remove it"}));
  EXPECT_TRUE(header_problems({"a", "b"}).empty());
}

}  // namespace
}  // namespace presave::csv
