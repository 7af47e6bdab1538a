#include "engine/functions/registry.h"

#include <algorithm>
#include <array>

#include "engine/base/ascii.h"

namespace presave::functions {
namespace {

using Group = std::span<const Row> (*)();
constexpr std::array kGroups = {Group{&logic_rows}, Group{&math_rows},  Group{&text_rows},  Group{&date_rows},
                                Group{&record_rows}, Group{&place_rows}, Group{&link_rows}, Group{&operator_rows}};

}  // namespace

const Row* find(std::string_view name) {
  for (const Group group : kGroups) {
    const std::span<const Row> rows = group();
    const auto at = std::lower_bound(rows.begin(), rows.end(), name, [](const Row& row, std::string_view wanted) {
      return compare_ascii_nocase(row.name, wanted) < 0;
    });
    if (at != rows.end() && compare_ascii_nocase(at->name, name) == 0) return &*at;
  }
  return nullptr;
}

std::vector<const Row*> all_rows() {
  std::vector<const Row*> rows;
  for (const Group group : kGroups) {
    for (const Row& row : group()) rows.push_back(&row);
  }
  return rows;
}

}  // namespace presave::functions
