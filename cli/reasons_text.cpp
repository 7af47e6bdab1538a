#include "cli/reasons_text.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/value/utf16.h"

namespace presave::cli {
namespace {

struct Word {
  std::string_view text;
  Colour colour;
};
/// In the order of Weight.
constexpr std::array<Word, 3> kWords = {{{"refused", Colour::kRed}, {"undetermined", Colour::kYellow}, {"warning", Colour::kFaint}}};
constexpr std::size_t kWordWidth = 12;

}  // namespace

std::string reasons_text(const Reasons& reasons, const Painter& painter) {
  using Entry = std::pair<const ReasonKey, Reason>;
  std::vector<const Entry*> entries;
  std::size_t rule_width = 0;
  std::size_t field_width = 0;
  for (const Entry& entry : reasons.all()) {
    entries.push_back(&entry);
    rule_width = std::max(rule_width, utf16_length(entry.first.rule));
    field_width = std::max(field_width, utf16_length(entry.first.field));
  }
  std::stable_sort(entries.begin(), entries.end(), [](const Entry* a, const Entry* b) {
    return a->first.weight != b->first.weight ? a->first.weight < b->first.weight : a->second.count > b->second.count;
  });
  std::size_t count_width = 0;
  for (const Entry* entry : entries) count_width = std::max(count_width, std::to_string(entry->second.count).size());
  std::string out;
  for (const Entry* entry : entries) {
    const auto& [key, reason] = *entry;
    const std::string count = std::to_string(reason.count);
    const Word& word = kWords.at(static_cast<std::size_t>(key.weight));
    const Reason::Example& first = reason.examples.front();
    out += std::string(count_width + 2 - count.size(), ' ') + count + "  " + painter.paint(word.colour, padded(word.text, kWordWidth)) + "  " +
           padded(printable(key.rule), rule_width) + "  " + padded(printable(key.field), field_width) + "  line " + std::to_string(first.line) +
           ": " + printable(first.text) + "\n";
  }
  return out;
}

}  // namespace presave::cli
