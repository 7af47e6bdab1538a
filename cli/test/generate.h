// Proposed cases: what would raise the coverage, as a test file that passes at once.
#pragma once

#include <string>
#include <vector>

#include "cli/test/coverage.h"
#include "cli/test/test_file.h"
#include "engine/presave.h"

namespace presave::cli {

/// The proposals for one object.
struct ProposedFile {
  std::string object;
  std::string text;       ///< YAML
  std::size_t cases = 0;
  std::size_t shown = 0;  ///< goals that they show for the first time
  std::vector<std::string> open;  ///< goals that no case was found for, in words
  bool gave_up = false;           ///< the search was ended by its bound
};

/// Adds what it proposes to `coverage`. Objects that are covered already get no file.
Result<std::vector<ProposedFile>> propose_cases(const Bundle& bundle, const std::vector<TestFile>& files, std::int64_t now_ms,
                                                Coverage& coverage);

}  // namespace presave::cli
