// presave check: every row of a CSV file against an org's rules.
#pragma once

#include <string>

#include "cli/decided_rows.h"
#include "cli/org_input.h"
#include "cli/row_source.h"

namespace presave::cli {

struct CheckOptions {
  OrgInput org;
  std::string object;
  std::string operation = "insert";
  std::filesystem::path context;  ///< a file holding a context object; empty: none
  SourceOptions source;
  bool bulk = false;  ///< the file is one for Bulk API 2.0: RequestFrame::bulk
  bool json = false;
  OutcomeFiles files;
};

/// Returns the exit code.
int check_command(const CheckOptions& options);

}  // namespace presave::cli
