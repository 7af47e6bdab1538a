// What became of the rows of a file, gathered: lines for standard output, counts, reasons, the files of accepted and
// rejected rows, and the page that shows it all.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/output_stream.h"
#include "cli/reasons.h"
#include "cli/row_report.h"
#include "cli/row_sorter.h"

namespace presave::cli {

/// Where the rows go.
struct OutcomeFiles {
  std::filesystem::path accepted;  ///< a CSV file for the rows that pass, as Bulk API 2.0 takes it; empty: none
  std::filesystem::path undetermined;  ///< the same for those that only the org can decide; empty: they are rejected
  std::filesystem::path rejected;  ///< a CSV file for the others, with their lines and reasons; empty: none
  std::filesystem::path report;    ///< an HTML page to write; empty: none

  /// Refuses two outputs in one file, and an output in the place of `data`, which is being read.
  Done check(const std::string& data) const;
  bool sorts() const { return !accepted.empty() || !undetermined.empty() || !rejected.empty(); }
};

/// Of some rows.
struct DecidedRows {
  std::string text;  ///< for standard output
  Tally tally;
  Reasons reasons;
  SortedRows sorted;
  std::uint64_t bytes = 0;     ///< of the source that were read when these rows were
  std::optional<Fault> fault;  ///< why there are no answers to the rows after these

  /// Counts a row.
  void count(std::uint64_t line, const RowAnswer& answer);
};

/// Of all rows.
class Outcomes {
 public:
  explicit Outcomes(const OutcomeFiles& files);

  /// Writes the headers of the files.
  Done begin(const SortedRows& headers);
  /// Takes in the next rows, whose text it writes.
  Done add(DecidedRows rows);
  /// Gives the files their names, and writes the page.
  Done finish(const std::string& title);

  const Tally& tally() const { return tally_; }
  const Reasons& reasons() const { return reasons_; }

 private:
  Done keep(const SortedRows& rows);

  const OutcomeFiles& files_;
  Tally tally_;
  Reasons reasons_;
  OutputStream accepted_;
  OutputStream undetermined_;
  OutputStream rejected_;
};

}  // namespace presave::cli
