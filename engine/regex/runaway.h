// Patterns that java.util.regex, which tries one way after the other, can spend exponential time on.
#pragma once

#include <string_view>

namespace presave::regex {

/// Whether a repetition stands around another one so that a run of the same characters can be split between
/// them in ever more ways: "(a+)+", "([a-z]+\.?)*", "(\d|\w)*". FALSE where that is not certain, and for what
/// is no pattern.
bool can_run_away(std::string_view pattern);

}  // namespace presave::regex
