// The types of the formula language and sets of them.
#pragma once

#include <cstdint>
#include <string_view>

namespace presave {

/// What the checker knows of an expression. kNull is the type of the literal NULL alone.
enum class Type : std::uint8_t {
  kNull, kNumber, kText, kBoolean, kDate, kDateTime, kTime, kPicklist, kMultiPicklist, kGeolocation,
};

/// As Salesforce's messages call it: "Number", "DateTime".
constexpr std::string_view name_of(Type type) {
  constexpr std::string_view kNames[] = {"Null",     "Number", "Text",     "Boolean",       "Date",
                                         "DateTime", "Time",   "Picklist", "Multipicklist", "Geolocation"};
  return kNames[static_cast<std::uint8_t>(type)];
}

/// A set of types, as bits.
using TypeSet = std::uint16_t;
constexpr TypeSet set_of(Type type) { return static_cast<TypeSet>(1u << static_cast<unsigned>(type)); }
template <class... Types>
constexpr TypeSet set_of(Type first, Types... rest) {
  return static_cast<TypeSet>(set_of(first) | set_of(rest...));
}
constexpr bool contains(TypeSet set, Type type) { return (set & set_of(type)) != 0; }

inline constexpr TypeSet kAnyType = 0x3FF;

}  // namespace presave
