// Signing in through the server's endpoints: from /oauth/start to the page that tells its opener, with an org
// that this test plays.
#include <gtest/gtest.h>

#include <filesystem>

#include "server/api/api.h"
#include "server/store/sqlite_store.h"
#include "tests/server/signing.h"

namespace presave::server::api {
namespace {

using namespace presave::server::testing;

constexpr std::int64_t kNow = 1'800'000'000'000;

class PlayedOrg final : public outbound::Client {
 public:
  Result<outbound::Answer> send(const outbound::Call& call) override {
    calls.push_back(call);
    return outbound::Answer{status, {}, body};
  }
  int status = 200;
  std::string body =
      R"({"access_token":"access","refresh_token":"refresh","instance_url":"https://acme.my.salesforce.com",)"
      R"("id":"https://login.salesforce.com/id/00D000000000001AAA/005000000000001AAA"})";
  std::vector<outbound::Call> calls;
};

class OAuthApi : public ::testing::Test {
 protected:
  OAuthApi() : file_(::testing::TempDir() + "/presave-oauth-api-" + std::to_string(::getpid()) + ".db") {}
  ~OAuthApi() override {
    for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(file_ + ending);
  }

  void SetUp() override {
    const std::string document = data_file("bundle.json");
    auto bundle = std::make_shared<const ServedBundle>(
        ServedBundle{"default", std::move(*Bundle::load(document)), http::Variants(document)});
    auto files = http::StaticFiles::read(std::string(PRESAVE_TEST_DATA) + "/web");
    auto page = CanvasPage::from(*files->content("/canvas.html"));
    std::vector<crypto::Secret> secrets;
    secrets.emplace_back(secret());
    std::vector<CanvasApp> apps;
    apps.push_back({"crm", std::move(*canvas::Verifier::with(std::move(secrets))), 1, {}, bundle});
    setup_ = std::make_shared<api::Setup>(std::vector<BundlePointer>{bundle}, std::move(apps),
                                     std::vector<Organization>{}, std::vector<std::string>{},
                                     std::move(*files), std::move(*page));
    setup_->outbound = org_;
    setup_->sign_in = sign_in();
    server_ = std::make_unique<Api>(
        setup_, Clocks{[] { return std::chrono::steady_clock::time_point{}; }, [this] { return now_; }},
        [this](std::string_view note) { notes_ += std::string(note) + "\n"; });
  }

  std::shared_ptr<oauth::SignIn> sign_in() {
    auto made = std::make_shared<oauth::SignIn>();
    made->keys = std::make_shared<const crypto::KeyRing>(
        std::move(*crypto::KeyRing::from(crypto::Secret("k:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="))));
    oauth::Client client{"crm", "consumer key", std::make_shared<const crypto::Secret>("secret"),
                         "https://presave.example/oauth/callback"};
    std::shared_ptr<store::Store> store = std::move(*store::open_sqlite({file_}));
    made->apps.push_back(std::make_unique<oauth::UserTokens>(
        std::move(client),
        oauth::Surroundings{store, made->keys, org_, [this] { return now_; }, [](std::string_view) {}}));
    return made;
  }

  http::Response get(const std::string& target, const std::string& cookie = "") {
    http::Request request;
    request.method = "GET";
    const auto question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string::npos) request.query = target.substr(question + 1);
    if (!cookie.empty()) request.headers.emplace_back("Cookie", cookie);
    return server_->answer(request);
  }

  /// Begins, and gives the browser's cookie and the state that it comes back with.
  std::pair<std::string, std::string> begin() {
    const auto response = get("/oauth/start?app=crm&loginUrl=https%3A%2F%2Facme.my.salesforce.com");
    EXPECT_EQ(response.status, 303) << *response.body;
    const std::string location(response.header("Location"));
    const std::string cookie(response.header("Set-Cookie"));
    EXPECT_EQ(location.substr(0, 62), "https://acme.my.salesforce.com/services/oauth2/authorize?respo");
    EXPECT_EQ(cookie.substr(0, 21), "__Host-presave-oauth=");
    return {cookie.substr(0, cookie.find(';')), location.substr(location.find("&state=") + 7, 43)};
  }

  const std::string file_;
  std::shared_ptr<PlayedOrg> org_ = std::make_shared<PlayedOrg>();
  std::shared_ptr<api::Setup> setup_;
  std::unique_ptr<Api> server_;
  std::int64_t now_ = kNow;
  std::string notes_;
};

/// A store whose disk is full.
class FullStore final : public store::Store {
 public:
  explicit FullStore(std::unique_ptr<store::Store> inner) : inner_(std::move(inner)) {}
  store::Leases& leases() override { return inner_->leases(); }
  store::Tokens& tokens() override { return inner_->tokens(); }
  store::RepeatableCalls& repeatable_calls() override { return inner_->repeatable_calls(); }
  store::Saves& saves() override { return inner_->saves(); }
  Done probe(store::Millis) override { return Fault{FaultCode::kUnreadable, "store /secret/place", "the disk is full"}; }
  std::uint64_t failures() const override { return 1; }

 private:
  std::unique_ptr<store::Store> inner_;
};

TEST_F(OAuthApi, IsReadyWhileItsStoreTakesWhatMustNotBeLost) {
  setup_->store = std::move(*store::open_sqlite({file_}));
  EXPECT_EQ(get("/readyz").status, 200);
  setup_->store = std::make_shared<FullStore>(std::move(*store::open_sqlite({file_})));
  const http::Response full = get("/readyz");
  EXPECT_EQ(full.status, 503);
  EXPECT_EQ(*full.body, "{\"status\":\"not ready\",\"store\":\"unreadable\"}\n") << "no path: anyone may ask";
  setup_->store = nullptr;
  EXPECT_EQ(get("/readyz").status, 200);
  server_->stopping();
  EXPECT_EQ(get("/readyz").status, 503);
}

TEST_F(OAuthApi, AUserIsLedToSalesforceAndBack) {
  const auto [cookie, state] = begin();
  const auto page = get("/oauth/callback?code=the-code&state=" + state, cookie);
  EXPECT_EQ(page.status, 200) << *page.body;
  EXPECT_NE(page.body->find("src=\"/presave/approved.js\""), std::string::npos);
  EXPECT_EQ(page.body->find("access"), std::string::npos) << "no token reaches the page";
  EXPECT_NE(page.header("Set-Cookie").find("Max-Age=0"), std::string_view::npos);
  EXPECT_NE(org_->calls.front().body.find("code=the-code"), std::string::npos);
  const auto token =
      setup_->sign_in->find("crm")->token({"00D000000000001AAA", "005000000000001AAA"}, nullptr, {});
  ASSERT_TRUE(token) << token.fault().text();
  EXPECT_EQ(token->instance_url, "https://acme.my.salesforce.com");
  EXPECT_EQ(get("/presave/approved.js").status, 200);
}

TEST_F(OAuthApi, AnotherBrowserOrStateGetsNowhere) {
  const auto [cookie, state] = begin();
  const auto [other_cookie, other_state] = begin();
  EXPECT_EQ(get("/oauth/callback?code=c&state=" + state).status, 400) << "without the cookie";
  EXPECT_EQ(get("/oauth/callback?code=c&state=" + state, other_cookie).status, 400);
  EXPECT_EQ(get("/oauth/callback?code=c&state=" + other_state, cookie).status, 400);
  EXPECT_EQ(get("/oauth/callback?code=c&state=" + state + "&state=" + state, cookie).status, 400);
  EXPECT_EQ(get("/oauth/callback?code=c", cookie).status, 400);
  EXPECT_EQ(get("/oauth/callback?code=%", cookie).status, 400);
  now_ += 600'001;
  EXPECT_EQ(get("/oauth/callback?code=c&state=" + state, cookie).status, 400) << "too late";
  EXPECT_TRUE(org_->calls.empty());
}

TEST_F(OAuthApi, LeadsNowhereButToSalesforce) {
  const auto evil = get("/oauth/start?app=crm&loginUrl=https%3A%2F%2Fevil.example");
  EXPECT_EQ(evil.status, 400);
  EXPECT_EQ(evil.body->find("evil"), std::string::npos);
  EXPECT_EQ(get("/oauth/start?app=crm").status, 400);
  EXPECT_EQ(get("/oauth/start?app=other&loginUrl=https%3A%2F%2Facme.my.salesforce.com").status, 404);
}

TEST_F(OAuthApi, ARefusalIsSaidWithoutRepeatingWhatTheAddressSays) {
  const auto [cookie, state] = begin();
  const auto denied =
      get("/oauth/callback?error=access_denied&error_description=%3Cscript%3E&state=" + state, cookie);
  EXPECT_EQ(denied.status, 403);
  EXPECT_EQ(denied.body->find("script&"), std::string::npos);
  EXPECT_EQ(denied.body->find("denied"), std::string::npos);
  org_->status = 400;
  org_->body = R"({"error":"invalid_grant","error_description":"expired authorization code"})";
  EXPECT_EQ(get("/oauth/callback?code=c&state=" + state, cookie).status, 403);
  EXPECT_NE(notes_.find("expired authorization code"), std::string::npos) << notes_;
  org_->status = 503;
  EXPECT_EQ(get("/oauth/callback?code=c&state=" + state, cookie).status, 503);
}

TEST_F(OAuthApi, OnlyOrgsThatAreServed) {
  setup_->apps.front().organizations = {"00D000000000009"};
  const auto [cookie, state] = begin();
  EXPECT_EQ(get("/oauth/callback?code=c&state=" + state, cookie).status, 403);
  EXPECT_FALSE(
      setup_->sign_in->find("crm")->token({"00D000000000001AAA", "005000000000001AAA"}, nullptr, {}));
}

TEST_F(OAuthApi, WithoutAClientThereIsNothing) {
  setup_->sign_in = nullptr;
  EXPECT_EQ(get("/oauth/start?app=crm&loginUrl=https%3A%2F%2Facme.my.salesforce.com").status, 404);
  EXPECT_EQ(get("/oauth/callback?code=c&state=s").status, 404);
}

}  // namespace
}  // namespace presave::server::api
