// Makes text in the arena of an evaluation, within its bounds.
#pragma once

#include <initializer_list>
#include <string_view>

#include "engine/functions/function.h"

namespace presave::functions {

/// The pieces one after another; blank when all are empty, a fault past the bounds.
Answer<Text> join(Arena& arena, std::initializer_list<std::string_view> pieces);

}  // namespace presave::functions
