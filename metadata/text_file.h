// Reading a file whole: bounded, and refused unless it is UTF-8 text.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "engine/base/result.h"

namespace presave::metadata {

/// The file's text, without a byte order mark. `shown` is the name that a fault gives the file.
Result<std::string> read_text_file(const std::filesystem::path& path, const std::string& shown,
                                   std::size_t most_bytes);

}  // namespace presave::metadata
