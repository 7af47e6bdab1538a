// presave describe: what a form needs to know of an object, as JSON; without an object, which objects there
// are.
#pragma once

#include <string>

#include "cli/org_input.h"

namespace presave::cli {

struct DescribeOptions {
  OrgInput org;
  std::string object;  ///< empty: list the objects
};

/// Returns the exit code.
int describe_command(const DescribeOptions& options);

}  // namespace presave::cli
