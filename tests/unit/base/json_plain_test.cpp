// JSON's plain bytes, eight at a time, against one at a time.
#include "engine/base/json_plain.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "engine/base/json_text.h"
#include "engine/bundle/json_reader.h"

namespace presave {
namespace {

TEST(JsonPlain, StopsAtTheFirstByteThatIsNotPlainWhereverItStands) {
  for (int byte = 0; byte < 256; ++byte) {
    for (std::size_t at = 0; at < 20; ++at) {
      for (const char around : {'a', '\xFF', '\x7F', '!'}) {
        std::string text(20, around);
        text[at] = static_cast<char>(byte);
        const auto first = std::find_if_not(text.begin(), text.end(), is_plain);
        EXPECT_EQ(plain_prefix(text), static_cast<std::size_t>(first - text.begin())) << byte << " at " << at;
      }
    }
  }
}

TEST(JsonPlain, WhatIsWrittenIsReadBack) {
  for (std::size_t length = 0; length < 40; ++length) {
    for (const std::string special : {"\"", "\\", "\n", "\x1F", "é", "😀", "\"\\\""}) {
      std::string text(length, 'x');
      text.insert(length / 2, special);
      JsonText out;
      out.item(text);
      const Result<json::Document> read = json::parse(std::move(out).take(), 1000);
      ASSERT_TRUE(read);
      EXPECT_EQ(*read->root().text(), text);
    }
  }
}

}  // namespace
}  // namespace presave
