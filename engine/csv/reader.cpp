#include "engine/csv/reader.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <utility>

#include "engine/csv/scan.h"

namespace presave::csv {
namespace {

bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u;
}

std::string counted_cells(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " cell" : " cells");
}

}  // namespace

Reader::Reader(Dialect dialect) : dialect_(dialect), decoder_(dialect.encoding), spans_(kColumns) {
  assert(kSeparators.find(dialect.separator) != std::string_view::npos);
}

void Reader::feed(std::string_view bytes) {
  if (fault_ || coming_fault_ || is_finished_) return;
  drop_rows();
  const Done decoded = decoder_.decode(bytes, buffer_);
  if (!decoded) coming_fault_ = decoded.fault();
}

void Reader::finish() {
  if (coming_fault_ || std::exchange(is_finished_, true)) return;
  const Done decoded = decoder_.finish(buffer_);
  if (!decoded) coming_fault_ = decoded.fault();
}

/// Rows that were given make room; special bytes behind them are looked for again.
void Reader::drop_rows() {
  if (bits_ != 0) scanned_ = block_ + static_cast<std::size_t>(std::countr_zero(bits_));
  bits_ = 0;
  if (row_begin_ == 0) return;
  buffer_.erase(0, row_begin_);
  dropped_ += row_begin_;
  scanned_ -= row_begin_;
  cell_begin_ -= row_begin_;
  pending_ -= std::min(pending_, row_begin_);
  row_begin_ = 0;
}

Result<Reader::Step> Reader::next() {
  if (std::exchange(row_is_shown_, false)) row_.repairs.clear();
  if (fault_) return *fault_;
  Result<Step> step = read();
  row_is_shown_ = step && *step == Step::kRow;
  return step;
}

Result<Reader::Step> Reader::read() {
  while (true) {
    if (state_ == State::kPlain && !cell_needs_mending_) take_plain_cells();
    if (!find_special()) return read_end();
    const std::size_t at = block_ + static_cast<std::size_t>(std::countr_zero(bits_));
    const char c = buffer_[at];
    Outcome outcome = settle(at, c);
    if (outcome == Outcome::kGoOn) outcome = check_row_bytes(at);
    if (outcome == Outcome::kGoOn) {
      bits_ &= bits_ - 1;
      outcome = take(at, c);
    }
    if (outcome == Outcome::kRow) return Step::kRow;
    if (outcome == Outcome::kFault) return *fault_;
  }
}

/// Behind the last special byte: more bytes are needed, or the end of the file ends the row.
Result<Reader::Step> Reader::read_end() {
  const std::size_t end = buffer_.size();
  const bool is_last = is_finished_ && !coming_fault_;
  Outcome outcome = Outcome::kGoOn;
  if (is_last || end > pending_ + 1) outcome = settle(end, is_last ? '\n' : ' ');
  if (outcome == Outcome::kGoOn) outcome = check_row_bytes(end);
  if (outcome == Outcome::kGoOn && coming_fault_) {
    outcome = refuse(coming_fault_->code, end, coming_fault_->detail);
  }
  if (outcome == Outcome::kGoOn && !is_last) return Step::kNeedsBytes;
  if (outcome == Outcome::kGoOn && state_ == State::kPlain && end == row_begin_) return Step::kEnd;
  if (outcome == Outcome::kGoOn && state_ == State::kQuoted) {
    cell_needs_mending_ = true;
    outcome = meet(Oddity::kOpenQuote, cell_begin_);
  }
  if (outcome == Outcome::kGoOn) outcome = state_ == State::kReturn ? take(end, '\n') : take_line_end(end);
  if (outcome == Outcome::kFault) return *fault_;
  return outcome == Outcome::kRow ? Step::kRow : Step::kEnd;
}

/// Finds the next special byte; false where there is none in the buffer.
bool Reader::find_special() {
  while (bits_ == 0) {
    const std::size_t count = std::min(buffer_.size() - scanned_, kBlockBytes);
    if (count == 0) return false;
    const char* bytes = buffer_.data() + scanned_;
    bits_ = count == kBlockBytes ? special_bits(bytes, dialect_.separator)
                                 : special_bits_plain(bytes, count, dialect_.separator);
    block_ = scanned_;
    scanned_ += count;
  }
  return true;
}

/// The short way for most of most files: cells without quotes, up to the first byte that is no separator or
/// the first bound, which the long way looks at.
void Reader::take_plain_cells() {
  const char* const bytes = buffer_.data();
  while (find_special()) {
    std::uint64_t bits = bits_;
    for (; bits != 0; bits &= bits - 1) {
      const std::size_t at = block_ + static_cast<std::size_t>(std::countr_zero(bits));
      const bool is_in_bounds =
          cells_ < kColumns && at - cell_begin_ <= kCellBytes && at - row_begin_ <= kRowBytes;
      if (bytes[at] != dialect_.separator || !is_in_bounds) {
        bits_ = bits;
        return;
      }
      spans_[cells_++] = {static_cast<std::uint32_t>(cell_begin_ - row_begin_),
                          static_cast<std::uint32_t>(at - cell_begin_)};
      cell_begin_ = at + 1;
    }
    bits_ = 0;
  }
}

/// What the byte behind a quote or a carriage return makes of it; the next special byte, or the end, is at
/// `at`.
Reader::Outcome Reader::settle(std::size_t at, char c) {
  const bool is_next = at == pending_ + 1;
  if (state_ == State::kReturn && !(is_next && c == '\n')) {
    const Outcome met = meet(Oddity::kBareReturn, pending_);
    return met == Outcome::kFault ? met : end_row(pending_, pending_ + 1);
  }
  const bool may_follow = is_next && (c == '"' || c == dialect_.separator || c == '\n' || c == '\r');
  if (state_ == State::kQuote && !may_follow) {
    state_ = State::kTail;
    cell_needs_mending_ = true;
    return meet(Oddity::kTextAfterQuote, pending_ + 1);
  }
  return Outcome::kGoOn;
}

Reader::Outcome Reader::take(std::size_t at, char c) {
  switch (state_) {
    case State::kReturn:
      return end_row(pending_, std::min(at + 1, buffer_.size()));
    case State::kQuoted:
      return take_in_quotes(at, c);
    case State::kQuote:
      if (c != '"') return take_plain(at, c);
      state_ = State::kQuoted;
      cell_needs_mending_ = true;
      return Outcome::kGoOn;
    case State::kPlain:
    case State::kTail:
      break;
  }
  return take_plain(at, c);
}

Reader::Outcome Reader::take_plain(std::size_t at, char c) {
  if (c == dialect_.separator) {
    const Outcome ended = end_cell(at);
    cell_begin_ = at + 1;
    return ended;
  }
  switch (c) {
    case '\n': {
      const Outcome met = meet(Oddity::kBareLineFeed, at);
      return met == Outcome::kFault ? met : take_line_end(at);
    }
    case '\r': {
      const Outcome ended = end_cell(at);
      state_ = State::kReturn;
      pending_ = at;
      return ended;
    }
    case '"':
      if (state_ == State::kTail) return Outcome::kGoOn;
      if (at != cell_begin_) return meet(Oddity::kQuoteInCell, at);
      state_ = State::kQuoted;
      return Outcome::kGoOn;
    case '\0':
      cell_needs_mending_ = true;
      return meet(Oddity::kNul, at);
    default:
      return Outcome::kGoOn;
  }
}

Reader::Outcome Reader::take_in_quotes(std::size_t at, char c) {
  if (c == '"') {
    state_ = State::kQuote;
    pending_ = at;
  } else if (c == '\n') {
    ++inner_lines_;
  } else if (c == '\0') {
    cell_needs_mending_ = true;
    return meet(Oddity::kNul, at);
  }
  return Outcome::kGoOn;
}

/// A line end of one byte, or the end of the file.
Reader::Outcome Reader::take_line_end(std::size_t at) {
  const Outcome ended = end_cell(at);
  return ended == Outcome::kFault ? ended : end_row(at, std::min(at + 1, buffer_.size()));
}

Reader::Outcome Reader::end_cell(std::size_t at) {
  if (cells_ == kColumns) {
    return refuse(FaultCode::kTooLarge, row_begin_, "more than " + std::to_string(kColumns) + " cells");
  }
  if (at - cell_begin_ > kCellBytes) {
    return refuse(FaultCode::kTooLarge, cell_begin_,
                  "a cell of more than " + std::to_string(kCellBytes) + " bytes");
  }
  std::size_t begin = cell_begin_;
  std::size_t end = at;
  if (std::exchange(cell_needs_mending_, false)) {
    to_mend_.push_back(cells_);
  } else if (state_ == State::kQuote) {
    ++begin;
    end = pending_;
  }
  state_ = State::kPlain;
  spans_[cells_++] = {static_cast<std::uint32_t>(begin - row_begin_),
                      static_cast<std::uint32_t>(end - begin)};
  return Outcome::kGoOn;
}

Reader::Outcome Reader::end_row(std::size_t text_end, std::size_t next_begin) {
  if (text_end == row_begin_) {
    row_.repairs.clear();  // an empty line says nothing, however it ends
    begin_row(next_begin);
    return Outcome::kGoOn;
  }
  if (even_out() == Outcome::kFault) return Outcome::kFault;
  show_cells();
  begin_row(next_begin);
  return Outcome::kRow;
}

void Reader::begin_row(std::size_t at) {
  line_ += std::exchange(inner_lines_, 0) + 1;
  row_begin_ = at;
  cell_begin_ = at;
  cells_ = 0;
  to_mend_.clear();
  state_ = State::kPlain;
}

/// Gives the row as many cells as the first has.
Reader::Outcome Reader::even_out() {
  if (columns_ == 0) columns_ = cells_;
  if (cells_ == columns_) return Outcome::kGoOn;
  const Oddity oddity = cells_ < columns_ ? Oddity::kFewCells : Oddity::kManyCells;
  const Outcome met =
      meet(oddity, row_begin_,
           counted_cells(cells_) + ", but the first row has " + std::to_string(columns_) + "; ");
  for (; cells_ < columns_; ++cells_) spans_[cells_] = {0, 0};
  cells_ = columns_;
  return met;
}

void Reader::show_cells() {
  row_.line = line_;
  row_.offset = dropped_ + row_begin_;
  row_.cells.resize(cells_);
  const char* const row = buffer_.data() + row_begin_;
  for (std::size_t i = 0; i < cells_; ++i) row_.cells[i] = {row + spans_[i].begin, spans_[i].length};
  for (const std::size_t i : to_mend_) {
    if (i < cells_) row_.cells[i] = mend(row_begin_ + spans_[i].begin, spans_[i].length);
  }
}

/// The text of a cell as it stands in the buffer, made there: doubled quotes are one, NUL bytes are none.
std::string_view Reader::mend(std::size_t begin, std::size_t length) {
  const std::size_t end = begin + length;
  bool in_quotes = buffer_[begin] == '"';
  std::size_t write = begin;
  for (std::size_t read = in_quotes ? begin + 1 : begin; read < end; ++read) {
    const char c = buffer_[read];
    if (c == '\0') continue;
    if (in_quotes && c == '"') {
      in_quotes = read + 1 < end && buffer_[read + 1] == '"';
      if (!in_quotes) continue;
      ++read;
    }
    buffer_[write++] = c;
  }
  return {buffer_.data() + begin, write - begin};
}

/// Does about an oddity what the rigor asks for. `detail` stands in front of the complaint.
Reader::Outcome Reader::meet(Oddity oddity, std::size_t at, std::string detail) {
  switch (treatment(oddity, dialect_.rigor)) {
    case Treatment::kAccept:
      return Outcome::kGoOn;
    case Treatment::kRefuse:
      return refuse(FaultCode::kMalformedCsv, at, detail.append(complaint(oddity)));
    case Treatment::kRepair:
      break;
  }
  const auto known = std::find_if(row_.repairs.begin(), row_.repairs.end(),
                                  [oddity](const Repair& repair) { return repair.oddity == oddity; });
  if (known != row_.repairs.end()) {
    ++known->count;
  } else {
    row_.repairs.push_back({oddity, place_of(at)});
  }
  return Outcome::kGoOn;
}

Reader::Outcome Reader::check_row_bytes(std::size_t at) {
  if (at - row_begin_ <= kRowBytes || state_ == State::kReturn) return Outcome::kGoOn;
  return refuse(FaultCode::kTooLarge, row_begin_,
                "a row of more than " + std::to_string(kRowBytes) + " bytes");
}

Reader::Outcome Reader::refuse(FaultCode code, std::size_t at, std::string detail) {
  fault_ = Fault{code, place_of(at).text(), std::move(detail)};
  return Outcome::kFault;
}

/// A place in the row that is being read; earlier ones are gone.
Place Reader::place_of(std::size_t at) const {
  Place place{line_, 1};
  for (std::size_t i = row_begin_; i < at; ++i) {
    if (buffer_[i] == '\n') {
      ++place.line;
      place.column = 1;
    } else if (!continues_character(buffer_[i])) {
      ++place.column;
    }
  }
  return place;
}

}  // namespace presave::csv
