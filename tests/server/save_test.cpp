// Saving through an org that this test plays: what the page is told, and that nothing is done twice.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

#include "server/oauth/user_tokens.h"
#include "server/salesforce/api_usage.h"
#include "server/salesforce/record_write.h"
#include "server/store/sqlite_store.h"
#include "tests/server/canvas_fixture.h"

namespace presave::server::api {
namespace {

using namespace presave::server::testing;

TEST_F(CanvasApi, SavesThroughTheOrg) {
  org->says(201, R"({"id":"a01000000000009AAA","success":true,"errors":[]})");
  const std::string token = session();
  const http::Response saved = post("/api/save", token, order());
  ASSERT_EQ(saved.status, 200) << *saved.body;
  EXPECT_EQ(Json::parse(*saved.body), Json({{"id", "a01000000000009AAA"}, {"created", true}}));
  ASSERT_EQ(org->calls.size(), 1u);
  const outbound::Call& call = org->calls.front();
  EXPECT_EQ(call.method, "POST");
  EXPECT_EQ(call.url, "https://example.my.salesforce.com/services/data/v62.0/sobjects/Trip__c");
  EXPECT_EQ(http::find_header(call.headers, "Authorization"), "Bearer 00Dtest!token");
  EXPECT_EQ(Json::parse(call.body), order().at("values"));
  const http::Response again = post("/api/save", token, order());
  EXPECT_EQ(*again.body, *saved.body) << "the same key, the same answer";
  EXPECT_EQ(org->calls.size(), 1u);
  Json changed = order();
  changed["values"]["EndDate__c"] = changed["request"]["record"]["EndDate__c"] = "2026-03-09";
  EXPECT_EQ(post("/api/save", token, changed).status, 409) << "the key is another save's";
}

TEST_F(CanvasApi, NothingRefusedReachesTheOrg) {
  Json body = order();
  body["values"]["EndDate__c"] = body["request"]["record"]["EndDate__c"] = "2026-02-01";
  const http::Response refused = post("/api/save", session(), body);
  EXPECT_EQ(refused.status, 422);
  const Json outcome = Json::parse(*refused.body);
  EXPECT_EQ(outcome.at("refusedBy"), "presave");
  EXPECT_EQ(outcome.at("failures").at(0).at("field"), "EndDate__c");
  EXPECT_TRUE(org->calls.empty());
}

TEST_F(CanvasApi, SavesOnlyWhatWasDecided) {
  const std::string token = session();
  const auto status = [&](const std::function<void(Json&)>& change, Json body = order()) {
    change(body);
    return post("/api/save", token, body).status;
  };
  EXPECT_EQ(status([](Json& b) { b["values"]["EndDate__c"] = "2026-02-01"; }), 400) << "another value than was decided";
  EXPECT_EQ(status([](Json& b) { b["values"]["OwnerId"] = "005"; }), 400) << "not decided at all";
  EXPECT_EQ(status([](Json& b) { b["values"].erase("EndDate__c"); }), 400) << "decided but not saved";
  EXPECT_EQ(status([](Json& b) { b["request"]["object"] = "Other__c"; }), 400);
  EXPECT_EQ(status([](Json& b) { b["request"]["operation"] = "undelete"; }), 400);
  EXPECT_EQ(status([](Json& b) { b["id"] = "a01000000000001AAA"; }), 400) << "an insert with an id";
  EXPECT_EQ(status([](Json& b) { b["idempotencyKey"] = "short"; }), 400);
  EXPECT_EQ(status([](Json& b) { b["surprise"] = 1; }), 400);
  EXPECT_EQ(status([](Json& b) { b["id"] = "../../x/y/z/1"; }, update()), 400) << "an id that would change the address";
  EXPECT_TRUE(org->calls.empty());
  setup->apps.front().saves = SaveAs::kNobody;
  EXPECT_EQ(status([](Json&) {}), 404);
}

TEST_F(CanvasApi, TheOrgsRefusalComesBackAtItsFields) {
  org->says(400, R"([{"message":"No trips in March","errorCode":"FIELD_CUSTOM_VALIDATION_EXCEPTION","fields":["enddate__c"]},
                     {"message":"duplicate value found: StartDate__c duplicates value on record with id: a01","errorCode":"DUPLICATE_VALUE","fields":[]},
                     {"message":"Not today","errorCode":"CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY","fields":["Hidden__c"]}])");
  const http::Response refused = post("/api/save", session(), order());
  EXPECT_EQ(refused.status, 422);
  const Json outcome = Json::parse(*refused.body);
  EXPECT_EQ(outcome.at("refusedBy"), "org");
  const Json& failures = outcome.at("failures");
  ASSERT_EQ(failures.size(), 3u);
  EXPECT_EQ(failures[0].at("field"), "EndDate__c");
  EXPECT_EQ(failures[0].at("label"), "End Date");
  EXPECT_EQ(failures[1].at("field"), "StartDate__c");
  EXPECT_FALSE(failures[2].contains("field")) << "a field that the bundle does not know: the record's";
  EXPECT_EQ(failures[2].at("message"), "Not today");
}

TEST_F(CanvasApi, WhatWasNotDoneMayBeTriedAgain) {
  const std::string token = session();
  org->says(401, R"([{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}])");
  const http::Response over = post("/api/save", token, order());
  EXPECT_EQ(over.status, 401);
  EXPECT_EQ(Json::parse(*over.body).at("where"), "Salesforce session");
  org->says(503, R"([{"message":"","errorCode":"SERVER_UNAVAILABLE"}])");
  EXPECT_EQ(post("/api/save", token, order()).status, 503);
  org->says(201, R"({"id":"a01000000000009AAA","success":true,"errors":[]})");
  EXPECT_EQ(post("/api/save", token, order()).status, 200);
  EXPECT_EQ(org->calls.size(), 3u);
}

TEST_F(CanvasApi, ALostAnswerNeverMakesASecondRecord) {
  const std::string token = session();
  org->silent = true;
  EXPECT_EQ(post("/api/save", token, order()).status, 409);
  EXPECT_EQ(post("/api/save", token, update()).status, 502);
  org->silent = false;
  org->says(201, R"({"id":"a01000000000009AAA","success":true,"errors":[]})");
  EXPECT_EQ(post("/api/save", token, order()).status, 409) << "look in Salesforce first";
  EXPECT_EQ(org->calls.size(), 2u);
  org->says(204, "");
  EXPECT_EQ(post("/api/save", token, update()).status, 200) << "an update may be repeated";
  EXPECT_EQ(org->calls.back().method, "PATCH");
  Json upsert = order("key-0003");
  upsert["externalId"] = {{"field", "Code__c"}, {"value", "A/1"}};
  org->silent = true;
  EXPECT_EQ(post("/api/save", token, upsert).status, 502);
  EXPECT_EQ(org->calls.back().url.substr(org->calls.back().url.find("Trip__c")), "Trip__c/Code__c/A%2F1");
  EXPECT_EQ(post("/api/save", token, upsert).status, 502) << "an external id makes it repeatable";
}

const outbound::Answer kLockedRow{400, {}, R"([{"message":"unable to obtain exclusive access","errorCode":"UNABLE_TO_LOCK_ROW","fields":[]}])"};
const outbound::Answer kSessionIsOver{401, {}, R"([{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}])"};
const std::string kCreated = R"({"id":"a01000000000009AAA","success":true,"errors":[]})";

TEST_F(CanvasApi, ALockedRowIsTriedAgainAFewTimes) {
  const std::string token = session();
  org->says(201, kCreated);
  org->first = {kLockedRow, kLockedRow};
  EXPECT_EQ(post("/api/save", token, order("key-lock1")).status, 200);
  EXPECT_EQ(org->calls.size(), 3u);
  ASSERT_EQ(pauses.size(), 2u);
  EXPECT_GE(pauses[0], limits::kLockedPause / 2);
  EXPECT_LE(pauses[0], limits::kLockedPause * 3 / 2);
  EXPECT_GE(pauses[1], limits::kLockedPause);
  org->calls.clear();
  org->answer = kLockedRow;
  const http::Response still = post("/api/save", token, order("key-lock2"));
  EXPECT_EQ(still.status, 503);
  EXPECT_NE(still.body->find("Nothing was saved"), std::string::npos);
  EXPECT_EQ(org->calls.size(), 1 + limits::kLockedRetries);
  org->says(201, kCreated);
  EXPECT_EQ(post("/api/save", token, order("key-lock2")).status, 200) << "the same key, later";
}

TEST_F(CanvasApi, WhatOnlyMayHaveBeenSavedIsNotTriedAgain) {
  const std::string token = session();
  for (const outbound::Answer& unclear : {outbound::Answer{502, {}, "<html>"}, outbound::Answer{500, {}, ""}}) {
    org->calls.clear();
    org->answer = unclear;
    EXPECT_EQ(post("/api/save", token, order("key-0" + std::to_string(unclear.status))).status, 409);
    EXPECT_EQ(org->calls.size(), 1u);
  }
}

TEST_F(CanvasApi, AnOrgThatIsDownSavedNothing) {
  const std::string token = session();
  org->silent = org->down = true;
  const http::Response refused = post("/api/save", token, order());
  EXPECT_EQ(refused.status, 503);
  EXPECT_NE(refused.body->find("Nothing was sent"), std::string::npos) << *refused.body;
  EXPECT_EQ(refused.header("Retry-After"), "2");
  org->silent = false;
  org->says(201, kCreated);
  EXPECT_EQ(post("/api/save", token, order()).status, 200) << "a new record, with the same key: nothing had left";
  EXPECT_EQ(org->calls.size(), 2u);
}

TEST_F(CanvasApi, AnOrgNearItsDailyLimitIsSpared) {
  setup->daily_calls_percent = 90;
  const std::string token = session();
  org->answer = {201, {{"Sforce-Limit-Info", "api-usage=4500/5000"}}, kCreated};
  EXPECT_EQ(post("/api/save", token, order("key-near1")).status, 200);
  const http::Response spared = post("/api/save", token, order("key-near2"));
  EXPECT_EQ(spared.status, 503);
  EXPECT_EQ(org->calls.size(), 1u);
  now += limits::kUsageFresh + std::chrono::seconds(1);
  org->answer.headers = {{"Sforce-Limit-Info", "api-usage=4499/5000"}};
  EXPECT_EQ(post("/api/save", token, order("key-near2")).status, 200) << "one call asks how it stands";
  EXPECT_EQ(post("/api/save", token, order("key-near3")).status, 200);
}

/// Gives tokens in order, and remembers which were refused.
class PlayedTokens final : public outbound::TokenSource {
 public:
  Result<outbound::AccessToken> token(std::stop_token) override {
    if (given == tokens.size()) return Fault{FaultCode::kRefused, "integration", "no more"};
    return outbound::AccessToken{std::make_shared<const crypto::Secret>(tokens[given]), "https://acme.my.salesforce.com"};
  }
  void refused(const outbound::AccessToken&) override { ++given; }

  std::vector<std::string> tokens{"first", "second"};
  std::size_t given = 0;
};

TEST_F(CanvasApi, SavesAsTheIntegrationUserWhereTheAppSaysSo) {
  const std::string token = session();
  setup->apps.front().saves = SaveAs::kIntegration;
  org->says(201, kCreated);
  EXPECT_EQ(post("/api/save", token, order("key-int01")).status, 503) << "this org has none";
  EXPECT_TRUE(org->calls.empty());
  auto tokens = std::make_shared<PlayedTokens>();
  setup->integrations.push_back({"00D000000000001", "robot@acme.example", tokens});
  org->first = {kSessionIsOver};
  EXPECT_EQ(post("/api/save", token, order("key-int01")).status, 200);
  ASSERT_EQ(org->calls.size(), 2u);
  EXPECT_EQ(http::find_header(org->calls[0].headers, "Authorization"), "Bearer first");
  EXPECT_EQ(http::find_header(org->calls[1].headers, "Authorization"), "Bearer second");
  EXPECT_EQ(org->calls[1].url.find("https://acme.my.salesforce.com/"), 0u);
  org->answer = kSessionIsOver;
  EXPECT_EQ(post("/api/save", token, order("key-int02")).status, 503) << "no session of the user's would help";
}

TEST_F(CanvasApi, ASignedRequestsTokenThatIsOverGivesWayToTheSignIns) {
  const std::string token = session();
  const Json user = Json::parse(envelope()).at("context");
  const std::string user_id = user.at("user").at("userId").get<std::string>();
  const std::string file = ::testing::TempDir() + "presave-save-" + std::to_string(::getpid()) + ".db";
  std::shared_ptr<store::Store> kept = std::move(*store::open_sqlite({file}));
  auto keys = std::make_shared<const crypto::KeyRing>(
      std::move(*crypto::KeyRing::from(crypto::Secret("k:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="))));
  oauth::Client client;
  client.name = "first";
  setup->sign_in = std::make_shared<oauth::SignIn>();
  setup->sign_in->apps.push_back(std::make_unique<oauth::UserTokens>(
      client, oauth::Surroundings{kept, keys, org, [this] { return wall; }, [](std::string_view) {}}));
  org->answer = kSessionIsOver;
  EXPECT_EQ(post("/api/save", token, order()).status, 401) << "the user has not signed in";
  EXPECT_EQ(org->calls.size(), 1u);

  const outbound::AccessToken access{std::make_shared<const crypto::Secret>("kept"), "https://acme.my.salesforce.com"};
  ASSERT_TRUE(setup->sign_in->find("first")->keep({access, nullptr, "00D000000000001AAA", user_id, ""}, access.instance_url));
  org->first = {kSessionIsOver};
  org->says(201, kCreated);
  EXPECT_EQ(post("/api/save", token, order()).status, 200);
  EXPECT_EQ(http::find_header(org->calls.back().headers, "Authorization"), "Bearer kept");
  EXPECT_EQ(org->calls.back().url.find("https://acme.my.salesforce.com/"), 0u);
  setup->sign_in.reset();
  kept.reset();
  for (const char* end : {"", "-wal", "-shm"}) std::remove((file + end).c_str());
}

/// From now on no file of this process may grow.
class FullDisk {
 public:
  explicit FullDisk(std::uint64_t most) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit full{most, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &full);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*const handler_)(int) = std::signal(SIGXFSZ, SIG_IGN);
};

TEST_F(CanvasApi, ASaveThatCannotBeWrittenDownIsNotMade) {
  const std::string file = ::testing::TempDir() + "presave_save_journal_" + std::to_string(::getpid()) + ".jsonl";
  std::remove(file.c_str());
  keep_journal(file);
  const std::string token = session();
  org->says(201, kCreated);
  {
    const FullDisk full(1);
    EXPECT_EQ(post("/api/save", token, order("key-disk1")).status, 503);
    EXPECT_TRUE(org->calls.empty()) << "first written down, then sent";
  }
  EXPECT_EQ(post("/api/save", token, order("key-disk1")).status, 200) << "the same key, when there is room";
  EXPECT_EQ(org->calls.size(), 1u);
  std::remove(file.c_str());
}

TEST_F(CanvasApi, AnOrgThatHangsIsGivenUpAndMayHaveSaved) {
  // The outbound client ends a call at its deadline: too late, after the request was sent.
  const std::string token = session();
  org->silent = true;
  EXPECT_EQ(post("/api/save", token, order("key-hang1")).status, 409) << "look in Salesforce: a second record is worse than none";
  EXPECT_EQ(org->calls.size(), 1u);
  EXPECT_EQ(post("/api/save", token, order("key-hang1")).status, 409);
  EXPECT_EQ(org->calls.size(), 1u) << "not sent again";
}

TEST_F(CanvasApi, SessionsGoByAClockThatNeverJumps) {
  const std::string token = session();
  org->says(201, kCreated);
  constexpr std::int64_t kYear = 365LL * 86'400'000;
  wall += kYear;
  EXPECT_EQ(post("/api/save", token, order("key-jump1")).status, 200) << "a wall clock set forward ends no session";
  wall -= 2 * kYear;
  EXPECT_EQ(post("/api/save", token, order("key-jump2")).status, 200) << "and set back neither";
  now += std::chrono::hours(24 * 365);
  EXPECT_EQ(post("/api/save", token, order("key-jump3")).status, 401) << "only time that has passed does";
  EXPECT_EQ(org->calls.size(), 2u);
}

TEST_F(CanvasApi, AClockThatJumpsBackLosesNoSave) {
  const std::string token = session();
  org->silent = true;
  EXPECT_EQ(post("/api/save", token, order()).status, 409);
  org->silent = false;
  org->says(201, kCreated);
  for (const std::int64_t hours : {-48, 96}) {
    wall += hours * 3'600'000;
    EXPECT_EQ(post("/api/save", token, order()).status, 409) << "still unknown, whatever the clock says";
  }
  EXPECT_EQ(post("/api/save", token, order("key-jump1")).status, 200) << "sessions go by the steady clock";
  EXPECT_EQ(org->calls.size(), 2u);
}

TEST(RecordWrite, ReadsWhatOrgsAnswer) {
  const auto standing = [](int status, std::string body, std::string id = "") {
    const salesforce::RecordWrite write{"X__c", std::move(id), "", "", "{}"};
    return salesforce::read_answer(write, {status, {}, std::move(body)}).standing;
  };
  using salesforce::Standing;
  EXPECT_EQ(standing(204, "", "a01000000000001"), Standing::kSaved);
  EXPECT_EQ(standing(200, "<html>", ""), Standing::kUnclear) << "a proxy's page";
  EXPECT_EQ(standing(503, "<html>"), Standing::kUnclear);
  EXPECT_EQ(standing(503, R"([{"message":"","errorCode":"SERVER_UNAVAILABLE"}])"), Standing::kBusy);
  EXPECT_EQ(standing(403, R"([{"message":"TotalRequests Limit exceeded.","errorCode":"REQUEST_LIMIT_EXCEEDED"}])"), Standing::kLimitReached);
  EXPECT_EQ(standing(403, R"([{"message":"ConcurrentRequests limit exceeded","errorCode":"REQUEST_LIMIT_EXCEEDED"}])"), Standing::kBusy);
  EXPECT_EQ(standing(400, R"([{"message":"","errorCode":"UNABLE_TO_LOCK_ROW","fields":[]}])"), Standing::kLocked);
  EXPECT_EQ(standing(300, R"(["/a","/b"])"), Standing::kRefused);
  EXPECT_EQ(standing(404, R"([{"message":"entity is deleted","errorCode":"ENTITY_IS_DELETED","fields":[]}])"), Standing::kRefused);
}

TEST(ApiUsage, ReadsTheLimitHeader) {
  const auto usage = salesforce::read_usage("api-usage=18/5000; per-app-api-usage=17/250(appName=x)");
  ASSERT_TRUE(usage);
  EXPECT_EQ(usage->used, 18);
  EXPECT_EQ(usage->most, 5000);
  for (const char* other : {"", "api-usage=", "api-usage=1", "api-usage=a/b", "api-usage=9999999999999999/1"}) {
    EXPECT_FALSE(salesforce::read_usage(other)) << other;
  }
}

}  // namespace
}  // namespace presave::server::api
