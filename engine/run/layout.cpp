#include "engine/run/layout.h"

namespace presave::run {

using schema::FieldType;

std::uint32_t Layout::slot(std::string_view path, const Slot& fresh) {
  const auto [at, added] = by_path_.try_emplace(std::string(path), size());
  if (!added) return at->second;
  slots_.push_back(fresh);
  const std::string& key = at->first;
  for (std::size_t dot = key.find('.'); dot != std::string::npos; dot = key.find('.', dot + 1)) {
    prefixes_.insert(key.substr(0, dot + 1));
  }
  return at->second;
}

std::optional<std::uint32_t> Layout::find(std::string_view path) const {
  const auto at = by_path_.find(path);
  if (at == by_path_.end()) return std::nullopt;
  return at->second;
}

bool Layout::reads_below(std::string_view prefix) const { return prefixes_.contains(prefix); }

Type formula_type(FieldType type) {
  switch (type) {
    case FieldType::kNumber:
    case FieldType::kCurrency:
    case FieldType::kPercent:
    case FieldType::kSummary: return Type::kNumber;
    case FieldType::kCheckbox: return Type::kBoolean;
    case FieldType::kDate: return Type::kDate;
    case FieldType::kDateTime: return Type::kDateTime;
    case FieldType::kTime: return Type::kTime;
    case FieldType::kPicklist: return Type::kPicklist;
    case FieldType::kMultiselectPicklist: return Type::kMultiPicklist;
    case FieldType::kLocation: return Type::kGeolocation;
    default: return Type::kText;
  }
}

}  // namespace presave::run
