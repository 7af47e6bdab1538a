#include "engine/functions/registry.h"

#include <array>
#include <cstdint>

#include "engine/base/ascii.h"

namespace presave::functions {
namespace {

constexpr std::array kGroups = {Group{"Logic", logic_rows},
                                Group{"Numbers", math_rows},
                                Group{"Text", text_rows},
                                Group{"Dates and times", date_rows},
                                Group{"The record and its change", record_rows},
                                Group{"Places", place_rows},
                                Group{"Links, images and what the org answers", link_rows},
                                Group{"Operators", operator_rows}};

// Rows by the hash of their name, so that a name costs one or two comparisons.
class Index {
 public:
  Index() {
    for (const Row* row : all_rows()) {
      std::size_t at = place(row->name);
      while (places_[at]) at = next(at);
      places_[at] = row;
    }
  }

  const Row* find(std::string_view name) const {
    for (std::size_t at = place(name); places_[at]; at = next(at)) {
      if (compare_ascii_nocase(places_[at]->name, name) == 0) return places_[at];
    }
    return nullptr;
  }

 private:
  static constexpr std::size_t kPlaces = 512;  // several times as many as rows: the search ends at an empty place

  // FNV-1a over the name in lower case.
  static std::size_t place(std::string_view name) {
    std::uint32_t hash = 2166136261u;
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(ascii_lower(c))) * 16777619u;
    return hash % kPlaces;
  }
  static std::size_t next(std::size_t at) { return (at + 1) % kPlaces; }

  std::array<const Row*, kPlaces> places_{};
};

}  // namespace

const Row* find(std::string_view name) {
  static const Index index;
  return index.find(name);
}

std::span<const Group> groups() { return kGroups; }

std::vector<const Row*> all_rows() {
  std::vector<const Row*> rows;
  for (const Group& group : kGroups) {
    for (const Row& row : group.rows()) rows.push_back(&row);
  }
  return rows;
}

}  // namespace presave::functions
