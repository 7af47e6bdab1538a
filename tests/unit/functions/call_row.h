// Calls a row the way the machine does: arguments as values, the overload chosen by their kinds, the answer
// spelled.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "engine/functions/context.h"
#include "engine/value/value.h"

namespace presave::functions::testing {

/// Arguments, from their spelling.
Value number(std::string_view digits);
Value text(std::string_view text);
Value date(std::string_view spelling);
Value instant(std::string_view spelling);
Value time(std::string_view spelling);
inline Value blank() { return {}; }

/// A value as documents spell it, "blank", or "fault divideByZero".
std::string spelled(const Value& value);

/// What `name` answers, spelled. Says so when there is no such function, or none that takes these arguments.
std::string call(std::string_view name, std::initializer_list<Value> arguments, const Context& context = {});

}  // namespace presave::functions::testing
