// presave test: cases beside the org, run without an org, with coverage of every condition of every rule.
#pragma once

#include <filesystem>
#include <string>

#include "cli/org_input.h"

namespace presave::cli {

struct TestOptions {
  OrgInput org;
  std::filesystem::path path = "rule-tests";
  bool generate = false;
  bool verbose = false;
  bool json = false;
  double min_coverage = 0;         ///< in percent; less is a failure
  std::filesystem::path lcov;      ///< empty: not written
  std::filesystem::path html;
  std::filesystem::path junit;
};

/// Returns the exit code.
int test_command(const TestOptions& options);

}  // namespace presave::cli
