// presave check: every row of a CSV file against an org's rules.
#pragma once

#include <string>

#include "cli/org_input.h"

namespace presave::cli {

struct CheckOptions {
  OrgInput org;
  std::string object;
  std::string operation = "insert";
  std::filesystem::path context;  ///< a file holding a context object; empty: none
  std::string data;               ///< a CSV file, or "-" for standard input
  bool json = false;
  std::filesystem::path report;  ///< an HTML page to write; empty: none
};

/// Returns the exit code.
int check_command(const CheckOptions& options);

}  // namespace presave::cli
