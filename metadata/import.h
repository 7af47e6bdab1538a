// From an org's source to the org model. The one door of metadata/.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "engine/base/result.h"
#include "engine/schema/org.h"

namespace presave::metadata {

/// Reads an org's source from folders or single files, which together make one org: SFDX source format, the
/// Metadata API's format, describe files of the REST API, in any mixture. Of one thing defined twice the
/// later one counts; metadata overrules describes, and those the built-in list of standard fields. What is
/// seen but not taken over is in `left_out` of the answer; a malformed file is there too, marked as broken,
/// and keeps nothing else from being read. An empty `name` means the project's own.
Result<schema::Org> import_source(std::span<const std::filesystem::path> folders,
                                  const std::string& name = {});
Result<schema::Org> import_source(const std::filesystem::path& folder, const std::string& name = {});

}  // namespace presave::metadata
