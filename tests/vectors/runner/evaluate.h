// Runs one vector through the engine.
#pragma once

#include <string>

#include "tests/vectors/runner/vector.h"

namespace presave::vectors {

/// Empty when the engine gives what the vector expects, else what it gave instead.
std::string mismatch(const Vector& vector);

}  // namespace presave::vectors
