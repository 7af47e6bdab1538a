// presave check: every row of a CSV file against an org's rules.
#pragma once

#include <string>

#include "cli/org_input.h"

namespace presave::cli {

struct CheckOptions {
  OrgInput org;
  std::string object;
  std::string operation = "insert";
  std::filesystem::path context;    ///< a file holding a context object; empty: none
  std::string data;                 ///< a CSV file, or "-" for standard input
  std::string separator = "comma";  ///< one of the names of kSeparatorNames
  std::string encoding = "UTF-8";   ///< of a file without a byte order mark: a name that the engine knows
  bool lenient = false;             ///< what is out of order in the file is repaired, and said
  bool json = false;
  std::filesystem::path accepted;  ///< a CSV file for the rows that pass, as Bulk API 2.0 takes it; empty: none
  std::filesystem::path rejected;  ///< a CSV file for the others, with their lines and reasons; empty: none
  std::filesystem::path report;  ///< an HTML page to write; empty: none
};

/// Returns the exit code.
int check_command(const CheckOptions& options);

}  // namespace presave::cli
