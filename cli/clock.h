// What time it is: the engine has no clock of its own.
#pragma once

#include <chrono>
#include <cstdint>

namespace presave::cli {

/// Milliseconds since 1970-01-01T00:00:00Z.
inline std::int64_t now_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace presave::cli
