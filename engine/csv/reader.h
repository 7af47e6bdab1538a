// Reads CSV (RFC 4180) that comes in pieces of any size: one row in memory, whatever the size of the file.
// The rows, their lines and every message are the same however the file was cut.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/csv/encoding.h"
#include "engine/csv/limits.h"
#include "engine/csv/oddity.h"

namespace presave::csv {

/// What may separate cells: the delimiters that Bulk API 2.0 knows.
inline constexpr std::string_view kSeparators = ",;\t|^`";

/// How a file is written.
struct Dialect {
  Rigor rigor = Rigor::kStrict;
  char separator = ',';              ///< one of kSeparators
  std::optional<Encoding> encoding;  ///< for a file without a byte order mark; nothing: UTF-8
};

/// A place in the text, both from 1; the column counts characters.
struct Place {
  std::uint64_t line = 1;
  std::uint64_t column = 1;

  /// "7:12".
  std::string text() const { return std::to_string(line) + ":" + std::to_string(column); }
};

/// What a lenient reader made good in one row: the first place of each kind, and how many there were.
struct Repair {
  Oddity oddity;
  Place place;
  std::uint64_t count = 1;
};

/// A row as it was read. The cells are views that hold until the reader is called again.
struct Row {
  std::uint64_t line = 1;    ///< of its first character, from 1
  std::uint64_t offset = 0;  ///< of its first byte in the text as UTF-8, a byte order mark not counted
  std::vector<std::string_view> cells;
  std::vector<Repair> repairs;
};

/// Gives the rows one by one: while next() asks for bytes, feed() it or finish() it. Empty lines are no rows;
/// all rows have as many cells as the first.
class Reader {
 public:
  enum class Step : std::uint8_t { kRow, kNeedsBytes, kEnd };

  explicit Reader(Dialect dialect);

  /// Takes the next bytes of the file.
  void feed(std::string_view bytes);
  /// Says that there are no more bytes.
  void finish();

  /// Reads on. A fault's place is "line:column"; after a fault there is only that fault again.
  Result<Step> next();
  /// The row that next() has just announced.
  const Row& row() const { return row_; }

 private:
  /// Where the reader stands inside a row.
  enum class State : std::uint8_t {
    kPlain,   ///< in a cell without quotes, or in front of one
    kQuoted,  ///< between quotes
    kQuote,   ///< behind a quote in quotes: it closes them, or is doubled; pending_ is its position
    kTail,    ///< in text that follows closing quotes
    kReturn,  ///< behind a carriage return at pending_; the last cell is taken
  };
  /// A cell in the buffer, counted from the row's first byte, without its quotes.
  struct Span {
    std::uint32_t begin;
    std::uint32_t length;
  };
  /// What a step of reading came to.
  enum class Outcome : std::uint8_t { kGoOn, kRow, kFault };

  void drop_rows();
  Result<Step> read();
  Result<Step> read_end();
  bool find_special();
  void take_plain_cells();
  Outcome settle(std::size_t at, char c);
  Outcome take(std::size_t at, char c);
  Outcome take_plain(std::size_t at, char c);
  Outcome take_in_quotes(std::size_t at, char c);
  Outcome take_line_end(std::size_t at);
  Outcome end_cell(std::size_t at);
  Outcome end_row(std::size_t text_end, std::size_t next_begin);
  Outcome even_out();
  void show_cells();
  std::string_view mend(std::size_t begin, std::size_t length);
  void begin_row(std::size_t at);

  Outcome meet(Oddity oddity, std::size_t at, std::string detail = {});
  Outcome check_row_bytes(std::size_t at);
  Outcome refuse(FaultCode code, std::size_t at, std::string detail);
  Place place_of(std::size_t at) const;

  const Dialect dialect_;
  Decoder decoder_;
  std::optional<Fault> fault_;         ///< what ended the reading
  std::optional<Fault> coming_fault_;  ///< of the decoder, behind all that is in the buffer
  bool is_finished_ = false;
  bool row_is_shown_ = false;  ///< row_ is of the past, with its repairs

  std::string buffer_;         ///< UTF-8, from the row's first byte or before
  std::uint64_t dropped_ = 0;  ///< bytes that stood in front of the buffer
  std::size_t scanned_ = 0;    ///< special bytes are known up to here
  std::size_t block_ = 0;      ///< where the bits begin
  std::uint64_t bits_ = 0;     ///< special bytes of the block that are not taken yet

  State state_ = State::kPlain;
  std::size_t row_begin_ = 0;
  std::size_t cell_begin_ = 0;
  std::size_t pending_ = 0;
  std::uint64_t line_ = 1;            ///< of row_begin_
  std::uint64_t inner_lines_ = 0;     ///< line feeds in quotes since row_begin_
  std::size_t columns_ = 0;           ///< of the first row; 0 before it
  std::vector<Span> spans_;           ///< room for kColumns cells
  std::size_t cells_ = 0;             ///< of spans_, those that are taken
  bool cell_needs_mending_ = false;   ///< the bytes of this cell are not yet its text
  std::vector<std::size_t> to_mend_;  ///< cells of this row that are taken as they stand, quotes and all
  Row row_;
};

}  // namespace presave::csv
