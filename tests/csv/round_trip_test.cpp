// What the writer writes, the reader reads: random tables of awkward cells, in both forms, in random pieces.
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "engine/csv/writer.h"
#include "tests/csv/reading.h"

namespace presave::csv {
namespace {

using Table = std::vector<std::vector<std::string>>;

class Tables {
 public:
  explicit Tables(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return random_() % bound; }

  Table table() {
    const std::size_t columns = 1 + below(6);
    Table table(1 + below(8));
    for (auto& row : table) {
      for (std::size_t i = 0; i < columns; ++i) row.push_back(cell());
    }
    return table;
  }

 private:
  std::string cell() {
    constexpr std::array<std::string_view, 12> kParts = {"\"", ",", ";", "\n", "\r",   "\r\n",
                                                         " ",  "a", "ä", "😀",  "#N/A", "\t"};
    std::string text;
    for (std::size_t i = below(7); i > 0; --i) text += kParts[below(kParts.size())];
    return text;
  }

  std::mt19937 random_;
};

std::string written(const Table& table, Form form, char separator) {
  std::string out;
  Writer writer(out, form, separator);
  for (const auto& row : table) {
    for (const std::string& cell : row) {
      if (!writer.cell(cell)) writer.null();
    }
    writer.end_row();
  }
  return out;
}

TEST(CsvRoundTrip, ReaderReadsWhatWriterWrote) {
  for (unsigned seed = 0; seed < 3000; ++seed) {
    Tables tables(seed);
    const Table table = tables.table();
    const Form form = seed % 2 == 0 ? Form::kBulk : Form::kRfc4180;
    Dialect dialect;
    dialect.rigor = form == Form::kBulk ? Rigor::kStrict : Rigor::kLetter;
    dialect.separator = kSeparators[tables.below(kSeparators.size())];
    const std::string file = written(table, form, dialect.separator);
    const Reading reading = read_in_pieces(file, 1 + tables.below(20), dialect);
    ASSERT_FALSE(reading.fault) << seed << ": " << *reading.fault;
    Table read;
    for (const ReadRow& row : reading.rows) read.push_back(row.cells);
    ASSERT_EQ(read, table) << seed;
  }
}

TEST(CsvWriter, QuotesOnlyWhereNeeded) {
  EXPECT_EQ(written({{"a b", " c", "d,e", "say \"f\"", "g\nh", ""}}, Form::kBulk, ','),
            "a b, c,\"d,e\",\"say \"\"f\"\"\",\"g\nh\",\n");
  EXPECT_EQ(written({{""}, {"", ""}}, Form::kRfc4180, ';'), "\"\"\r\n;\r\n");
}

TEST(CsvWriter, NullIsSpelledAsTheFormHasIt) {
  std::string bulk;
  Writer writer(bulk, Form::kBulk);
  writer.null();
  EXPECT_FALSE(writer.cell("#N/A")) << "it would be read as null";
  EXPECT_TRUE(writer.cell("#n/a"));
  writer.end_row();
  EXPECT_EQ(bulk, "#N/A,#n/a\n");
  std::string plain;
  Writer other(plain, Form::kRfc4180);
  other.null();
  EXPECT_TRUE(other.cell("#N/A"));
  other.end_row();
  EXPECT_EQ(plain, ",#N/A\r\n");
}

}  // namespace
}  // namespace presave::csv
