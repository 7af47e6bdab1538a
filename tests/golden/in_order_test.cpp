#include "cli/in_order.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>

namespace presave::cli {
namespace {

/// All answers to 0, 1, ... `count` - 1, as they come.
template <class Work>
std::vector<int> answers(std::size_t threads, int count, Work work) {
  std::vector<int> out;
  InOrder<int, int> in_order(threads, work);
  for (int i = 0; i < count; ++i) {
    if (in_order.full()) out.push_back(in_order.take());
    in_order.put(i);
  }
  while (!in_order.empty()) out.push_back(in_order.take());
  return out;
}

std::vector<int> doubled(int count) {
  std::vector<int> out;
  for (int i = 0; i < count; ++i) out.push_back(2 * i);
  return out;
}

TEST(InOrder, TheSlowFirstPieceIsAnsweredFirst) {
  std::atomic<bool> second_is_done = false;
  const auto work = [&](int piece) {
    if (piece == 0) second_is_done.wait(false);
    if (piece == 1) {
      second_is_done = true;
      second_is_done.notify_all();
    }
    return 2 * piece;
  };
  EXPECT_EQ(answers(2, 3, work), doubled(3));
}

TEST(InOrder, IsTheSameWithAnyNumberOfThreads) {
  for (const std::size_t threads : {0u, 1u, 2u, 7u}) {
    EXPECT_EQ(answers(threads, 1000, [](int piece) { return 2 * piece; }), doubled(1000)) << threads;
  }
}

TEST(InOrder, HoldsNoMorePiecesThanTheThreadsNeed) {
  InOrder<int, int> in_order(2, [](int piece) { return piece; });
  int put = 0;
  for (; !in_order.full(); ++put) in_order.put(put);
  EXPECT_EQ(put, 5);
}

TEST(InOrder, HandsOnWhatTheWorkThrows) {
  for (const std::size_t threads : {0u, 2u}) {
    InOrder<int, int> in_order(threads, [](int) -> int { throw std::runtime_error("full disk"); });
    in_order.put(1);
    EXPECT_THROW(in_order.take(), std::runtime_error);
  }
}

TEST(InOrder, EndsWhileMuchIsLeft) {
  InOrder<int, int> in_order(2, [](int piece) { return piece; });
  while (!in_order.full()) in_order.put(1);
}

}  // namespace
}  // namespace presave::cli
