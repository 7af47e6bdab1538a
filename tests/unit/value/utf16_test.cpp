#include "engine/value/utf16.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace presave {
namespace {

/// Text as UTF-16, made the obvious way.
std::u16string to_utf16(std::string_view text) {
  std::u16string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = decode_utf8(text, at);
    if (c < 0x10000) {
      out += static_cast<char16_t>(c);
    } else {
      out += static_cast<char16_t>(0xD7C0 + (c >> 10));
      out += static_cast<char16_t>(0xDC00 + (c & 0x3FF));
    }
  }
  return out;
}

bool is_high(char16_t unit) {
  return unit >= 0xD800 && unit < 0xDC00;
}
bool is_low(char16_t unit) {
  return unit >= 0xDC00 && unit < 0xE000;
}

std::string random_text(std::mt19937& random) {
  const std::u32string alphabet = U"abcdefghijklé\u0800\uD7FF\uE000\uFFFF\U00010000\U0001F600\U0010FFFF";
  std::string text;
  for (std::size_t count = random() % 24; count > 0; --count) {
    char bytes[4];
    const char32_t c = random() % 3 ? alphabet[random() % 12] : alphabet[random() % alphabet.size()];
    text.append(bytes, encode_utf8(c, bytes));
  }
  return text;
}

TEST(Utf16, AgreesWithRealUtf16) {
  std::mt19937 random(5);
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = random_text(random);
    const std::u16string units = to_utf16(text);
    ASSERT_TRUE(is_valid_utf8(text));
    ASSERT_EQ(utf16_length(text), units.size());
    const std::size_t first = random() % 30;
    const std::size_t count = random() % 30;
    std::u16string expected = first < units.size() ? units.substr(first, count) : u"";
    if (!expected.empty() && is_low(expected.front())) expected.erase(0, 1);
    if (!expected.empty() && is_high(expected.back())) expected.pop_back();
    ASSERT_EQ(to_utf16(utf16_substring(text, first, count)), expected)
        << text << ' ' << first << ' ' << count;

    const std::size_t offset = utf16_offset(text, first);
    const bool splits = first < units.size() && is_low(units[first]);
    ASSERT_EQ(utf16_units_before(text, offset), std::min(units.size(), splits ? first - 1 : first));

    const std::string other = random_text(random);
    const int order = units.compare(to_utf16(other));
    ASSERT_EQ(compare_utf16(text, other), (order > 0) - (order < 0)) << text << " and " << other;
  }
}

TEST(Utf16, HalfAPairIsLeftOut) {
  const std::string text = "a\xF0\x9F\x98\x80z";  // a, U+1F600, z
  EXPECT_EQ(utf16_length(text), 4u);
  EXPECT_EQ(utf16_substring(text, 0, 2), "a");
  EXPECT_EQ(utf16_substring(text, 2, 1), "");
  EXPECT_EQ(utf16_substring(text, 2, 2), "z");
  EXPECT_EQ(utf16_substring(text, 2, 0), "");
  EXPECT_EQ(utf16_substring(text, 1, static_cast<std::size_t>(-1)), text.substr(1));
  EXPECT_EQ(utf16_substring(text, static_cast<std::size_t>(-1), static_cast<std::size_t>(-1)), "");
  EXPECT_EQ(utf16_offset(text, 2), 1u);
}

TEST(Utf16, SurrogatesSortBelowPrivateUse) {
  EXPECT_EQ(compare_utf16("\xF0\x90\x80\x80", "\xEE\x80\x80"), -1);  // U+10000, U+E000
  EXPECT_EQ(compare_utf16("\xEF\xBF\xBD", "\xF4\x8F\xBF\xBF"), 1);   // U+FFFD, U+10FFFF
  EXPECT_EQ(compare_utf16("B", "a"), -1);
  EXPECT_EQ(compare_utf16("a", "ab"), -1);
  EXPECT_EQ(compare_utf16("", ""), 0);
}

TEST(Utf16, RefusesMalformedBytes) {
  for (const std::string_view bad : {"\x80", "\xC0\x80", "\xC1\xBF", "\xC3", "\xE0\x9F\xBF", "\xE2\x82",
                                     "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF", "\xF0\x9F\x98",
                                     "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xC3(", "\xE2(\xA1"}) {
    EXPECT_EQ(valid_utf8_prefix(bad), 0u);
    const std::string behind = "0123456789\xC3\xA9" + std::string(bad);
    EXPECT_EQ(valid_utf8_prefix(behind), 12u);
    EXPECT_FALSE(is_valid_utf8(behind + "abc"));
  }
  EXPECT_TRUE(is_valid_utf8(""));
  EXPECT_TRUE(is_valid_utf8(std::string_view("\0", 1)));
}

TEST(Utf16, EveryCharacterGoesThereAndBack) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    char bytes[4];
    const std::string_view text(bytes, encode_utf8(c, bytes));
    ASSERT_TRUE(is_valid_utf8(text));
    std::size_t at = 0;
    ASSERT_EQ(decode_utf8(text, at), c);
    ASSERT_EQ(at, text.size());
    ASSERT_EQ(utf16_length(text), c < 0x10000 ? 1u : 2u);
  }
}

}  // namespace
}  // namespace presave
