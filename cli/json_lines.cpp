#include "cli/json_lines.h"

#include <string_view>

namespace presave::cli {
namespace {

constexpr std::size_t kLineBytes = 2u << 20;  // the engine refuses rows past its own, smaller bound

}  // namespace

JsonLinesReader::JsonLinesReader(std::istream& in, std::string name) : RowReader(std::move(name)), in_(in), room_(kLineBytes) {}

Result<bool> JsonLinesReader::next(Row& row) {
  while (in_.getline(room_.data(), static_cast<std::streamsize>(room_.size())) || in_.gcount() > 0) {
    ++line_;
    if (in_.fail()) return Fault{FaultCode::kTooLarge, place(line_), "a line of more than 2 MiB"};
    const auto read = static_cast<std::size_t>(in_.gcount());
    bytes_ += read;
    const std::string_view text(room_.data(), read - (in_.eof() ? 0 : 1));  // without the line end
    if (text.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    row.line = line_;
    row.keep({text});
    return true;
  }
  if (in_.bad()) return Fault{FaultCode::kUnreadable, name(), "reading stopped before the end"};
  return false;
}

}  // namespace presave::cli
