#include "tests/csv/reading.h"

#include <algorithm>

namespace presave::csv {
namespace {

void note_row(const Row& row, Reading& reading) {
  reading.rows.push_back({row.line, row.offset, {row.cells.begin(), row.cells.end()}});
  for (const Repair& repair : row.repairs) {
    reading.repairs.push_back(repair.place.text() + " x" + std::to_string(repair.count) + " " +
                              std::string(remedy(repair.oddity)));
  }
}

}  // namespace

Reading read_in_pieces(std::string_view file, std::size_t piece, const Dialect& dialect) {
  Reader reader(dialect);
  Reading reading;
  while (true) {
    const Result<Reader::Step> step = reader.next();
    if (!step) {
      reading.fault = step.fault().where + ": " + step.fault().detail;
      reading.code = step.fault().code;
      return reading;
    }
    if (*step == Reader::Step::kEnd) return reading;
    if (*step == Reader::Step::kRow) {
      note_row(reader.row(), reading);
    } else if (file.empty()) {
      reader.finish();
    } else {
      reader.feed(file.substr(0, piece));
      file.remove_prefix(std::min(piece, file.size()));
    }
  }
}

}  // namespace presave::csv
