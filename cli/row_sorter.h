// Rows that may be saved go into one file, the others into another, with the reasons.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/row_reader.h"
#include "cli/row_report.h"

namespace presave::cli {

/// Three CSV files, or the next rows of them.
struct SortedRows {
  std::string accepted;      ///< as Bulk API 2.0 takes it
  std::string undetermined;  ///< the same
  std::string rejected;      ///< RFC 4180: the row's line, all reasons, and the row as it stood
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
  /// `fields` head the rows for the org, `header`, whose texts must stay, the rejected ones, behind line and reasons. With
  /// `keeps_undetermined`, rows that only the org can decide have a file of their own.
  RowSorter(std::vector<std::string> fields, std::vector<std::string_view> header, bool keeps_undetermined);

  SortedRows headers() const;
  /// Whether a row of that answer goes to the org: then its cells are asked for.
  bool goes_to_org(const RowAnswer& answer) const { return answer.passes() || (keeps_undetermined_ && answer.is_undetermined()); }
  /// Changes the answer of a row that would go to the org, but has a cell that Bulk API 2.0 cannot spell.
  static void refuse_unspeakable(const std::vector<BulkCell>& cells, RowAnswer& answer);
  /// Puts a row where it belongs. `cells`, one for each field, are looked at where it goes to the org.
  void sort(const Row& row, const RowAnswer& answer, const std::vector<BulkCell>& cells, SortedRows& out) const;

 private:
  const std::vector<std::string> fields_;
  const std::vector<std::string_view> header_;
  const bool keeps_undetermined_;
};

}  // namespace presave::cli
