// presave lint: what an org's rules say that their authors can hardly have meant.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace presave::cli {

struct LintOptions {
  std::vector<std::filesystem::path>
      paths;           ///< projects and metadata folders, or one bundle; none: this folder
  bool rules = false;  ///< list what is looked for
  bool json = false;
  bool sarif = false;
};

/// Returns the exit code.
int lint_command(const LintOptions& options);

}  // namespace presave::cli
