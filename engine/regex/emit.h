// Tree to Program.
#pragma once

#include "engine/regex/program.h"
#include "engine/regex/tree.h"

namespace presave::regex {

Program emit(const Tree& tree);

}  // namespace presave::regex
