// presave diff: what changed between two states of an org's rules, in words.
#pragma once

#include <filesystem>

namespace presave::cli {

struct DiffOptions {
  std::filesystem::path before;  ///< a bundle, or source: a folder or a single file
  std::filesystem::path after;
  bool json = false;
  bool markdown = false;  ///< for pull requests
};

/// Returns the exit code: kFailures where anything differs.
int diff_command(const DiffOptions& options);

}  // namespace presave::cli
