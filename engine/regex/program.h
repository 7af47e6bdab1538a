// What the matcher runs: a flat list of instructions. Each goes on to the next one unless it says otherwise.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/regex/tree.h"

namespace presave::regex {

enum class Op : std::uint8_t {
  kChar,           ///< one character: a
  kSet,            ///< one character of set a
  kRun,            ///< b to c characters of set a, greedy, lazy or possessive
  kJump,           ///< to a
  kSplit,          ///< to a, and when that fails to b; c is a memo's number + 1, or 0
  kLoopStart,      ///< clears the counters of loop a
  kLoopNext,       ///< another iteration of loop a, whose body comes next, or its exit
  kGroupStart,     ///< register a holds the start
  kGroupEnd,       ///< the capture at registers b, b + 1 is the start in register a, and here
  kBackReference,  ///< the text of the capture at registers a, a + 1 again
  kAssert,         ///< a, b, c: the sets for word boundaries
  kEnter,          ///< registers a, a + 1 hold the height of the stack and the position
  kCommit,         ///< forgets all choices since kEnter
  kCommitBack,     ///< the same, and returns to where kEnter was
  kEnterNot,       ///< as kEnter; goes on at b when what follows fails
  kRefuse,         ///< what followed kEnterNot matched: forgets its choices and fails
  kBehind,         ///< as kEnter; goes back b to c characters
  kBehindEnd,      ///< as kCommit where the position is again that of kBehind, else fails
  kMatch,          ///< the end of the text
};

struct Instruction {
  Op op;
  std::uint8_t detail = 0;  ///< a Greed, a CaseRule or an Assertion
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t c = 0;
};

/// A loop that counts, because it is bounded or because its body may match nothing.
struct Loop {
  std::uint32_t counter;  ///< register; the next one holds where the iteration began
  std::uint32_t min;
  std::uint32_t max;
  bool lazy;
  std::uint32_t memo;  ///< number + 1, or 0
  std::uint32_t exit;
};

/// A set as the matcher asks it: a bit for each ASCII character, ranges for the rest.
struct FastSet {
  std::uint64_t ascii[2] = {0, 0};
  std::uint32_t first_range = 0;
  std::uint32_t range_count = 0;
};

struct Program {
  std::vector<Instruction> code;
  std::vector<Loop> loops;
  std::vector<FastSet> sets;
  std::vector<CharRange> ranges;
  std::uint32_t registers = 0;
  std::uint32_t memos = 0;       ///< loops that remember where they failed
  std::uint32_t min_length = 0;  ///< of a text that can match, in characters
  std::uint32_t max_length = kUnlimited;
};

inline bool ascii_contains(const FastSet& set, char32_t character) {
  return (set.ascii[character >> 6] >> (character & 63u) & 1u) != 0;
}

}  // namespace presave::regex
