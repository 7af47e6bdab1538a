// The command line of formula_bench.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "engine/base/result.h"

namespace presave::bench {

struct Options {
  std::string file;                 ///< the race
  std::int64_t now_ms = 0;          ///< NOW(), in milliseconds since 1970
  double seconds = 0.2;             ///< length of one timed round, at least
  int rounds = 5;                   ///< the median of so many is told
  bool results = false;             ///< tell every result, too
  int count_passes = 0;             ///< instead of timing: so many passes, for a profiler
  std::optional<std::size_t> only;  ///< one formula, by its place in the file
};

inline constexpr const char* kUsage =
    "usage: formula_bench FILE [--now=MS] [--seconds=S] [--rounds=N] [--results] [--only=INDEX] "
    "[--count=PASSES]";

Result<Options> read_options(int count, char** arguments);

}  // namespace presave::bench
