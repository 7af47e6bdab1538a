// The file of --context: user, permissions and time, as docs/documents.md has them.
#pragma once

#include <filesystem>
#include <string>

#include "engine/base/result.h"

namespace presave::cli {

/// Its text, when it is one JSON object; the engine looks at its members. Empty where no file is named.
Result<std::string> read_context(const std::filesystem::path& file);

}  // namespace presave::cli
