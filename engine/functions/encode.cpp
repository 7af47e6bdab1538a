#include "engine/functions/encode.h"

#include <cstddef>
#include <span>

#include "engine/value/utf16.h"

namespace presave::functions {
namespace {

struct Replacement {
  std::string_view from;
  std::string_view to;
};

constexpr Replacement kHtml[] = {
    {"<", "&lt;"},  {">", "&gt;"},        {"&", "&amp;"},     {"\"", "&quot;"},
    {"'", "&#39;"}, {"\u00A9", "&copy;"}, {"\u2028", "<br>"}, {"\u2029", "<p>"},
};

// Longer before shorter: the first that fits is taken.
constexpr Replacement kJavaScript[] = {
    {"!--", "\\!--"}, {"&#39;", "\\&#39;"}, {"/*", "\\/\\*"},  {"*/", "\\*\\/"},      {"*", "\\*"},
    {"\\", "\\\\"},   {"'", "\\'"},         {"\"", "\\\""},    {"\n", "\\n"},         {"\r", "\\r"},
    {"<", "\\u003C"}, {">", "\\u003E"},     {"\u2028", "\\n"}, {"\u2029", "\\u2029"}, {{"\0", 1}, ""},
};

constexpr Replacement kMarkup[] = {
    {"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#039;"},
};

const Replacement* replacement_at(std::string_view rest, std::span<const Replacement> table) {
  for (const Replacement& entry : table) {
    if (rest.substr(0, entry.from.size()) == entry.from) return &entry;
  }
  return nullptr;
}

std::string replaced(std::string_view text, std::span<const Replacement> table) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (const Replacement* entry = replacement_at(text.substr(at), table)) {
      result += entry->to;
      at += entry->from.size();
    } else {
      result += text[at++];
    }
  }
  return result;
}

// The first byte of a character that takes two UTF-16 units.
bool begins_surrogate_pair(char byte) { return static_cast<unsigned char>(byte) >= 0xF0; }

bool stays_in_url(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
         c == '*' || c == '_';
}

}  // namespace

std::string encode_html(std::string_view text) {
  const std::string safe = replaced(text, kHtml);
  std::string result;
  result.reserve(safe.size());
  for (std::size_t at = 0; at < safe.size();) {
    if (begins_surrogate_pair(safe[at])) {
      result += "&#" + std::to_string(static_cast<unsigned>(decode_utf8(safe, at))) + ";";
    } else {
      result += safe[at++];
    }
  }
  return result;
}

std::string encode_javascript(std::string_view text) { return replaced(text, kJavaScript); }

std::string encode_url(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (stays_in_url(c)) {
      result += c;
    } else if (c == ' ') {
      result += '+';
    } else {
      result += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return result;
}

std::string encode_markup(std::string_view text) { return replaced(text, kMarkup); }

}  // namespace presave::functions
