// Frame sessions, the memory of used signed requests, and secrets; with a clock that the test turns.
#include "server/canvas/sessions.h"

#include <gtest/gtest.h>

#include <sstream>
#include <type_traits>

#include "server/canvas/replay.h"
#include "server/crypto/secret.h"

namespace presave::server::canvas {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const Sessions::Time kStart{std::chrono::hours(1000)};

ContextPointer context_of(std::string instance) {
  auto context = std::make_shared<CanvasContext>();
  context->instance_id = std::move(instance);
  return context;
}

std::string opened(Sessions& sessions, std::string user, Sessions::Time now = kStart) {
  auto token = sessions.open({std::move(user), "00D", "app"}, context_of("001"), now);
  EXPECT_TRUE(token);
  return *token;
}

TEST(Sessions, BelongToTheirOwner) {
  Sessions sessions;
  const std::string one = opened(sessions, "005A");
  const std::string two = opened(sessions, "005B");
  EXPECT_NE(one, two);
  EXPECT_EQ(one.size(), 43u);  // 256 bits in base64
  EXPECT_EQ(sessions.find(one, kStart)->owner.user_id, "005A");
  EXPECT_EQ(sessions.find(two, kStart)->owner.user_id, "005B");
}

TEST(Sessions, AreNotGuessed) {
  Sessions sessions;
  std::string token = opened(sessions, "005");
  EXPECT_FALSE(sessions.find("", kStart));
  EXPECT_FALSE(sessions.find(token.substr(1), kStart));
  EXPECT_FALSE(sessions.find(token + "A", kStart));
  token[5] = token[5] == 'A' ? 'B' : 'A';
  EXPECT_FALSE(sessions.find(token, kStart));
}

TEST(Sessions, EndWhenIdle) {
  Sessions sessions;
  const std::string token = opened(sessions, "005");
  EXPECT_TRUE(sessions.find(token, kStart + limits::kSessionIdle));
  EXPECT_TRUE(sessions.find(token, kStart + 2 * limits::kSessionIdle)) << "used in between";
  EXPECT_FALSE(sessions.find(token, kStart + 3 * limits::kSessionIdle + milliseconds(1)));
  EXPECT_FALSE(sessions.find(token, kStart)) << "ended is ended, whatever the clock does";
  EXPECT_EQ(sessions.size(), 0u);
}

TEST(Sessions, EndOfAgeHoweverBusy) {
  Sessions sessions;
  const std::string token = opened(sessions, "005");
  Sessions::Time now = kStart;
  for (; now <= kStart + limits::kSessionAge; now += limits::kSessionIdle)
    EXPECT_TRUE(sessions.find(token, now));
  EXPECT_FALSE(sessions.find(token, kStart + limits::kSessionAge + milliseconds(1)));
}

TEST(Sessions, TheLongestIdleOneYieldsWhenTheTableIsFull) {
  Sessions sessions(2);
  const std::string first = opened(sessions, "005A");
  const std::string second = opened(sessions, "005B");
  EXPECT_TRUE(sessions.find(first, kStart + seconds(1)));  // now the second is the longest idle one
  const std::string third = opened(sessions, "005C", kStart + seconds(2));
  EXPECT_EQ(sessions.size(), 2u);
  EXPECT_TRUE(sessions.find(first, kStart + seconds(2)));
  EXPECT_FALSE(sessions.find(second, kStart + seconds(2)));
  EXPECT_TRUE(sessions.find(third, kStart + seconds(2)));
}

TEST(Sessions, OpeningSweepsOutIdleOnes) {
  Sessions sessions;
  for (int i = 0; i < 10; ++i) opened(sessions, "005");
  opened(sessions, "005", kStart + limits::kSessionIdle + seconds(1));
  EXPECT_EQ(sessions.size(), 1u);
}

TEST(Sessions, AUserHasSoMany) {
  Sessions sessions;
  const std::string other = opened(sessions, "005B");
  const std::string first = opened(sessions, "005A");
  const std::string second = opened(sessions, "005A");
  EXPECT_TRUE(sessions.find(first, kStart + seconds(1)));  // now the second is this user's longest idle one
  for (std::size_t i = 2; i < limits::kSessionsOfUser; ++i) opened(sessions, "005A", kStart + seconds(1));
  EXPECT_TRUE(sessions.find(second, kStart + seconds(2))) << "at the bound";
  EXPECT_TRUE(sessions.find(first, kStart + seconds(3)));
  for (std::size_t i = 0; i + 2 < limits::kSessionsOfUser; ++i) opened(sessions, "005A", kStart + seconds(4));
  opened(sessions, "005A", kStart + seconds(4));
  EXPECT_FALSE(sessions.find(second, kStart + seconds(5))) << "one past it";
  EXPECT_TRUE(sessions.find(first, kStart + seconds(5)));
  EXPECT_TRUE(sessions.find(other, kStart + seconds(5))) << "others are not touched";
  EXPECT_EQ(sessions.size(), limits::kSessionsOfUser + 1);
}

TEST(Sessions, AreRenewedByTheirOwnerOnly) {
  Sessions sessions;
  const std::string token = opened(sessions, "005A");
  const SessionOwner owner{"005A", "00D", "app"};
  const auto renew = [&](const SessionOwner& by, Sessions::Time now) {
    return sessions.renew(token, by, context_of("002"), now);
  };
  EXPECT_EQ(renew({"005B", "00D", "app"}, kStart), Sessions::Renewal::kOtherOwner);
  EXPECT_EQ(renew({"005A", "00E", "app"}, kStart), Sessions::Renewal::kOtherOwner);
  EXPECT_EQ(renew({"005A", "00D", "other"}, kStart), Sessions::Renewal::kOtherOwner);
  EXPECT_EQ(sessions.find(token, kStart)->context->instance_id, "001");
  Sessions::Time now = kStart;
  for (; now <= kStart + limits::kSessionAge; now += limits::kSessionIdle) {
    EXPECT_EQ(renew(owner, now), Sessions::Renewal::kRenewed);
  }
  EXPECT_EQ(sessions.find(token, now)->context->instance_id, "002") << "renewed ones outlive the first eight hours";
  EXPECT_EQ(renew(owner, now + limits::kSessionIdle + milliseconds(1)), Sessions::Renewal::kOver);
  EXPECT_EQ(sessions.renew("", owner, context_of("003"), now), Sessions::Renewal::kOver);
}

TEST(Sessions, AreClosed) {
  Sessions sessions;
  const std::string token = opened(sessions, "005A");
  EXPECT_TRUE(sessions.close(token));
  EXPECT_FALSE(sessions.close(token));
  EXPECT_FALSE(sessions.find(token, kStart));
  EXPECT_EQ(sessions.size(), 0u);
}

TEST(BearerToken, IsReadFromItsHeader) {
  EXPECT_EQ(bearer_token("Bearer abc"), "abc");
  EXPECT_EQ(bearer_token("bearer abc"), "abc");
  EXPECT_EQ(bearer_token("Basic abc"), "");
  EXPECT_EQ(bearer_token("Bearer"), "");
  EXPECT_EQ(bearer_token(""), "");
}

TEST(ReplayCache, AdmitsAReloadAndNothingLater) {
  ReplayCache cache;
  EXPECT_TRUE(cache.admit("one", kStart));
  EXPECT_TRUE(cache.admit("one", kStart + limits::kReloadWindow));
  EXPECT_FALSE(cache.admit("one", kStart + limits::kReloadWindow + milliseconds(1)));
  EXPECT_TRUE(cache.admit("two", kStart + limits::kReloadWindow + milliseconds(1)));
  EXPECT_FALSE(cache.admit("one", kStart + limits::kSeenAge)) << "a reload must not extend the window";
}

TEST(ReplayCache, AdmitsAFewReloadsOnly) {
  ReplayCache cache;
  for (unsigned i = 0; i < limits::kUses; ++i) EXPECT_TRUE(cache.admit("one", kStart)) << i;
  EXPECT_FALSE(cache.admit("one", kStart));
  EXPECT_TRUE(cache.admit("two", kStart));
}

TEST(ReplayCache, ForgetsTheOldest) {
  ReplayCache aged;
  EXPECT_TRUE(aged.admit("one", kStart));
  EXPECT_TRUE(aged.admit("one", kStart + limits::kSeenAge + milliseconds(1)));
  ReplayCache small(2);
  const auto later = kStart + limits::kReloadWindow + seconds(1);
  EXPECT_TRUE(small.admit("one", kStart));
  EXPECT_TRUE(small.admit("two", kStart));
  EXPECT_TRUE(small.admit("three", kStart));
  EXPECT_FALSE(small.admit("two", later));
  EXPECT_FALSE(small.admit("three", later));
  EXPECT_TRUE(small.admit("one", later));
}

template <class T, class = void>
struct Prints : std::false_type {};
template <class T>
struct Prints<T, std::void_t<decltype(std::declval<std::ostream&>() << std::declval<const T&>())>>
    : std::true_type {};

TEST(Secret, CannotBePrintedOrCopied) {
  static_assert(Prints<std::string>::value);
  static_assert(!Prints<crypto::Secret>::value);
  static_assert(!std::is_copy_constructible_v<crypto::Secret>);
  static_assert(!std::is_copy_assignable_v<crypto::Secret>);
  static_assert(!std::is_convertible_v<crypto::Secret, std::string>);
}

TEST(Secret, LeavesNothingBehindWhenMoved) {
  crypto::Secret one("short");
  const crypto::Secret two(std::move(one));
  EXPECT_EQ(two.reveal_for_cryptography(), "short");
  EXPECT_EQ(one.reveal_for_cryptography(), "");  // NOLINT(bugprone-use-after-move): what is tested
}

}  // namespace
}  // namespace presave::server::canvas
