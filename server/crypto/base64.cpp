#include "server/crypto/base64.h"

#include <array>
#include <cstdint>

namespace presave::server::crypto {
namespace {

constexpr std::string_view kUrlAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// The six bits of each character, and which alphabet it belongs to.
constexpr std::uint8_t kBits = 0x3F;
constexpr std::uint8_t kStandardOnly = 0x40;
constexpr std::uint8_t kUrlOnly = 0x80;
constexpr std::uint8_t kForeign = 0xC0;

constexpr std::array<std::uint8_t, 256> make_table() {
  std::array<std::uint8_t, 256> table{};
  for (auto& entry : table) entry = kForeign;
  for (std::size_t i = 0; i < 62; ++i) {
    table[static_cast<unsigned char>(kUrlAlphabet[i])] = static_cast<std::uint8_t>(i);
  }
  table[static_cast<unsigned char>('+')] = 62 | kStandardOnly;
  table[static_cast<unsigned char>('/')] = 63 | kStandardOnly;
  table[static_cast<unsigned char>('-')] = 62 | kUrlOnly;
  table[static_cast<unsigned char>('_')] = 63 | kUrlOnly;
  return table;
}

constexpr auto kTable = make_table();

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
  auto next = out.begin();
  std::uint8_t alphabets = 0;
  // A foreign character sets both marks, as a mixture of the alphabets does: one test at the end.
  const auto take = [&alphabets](char c) {
    const std::uint8_t entry = kTable[static_cast<unsigned char>(c)];
    alphabets |= entry;
    return std::uint32_t{entry} & kBits;
  };
  const auto put = [&next](std::uint32_t byte) { *next++ = static_cast<char>(static_cast<unsigned char>(byte)); };
  std::string_view rest = *bare;
  for (; rest.size() >= 4; rest.remove_prefix(4)) {
    const std::uint32_t bits = take(rest[0]) << 18u | take(rest[1]) << 12u | take(rest[2]) << 6u | take(rest[3]);
    put(bits >> 16u);
    put(bits >> 8u);
    put(bits);
  }
  std::uint32_t left_over = 0;  // bits behind the last byte
  if (!rest.empty()) {
    const bool two_bytes = rest.size() == 3;
    const std::uint32_t bits = take(rest[0]) << 18u | take(rest[1]) << 12u | (two_bytes ? take(rest[2]) << 6u : 0);
    put(bits >> 16u);
    if (two_bytes) put(bits >> 8u);
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
