#include "metadata/text_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "engine/value/utf16.h"

namespace presave::metadata {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Reads at most one byte more than allowed, whatever size the file claims to have: it may be growing, or a
/// device.
bool read_up_to(std::ifstream& file, std::size_t most_bytes, std::string& text) {
  constexpr std::size_t kChunk = 1u << 16;
  while (file && text.size() <= most_bytes) {
    const std::size_t size = text.size();
    text.resize(size + kChunk);
    file.read(text.data() + size, static_cast<std::streamsize>(kChunk));
    text.resize(size + static_cast<std::size_t>(file.gcount()));
  }
  return !file.bad();
}

}  // namespace

Result<std::string> read_text_file(const std::filesystem::path& path, const std::string& shown,
                                   std::size_t most_bytes) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) return Fault{FaultCode::kNotFound, shown, "no such file"};
  if (std::filesystem::is_directory(status)) return Fault{FaultCode::kUnreadable, shown, "is a folder"};
  std::ifstream file(path, std::ios::binary);
  if (!file) return Fault{FaultCode::kUnreadable, shown, std::strerror(errno)};
  std::string text;
  if (!read_up_to(file, most_bytes, text)) return Fault{FaultCode::kUnreadable, shown, std::strerror(errno)};
  if (text.size() > most_bytes) {
    return Fault{FaultCode::kTooLarge, shown, "more than " + std::to_string(most_bytes) + " bytes"};
  }
  if (const std::size_t valid = valid_utf8_prefix(text); valid != text.size()) {
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(valid), '\n');
    return Fault{FaultCode::kWrongShape, shown + ":" + std::to_string(line),
                 "not UTF-8; save the file as UTF-8"};
  }
  if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
  return text;
}

}  // namespace presave::metadata
