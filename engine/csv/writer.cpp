#include "engine/csv/writer.h"

#include <algorithm>

namespace presave::csv {

bool Writer::cell(std::string_view text) {
  if (form_ == Form::kBulk && text == kBulkNull) return false;
  const bool needs_quotes = std::any_of(text.begin(), text.end(), [this](char c) {
    return c == '"' || c == '\n' || c == '\r' || c == separator_;
  });
  put(text, needs_quotes);
  return true;
}

void Writer::null() {
  put(form_ == Form::kBulk ? kBulkNull : std::string_view(), false);
}

void Writer::put(std::string_view text, bool in_quotes) {
  if (row_is_begun_) out_ += separator_;
  row_is_empty_ = !row_is_begun_ && text.empty();
  row_is_begun_ = true;
  if (!in_quotes) {
    out_ += text;
    return;
  }
  out_ += '"';
  for (const char c : text) {
    if (c == '"') out_ += '"';
    out_ += c;
  }
  out_ += '"';
}

void Writer::end_row() {
  if (row_is_begun_ && row_is_empty_) out_ += "\"\"";  // else the row were an empty line, which is none
  out_ += form_ == Form::kBulk ? "\n" : "\r\n";
  row_is_begun_ = false;
  row_is_empty_ = true;
}

}  // namespace presave::csv
