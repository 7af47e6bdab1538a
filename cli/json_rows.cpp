#include "cli/json_rows.h"

#include "engine/bundle/json_reader.h"

namespace presave::cli {
namespace {

constexpr std::size_t kPieceBytes = 1u << 16;
constexpr std::size_t kRowBytes = 2u << 20;  // the engine refuses rows past its own, smaller bound
constexpr int kEnd = -1;

bool is_space(int c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// What cannot stand in a number, true, false or null.
bool ends_word(int c) {
  return c == kEnd || c == ',' || c == ']' || c == '}' || c == ':' || is_space(c);
}

/// The steps of a pointer, as the names they stand for.
std::vector<std::string> steps_of(std::string_view pointer) {
  std::vector<std::string> steps;
  while (pointer.starts_with('/')) {
    pointer.remove_prefix(1);
    const std::string_view step = pointer.substr(0, pointer.find('/'));
    std::string name;
    for (std::size_t i = 0; i < step.size(); ++i) {
      const bool escaped = step[i] == '~' && i + 1 < step.size();
      name += !escaped ? step[i] : step[++i] == '1' ? '/' : '~';
    }
    steps.push_back(std::move(name));
    pointer.remove_prefix(step.size());
  }
  return steps;
}

}  // namespace

JsonRowsReader::JsonRowsReader(std::istream& in, std::string name, std::string_view pointer)
    : RowReader(std::move(name)), in_(in), path_(steps_of(pointer)), shown_path_(pointer), piece_(kPieceBytes) {}

Result<bool> JsonRowsReader::next(Row& row) {
  if (is_over_) return false;
  if (!is_inside_) {
    if (const Done found = find_array(); !found) return found.fault();
    is_inside_ = true;
  }
  const int sign = next_sign();
  if (sign == ']') {
    is_over_ = true;
    return false;
  }
  if (!is_first_) {
    if (sign != ',') return fault("a comma, or the end of the rows, is expected here");
    take();
  }
  is_first_ = false;
  if (next_sign() == kEnd) return fault("the file ends in the middle of the rows");
  row.line = line_;
  std::string text;
  if (const Done read = read_value(&text); !read) return read.fault();
  row.keep({text});
  return true;
}

Done JsonRowsReader::find_array() {
  if (peek() == 0xEF) {  // a byte order mark
    for (int i = 0; i < 3; ++i) take();
  }
  for (const std::string& step : path_) {
    const int sign = next_sign();
    const Done entered = sign == '{' ? enter_member(step) : sign == '[' ? enter_element(step) : Done(fault("nothing stands at " + shown_path_));
    if (!entered) return entered.fault();
  }
  if (next_sign() != '[') {
    return fault(path_.empty() ? "the rows must be an array; where they stand inside the document, source.rows of the mapping says: rows: /data/items"
                               : "what stands at " + shown_path_ + " is no array");
  }
  take();
  return done();
}

Done JsonRowsReader::enter_member(const std::string& name) {
  take();
  while (next_sign() == '"') {
    const Result<std::string> found = read_name();
    if (!found) return found.fault();
    if (next_sign() != ':') return fault("a colon is expected here");
    take();
    if (*found == name) return done();
    if (const Done skipped = read_value(nullptr); !skipped) return skipped.fault();
    if (next_sign() != ',') break;
    take();
  }
  return fault("there is no " + shown_path_ + " in the document");
}

Done JsonRowsReader::enter_element(const std::string& index) {
  take();
  for (std::size_t i = 0; next_sign() != ']' && next_sign() != kEnd; ++i) {
    if (std::to_string(i) == index) return done();
    if (const Done skipped = read_value(nullptr); !skipped) return skipped.fault();
    if (next_sign() != ',') break;
    take();
  }
  return fault("there is no " + shown_path_ + " in the document");
}

Result<std::string> JsonRowsReader::read_name() {
  std::string text;
  if (const Done read = read_string(&text); !read) return read.fault();
  const Result<json::Document> document = json::parse(text, kRowBytes);
  if (!document) return fault("this is no name of a member");
  return std::string(*document->root().text());
}

/// Passes one value, and keeps its text where somebody wants it. Whether it is well-formed is for the engine to say; here
/// only its end is looked for.
Done JsonRowsReader::read_value(std::string* into) {
  const int first = next_sign();
  if (first == '"') return read_string(into);
  if (first == '{' || first == '[') return read_nested(into);
  if (ends_word(first)) return fault("a value is expected here");
  while (!ends_word(peek())) {  // a number, true, false, null
    if (const Done kept = keep(take(), into); !kept) return kept;
  }
  return done();
}

/// An object or array, to its end.
Done JsonRowsReader::read_nested(std::string* into) {
  int depth = 0;
  do {
    const int c = peek();
    if (c == kEnd) return fault("the file ends in the middle of a value");
    if (c == '"') {
      if (const Done read = read_string(into); !read) return read.fault();
      continue;
    }
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (const Done kept = keep(take(), into); !kept) return kept;
  } while (depth > 0);
  return done();
}

Done JsonRowsReader::keep(int c, std::string* into) const {
  if (!into) return done();
  if (into->size() >= kRowBytes) return Fault{FaultCode::kTooLarge, place(line_), "a row of more than 2 MiB"};
  *into += static_cast<char>(c);
  return done();
}

Done JsonRowsReader::read_string(std::string* into) {
  bool is_escaped = false;
  for (bool is_first = true;; is_first = false) {
    const int c = take();
    if (c == kEnd) return fault("the file ends in the middle of a text");
    if (const Done kept = keep(c, into); !kept) return kept;
    if (c == '"' && !is_escaped && !is_first) return done();
    is_escaped = c == '\\' && !is_escaped;
  }
}

/// The next character that is no space, not taken yet.
int JsonRowsReader::next_sign() {
  while (is_space(peek())) take();
  return peek();
}

int JsonRowsReader::peek() {
  if (at_ == end_) {
    in_.read(piece_.data(), static_cast<std::streamsize>(piece_.size()));
    end_ = static_cast<std::size_t>(in_.gcount());
    at_ = 0;
    bytes_ += end_;
    if (end_ == 0) return kEnd;
  }
  return static_cast<unsigned char>(piece_[at_]);
}

int JsonRowsReader::take() {
  const int c = peek();
  if (c == kEnd) return c;
  ++at_;
  if (c == '\n') ++line_;
  return c;
}

Fault JsonRowsReader::fault(std::string detail) const {
  if (in_.bad()) return {FaultCode::kUnreadable, name(), "reading stopped after " + std::to_string(bytes_) + " bytes"};
  return {FaultCode::kWrongShape, place(line_), std::move(detail)};
}

}  // namespace presave::cli
