// Where a command gets the org's rules from: a bundle file, or source that is imported on the spot.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
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

/// The org of one path: a bundle, or source that is imported on the spot.
Result<schema::Org> read_org(const std::filesystem::path& path);

/// Names on standard error each file that could not be read, and what was therefore left undone ("not compared").
/// Returns how many there are.
std::size_t tell_broken(const schema::Org& org, std::string_view command, std::string_view omission);

}  // namespace presave::cli
