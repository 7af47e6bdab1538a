#include "cli/csv.h"

#include <string_view>
#include <utility>

#include "engine/value/utf16.h"

namespace presave::cli {
namespace {

constexpr std::size_t kBufferBytes = 1u << 16;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// UTF-8 bytes after a character's first; they are no column of their own.
bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u;
}

}  // namespace

int CsvReader::peek() {
  if (at_ == buffer_.size()) {
    before_buffer_ += at_;
    buffer_.resize(kBufferBytes);
    in_.read(buffer_.data(), static_cast<std::streamsize>(kBufferBytes));
    buffer_.resize(static_cast<std::size_t>(in_.gcount()));
    at_ = 0;
    if (!std::exchange(started_, true) &&
        std::string_view(buffer_.data(), buffer_.size()).starts_with(kByteOrderMark)) {
      at_ = kByteOrderMark.size();
    }
  }
  return at_ == buffer_.size() ? kEnd : static_cast<unsigned char>(buffer_[at_]);
}

int CsvReader::take() {
  const int c = peek();
  if (c == kEnd) return c;
  ++at_;
  ++row_bytes_;
  if (c == '\n') {
    ++line_;
    column_ = 1;
  } else if (!continues_character(static_cast<char>(c))) {
    ++column_;
  }
  return c;
}

Done CsvReader::take_carriage_return() {
  const std::size_t column = column_;
  take();
  if (peek() == '\n' || peek() == kEnd) return done();
  return malformed(line_, column, "a carriage return without a line feed; put the cell in quotes");
}

void CsvReader::skip_empty_lines() {
  while (peek() == '\n' || peek() == '\r') take();
}

Result<bool> CsvReader::next(CsvRow& row) {
  skip_empty_lines();
  if (in_.bad()) return Fault{FaultCode::kUnreadable, place(line_), "reading stopped"};
  if (peek() == kEnd) return false;
  const Done read = read_row(row);
  if (!read) return read.fault();
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    if (is_valid_utf8(row.cells[i])) continue;
    return Fault{FaultCode::kMalformedCsv, place(row.line),
                 "cell " + std::to_string(i + 1) + " is not UTF-8; save the file as UTF-8"};
  }
  return true;
}

Done CsvReader::read_row(CsvRow& row) {
  row.line = line_;
  row.cells.clear();
  row_bytes_ = 0;
  while (true) {
    if (row.cells.size() == kCsvColumns) {
      return Fault{FaultCode::kTooLarge, place(row.line),
                   "more than " + std::to_string(kCsvColumns) + " cells"};
    }
    const Done cell = read_cell(row.cells.emplace_back());
    if (!cell) return cell.fault();
    if (peek() != ',') break;
    take();
  }
  if (peek() == '\n') take();
  return done();
}

Done CsvReader::read_cell(std::string& cell) {
  return peek() == '"' ? read_quoted(cell) : read_plain(cell);
}

Done CsvReader::read_plain(std::string& cell) {
  for (int c = peek(); c != kEnd && c != ',' && c != '\n'; c = peek()) {
    if (c == '"') {
      return malformed(line_, column_,
                       "a quote inside a cell; put the whole cell in quotes and double this one");
    }
    if (c == '\r') return take_carriage_return();
    take();
    cell.push_back(static_cast<char>(c));
    const Done fits = check_size();
    if (!fits) return fits.fault();
  }
  return done();
}

Done CsvReader::read_quoted(std::string& cell) {
  const std::size_t open_line = line_;
  const std::size_t open_column = column_;
  take();
  while (true) {
    const int c = take();
    if (c == kEnd) return malformed(open_line, open_column, "this quote is never closed");
    if (c == '"') {
      if (peek() != '"') break;
      take();
    }
    cell.push_back(static_cast<char>(c));
    const Done fits = check_size();
    if (!fits) return fits.fault();
  }
  const int after = peek();
  if (after == '\r') return take_carriage_return();
  if (after == kEnd || after == ',' || after == '\n') return done();
  return malformed(line_, column_, "a closing quote must be followed by a comma or the end of the line");
}

Done CsvReader::check_size() {
  if (row_bytes_ <= kCsvRowBytes) return done();
  return Fault{FaultCode::kTooLarge, place(line_),
               "a row of more than " + std::to_string(kCsvRowBytes) + " bytes"};
}

Fault CsvReader::malformed(std::size_t line, std::size_t column, std::string detail) const {
  return {FaultCode::kMalformedCsv, place(line) + ":" + std::to_string(column), std::move(detail)};
}

}  // namespace presave::cli
