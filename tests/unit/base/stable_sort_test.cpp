// The small stable sort, against the standard library's.
#include "engine/base/stable_sort.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <utility>

namespace presave {
namespace {

using Item = std::pair<int, int>;  // what is compared, and where it stood

bool before(const Item& a, const Item& b) {
  return a.first < b.first;
}

TEST(StableSort, AgreesWithTheLibraryAtEveryLength) {
  std::mt19937 random(7);
  for (int length = 0; length < 200; ++length) {
    std::vector<Item> items;
    for (int i = 0; i < length; ++i) items.emplace_back(static_cast<int>(random() % 20), i);
    std::vector<Item> wanted = items;
    std::stable_sort(wanted.begin(), wanted.end(), before);
    sort_stably(items, before);
    EXPECT_EQ(items, wanted) << length;
  }
}

TEST(StableSort, MovesWhatCannotBeCopied) {
  std::vector<std::unique_ptr<int>> items;
  for (const int value : {3, 1, 2}) items.push_back(std::make_unique<int>(value));
  sort_stably(items, [](const auto& a, const auto& b) { return *a < *b; });
  EXPECT_EQ(*items[0], 1);
  EXPECT_EQ(*items[1], 2);
  EXPECT_EQ(*items[2], 3);
}

}  // namespace
}  // namespace presave
