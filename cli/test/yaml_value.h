// A YAML or JSON text as a tree that knows its lines, so that a mistake in a test file can be pointed at.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace presave::cli {

struct YamlMember;

/// One value. A plain scalar keeps its spelling: what it means is decided where it is used.
struct YamlValue {
  struct Scalar {
    std::string text;
    bool plain = true;  ///< not quoted: may be a number, true, false
  };
  std::variant<std::monostate, Scalar, std::vector<YamlValue>, std::vector<YamlMember>> value;
  int line = 0;  ///< from 1

  bool is_null() const { return value.index() == 0; }
  const Scalar* scalar() const { return std::get_if<Scalar>(&value); }
  const std::vector<YamlValue>* items() const { return std::get_if<std::vector<YamlValue>>(&value); }
  const std::vector<YamlMember>* members() const { return std::get_if<std::vector<YamlMember>>(&value); }
  /// The member of that name; null when there is none or this is no mapping.
  const YamlValue* find(std::string_view name) const;
};

struct YamlMember {
  std::string name;
  YamlValue value;
};

/// The value as JSON text. Plain scalars that are JSON numbers, true or false become these, with their spelling kept;
/// all others are strings.
std::string to_json(const YamlValue& value);

/// Lays one value over another: members of mappings one by one, anything else as a whole.
YamlValue laid_over(const YamlValue& base, const YamlValue& over);

/// An empty mapping.
YamlValue empty_mapping();

}  // namespace presave::cli
