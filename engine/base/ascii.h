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
    // FNV-1a in steps of eight characters. The bit that tells upper from lower case is set in all of them: a few other
    // characters fall together, too, which a hash may.
    std::uint64_t hash = 14695981039346656037u ^ text.size();
    for (; !text.empty(); text.remove_prefix(std::min(text.size(), sizeof hash))) {
      std::uint64_t word = 0;
      std::memcpy(&word, text.data(), std::min(text.size(), sizeof word));
      hash = (hash ^ (word | 0x2020202020202020u)) * 1099511628211u;
      hash ^= hash >> 32;
    }
    return static_cast<std::size_t>(hash);
  }
};
struct NocaseEqual {
  using is_transparent = void;
  bool operator()(std::string_view a, std::string_view b) const {
    return a.size() == b.size() && compare_ascii_nocase(a, b) == 0;
  }
};

}  // namespace presave
