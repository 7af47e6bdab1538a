// What stands in front of a CSV reader: bytes of several encodings become UTF-8, piece by piece.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace presave::csv {

enum class Encoding : std::uint8_t { kUtf8, kUtf16LittleEndian, kUtf16BigEndian, kWindows1252 };

/// "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252": the names of the Encoding Standard.
std::string_view name_of(Encoding encoding);
/// The encoding of that name, in letters of either case; nothing where there is no such.
std::optional<Encoding> encoding_named(std::string_view name);

/// Turns bytes into UTF-8 that is certain to be valid; the first byte that is not of the encoding ends it.
class Decoder {
 public:
  /// A byte order mark decides, whatever is given here; without either, the bytes are UTF-8.
  explicit Decoder(std::optional<Encoding> encoding = std::nullopt)
      : encoding_(encoding.value_or(Encoding::kUtf8)) {}

  /// Appends the text of the next piece to `out`. What is valid in front of a fault is appended, too; the
  /// fault names the byte's offset in the file, from 0.
  Done decode(std::string_view piece, std::string& out);
  /// There are no more pieces: a character that was begun is refused.
  Done finish(std::string& out);

  /// What is decoded; final once three bytes were seen.
  Encoding encoding() const { return encoding_; }

 private:
  Done skip_mark(std::string_view& piece, bool is_last, std::string& out);
  Done convert(std::string_view& bytes, std::string& out);
  Done convert_some(std::string_view bytes, std::string& out, std::size_t& used) const;
  Fault bad(std::uint64_t offset, std::string_view bytes) const;

  Encoding encoding_;
  bool started_ = false;      ///< it is known whether there is a mark
  std::string held_;          ///< the beginning of a mark or of a character: at most 3 bytes
  std::uint64_t offset_ = 0;  ///< of the first byte that is not converted
};

}  // namespace presave::csv
