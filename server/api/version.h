// The version that /healthz tells; set by CMake from the project's.
#pragma once

#include <string_view>

namespace presave::server::api {

inline constexpr std::string_view kVersion = PRESAVE_VERSION;

}  // namespace presave::server::api
