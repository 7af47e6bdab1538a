// What objects, fields, rules, labels and permissions may be called.
#pragma once

#include <string_view>

#include "engine/base/ascii.h"
#include "engine/base/limits.h"

namespace presave::schema {

/// True for letters, digits and '_', at least one and at most limits::kNameBytes of them.
constexpr bool is_api_name(std::string_view name) {
  for (const char c : name) {
    if (!is_letter(c) && !is_digit(c) && c != '_') return false;
  }
  return !name.empty() && name.size() <= limits::kNameBytes;
}

}  // namespace presave::schema
