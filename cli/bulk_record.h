// A record as cells of a Bulk API 2.0 file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/row_sorter.h"
#include "engine/bundle/json_reader.h"

namespace presave::cli {

/// The cells of a record's JSON, in the order of `columns` (Mapping::columns()). The document of the last record stays
/// alive until the next one is read. For one thread.
class BulkRecord {
 public:
  explicit BulkRecord(const std::vector<std::string>& columns) : columns_(columns) {}

  /// False where the text is no record of these columns, which no mapping writes.
  bool read(std::string_view record);
  const std::vector<BulkCell>& cells() const { return cells_; }

 private:
  const std::vector<std::string>& columns_;
  std::optional<json::Document> document_;
  std::vector<BulkCell> cells_;
};

}  // namespace presave::cli
