// Files that commands write.
#pragma once

#include <filesystem>
#include <string>

#include "engine/base/result.h"

namespace presave::cli {

/// Writes beside the file and renames, so that nobody ever reads half of it.
Done write_file(const std::filesystem::path& path, const std::string& text);

}  // namespace presave::cli
