// CSV as `presave check` reads it, to its end or its first fault.
#include <sstream>
#include <string>

#include "cli/csv.h"
#include "tests/fuzz/targets.h"

namespace presave::fuzz {

void fuzz_csv(std::string_view input) {
  std::istringstream in{std::string(input)};
  cli::CsvReader reader(in, "data.csv");
  cli::CsvRow row;
  std::size_t line = 0;
  for (;;) {
    const Result<bool> more = reader.next(row);
    if (!more) return must(!more.fault().where.empty());
    if (!*more) return;
    must(row.line > line && !row.cells.empty() && row.cells.size() <= cli::kCsvColumns);
    line = row.line;
  }
}

}  // namespace presave::fuzz
