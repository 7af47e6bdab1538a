// A mapping proposed from a file's headings and some of its rows, for a person to edit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/sdl_file.h"
#include "engine/presave.h"

namespace presave::cli {

/// Some of a file: its header and rows of as many cells.
struct Sample {
  std::string name;  ///< of the file
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
};

/// A mapping document in YAML. Behind each field stands how sure it is (0 to 1): by the likeness of heading and field, and by
/// how many values the field would take. Columns that fit nothing and required fields without a column are named at the end.
Result<std::string> suggest_mapping(const Bundle& bundle, const Sample& sample, const SdlTarget& target, std::int64_t now_ms);

}  // namespace presave::cli
