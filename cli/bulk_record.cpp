#include "cli/bulk_record.h"

#include "engine/base/limits.h"

namespace presave::cli {
namespace {

BulkCell cell_of(const json::Node& node) {
  if (const std::string_view* text = node.text()) return {BulkCell::Kind::kText, *text};
  if (const json::Number* number = node.number()) return {BulkCell::Kind::kText, number->spelling};
  if (const bool* flag = node.boolean()) return {BulkCell::Kind::kText, *flag ? "true" : "false"};
  return {BulkCell::Kind::kNull};
}

/// "Customer__r" of "Customer__r.Code__c" and of "Lead:Who.Email".
std::string_view member_of(std::string_view column) {
  const auto colon = column.find(':');
  if (colon != std::string_view::npos) column.remove_prefix(colon + 1);
  return column.substr(0, column.find('.'));
}

}  // namespace

bool BulkRecord::read(std::string_view record) {
  cells_.clear();
  Result<json::Document> document = json::parse(record, limits::kRequestBytes);
  if (!document) return false;
  document_ = *std::move(document);
  const auto* members = document_->root().members();
  if (!members) return false;
  auto member = members->begin();
  for (const std::string& column : columns_) {  // a mapping writes members in the order of the columns, and may leave some out
    if (member == members->end() || member->name != member_of(column)) {
      cells_.push_back({});
      continue;
    }
    const auto dot = column.find('.');
    const json::Node* node = dot == std::string::npos || member->node.is_null() ? &member->node : member->node.find(std::string_view(column).substr(dot + 1));
    cells_.push_back(node ? cell_of(*node) : BulkCell{});
    ++member;
  }
  return member == members->end();
}

}  // namespace presave::cli
