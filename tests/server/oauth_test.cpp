// The OAuth room where another server cannot be had to say or do it: Salesforce's own words, a store that
// fails, a process that died in the middle.
#include <gtest/gtest.h>
#include <unistd.h>

#include <deque>
#include <filesystem>

#include "server/crypto/base64.h"
#include "server/crypto/hash.h"
#include "server/oauth/authorization.h"
#include "server/oauth/integration_user.h"
#include "server/oauth/user_tokens.h"
#include "server/store/sqlite_store.h"

namespace presave::server::oauth {
namespace {

using outbound::Answer;
using outbound::Call;

constexpr store::Millis kNow = 1'800'000'000'000;
const std::string kLogin = "https://login.salesforce.com";
const TokenOwner kUser{"00D000000000001AAA", "005000000000001AAA"};

Client client() {
  return {"app", "consumer key", std::make_shared<const crypto::Secret>("secret"),
          "https://presave.example/oauth/callback"};
}

Answer answer(int status, std::string body) {
  return {status, {}, std::move(body)};
}

Answer tokens(const std::string& access, const std::string& refresh = "", const std::string& more = "") {
  return answer(
      200,
      R"({"access_token":")" + access +
          R"(","token_type":"Bearer","instance_url":"https://Acme.my.salesforce.com",)" +
          (refresh.empty() ? "" : R"("refresh_token":")" + refresh + R"(",)") +
          R"("id":"https://login.salesforce.com/id/00D000000000001AAA/005000000000001AAA","issued_at":"1")" +
          more + "}");
}

Answer refusal(const std::string& error, const std::string& description, int status = 400) {
  return answer(status, R"({"error":")" + error + R"(","error_description":")" + description + R"("})");
}

/// The org, by a list of what it will answer.
class Org final : public outbound::Client {
 public:
  Result<Answer> send(const Call& call) override {
    calls.push_back(call);
    if (before_answer) before_answer();
    if (answers.empty()) return Fault{FaultCode::kUnreachable, "org", "no answer in time"};
    auto next = std::move(answers.front());
    answers.pop_front();
    return next;
  }
  std::deque<Result<Answer>> answers;
  std::vector<Call> calls;
  std::function<void()> before_answer;
};

FaultCode code_of(const Answer& given) {
  const auto grant = read_grant(client(), given);
  EXPECT_FALSE(grant) << given.body;
  return grant ? FaultCode::kMalformedJson : grant.fault().code;
}

TEST(TokenEndpoint, SaysWhatItWantsInAForm) {
  const Call call = code_call(client(), kLogin, "a+b/c=", "verifier");
  EXPECT_EQ(call.url, "https://login.salesforce.com/services/oauth2/token");
  EXPECT_EQ(call.method, "POST");
  EXPECT_NE(call.body.find("code=a%2Bb%2Fc%3D&"), std::string::npos) << call.body;
  EXPECT_NE(call.body.find("client_id=consumer"), std::string::npos);
  EXPECT_EQ(jwt_bearer_call(kLogin, "a.b.c").body.find("client_"), std::string::npos);
}

TEST(TokenEndpoint, TellsWhatMayPassFromWhatNeedsSomebody) {
  EXPECT_EQ(code_of(refusal("invalid_grant", "expired access/refresh token")), FaultCode::kRefused);
  EXPECT_EQ(code_of(refusal("invalid_grant", "token request is already being processed")),
            FaultCode::kUnreachable);
  EXPECT_EQ(code_of(refusal("unknown_error", "retry your request")), FaultCode::kUnreachable);
  EXPECT_EQ(code_of(refusal("invalid_client", "invalid client credentials", 401)),
            FaultCode::kBadConfiguration);
  EXPECT_EQ(code_of(refusal("unsupported_grant_type", "grant type not supported")),
            FaultCode::kBadConfiguration);
  EXPECT_EQ(code_of(answer(503, "<html>Maintenance</html>")), FaultCode::kUnreachable);
  EXPECT_EQ(code_of(answer(429, "")), FaultCode::kUnreachable);
  EXPECT_EQ(code_of(answer(200, "<html>Log in</html>")), FaultCode::kWrongShape);
  EXPECT_EQ(code_of(answer(302, "{}")), FaultCode::kBadConfiguration);
}

TEST(TokenEndpoint, GivesAdviceAndNoControlCharacters) {
  const auto grant =
      read_grant(client(), refusal("invalid_grant", "user hasn't approved this consumer\\u0007\\n"));
  ASSERT_FALSE(grant);
  EXPECT_NE(grant.fault().detail.find("permission set"), std::string::npos) << grant.fault().detail;
  for (const char c : grant.fault().detail) EXPECT_GE(c, ' ');
}

TEST(TokenEndpoint, TakesAGrantOnlyFromAHostOfSalesforces) {
  const auto good = read_grant(client(), tokens("a", "r"));
  ASSERT_TRUE(good) << good.fault().text();
  EXPECT_EQ(good->access.instance_url, "https://acme.my.salesforce.com");
  EXPECT_EQ(good->user_id, kUser.user_id);
  Answer elsewhere = tokens("a");
  elsewhere.body.replace(elsewhere.body.find("Acme.my.salesforce.com"), 22, "evil.example");
  EXPECT_EQ(code_of(elsewhere), FaultCode::kBadConfiguration);
  EXPECT_EQ(code_of(tokens("a b")), FaultCode::kWrongShape);
  EXPECT_EQ(code_of(tokens("a\\nX-Evil: 1")), FaultCode::kWrongShape);
  EXPECT_EQ(code_of(tokens("")), FaultCode::kWrongShape);
  EXPECT_EQ(code_of(answer(200, "{}")), FaultCode::kWrongShape);
}

TEST(TokenEndpoint, ChecksSalesforcesSignature) {
  const std::string message = "https://login.salesforce.com/id/00D000000000001AAA/005000000000001AAA1";
  const auto signed_with = [&](const std::string& secret) {
    return tokens(
        "a", "",
        R"(,"signature":")" +
            crypto::encode_base64_url(*crypto::hmac_sha256(crypto::Secret(std::string(secret)), message)) +
            "\"");
  };
  EXPECT_TRUE(read_grant(client(), signed_with("secret")));
  EXPECT_EQ(code_of(signed_with("another")), FaultCode::kBadSignature);
}

class UserTokensTest : public ::testing::Test {
 protected:
  UserTokensTest() : file_(::testing::TempDir() + "/presave-oauth-" + std::to_string(::getpid()) + ".db") {
    remove();
  }
  ~UserTokensTest() override { remove(); }
  void remove() const {
    for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(file_ + ending);
  }

  std::shared_ptr<store::Store> open(std::int64_t most_bytes = limits::kStoreBytes) const {
    auto made = store::open_sqlite({file_, std::chrono::milliseconds(50), most_bytes});
    if (!made) throw std::runtime_error(made.fault().text());
    return std::move(*made);
  }
  Surroundings around(std::shared_ptr<store::Store> store) {
    auto keys = crypto::KeyRing::from(crypto::Secret("k:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));
    return {std::move(store), std::make_shared<crypto::KeyRing>(std::move(*keys)), org_,
            [this] { return now_; },
            [this](std::string_view event) { events_ += std::string(event) + "\n"; }};
  }
  static void sign_in(UserTokens& users) {
    const auto grant = read_grant(client(), tokens("access-1", "refresh-1"));
    ASSERT_TRUE(grant);
    const auto owner = users.keep(*grant, kLogin);
    ASSERT_TRUE(owner) << owner.fault().text();
  }
  /// The token after `refused`, or the fault's code.
  static std::string after(UserTokens& users, const std::string& refused) {
    const crypto::Secret before{std::string(refused)};
    const auto token = users.token(kUser, &before, {});
    return token ? std::string(token->secret->reveal_for_cryptography())
                 : std::string(name_of(token.fault().code));
  }
  static std::string current(UserTokens& users) {
    const auto token = users.token(kUser, nullptr, {});
    return token ? std::string(token->secret->reveal_for_cryptography())
                 : std::string(name_of(token.fault().code));
  }

  const std::string file_;
  std::shared_ptr<Org> org_ = std::make_shared<Org>();
  store::Millis now_ = kNow;
  std::string events_;
};

TEST_F(UserTokensTest, TheNewTokenIsOnTheDiskBeforeItIsUsed) {
  {
    UserTokens users(client(), around(open()));
    sign_in(users);
    EXPECT_EQ(current(users), "access-1");
    now_ += 3'600'000;
    org_->answers.emplace_back(tokens("access-2", "refresh-2"));
    EXPECT_EQ(after(users, "access-1"), "access-2");
    EXPECT_EQ(after(users, "access-1"), "access-2") << "refreshed already";
    EXPECT_EQ(org_->calls.size(), 1u);
  }
  UserTokens restarted(client(), around(open()));
  now_ += 3'600'000;
  org_->answers.emplace_back(tokens("access-3"));
  EXPECT_EQ(after(restarted, "access-2"), "access-3");
  EXPECT_NE(org_->calls.back().body.find("refresh_token=refresh-2"), std::string::npos);
  now_ += 3'600'000;
  EXPECT_EQ(after(restarted, "access-3"), "unreachable");
  EXPECT_NE(org_->calls.back().body.find("refresh_token=refresh-2"), std::string::npos)
      << "not rotated, so kept";
}

TEST_F(UserTokensTest, TheStoreSeesNoToken) {
  UserTokens users(client(), around(open()));
  sign_in(users);
  for (const char* ending : {"", "-wal"}) {
    std::FILE* file = std::fopen((file_ + ending).c_str(), "rb");
    ASSERT_TRUE(file);
    std::string content(1u << 20, '\0');
    content.resize(std::fread(content.data(), 1, content.size(), file));
    std::fclose(file);
    EXPECT_EQ(content.find("access-1"), std::string::npos);
    EXPECT_EQ(content.find("refresh-1"), std::string::npos);
  }
}

TEST_F(UserTokensTest, WhatMayPassIsTriedAgainAndParksNothing) {
  UserTokens users(client(), around(open()));
  sign_in(users);
  now_ += 3'600'000;
  EXPECT_EQ(after(users, "access-1"), "unreachable");
  org_->answers.emplace_back(refusal("unknown_error", "retry your request"));
  EXPECT_EQ(after(users, "access-1"), "unreachable");
  org_->answers.emplace_back(refusal("invalid_client", "invalid client credentials"));
  EXPECT_EQ(after(users, "access-1"), "badConfiguration") << "the client's fault, not the user's";
  org_->answers.emplace_back(tokens("access-2", "refresh-2"));
  EXPECT_EQ(after(users, "access-1"), "access-2");
  EXPECT_EQ(events_, "");
}

TEST_F(UserTokensTest, AnInterruptedRefreshIsNamedWhenTheTokensAreParked) {
  {
    UserTokens dying(client(), around(open()));
    sign_in(dying);
    now_ += 3'600'000;
    EXPECT_EQ(after(dying, "access-1"), "unreachable") << "the answer, and with it the new token, was lost";
  }
  UserTokens users(client(), around(open()));
  org_->answers.emplace_back(refusal("invalid_grant", "expired access/refresh token"));
  EXPECT_EQ(after(users, "access-1"), "refused");
  EXPECT_NE(events_.find("app/00D000000000001/005000000000001 are parked"), std::string::npos) << events_;
  EXPECT_NE(events_.find("interrupted"), std::string::npos);
  const auto asked = org_->calls.size();
  EXPECT_EQ(current(users), "refused");
  EXPECT_EQ(org_->calls.size(), asked) << "nobody tries again";
  sign_in(users);
  EXPECT_EQ(current(users), "access-1");
}

TEST_F(UserTokensTest, AFullDiskLosesNoNewToken) {
  const auto store = open(25 * 4096);
  UserTokens users(client(), around(store));
  sign_in(users);
  now_ += 3'600'000;
  org_->before_answer = [&store] {
    for (int i = 0; store->tokens().put(
             {"filler" + std::to_string(i), std::string(900, 'x'), store::TokenState::kLive, 0, kNow});
         ++i) {
    }
  };
  org_->answers.emplace_back(tokens("access-2", std::string(3000, 'r')));
  EXPECT_EQ(after(users, "access-1"), "unreadable");
  EXPECT_NE(events_.find("kept in memory"), std::string::npos) << events_;
  EXPECT_EQ(after(users, "access-1"), "unreadable") << "not used before it is stored";
  EXPECT_EQ(org_->calls.size(), 1u);
  for (int i = 0; i < 10; ++i) ASSERT_TRUE(store->tokens().remove("filler" + std::to_string(i)));
  EXPECT_EQ(after(users, "access-1"), "access-2");
  EXPECT_EQ(org_->calls.size(), 1u);
}

TEST_F(UserTokensTest, AnOrgThatRefusesFreshTokensIsNotAskedWithoutEnd) {
  UserTokens users(client(), around(open()));
  sign_in(users);
  EXPECT_EQ(after(users, "access-1"), "busy") << "signed in a moment ago";
  EXPECT_TRUE(org_->calls.empty());
  now_ += 10'000;
  org_->answers.emplace_back(tokens("access-2", "refresh-2"));
  EXPECT_EQ(after(users, "access-1"), "access-2");
  EXPECT_EQ(after(users, "access-2"), "busy");
}

TEST_F(UserTokensTest, RevokedTokensAreForgottenAlsoWhereTheOrgIsNotReached) {
  UserTokens users(client(), around(open()));
  sign_in(users);
  EXPECT_FALSE(users.revoke(kUser, {})) << "the org was not told";
  EXPECT_EQ(current(users), "notFound");
  EXPECT_TRUE(users.revoke(kUser, {})) << "there is nothing to revoke";
}

TEST(IntegrationTokens, AreAskedForOnceAndAgainWhenRefused) {
  const auto org = std::make_shared<Org>();
  store::Millis now = kNow;
  IntegrationTokens source({client(), kLogin}, org, [&now] { return now; });
  org->answers.emplace_back(tokens("one"));
  const auto one = source.token({});
  ASSERT_TRUE(one);
  ASSERT_TRUE(source.token({}));
  EXPECT_EQ(org->calls.size(), 1u);
  now += 60'000;
  source.refused(*one);
  org->answers.emplace_back(tokens("two"));
  const auto two = source.token({});
  ASSERT_TRUE(two);
  source.refused(*one);
  EXPECT_TRUE(source.token({})) << "an old refusal says nothing of the new token";
  source.refused(*two);
  EXPECT_FALSE(source.token({})) << "refused at once after it was given";
  EXPECT_EQ(org->calls.size(), 2u);
}

TEST(IntegrationTokens, AWrongSecretIsNotTriedWithoutEnd) {
  const auto org = std::make_shared<Org>();
  store::Millis now = kNow;
  IntegrationTokens source({client(), kLogin}, org, [&now] { return now; });
  org->answers.emplace_back(refusal("invalid_client", "invalid client credentials"));
  EXPECT_FALSE(source.token({}));
  EXPECT_FALSE(source.token({}));
  EXPECT_EQ(org->calls.size(), 1u);
  now += 10'000;
  org->answers.emplace_back(tokens("one"));
  EXPECT_TRUE(source.token({}));
}

TEST(SignIn, IsBoundToTheBrowserTheStateAndTheTime) {
  const auto keys = crypto::KeyRing::from(crypto::Secret("k:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));
  const auto left = depart(client(), "https://acme.my.salesforce.com/", *keys, kNow);
  ASSERT_TRUE(left) << left.fault().text();
  const std::string state = left->location.substr(left->location.find("&state=") + 7, 43);
  const auto back = arrive(left->cookie, state, *keys, kNow + 600'000);
  ASSERT_TRUE(back) << back.fault().text();
  EXPECT_EQ(back->origin, "https://acme.my.salesforce.com");
  EXPECT_NE(left->location.find("code_challenge=" + *crypto::pkce_challenge(back->verifier)),
            std::string::npos);
  EXPECT_EQ(left->location.find(back->verifier), std::string::npos);
  EXPECT_FALSE(arrive(left->cookie, state, *keys, kNow + 600'001)) << "too late";
  EXPECT_FALSE(arrive(left->cookie, "", *keys, kNow));
  EXPECT_FALSE(arrive("", state, *keys, kNow));
  EXPECT_FALSE(depart(client(), "https://evil.example", *keys, kNow));
}

}  // namespace
}  // namespace presave::server::oauth
