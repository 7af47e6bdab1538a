// What may be shown on a terminal: colour where a person looks, and no foreign control characters anywhere.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace presave::cli {

enum class Colour { kRed, kGreen, kYellow, kFaint, kBold };

/// Paints text when the stream is a terminal and NO_COLOR (no-color.org) is not set.
class Painter {
 public:
  explicit Painter(std::FILE* stream);
  std::string paint(Colour colour, std::string_view text) const;

 private:
  bool on_;
};

bool is_terminal(std::FILE* stream);

/// Text of an org or a record on one line of its own: control characters become spaces, so that no file can
/// steer the terminal or forge lines.
std::string printable(std::string_view text);

/// `text` filled with spaces to `width` characters.
std::string padded(std::string_view text, std::size_t width);

/// "1 row", "2 rows".
std::string counted(std::size_t count, std::string_view singular, std::string_view plural = {});

}  // namespace presave::cli
