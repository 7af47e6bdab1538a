#include "cli/test/yaml_writer.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "engine/base/ascii.h"

namespace presave::cli {
namespace {

using Json = nlohmann::ordered_json;

// Words that are something else than text without quotes, in this reader or in another.
bool is_special(std::string_view text) {
  constexpr std::array<std::string_view, 9> kWords = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"};
  const std::string lower = ascii_lower(text);
  return std::find(kWords.begin(), kWords.end(), lower) != kWords.end();
}

// Dates and names may stand plain; what looks like a number may not.
bool may_be_plain(const std::string& text) {
  if (text.empty() || is_special(text) || text.back() == ' ' || text.back() == ':') return false;
  if (!is_letter(text[0]) && !is_digit(text[0]) && text[0] != '$') return false;
  const bool safe = std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter(c) || is_digit(c) || std::string_view(" _-.$/:").find(c) != std::string_view::npos;
  });
  const bool number = std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || std::string_view("+-.eE_:").find(c) != std::string_view::npos; });
  const bool date = text.size() >= 10 && text[4] == '-' && text[7] == '-';
  return safe && text.find(": ") == std::string::npos && (!number || date);
}

std::string scalar(const Json& value) {
  if (value.is_string() && may_be_plain(value.get_ref<const std::string&>())) return value.get<std::string>();
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);  // JSON is YAML
}

}  // namespace

std::string yaml_line(const Json& value) {
  std::string out;
  if (value.is_object()) {
    for (const auto& [name, member] : value.items()) out += (out.empty() ? "" : ", ") + name + ": " + yaml_line(member);
    return "{" + out + "}";
  }
  if (value.is_array()) {
    for (const Json& item : value) out += (out.empty() ? "" : ", ") + yaml_line(item);
    return "[" + out + "]";
  }
  return scalar(value);
}

std::string yaml_members(const Json& mapping, std::size_t indent) {
  std::string out;
  for (const auto& [name, member] : mapping.items()) out += std::string(indent, ' ') + name + ": " + yaml_line(member) + '\n';
  return out;
}

}  // namespace presave::cli
