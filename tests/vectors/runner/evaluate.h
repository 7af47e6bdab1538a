// Runs one vector through the engine.
#pragma once

#include <string>

#include "tests/vectors/runner/vector.h"

namespace presave::vectors {

struct Judgement {
  std::string outcome;   ///< what the engine gave, as JSON: the same bytes wherever the engine runs
  std::string mismatch;  ///< empty when that is what the vector expects, else a sentence
};

Judgement judge(const Vector& vector);

}  // namespace presave::vectors
