// A TOML text as a tree of plain values that know their line and column. Apart because the library behind it is
// slow to compile: one file includes it, everybody else reads this tree.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace presave::server::setup {

/// Where something stands in a text; both count from 1. 0: nowhere, such as in an environment variable.
struct Place {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

struct TomlEntry;

/// One value; the member that fits `kind` holds it.
struct TomlValue {
  enum class Kind : std::uint8_t { kText, kWhole, kBoolean, kList, kTable, kOther };

  Kind kind = Kind::kOther;  ///< kOther: numbers with a fraction, dates and times: no setting has those
  Place place;
  std::string text;
  std::int64_t whole = 0;
  bool boolean = false;
  std::vector<TomlValue> items;
  std::vector<TomlEntry> entries;  ///< names are unique

  /// The entry of that name; null when there is none, or this is no table.
  const TomlEntry* find(std::string_view name) const;
};

struct TomlEntry {
  std::string name;
  Place place;  ///< of the name
  TomlValue value;
};

/// Reads a text of at most limits::kSetupFileBytes; the first mistake is told with "FILE:LINE:COLUMN".
Result<TomlValue> parse_toml(std::string_view text, const std::string& file);

/// "FILE:LINE:COLUMN", or the file alone for what stands nowhere.
std::string at(const std::string& file, Place place);

}  // namespace presave::server::setup
