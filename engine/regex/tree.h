// A parsed pattern: nodes in one list, each naming its children by index. Flags such as (?i) and (?s) are
// gone by now: the parser has turned them into sets and kinds.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/regex/char_set.h"

namespace presave::regex {

/// Zero-width tests of a position.
enum class Assertion : std::uint8_t {
  kTextStart,     ///< \A, \G, and ^ without (?m)
  kTextEnd,       ///< \z
  kFinalEnd,      ///< \Z, and $ without (?m): the end, or before a final line terminator
  kFinalEndUnix,  ///< the same under (?d): only \n ends a line
  kLineStart,     ///< ^ under (?m)
  kLineStartUnix,
  kLineEnd,  ///< $ under (?m)
  kLineEndUnix,
  kWordBoundary,     ///< \b; `set` is what a word is made of
  kNotWordBoundary,  ///< \B
};

enum class Greed : std::uint8_t { kGreedy, kLazy, kPossessive };

/// How a back reference compares.
enum class CaseRule : std::uint8_t { kExact, kAscii, kUnicode };

using NodeIndex = std::uint32_t;
inline constexpr std::uint32_t kUnlimited = 0x7FFFFFFF;  ///< Java's MAX_REPS: what * and {n,} count up to

struct Node {
  enum class Kind : std::uint8_t {
    kEmpty,
    kChar,         ///< `value` is the character
    kSet,          ///< `value` indexes Tree::sets
    kLineBreak,    ///< \R
    kSequence,     ///< children one after the other
    kAlternation,  ///< children in order of preference
    kGroup,        ///< one child; `value` is the capture's number, 0 for none
    kAtomic,       ///< one child, whose first match is final
    kRepeat,       ///< one child, min to max times
    kLookAhead,    ///< one child; negative or not
    kLookBehind,   ///< one child; negative or not
    kAssertion,
    kBackReference,  ///< `value` is the capture's number
  };
  Kind kind = Kind::kEmpty;
  Assertion assertion = Assertion::kTextStart;
  Greed greed = Greed::kGreedy;
  CaseRule case_rule = CaseRule::kExact;
  bool negative = false;
  std::uint32_t value = 0;
  std::uint32_t min = 0;
  std::uint32_t max = 0;
  std::vector<NodeIndex> children;
};

struct Tree {
  std::vector<Node> nodes;
  std::vector<CharSet> sets;  ///< each different one once
  NodeIndex root = 0;
  std::uint32_t captures = 0;  ///< capturing groups, numbered from 1
  bool has_back_references = false;
  std::uint32_t mark_set = 0;  ///< what \b looks through and for: filled where the pattern has \b or \B
  std::uint32_t base_set = 0;
};

}  // namespace presave::regex
