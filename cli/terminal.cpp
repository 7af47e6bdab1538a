#include "cli/terminal.h"

#include <unistd.h>

#include <cstdlib>

#include "engine/value/utf16.h"

namespace presave::cli {
namespace {

std::string_view escape_of(Colour colour) {
  switch (colour) {
    case Colour::kRed:
      return "\x1b[31m";
    case Colour::kGreen:
      return "\x1b[32m";
    case Colour::kYellow:
      return "\x1b[33m";
    case Colour::kFaint:
      return "\x1b[2m";
    case Colour::kBold:
      return "\x1b[1m";
  }
  return {};
}

bool wants_no_colour() {
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return (no_color != nullptr && *no_color != '\0') || (term != nullptr && std::string_view(term) == "dumb");
}

void append_printable(std::string_view text, std::string& out) {
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t start = offset;
    const char32_t c = decode_utf8(text, offset);
    const bool is_control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    out += is_control ? std::string_view(" ") : text.substr(start, offset - start);
  }
}

}  // namespace

bool is_terminal(std::FILE* stream) {
  return isatty(fileno(stream)) == 1;
}

Painter::Painter(std::FILE* stream) : on_(is_terminal(stream) && !wants_no_colour()) {}

std::string Painter::paint(Colour colour, std::string_view text) const {
  if (!on_) return std::string(text);
  return std::string(escape_of(colour)) + std::string(text) + "\x1b[0m";
}

std::string printable(std::string_view text) {
  std::string out;
  while (true) {
    const std::size_t valid = valid_utf8_prefix(text);
    append_printable(text.substr(0, valid), out);
    if (valid == text.size()) return out;
    out += '?';  // file names and arguments need not be UTF-8
    text.remove_prefix(valid + 1);
  }
}

std::string padded(std::string_view text, std::size_t width) {
  const std::size_t length = utf16_length(text);
  return std::string(text) + std::string(length < width ? width - length : 0, ' ');
}

std::string counted(std::size_t count, std::string_view singular, std::string_view plural) {
  std::string out = std::to_string(count) + ' ';
  if (count == 1) return out += singular;
  if (plural.empty()) return (out += singular) += 's';
  return out += plural;
}

}  // namespace presave::cli
