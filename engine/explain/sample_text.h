// A text that a regular expression is likely to match. A guess: whoever asks tries it.
#pragma once

#include <string>
#include <string_view>

namespace presave::explain {

/// The shortest text that plain characters, classes, groups, alternatives and counts of the pattern spell; what it
/// says beyond these (look-around, back references) is passed over.
std::string sample_of(std::string_view pattern);

}  // namespace presave::explain
