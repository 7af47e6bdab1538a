// CSV whose first byte says how it is written: read whole and in pieces, and what was read is written and
// read again.
#include <string>
#include <vector>

#include "engine/csv/reader.h"
#include "engine/csv/writer.h"
#include "tests/fuzz/targets.h"

namespace presave::fuzz {
namespace {

using Cells = std::vector<std::vector<std::string>>;

struct Reading {
  Cells rows;
  std::vector<std::uint64_t> places;  ///< lines and offsets of rows, repairs
  std::string fault;
  bool operator==(const Reading&) const = default;
};

void note(const csv::Row& row, Reading& out) {
  must(!row.cells.empty() && row.cells.size() <= csv::kColumns);
  must(out.rows.empty() || row.cells.size() == out.rows.front().size());
  out.rows.emplace_back(row.cells.begin(), row.cells.end());
  out.places.insert(out.places.end(), {row.line, row.offset});
  for (const csv::Repair& repair : row.repairs) {
    must(repair.place.line >= row.line);
    out.places.insert(out.places.end(), {repair.place.line, repair.place.column, repair.count});
  }
}

Reading read(std::string_view file, std::size_t piece, const csv::Dialect& dialect) {
  csv::Reader reader(dialect);
  Reading out;
  while (true) {
    const Result<csv::Reader::Step> step = reader.next();
    if (!step) {
      out.fault = step.fault().text();
      must(!step.fault().where.empty());
      return out;
    }
    if (*step == csv::Reader::Step::kEnd) return out;
    if (*step == csv::Reader::Step::kRow) {
      note(reader.row(), out);
    } else if (file.empty()) {
      reader.finish();
    } else {
      const std::string_view next = file.substr(0, piece);
      reader.feed(next);
      file.remove_prefix(next.size());
    }
  }
}

csv::Dialect dialect_of(unsigned char byte) {
  csv::Dialect dialect;
  dialect.rigor = static_cast<csv::Rigor>(byte % 3);
  dialect.separator = csv::kSeparators[(byte / 3u) % csv::kSeparators.size()];
  const unsigned encoding = byte / 18u % 5;
  if (encoding > 0) dialect.encoding = static_cast<csv::Encoding>(encoding - 1);
  return dialect;
}

std::string written(const Cells& rows, char separator) {
  std::string out;
  csv::Writer writer(out, csv::Form::kRfc4180, separator);
  for (const auto& row : rows) {
    for (const std::string& cell : row) must(writer.cell(cell));
    writer.end_row();
  }
  return out;
}

}  // namespace

void fuzz_csv(std::string_view input) {
  if (input.empty()) return;
  csv::Dialect dialect = dialect_of(static_cast<unsigned char>(input.front()));
  input.remove_prefix(1);
  const Reading whole = read(input, input.size() + 1, dialect);
  must(read(input, 1, dialect) == whole);
  must(read(input, 5, dialect) == whole);
  must(dialect.rigor == csv::Rigor::kLenient || whole.places.size() == 2 * whole.rows.size());
  dialect.rigor = csv::Rigor::kLetter;
  dialect.encoding.reset();
  // A file that begins with a character that is also the mark needs the mark in front.
  const Reading again = read("\xEF\xBB\xBF" + written(whole.rows, dialect.separator), 7, dialect);
  must(again.fault.empty() && again.rows == whole.rows);
}

}  // namespace presave::fuzz
