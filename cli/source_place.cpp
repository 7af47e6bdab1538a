#include "cli/source_place.h"

#include <algorithm>
#include <array>
#include <optional>

#include "cli/formula_mark.h"
#include "engine/value/utf16.h"
#include "metadata/text_file.h"

namespace presave::cli {
namespace {

constexpr std::size_t kMostBytes = 16u << 20;  // a metadata file; what is larger is not looked into

struct Entity {
  std::string_view written;
  char meant;
};
constexpr std::array kEntities = {Entity{"&amp;", '&'}, Entity{"&lt;", '<'}, Entity{"&gt;", '>'},
                                  Entity{"&quot;", '"'}, Entity{"&apos;", '\''}};

/// Goes through XML text and a formula side by side.
class Alignment {
 public:
  Alignment(std::string_view xml, std::size_t at) : xml_(xml), at_(at) {}

  /// Where the formula's byte `wanted` stands, if all of the formula stands here.
  std::optional<std::size_t> find(std::string_view formula, std::size_t wanted) {
    std::size_t found = at_;
    for (std::size_t i = 0; i < formula.size(); ++i) {
      skip_markup();
      if (i == wanted) found = at_;
      if (!take(formula[i])) return std::nullopt;
    }
    return wanted < formula.size() ? found : at_;
  }

 private:
  void skip_markup() {
    constexpr std::array<std::string_view, 2> kMarks = {"<![CDATA[", "]]>"};
    for (const std::string_view mark : kMarks) {
      if (xml_.substr(at_, mark.size()) == mark) at_ += mark.size();
    }
  }

  bool take(char c) {
    if (c == '\n' && xml_.substr(at_, 2) == "\r\n") ++at_;
    for (const Entity& entity : kEntities) {
      if (entity.meant != c || xml_.substr(at_, entity.written.size()) != entity.written) continue;
      at_ += entity.written.size();
      return true;
    }
    return at_ < xml_.size() && xml_[at_++] == c;
  }

  std::string_view xml_;
  std::size_t at_;
};

/// The byte at which a line (1-based) begins; the end where there are not so many.
std::size_t line_start(std::string_view text, std::size_t line) {
  std::size_t at = 0;
  for (; line > 1; --line) {
    const std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) return text.size();
    at = end + 1;
  }
  return at;
}

/// Behind one of the tags of the line the formula begins; all of it must stand there.
std::optional<std::size_t> find_in_file(std::string_view text, std::size_t line, std::string_view formula,
                                        std::size_t at) {
  std::size_t tag = line_start(text, line);
  const std::size_t line_end = std::min(text.find('\n', tag), text.size());
  while ((tag = text.find('>', tag)) < line_end) {
    if (const auto found = Alignment(text, ++tag).find(formula, at)) return found;
  }
  return std::nullopt;
}

}  // namespace

Place SourcePlaces::find(const schema::Source& source, std::string_view formula, std::size_t at) {
  const auto first_line = static_cast<std::size_t>(std::max(source.line, 1));
  const std::string& text = text_of(source.file);
  if (const auto found = find_in_file(text, first_line, formula, at)) {
    const std::string_view before = std::string_view(text).substr(0, *found);
    const auto lines = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
    return {source.file, lines + 1, utf16_length(before.substr(before.rfind('\n') + 1)) + 1};
  }
  const Spot spot = find_spot(formula, at, at);
  return {source.file, first_line + spot.lines_before, utf16_length(spot.line.substr(0, spot.begin)) + 1};
}

const std::string& SourcePlaces::text_of(const std::string& file) {
  const auto [at, added] = texts_.try_emplace(file);
  for (const std::filesystem::path& folder : folders_) {
    if (!added || file.empty() || !at->second.empty()) break;
    // A file that cannot be read only costs the column.
    if (Result<std::string> text = metadata::read_text_file(folder / file, file, kMostBytes))
      at->second = *std::move(text);
  }
  return at->second;
}

}  // namespace presave::cli
