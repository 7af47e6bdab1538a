// What the housekeeper does with a real store, by a clock that the test turns.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "server/oauth/user_tokens.h"
#include "server/store/sqlite_store.h"
#include "tests/server/canvas_fixture.h"

namespace presave::server::api {
namespace {

using namespace presave::server::testing;

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kDay = 24 * 60 * kMinute;

class Housekeeping : public CanvasApi {
 protected:
  void SetUp() override {
    CanvasApi::SetUp();
    setup->store = std::move(*store::open_sqlite({file}));
    auto keys = std::make_shared<const crypto::KeyRing>(
        std::move(*crypto::KeyRing::from(crypto::Secret("k:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="))));
    oauth::Client client;
    client.name = "first";
    client.secret = std::make_shared<const crypto::Secret>("secret");
    setup->sign_in = std::make_shared<oauth::SignIn>();
    setup->sign_in->apps.push_back(std::make_unique<oauth::UserTokens>(
        client, oauth::Surroundings{setup->store, keys, org, [this] { return wall; }, [](std::string_view) {}}));
  }
  void TearDown() override {
    setup->sign_in.reset();
    setup->store.reset();
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(file + end);
  }

  void sign_in(const std::string& user) {
    const auto secret_of = [&user](const char* kind) { return std::make_shared<const crypto::Secret>(kind + user); };
    ASSERT_TRUE(setup->sign_in->find("first")->keep(
        {{secret_of("access "), "https://acme.my.salesforce.com"}, secret_of("refresh "), "00D000000000001AAA", user, ""},
        "https://acme.my.salesforce.com"));
  }
  std::optional<store::Save> found(const std::string& id) { return *setup->store->saves().find(id); }
  void turn() { server->keep_house({}); }

  const std::string file = ::testing::TempDir() + "presave-house-" + std::to_string(::getpid()) + ".db";
};

const std::string kNewToken = R"({"access_token":"new","instance_url":"https://acme.my.salesforce.com","token_type":"Bearer"})";

TEST_F(Housekeeping, ReportsSavesWhoseServerDied) {
  store::Saves& saves = setup->store->saves();
  ASSERT_TRUE(saves.begin({"one", "00D000000000001AAA/005000000000001AAA", "Trip__c/a01000000000001/ digest", store::SaveState::kBegun, "", wall, 0}));
  turn();
  EXPECT_EQ(found("one")->state, store::SaveState::kBegun) << "another process may be waiting for the org";
  wall += 2 * kMinute;
  turn();
  EXPECT_EQ(found("one")->state, store::SaveState::kUnknown);
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_NE(notes[0].find("Trip__c a01000000000001, asked for by 00D000000000001AAA/005000000000001AAA"), std::string::npos) << notes[0];
  turn();
  EXPECT_EQ(notes.size(), 1u) << "once";
}

TEST_F(Housekeeping, ForgetsWhatIsOver) {
  store::Saves& saves = setup->store->saves();
  for (const char* id : {"done", "unknown"}) {
    ASSERT_TRUE(saves.begin({id, "o/u", "r", store::SaveState::kBegun, "", wall, 0}));
  }
  ASSERT_TRUE(saves.end("done", store::SaveState::kSaved, "200 {}", wall));
  ASSERT_TRUE(saves.end("unknown", store::SaveState::kUnknown, "", wall));
  wall += 30 * kDay;
  turn();
  EXPECT_TRUE(found("done")) << "at the bound";
  wall += kMinute;
  turn();
  EXPECT_FALSE(found("done"));
  EXPECT_TRUE(found("unknown")) << "until somebody has looked";
}

TEST_F(Housekeeping, UsesASignInBeforeItLapses) {
  sign_in("005000000000001AAA");
  org->says(200, kNewToken);
  wall += 25 * kDay;
  turn();
  EXPECT_TRUE(org->calls.empty());
  wall += kMinute;
  turn();
  ASSERT_EQ(org->calls.size(), 1u);
  EXPECT_NE(org->calls[0].body.find("grant_type=refresh_token"), std::string::npos);
  turn();
  EXPECT_EQ(org->calls.size(), 1u) << "it was used";
  const auto token = setup->sign_in->find("first")->token({"00D000000000001AAA", "005000000000001AAA"}, nullptr, {});
  ASSERT_TRUE(token);
  EXPECT_EQ(token->secret->reveal_for_cryptography(), "new");
}

TEST_F(Housekeeping, ASignInThatFailsHoldsUpNoOther) {
  for (int i = 0; i < 25; ++i) sign_in("0050000000000" + std::to_string(10 + i) + "AAA");
  wall += 26 * kDay;
  org->silent = true;
  turn();
  EXPECT_EQ(org->calls.size(), 20u) << "so many in one turn";
  turn();
  EXPECT_EQ(org->calls.size(), 25u) << "the others";
  turn();
  EXPECT_EQ(org->calls.size(), 25u);
  org->silent = false;
  org->says(200, kNewToken);
  wall += kDay + kMinute;
  turn();
  turn();
  EXPECT_EQ(org->calls.size(), 50u) << "tried again a day later";
}

TEST_F(Housekeeping, AClockThatJumpsForwardLosesNoAnswer) {
  store::Saves& saves = setup->store->saves();
  ASSERT_TRUE(saves.begin({"one", "o/u", "X__c//", store::SaveState::kBegun, "", wall, 0}));
  wall += kDay;
  turn();
  EXPECT_TRUE(saves.end("one", store::SaveState::kSaved, "200 {}", wall)) << "the answer that came after all is kept";
  EXPECT_EQ(found("one")->state, store::SaveState::kSaved);
}

TEST_F(Housekeeping, WithoutAStoreThereIsNothingToDo) {
  setup->store = nullptr;
  turn();
  EXPECT_TRUE(notes.empty());
}

}  // namespace
}  // namespace presave::server::api
