#include "engine/check/nearest.h"

#include <algorithm>
#include <array>
#include <vector>

#include "engine/base/ascii.h"
#include "engine/functions/registry.h"

namespace presave::check {

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most) {
  constexpr std::size_t kLongest = 128;  // names are short; longer text is never near
  const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (difference > most || a.size() > kLongest || b.size() > kLongest) return most + 1;
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (ascii_lower(a[i - 1]) == ascii_lower(b[j - 1]) ? 0u : 1u);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
    }
  }
  return std::min(row.back(), most + 1);
}

void Nearest::offer(std::string_view name) {
  if (best_ == 0) return;
  const std::size_t distance = edit_distance(wanted_, name, best_ - 1);
  if (distance >= best_) return;
  best_ = distance;
  name_ = name;
}

namespace {

struct Alias {
  std::string_view name;
  std::string_view here;
};

// What other languages call it, where the spelling would lead elsewhere or nowhere.
constexpr std::array kAliases = {
    Alias{"COALESCE", "BLANKVALUE"},   Alias{"CONCAT", "&"},          Alias{"CONCATENATE", "&"},
    Alias{"EMPTY", "ISBLANK"},         Alias{"IIF", "IF"},            Alias{"INDEXOF", "FIND"},
    Alias{"ISEMPTY", "ISBLANK"},       Alias{"ISNOTBLANK", "NOT(ISBLANK())"}, Alias{"LENGTH", "LEN"},
    Alias{"MATCHES", "REGEX"},         Alias{"NVL", "BLANKVALUE"},    Alias{"POWER", "^"},
    Alias{"REPLACE", "SUBSTITUTE"},    Alias{"SEARCH", "FIND"},       Alias{"STARTSWITH", "BEGINS"},
    Alias{"SUBSTR", "MID"},            Alias{"SUBSTRING", "MID"},     Alias{"SWITCH", "CASE"},
    Alias{"TOLOWERCASE", "LOWER"},     Alias{"TOUPPERCASE", "UPPER"},
};

}  // namespace

std::string nearest_function(std::string_view name) {
  for (const Alias& alias : kAliases) {
    if (compare_ascii_nocase(alias.name, name) == 0) return std::string(alias.here);
  }
  Nearest nearest(name);
  for (const functions::Row* row : functions::all_rows()) {
    if (is_letter(row->name.front())) nearest.offer(row->name);
  }
  return nearest.name();
}

}  // namespace presave::check
