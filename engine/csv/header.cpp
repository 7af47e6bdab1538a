#include "engine/csv/header.h"

#include <map>

#include "engine/base/ascii.h"

namespace presave::csv {

std::string HeaderProblem::text() const {
  const std::string which = "column " + std::to_string(column);
  if (earlier == 0) return which + " has no name; name it or remove it";
  return which + " has the name of column " + std::to_string(earlier) + "; rename or remove one of them";
}

std::vector<HeaderProblem> header_problems(const std::vector<std::string_view>& names) {
  std::vector<HeaderProblem> problems;
  std::map<std::string, std::size_t> first;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty()) {
      problems.push_back({i + 1, 0});
      continue;
    }
    const auto [known, is_new] = first.emplace(ascii_lower(names[i]), i + 1);
    if (!is_new) problems.push_back({i + 1, known->second});
  }
  return problems;
}

}  // namespace presave::csv
