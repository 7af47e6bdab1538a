// Short lists of texts as one text, a line each: what is sealed and only ever read here needs no more.
#pragma once

#include <array>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace presave::server::oauth {

/// The texts hold no line ends: origins, names of the setup, tokens.
inline std::string join_lines(std::initializer_list<std::string_view> texts) {
  std::string out;
  for (const std::string_view text : texts) {
    out += text;
    out += '\n';
  }
  return out;
}

/// Nothing where there are more or fewer.
template <std::size_t count>
std::optional<std::array<std::string, count>> split_lines(std::string_view text) {
  std::array<std::string, count> lines;
  for (std::string& line : lines) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    line = text.substr(0, end);
    text.remove_prefix(end + 1);
  }
  if (!text.empty()) return std::nullopt;
  return lines;
}

}  // namespace presave::server::oauth
