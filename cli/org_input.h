// Where a command gets the org's rules from: a bundle file, or source that is imported on the spot.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/presave.h"

namespace presave::cli {

/// At most one of the two is given; the command line sees to it. With neither, this folder is a project.
struct OrgInput {
  std::filesystem::path bundle;
  std::vector<std::filesystem::path> source;
};

/// Refuses, and says what to do, when nothing is given and this folder is no SFDX project.
Result<Bundle> load_org(const OrgInput& input);

}  // namespace presave::cli
