// The shapes of what the callout endpoints take and give, written once: the OpenAPI document is made of them.
// Flat and named, as Salesforce's External Services need them: no object without a name, no list of lists, no
// map.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace presave::server::api::callout {

enum class ValueKind : std::uint8_t { kText, kInteger, kBoolean, kTexts, kObjects };

struct Property {
  std::string_view name;
  ValueKind kind = ValueKind::kText;
  bool always = false;  ///< always there; in a request: must be given
  std::string_view description;
  std::string_view of = {};      ///< kObjects: the schema of each
  std::string_view values = {};  ///< kText: the only ones, with a space between
};

struct Schema {
  std::string_view name;
  std::string_view description;
  std::span<const Property> properties;
  bool open = false;  ///< it has more members than are described here
};

/// All of them, in the order of the document.
std::span<const Schema> schemas();

}  // namespace presave::server::api::callout
