// Rows that may be saved go into one file, the others into another, with the reasons.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "cli/csv.h"
#include "cli/row_report.h"
#include "cli/row_request.h"

namespace presave::cli {

/// Two CSV files, or the next rows of them.
struct SortedRows {
  std::string accepted;  ///< as Bulk API 2.0 takes it: the object's own fields, #N/A where one is blank
  std::string rejected;  ///< RFC 4180: the row's line, all reasons, and the row as it stood
};

/// For several threads at once.
class RowSorter {
 public:
  /// `header` is the first row of the file.
  RowSorter(const RowRequest& request, std::vector<std::string> header);

  SortedRows headers() const;
  /// A row is accepted where it passes; one that cannot be decided here is not.
  void sort(const CsvRow& row, const RowAnswer& answer, SortedRows& out) const;

 private:
  bool accept(const CsvRow& row, std::string& out) const;
  static void reject(const CsvRow& row, const std::string& reasons, std::string& out);

  const std::vector<std::pair<std::size_t, std::string>>
      own_;  ///< columns of the object itself, with their fields
  const std::vector<std::string> header_;
};

}  // namespace presave::cli
