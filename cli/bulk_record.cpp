#include "cli/bulk_record.h"

#include <algorithm>

#include "engine/base/limits.h"

namespace presave::cli {
namespace {

std::string quoted_name(std::string_view name) {
  return "\"" + std::string(name) + "\":";
}

}  // namespace

BulkRecord::BulkRecord(const std::vector<std::string>& columns) {
  for (std::string_view name : columns) {
    const auto colon = name.find(':');  // "Lead:Who.Email"
    const std::string_view object = colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
    if (colon != std::string_view::npos) name.remove_prefix(colon + 1);
    const auto dot = name.find('.');  // "Customer__r.Code__c"
    Column column{quoted_name(name.substr(0, dot)), {}};
    if (dot != std::string_view::npos) {
      const std::string type = object.empty() ? "" : R"("attributes":{"type":")" + std::string(object) + R"("},)";
      column.inner = "{" + type + quoted_name(name.substr(dot + 1));
    }
    columns_.push_back(std::move(column));
  }
}

bool BulkRecord::read(std::string_view record) {
  cells_.clear();
  escaped_.clear();
  rest_ = record;
  return take("{") && read_columns() && rest_.empty();
}

bool BulkRecord::read_columns() {
  bool is_first = true;
  for (const Column& column : columns_) {
    BulkCell& cell = cells_.emplace_back();
    const std::string_view at = is_first || rest_.empty() ? rest_ : rest_.substr(1);  // behind the comma
    if (!at.starts_with(column.member)) continue;
    is_first = false;
    rest_ = at.substr(column.member.size());
    const bool is_nested = !column.inner.empty() && take(column.inner);
    if (!read_value(cell) || (is_nested && !take("}"))) return false;
  }
  return take("}");
}

bool BulkRecord::take(std::string_view text) {
  if (!rest_.starts_with(text)) return false;
  rest_.remove_prefix(text.size());
  return true;
}

bool BulkRecord::read_value(BulkCell& cell) {
  if (rest_.starts_with('"')) return read_text(cell);
  const std::size_t end = rest_.find_first_of(",}");
  if (end == std::string_view::npos || end == 0) return false;
  cell.text = rest_.substr(0, end);
  cell.kind = cell.text == "null" ? BulkCell::Kind::kNull : BulkCell::Kind::kText;
  rest_.remove_prefix(end);
  return true;
}

bool BulkRecord::read_text(BulkCell& cell) {
  cell.kind = BulkCell::Kind::kText;
  std::size_t end = 1;
  bool is_escaped = false;
  while (end < rest_.size() && rest_[end] != '"') {
    const bool escape = rest_[end] == '\\';
    is_escaped = is_escaped || escape;
    end += escape ? 2 : 1;
  }
  if (end >= rest_.size()) return false;
  if (is_escaped) {
    Result<json::Document> document = json::parse(rest_.substr(0, end + 1), limits::kRequestBytes);
    const std::string_view* text = document ? document->root().text() : nullptr;
    if (!text) return false;
    cell.text = *text;  // views stay where they are when the document is moved
    escaped_.push_back(*std::move(document));
  } else {
    cell.text = rest_.substr(1, end - 1);
  }
  rest_.remove_prefix(end + 1);
  return true;
}

}  // namespace presave::cli
