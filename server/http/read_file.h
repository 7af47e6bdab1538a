// Reading a whole file at start: the bundle, the secrets, the pages.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "engine/base/result.h"

namespace presave::server::http {

/// The content of a regular file of at most so many bytes.
Result<std::string> read_file(const std::filesystem::path& path, std::size_t most_bytes);

}  // namespace presave::server::http
