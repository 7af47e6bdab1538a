#include "engine/csv/encoding.h"

#include <algorithm>
#include <array>

#include "engine/base/ascii.h"
#include "engine/value/utf16.h"

namespace presave::csv {
namespace {

struct NamedEncoding {
  Encoding encoding;
  std::string_view name;
  std::string_view mark;  ///< the byte order mark
};

constexpr std::array<NamedEncoding, 4> kEncodings = {{
    {Encoding::kUtf8, "UTF-8", "\xEF\xBB\xBF"},
    {Encoding::kUtf16LittleEndian, "UTF-16LE", "\xFF\xFE"},
    {Encoding::kUtf16BigEndian, "UTF-16BE", "\xFE\xFF"},
    {Encoding::kWindows1252, "windows-1252", ""},
}};

/// Windows-1252 from 0x80 to 0x9F; 0 where the code page has no character. All other bytes are Latin-1.
constexpr std::array<char16_t, 32> kCodePage1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

unsigned char byte_of(char c) {
  return static_cast<unsigned char>(c);
}

void append(std::string& out, char32_t character) {
  std::array<char, 4> bytes{};
  out.append(bytes.data(), encode_utf8(character, bytes.data()));
}

/// Whether more bytes may make a character of these, the last of a piece.
bool may_go_on(std::string_view bytes) {
  const unsigned char lead = byte_of(bytes.front());
  if (lead < 0xC2 || lead > 0xF4) return false;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return bytes.size() < length &&
         std::all_of(bytes.begin() + 1, bytes.end(), [](char c) { return (byte_of(c) & 0xC0u) == 0x80u; });
}

bool from_utf8(std::string_view bytes, std::string& out, std::size_t& used) {
  used = valid_utf8_prefix(bytes);
  out.append(bytes.data(), used);
  return used == bytes.size() || may_go_on(bytes.substr(used));
}

char32_t unit_at(std::string_view bytes, std::size_t at, bool big) {
  const char32_t low = byte_of(bytes[big ? at + 1 : at]);
  const char32_t high = byte_of(bytes[big ? at : at + 1]);
  return (high << 8) | low;
}

bool from_utf16(std::string_view bytes, bool big, std::string& out, std::size_t& used) {
  for (used = 0; bytes.size() - used >= 2;) {
    const char32_t unit = unit_at(bytes, used, big);
    if (unit < 0xD800 || unit > 0xDFFF) {
      append(out, unit);
      used += 2;
      continue;
    }
    if (unit > 0xDBFF) return false;
    if (bytes.size() - used < 4) return true;
    const char32_t second = unit_at(bytes, used + 2, big);
    if (second < 0xDC00 || second > 0xDFFF) return false;
    append(out, 0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00));
    used += 4;
  }
  return true;
}

bool from_windows_1252(std::string_view bytes, std::string& out, std::size_t& used) {
  for (used = 0; used < bytes.size(); ++used) {
    const unsigned char byte = byte_of(bytes[used]);
    const bool is_latin = byte < 0x80 || byte >= 0xA0;
    const char32_t character = is_latin ? char32_t{byte} : char32_t{kCodePage1252[byte - 0x80u]};
    if (character == 0 && !is_latin) return false;
    append(out, character);
  }
  return true;
}

std::string hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : bytes) {
    if (!out.empty()) out += ' ';
    out += kDigits[byte_of(c) >> 4];
    out += kDigits[byte_of(c) & 15u];
  }
  return out;
}

}  // namespace

std::string_view name_of(Encoding encoding) {
  return kEncodings[static_cast<std::size_t>(encoding)].name;
}

std::optional<Encoding> encoding_named(std::string_view name) {
  for (const NamedEncoding& known : kEncodings) {
    if (ascii_lower(known.name) == ascii_lower(name)) return known.encoding;
  }
  return std::nullopt;
}

Done Decoder::decode(std::string_view piece, std::string& out) {
  if (!started_) {
    const Done skipped = skip_mark(piece, false, out);
    if (!skipped || !started_) return skipped;
  }
  // A character that was begun is completed byte by byte; it has four at most.
  while (!held_.empty() && !piece.empty()) {
    held_ += piece.front();
    piece.remove_prefix(1);
    std::string_view begun = held_;
    const Done completed = convert(begun, out);
    if (!completed) return completed;
    held_.erase(0, held_.size() - begun.size());
  }
  const Done converted = convert(piece, out);
  if (converted) held_ += piece;
  return converted;
}

/// Collects the first three bytes and looks for a mark; what is no mark is converted.
Done Decoder::skip_mark(std::string_view& piece, bool is_last, std::string& out) {
  const std::size_t wanted = std::min(piece.size(), 3 - held_.size());
  held_ += piece.substr(0, wanted);
  piece.remove_prefix(wanted);
  if (held_.size() < 3 && !is_last) return done();
  started_ = true;
  for (const NamedEncoding& known : kEncodings) {
    if (known.mark.empty() || !held_.starts_with(known.mark)) continue;
    encoding_ = known.encoding;
    offset_ = known.mark.size();
    held_.erase(0, known.mark.size());
  }
  std::string_view first = held_;
  const Done converted = convert(first, out);
  held_.erase(0, held_.size() - first.size());
  return converted;
}

Done Decoder::finish(std::string& out) {
  if (!started_) {
    std::string_view none;
    const Done skipped = skip_mark(none, true, out);
    if (!skipped) return skipped;
  }
  if (held_.empty()) return done();
  return bad(offset_, held_);
}

/// Takes what it converts from the front of `bytes`; leaves a character that was only begun.
Done Decoder::convert(std::string_view& bytes, std::string& out) {
  std::size_t used = 0;
  const Done converted = convert_some(bytes, out, used);
  bytes.remove_prefix(used);
  offset_ += used;
  return converted;
}

Done Decoder::convert_some(std::string_view bytes, std::string& out, std::size_t& used) const {
  bool is_good = true;
  switch (encoding_) {
    case Encoding::kUtf8:
      is_good = from_utf8(bytes, out, used);
      break;
    case Encoding::kUtf16LittleEndian:
    case Encoding::kUtf16BigEndian:
      is_good = from_utf16(bytes, encoding_ == Encoding::kUtf16BigEndian, out, used);
      break;
    case Encoding::kWindows1252:
      is_good = from_windows_1252(bytes, out, used);
      break;
  }
  if (is_good) return done();
  const std::size_t width = encoding_ == Encoding::kUtf8 || encoding_ == Encoding::kWindows1252 ? 1 : 2;
  return bad(offset_ + used, bytes.substr(used, width));
}

Fault Decoder::bad(std::uint64_t offset, std::string_view bytes) const {
  return {FaultCode::kMalformedCsv, "offset " + std::to_string(offset),
          hex(bytes) + " at byte " + std::to_string(offset + 1) + " is not " +
              std::string(name_of(encoding_)) + "; save the file as UTF-8, or say which encoding it has"};
}

}  // namespace presave::csv
