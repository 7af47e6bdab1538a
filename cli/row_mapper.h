// Rows of a source through a mapping, and what the mapping answers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/row_report.h"
#include "cli/row_source.h"
#include "engine/presave.h"

namespace presave::cli {

/// The answer document of Mapping::transform(), or why there is none.
class MappedRow {
 public:
  enum class Kind : std::uint8_t { kRecord, kSkipped, kRefused };

  explicit MappedRow(Result<std::string> answer);

  Kind kind() const { return kind_; }
  /// The record, JSON; only of kRecord.
  std::string_view record() const;
  /// Why the row is no record, a message each; only of kRefused.
  std::vector<RowMessage> reasons() const;
  /// The list of reasons, JSON; only of kRefused.
  std::string reasons_json() const;

 private:
  Result<std::string> answer_;
  Kind kind_;
};

/// For one thread. Mapping and source must outlive it.
class RowMapper {
 public:
  /// Refuses a header without a column that the mapping reads.
  static Result<RowMapper> open(const Mapping& mapping, const RowSource& source);

  MappedRow map(const Row& row, std::int64_t now_ms);

 private:
  RowMapper(const Mapping& mapping, std::optional<MappedRows> rows) : mapping_(&mapping), rows_(std::move(rows)) {}

  const Mapping* mapping_;
  std::optional<MappedRows> rows_;  // none: JSON
};

}  // namespace presave::cli
