// A record as cells of a Bulk API 2.0 file.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/row_sorter.h"
#include "engine/bundle/json_reader.h"

namespace presave::cli {

/// The cells of records, in the order of `columns` (Mapping::columns()). Reads what a mapping has written, in its very
/// spelling: without blanks, members in the order of the columns, some left out. For one thread.
class BulkRecord {
 public:
  explicit BulkRecord(const std::vector<std::string>& columns);

  /// False where the text is no such record. It must stay, as its cells are views of it, until the next one is read.
  bool read(std::string_view record);
  const std::vector<BulkCell>& cells() const { return cells_; }

 private:
  /// What stands before a column's value.
  struct Column {
    std::string member;  ///< "\"Name\":"
    std::string inner;   ///< of a lookup: "{\"Code__c\":"
  };

  bool read_columns();
  bool take(std::string_view text);
  bool read_value(BulkCell& cell);
  bool read_text(BulkCell& cell);

  std::vector<Column> columns_;
  std::string_view rest_;
  std::vector<BulkCell> cells_;
  std::deque<json::Document> escaped_;  // texts that do not stand in the record as they are
};

}  // namespace presave::cli
