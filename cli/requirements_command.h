// presave requirements: what to load so that every rule of an object can be decided.
#pragma once

#include <string>

#include "cli/org_input.h"

namespace presave::cli {

struct RequirementsOptions {
  OrgInput org;
  std::string object;
  bool soql = false;  ///< only the query
  bool ui = false;    ///< only the UI API's field names, one a line
};

/// Returns the exit code.
int requirements_command(const RequirementsOptions& options);

}  // namespace presave::cli
