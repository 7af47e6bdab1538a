// From an org's SFDX source to the org model. The one door of metadata/.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "engine/base/result.h"
#include "engine/schema/org.h"

namespace presave::metadata {

/// Reads SFDX source: folders that hold an sfdx-project.json (then all its package folders) or plain metadata
/// folders, one or several that make one org, later ones overriding earlier ones. What is seen but not taken
/// over is in `left_out` of the answer. Malformed files are a Fault that names file and line. An empty `name`
/// means the project's own.
Result<schema::Org> import_source(std::span<const std::filesystem::path> folders,
                                  const std::string& name = {});
Result<schema::Org> import_source(const std::filesystem::path& folder, const std::string& name = {});

}  // namespace presave::metadata
