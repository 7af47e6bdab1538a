// Unpacks the generated tables into sets.
#include "engine/regex/unicode.h"

#include <algorithm>
#include <string>

#include "engine/base/ascii.h"
#include "engine/regex/unicode_tables.h"

namespace presave::regex {
namespace {

/// Reads little-endian base-128 numbers from a generated table, which is never cut short.
class TableReader {
 public:
  TableReader(const unsigned char* bytes, std::size_t size) : at_(bytes), end_(bytes + size) {}
  bool more() const { return at_ != end_; }
  unsigned byte() { return *at_++; }
  char32_t varint() {
    char32_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      const unsigned next = byte();
      value |= char32_t{next & 127u} << shift;
      if (next < 128) return value;
    }
  }

 private:
  const unsigned char* at_;
  const unsigned char* end_;
};

std::optional<CharSet> find_ranges(std::string_view name, const tables::NamedRanges* rows, std::size_t count,
                                   const unsigned char* bytes) {
  const auto* row = std::find_if(rows, rows + count, [&](const auto& each) { return each.name == name; });
  if (row == rows + count) return std::nullopt;
  std::vector<CharRange> ranges;
  char32_t end = 0;
  for (TableReader reader(bytes + row->offset, row->size); reader.more();) {
    const char32_t first = end + reader.varint();
    end = first + reader.varint();
    ranges.push_back({first, end - 1});
  }
  return CharSet(std::move(ranges));
}

char32_t shifted(char32_t character, std::int32_t delta) {
  return static_cast<char32_t>(static_cast<std::int32_t>(character) + delta);
}

char32_t mapped(char32_t character, const tables::CaseRun* runs, std::size_t count) {
  const auto* after = std::upper_bound(runs, runs + count, character,
                                       [](char32_t c, const tables::CaseRun& run) { return c < run.first; });
  if (after == runs) return character;
  const tables::CaseRun& run = after[-1];
  const bool inside = character <= run.last && (character - run.first) % run.step == 0;
  return inside ? shifted(character, run.delta) : character;
}

/// Adds every character whose mapping lies within `target`.
void add_preimages(CharRange target, const tables::CaseRun* runs, std::size_t count,
                   std::vector<CharRange>& ranges) {
  for (const auto* run = runs; run != runs + count; ++run) {
    if (shifted(run->last, run->delta) < target.first || shifted(run->first, run->delta) > target.last)
      continue;
    if (run->step == 1) {
      const char32_t from_first = shifted(target.first, -run->delta);
      const char32_t from_last = shifted(target.last, -run->delta);
      // A wrapped difference means that the target begins before any preimage could.
      const bool begins_before =
          static_cast<std::int32_t>(from_first) < static_cast<std::int32_t>(run->first);
      ranges.push_back({begins_before ? run->first : from_first, std::min(run->last, from_last)});
      continue;
    }
    for (char32_t c = run->first; c <= run->last; c += run->step) {
      const char32_t image = shifted(c, run->delta);
      if (image >= target.first && image <= target.last) ranges.push_back({c, c});
    }
  }
}

}  // namespace

CharSet characters_of(CategoryMask categories) {
  std::vector<CharRange> ranges;
  char32_t first = 0;
  for (TableReader reader(tables::kCategoryRuns, tables::kCategoryRunsSize); reader.more();) {
    const unsigned run = reader.byte();
    const char32_t length = run >> 5 != 0 ? char32_t{run >> 5} : reader.varint();
    if ((categories >> (run & 31u) & 1u) != 0) ranges.push_back({first, first + length - 1});
    first += length;
  }
  return CharSet(std::move(ranges));
}

CharSet property_characters(std::string_view name) {
  return *find_ranges(name, tables::kProperties, tables::kPropertiesCount, tables::kPropertiesBytes);
}

std::optional<CharSet> script_characters(std::string_view name) {
  return find_ranges(ascii_lower(name), tables::kScripts, tables::kScriptsCount, tables::kScriptsBytes);
}

std::optional<CharSet> block_characters(std::string_view wanted) {
  std::string name;
  for (const char c : wanted) {
    if (c != ' ' && c != '_' && c != '-') name += ascii_lower(c);
  }
  return find_ranges(name, tables::kBlocks, tables::kBlocksCount, tables::kBlocksBytes);
}

char32_t upper_case(char32_t character) {
  return mapped(character, tables::kUpperCase, tables::kUpperCaseCount);
}

char32_t fold_case(char32_t character) {
  return mapped(character, tables::kFolding, tables::kFoldingCount);
}

CharSet any_ascii_case(CharRange range) {
  std::vector<CharRange> ranges = {range};
  const auto add_shifted = [&](char32_t first, char32_t last, std::int32_t delta) {
    const char32_t low = std::max(range.first, first);
    const char32_t high = std::min(range.last, last);
    if (low <= high) ranges.push_back({shifted(low, delta), shifted(high, delta)});
  };
  add_shifted(U'a', U'z', 'A' - 'a');
  add_shifted(U'A', U'Z', 'a' - 'A');
  return CharSet(std::move(ranges));
}

CharSet any_case(CharRange range) {
  std::vector<CharRange> ranges = {range};
  add_preimages(range, tables::kUpperCase, tables::kUpperCaseCount, ranges);
  add_preimages(range, tables::kFolding, tables::kFoldingCount, ranges);
  return CharSet(std::move(ranges));
}

CharSet any_case(char32_t character) {
  const char32_t folded = fold_case(character);
  // java.util.regex looks for other cases only where upper and lower case differ; "ß" stays alone.
  if (folded == upper_case(character)) return CharSet::of(character);
  std::vector<CharRange> ranges = {{folded, folded}, {character, character}};
  add_preimages({folded, folded}, tables::kFolding, tables::kFoldingCount, ranges);
  return CharSet(std::move(ranges));
}

}  // namespace presave::regex
