#include "server/crypto/base64.h"

#include <array>
#include <cstdint>

namespace presave::server::crypto {
namespace {

constexpr std::string_view kUrlAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::uint32_t kBits = 0x3F;

// Four characters are 24 bits. Above them stands which alphabet a character belongs to.
constexpr std::uint32_t kStandardOnly = 1u << 24u;
constexpr std::uint32_t kUrlOnly = 1u << 25u;
constexpr std::uint32_t kForeign = kStandardOnly | kUrlOnly;

using Table = std::array<std::uint32_t, 256>;

/// What each character gives at one of the four places: its six bits where they belong, and its alphabet.
constexpr Table make_table(unsigned shift) {
  Table table{};
  const auto put = [&table, shift](char c, std::uint32_t bits, std::uint32_t alphabet) {
    table[static_cast<unsigned char>(c)] = bits << shift | alphabet;
  };
  for (auto& entry : table) entry = kForeign;
  for (std::uint32_t i = 0; i < 62; ++i) put(kUrlAlphabet[i], i, 0);
  put('+', 62, kStandardOnly);
  put('/', 63, kStandardOnly);
  put('-', 62, kUrlOnly);
  put('_', 63, kUrlOnly);
  return table;
}

constexpr std::array<Table, 4> kTables = {make_table(18), make_table(12), make_table(6), make_table(0)};

constexpr std::uint32_t look_up(std::size_t place, char c) {
  return kTables[place][static_cast<unsigned char>(c)];
}

void put_byte(char* to, std::uint32_t byte) {
  *to = static_cast<char>(static_cast<unsigned char>(byte));
}

/// Takes the padding off; gives nothing when there is some and it is not the right amount.
std::optional<std::string_view> without_padding(std::string_view text) {
  std::string_view bare = text;
  while (!bare.empty() && bare.back() == '=') bare.remove_suffix(1);
  const std::size_t padding = text.size() - bare.size();
  if (padding > 0 && (padding > 2 || text.size() % 4 != 0)) return std::nullopt;
  if (bare.size() % 4 == 1) return std::nullopt;
  return bare;
}

}  // namespace

std::optional<std::string> decode_base64(std::string_view text) {
  const auto bare = without_padding(text);
  if (!bare) return std::nullopt;
  std::string out(bare->size() * 6 / 8, '\0');
  char* next = out.data();
  std::uint32_t alphabets = 0;  // a foreign character sets both marks, as a mixture does: one test at the end
  std::string_view rest = *bare;
  for (; rest.size() >= 4; rest.remove_prefix(4), next += 3) {
    const std::uint32_t bits =
        look_up(0, rest[0]) | look_up(1, rest[1]) | look_up(2, rest[2]) | look_up(3, rest[3]);
    alphabets |= bits;
    put_byte(next, bits >> 16u);
    put_byte(next + 1, bits >> 8u);
    put_byte(next + 2, bits);
  }
  std::uint32_t left_over = 0;  // bits behind the last byte
  if (!rest.empty()) {
    const bool two_bytes = rest.size() == 3;
    const std::uint32_t bits =
        look_up(0, rest[0]) | look_up(1, rest[1]) | (two_bytes ? look_up(2, rest[2]) : 0);
    alphabets |= bits;
    put_byte(next, bits >> 16u);
    if (two_bytes) put_byte(next + 1, bits >> 8u);
    left_over = bits & (two_bytes ? 0xFFu : 0xFFFFu);
  }
  if ((alphabets & kForeign) == kForeign || left_over != 0) return std::nullopt;
  return out;
}

std::string encode_base64_url(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() / 3 * 4 + 3);
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : bytes) {
    bits = (bits << 8u) | static_cast<unsigned char>(c);
    count += 8;
    while (count >= 6) {
      count -= 6;
      out += kUrlAlphabet[(bits >> count) & kBits];
    }
    bits &= (1u << count) - 1u;
  }
  if (count > 0) out += kUrlAlphabet[(bits << (6 - count)) & kBits];
  return out;
}

}  // namespace presave::server::crypto
