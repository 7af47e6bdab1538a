// Character classes of ASCII, independent of any locale.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace presave {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }
constexpr char ascii_upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c; }

inline std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = ascii_lower(c);
  return out;
}
inline std::string ascii_upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = ascii_upper(c);
  return out;
}

/// Three-way order without regard to ASCII case: negative, 0 or positive.
constexpr int compare_ascii_nocase(std::string_view a, std::string_view b) {
  const std::size_t shared = a.size() < b.size() ? a.size() : b.size();
  for (std::size_t i = 0; i < shared; ++i) {
    if (a[i] == b[i]) continue;
    const char x = ascii_lower(a[i]);
    const char y = ascii_lower(b[i]);
    if (x != y) return x < y ? -1 : 1;
  }
  return a.size() == b.size() ? 0 : a.size() < b.size() ? -1 : 1;
}

/// Hashes and compares without regard to the case of ASCII letters, for unordered containers of names.
struct NocaseHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    const std::uint64_t hash = mixed(text);
    return static_cast<std::size_t>(hash ^ hash >> 32);
  }

 private:
  // The bit that tells upper from lower case is set in all characters: a few others fall together, too, which a hash
  // may. Two halves that overlap read a short text without a copy of unknown size, which would be a call.
  static std::uint64_t mixed(std::string_view text) {
    const char* at = text.data();
    std::size_t left = text.size();
    std::uint64_t hash = left;
    for (; left > 16; at += 8, left -= 8) hash = mix(hash, word<std::uint64_t>(at));
    if (left >= 8) {
      hash = mix(mix(hash, word<std::uint64_t>(at)), word<std::uint64_t>(at + left - 8));
    } else if (left >= 4) {
      hash = mix(hash, std::uint64_t{word<std::uint32_t>(at)} << 32 | word<std::uint32_t>(at + left - 4));
    } else {
      for (; left > 0; --left) hash = mix(hash, static_cast<unsigned char>(*at++));
    }
    return hash;
  }
  template <class Word>
  static Word word(const char* at) {
    Word word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
  }
  static std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
    hash = (hash ^ (word | 0x2020202020202020u)) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 32;
  }
};
struct NocaseEqual {
  using is_transparent = void;
  bool operator()(std::string_view a, std::string_view b) const {
    return a.size() == b.size() && compare_ascii_nocase(a, b) == 0;
  }
};

}  // namespace presave
