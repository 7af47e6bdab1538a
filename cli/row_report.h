// The answer to one row, for people and for programs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/terminal.h"
#include "engine/base/result.h"

namespace presave::cli {

/// What a message means for its row.
enum class Weight { kRefused, kUndetermined, kWarning };

/// One line under a row: which rule says what about which field.
struct RowMessage {
  Weight weight = Weight::kRefused;
  std::string rule;
  std::string field;
  std::string text;

  bool operator==(const RowMessage&) const = default;
};

/// An outcome document, as far as it is shown.
struct RowAnswer {
  std::string verdict;
  std::vector<RowMessage> messages;

  bool passes() const { return verdict == "pass"; }
  bool is_undetermined() const { return verdict == "undetermined"; }
};

/// Of a row that cannot be decided at all.
RowAnswer unreadable(const Fault& fault);

Result<RowAnswer> read_outcome(std::string_view outcome);

/// How many rows got which verdict.
struct Tally {
  std::size_t rows = 0;
  std::size_t pass = 0;
  std::size_t fail = 0;
  std::size_t undetermined = 0;
  std::size_t unreadable = 0;  ///< rows with a value that the field cannot hold
  std::size_t skipped = 0;     ///< rows that a mapping does not want

  void add(std::string_view verdict);
  Tally& operator+=(const Tally& other);
  bool all_pass() const { return pass + skipped == rows; }
  /// "3 rows: 1 pass, 1 fail, 1 undetermined".
  std::string text() const;
};

inline constexpr std::string_view kUnreadableVerdict = "unreadable";
inline constexpr std::string_view kSkippedVerdict = "skipped";

/// "line 3    fail" and below it the messages, in columns.
std::string row_text(std::uint64_t line, const RowAnswer& answer, const Painter& painter);
/// The outcome document with the row's line in front, on one line.
std::string row_json(std::uint64_t line, std::string_view outcome);
std::string row_json(std::uint64_t line, const Fault& fault);

}  // namespace presave::cli
