// The generated data behind engine/regex/unicode.h, packed for a small WebAssembly file. Nobody else reads
// it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace presave::regex::tables {

/// All code points in order as runs of one general category. A byte holds the category (low five bits, in the
/// order of regex::Category) and the run's length (high three bits); length 0 means that a varint follows.
extern const unsigned char kCategoryRuns[];
extern const std::size_t kCategoryRunsSize;

/// A set inside a byte table: varint pairs (gap since the last range, length of this one).
struct NamedRanges {
  std::string_view name;  ///< lower case, without spaces, hyphens and underscores
  std::uint16_t offset;
  std::uint16_t size;
};
extern const unsigned char kPropertiesBytes[];
extern const NamedRanges kProperties[];
extern const std::size_t kPropertiesCount;
extern const unsigned char kScriptsBytes[];
extern const NamedRanges kScripts[];
extern const std::size_t kScriptsCount;
extern const unsigned char kBlocksBytes[];
extern const NamedRanges kBlocks[];
extern const std::size_t kBlocksCount;

/// first, first + step, ..., last are all mapped by adding delta.
struct CaseRun {
  char32_t first;
  char32_t last;
  std::uint8_t step;
  std::int32_t delta;
};
/// Character.toUpperCase, in order of `first`; runs of step 2 never interleave with others.
extern const CaseRun kUpperCase[];
extern const std::size_t kUpperCaseCount;
/// Character.toLowerCase(Character.toUpperCase(c)).
extern const CaseRun kFolding[];
extern const std::size_t kFoldingCount;

}  // namespace presave::regex::tables
