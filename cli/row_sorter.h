// Rows that may be saved go into one file, the others into another, with the reasons.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/row_reader.h"
#include "cli/row_report.h"

namespace presave::cli {

/// Two CSV files, or the next rows of them.
struct SortedRows {
  std::string accepted;  ///< as Bulk API 2.0 takes it
  std::string rejected;  ///< RFC 4180: the row's line, all reasons, and the row as it stood
};

/// One field of an accepted row, as Bulk API 2.0 tells three things apart.
struct BulkCell {
  enum class Kind : std::uint8_t {
    kLeft,  ///< an empty cell: the field stays as it is, or gets its default
    kNull,  ///< #N/A: the field becomes blank
    kText,
  } kind = Kind::kLeft;
  std::string_view text{};
};

/// For several threads at once.
class RowSorter {
 public:
  /// `fields` head the accepted rows, `header`, whose texts must stay, the rejected ones, behind line and reasons.
  RowSorter(std::vector<std::string> fields, std::vector<std::string_view> header);

  SortedRows headers() const;
  /// A row that passes, with a cell for each field. One that Bulk API 2.0 cannot spell is rejected for that.
  void accept(const Row& row, const std::vector<BulkCell>& cells, SortedRows& out) const;
  /// Any other row.
  void reject(const Row& row, const RowAnswer& answer, SortedRows& out) const;

 private:
  const std::vector<std::string> fields_;
  const std::vector<std::string_view> header_;
};

}  // namespace presave::cli
