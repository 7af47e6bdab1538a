// Where a command gets the org's rules from: a bundle file, or source that is imported on the spot.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/presave.h"

namespace presave::cli {

/// Exactly one of the two is given; the command line sees to it.
struct OrgInput {
  std::filesystem::path bundle;
  std::vector<std::filesystem::path> source;
};

Result<Bundle> load_org(const OrgInput& input);

}  // namespace presave::cli
