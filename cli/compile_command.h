// presave compile: an org's source to a bundle, with a report of what was taken over and what was not.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace presave::cli {

struct CompileOptions {
  std::vector<std::filesystem::path> folders;
  std::filesystem::path output;  ///< "-": standard output; empty: only the report
  std::string name;
  bool verbose = false;
  bool json = false;
};

/// Returns the exit code.
int compile_command(const CompileOptions& options);

}  // namespace presave::cli
