// Rows of a source as records of an org: mapped, looked at for their keys, decided. For several threads at once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/bulk_record.h"
#include "cli/clock.h"
#include "cli/decided_rows.h"
#include "cli/row_mapper.h"
#include "cli/row_pieces.h"
#include "cli/run_command.h"
#include "cli/seen_keys.h"

namespace presave::cli {

/// A row whose key an earlier row had.
struct Duplicate {
  std::uint64_t line = 0;
  std::uint64_t first_line = 0;
};

/// Rows with what became of them. The rows stay, in case some of them turn out to be duplicates.
struct MappedPiece {
  Rows rows;
  DecidedRows decided;
  std::vector<std::pair<std::uint64_t, KeyDigest>> keys;  ///< lines and keys of those that have one, in order
};

class MappedDecider {
 public:
  MappedDecider(const RunOptions& options, const Bundle& bundle, const Mapping& mapping, const RowSource& source, const std::string& context);

  /// Heads of the files.
  const RowSorter& sorter() const { return sorter_; }

  MappedPiece decide(Rows rows) const;
  /// The same rows again, when some are known to be duplicates, in order.
  DecidedRows decide_again(const Rows& rows, const std::vector<Duplicate>& duplicates) const;

 private:
  struct Piece;  // one piece while it is worked on

  void decide_all(Piece& piece) const;
  void decide_record(const Row& row, std::string_view record, Piece& piece) const;
  void end(const Row& row, RowAnswer answer, Piece& piece) const;
  std::string key_text(std::string_view cell) const;

  const RunOptions& options_;
  const Bundle& bundle_;
  const Mapping& mapping_;
  const RowSource& source_;
  const std::vector<std::string> columns_;
  const RowSorter sorter_;
  const std::vector<MappedRequest> requests_;
  std::optional<std::size_t> key_column_;
  bool key_folds_ = false;  ///< upper and lower case are one
  const std::int64_t now_ = now_ms();  // one moment for all rows: the answer must not depend on their order
};

}  // namespace presave::cli
