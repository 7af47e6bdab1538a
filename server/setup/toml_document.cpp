#include "server/setup/toml_document.h"

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include <algorithm>

#include "server/http/limits.h"

namespace presave::server::setup {
namespace {

Place place_of(const toml::source_region& source) {
  return {source.begin.line, source.begin.column};
}

TomlValue convert(const toml::node& node);

std::vector<TomlEntry> entries_of(const toml::table& table) {
  std::vector<TomlEntry> entries;
  for (const auto& [key, value] : table) {
    entries.push_back({std::string(key.str()), place_of(key.source()), convert(value)});
  }
  return entries;
}

/// The depth is bounded by the library (TOML_MAX_NESTED_VALUES).
TomlValue convert(const toml::node& node) {
  TomlValue value;
  value.place = place_of(node.source());
  if (const auto* text = node.as_string()) {
    value.kind = TomlValue::Kind::kText;
    value.text = text->get();
  } else if (const auto* whole = node.as_integer()) {
    value.kind = TomlValue::Kind::kWhole;
    value.whole = whole->get();
  } else if (const auto* flag = node.as_boolean()) {
    value.kind = TomlValue::Kind::kBoolean;
    value.boolean = flag->get();
  } else if (const auto* list = node.as_array()) {
    value.kind = TomlValue::Kind::kList;
    for (const toml::node& item : *list) value.items.push_back(convert(item));
  } else if (const auto* table = node.as_table()) {
    value.kind = TomlValue::Kind::kTable;
    value.entries = entries_of(*table);
  }
  return value;
}

}  // namespace

const TomlEntry* TomlValue::find(std::string_view name) const {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [name](const TomlEntry& entry) { return entry.name == name; });
  return found == entries.end() ? nullptr : &*found;
}

std::string at(const std::string& file, Place place) {
  if (place.line == 0) return file;
  return file + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
}

Result<TomlValue> parse_toml(std::string_view text, const std::string& file) {
  if (text.size() > limits::kSetupFileBytes) {
    return Fault{FaultCode::kTooLarge, file, "more than " + std::to_string(limits::kSetupFileBytes) + " bytes"};
  }
  const toml::parse_result parsed = toml::parse(text);
  if (parsed) return convert(parsed.table());
  const toml::parse_error& error = parsed.error();
  return Fault{FaultCode::kBadConfiguration, at(file, place_of(error.source())),
               "not TOML: " + std::string(error.description())};
}

}  // namespace presave::server::setup
