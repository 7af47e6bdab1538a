// Text inside XML and HTML.
#pragma once

#include <string>
#include <string_view>

namespace presave::cli {

/// Text that is no markup, in content and in attributes. Control characters, which XML forbids, become blanks.
inline std::string escaped(std::string_view text, bool keep_line_ends = false) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: {
        const bool control = static_cast<unsigned char>(c) < 0x20;
        out += control && !(keep_line_ends && c == '\n') ? ' ' : c;
      }
    }
  }
  return out;
}

}  // namespace presave::cli
