// Reading YAML (and so JSON, which is YAML) that a stranger wrote: bounded in size, depth and number of values; no
// anchors and aliases, which can make a small file large; no tags.
#pragma once

#include <string>

#include "cli/test/yaml_value.h"
#include "engine/base/result.h"

namespace presave::cli {

inline constexpr std::size_t kYamlBytes = 4u << 20;      ///< one file, in bytes
inline constexpr std::size_t kYamlDepth = 30;            ///< nesting, in levels
inline constexpr std::size_t kYamlValues = 200'000;      ///< values of one file

/// The one document in `text`; `name` is what faults call the file.
Result<YamlValue> read_yaml(const std::string& text, const std::string& name);

}  // namespace presave::cli
