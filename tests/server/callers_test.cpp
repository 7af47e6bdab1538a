// Who is let in: every way of proving it, and everything that looks like one.
#include <gtest/gtest.h>

#include "server/callers/gate.h"
#include "server/callers/token_requests.h"
#include "server/crypto/base64.h"
#include "server/jose/jwks.h"
#include "tests/server/key_files.h"

namespace presave::server::callers {
namespace {

using namespace presave::server::testing;
using std::chrono::seconds;

constexpr std::int64_t kNow = 1'763'900'000;

jose::SigningKey rsa_signer() {
  static const jose::SigningKey key =
      *jose::SigningKey::from_pem(rsa_files().secret(), jose::Algorithm::kRs256);
  return key;
}

std::string claims(const std::string& more = "") {
  return R"({"iss":"org","sub":"005","aud":"presave","exp":)" + std::to_string(kNow + 60) + more + "}";
}

class GateTest : public ::testing::Test {
 protected:
  void SetUp() override {
    Caller signing;
    signing.name = "signing";
    signing.identity = JwtIdentity{std::make_shared<FixedKeys>(std::vector{rsa_signer().public_key()}),
                                   "org",
                                   "presave",
                                   "005",
                                   "org_id",
                                   false};
    Caller certified;
    certified.name = "certified";
    certified.identity = CertificateIdentity{};
    certified.certificates = {{"ab12", ""}, {"", "crm.example.com"}};
    Caller client;
    client.name = "client";
    client.identity = ClientIdentity{"id", hashes("a client secret"),
                                     std::make_shared<FixedKeys>(std::vector{rsa_signer().public_key()})};
    client.scopes = *Scopes::from("validate explain");
    Caller basic;
    basic.name = "basic";
    basic.identity = BasicIdentity{"trial", hashes("a password")};
    callers = {signing, certified, client, basic};
  }

  static std::vector<crypto::PasswordHash> hashes(const std::string& password) {
    return {*crypto::PasswordHash::from(*crypto::PasswordHash::make(password))};
  }

  /// The name of who is let in; or why nobody is, behind a mark for the kind of denial.
  std::string told(const Admission& admission) const {
    if (const auto* found = std::get_if<Admitted>(&admission)) return found->caller->name;
    const auto& denied = std::get<Denied>(admission);
    return (denied.kind == Denial::kTooMany       ? "~"
            : denied.kind == Denial::kUnavailable ? "?"
                                                  : "!") +
           denied.why;
  }
  Admission admission_of(std::vector<http::Header> headers, http::Peer peer = {"192.0.2.1", true, "", ""}) {
    http::Request request;
    request.headers = std::move(headers);
    request.peer = std::move(peer);
    return gate.admit(request, known(), {steady, now});
  }
  std::string admit(std::vector<http::Header> headers, http::Peer peer = {"192.0.2.1", true, "", ""}) {
    return told(admission_of(std::move(headers), std::move(peer)));
  }
  std::string bearer(const std::string& token) { return admit({{"Authorization", "Bearer " + token}}); }
  std::string password(const std::string& pair, const std::string& address = "192.0.2.1") {
    const std::string text = crypto::encode_base64_url(pair);
    return admit({{"Authorization", "Basic " + text}}, {address, true, "", ""});
  }
  std::string client(const ClientProof& proof) {
    http::Request request;
    return told(gate.admit_client(request, proof, known(), {steady, now}));
  }
  Register known() const { return {callers, {own_keys, "https://presave.example.com"}}; }

  std::vector<Caller> callers;
  std::vector<jose::SigningKey> own_keys{*jose::SigningKey::make()};
  Gate gate;
  std::chrono::steady_clock::time_point steady{std::chrono::hours(1000)};
  std::int64_t now = kNow;
};

TEST_F(GateTest, TakesSignedTokens) {
  const std::string token = *rsa_signer().sign(claims(R"(,"org_id":"00D1")"));
  const Admission admission = admission_of({{"Authorization", "bearer " + token}});
  ASSERT_EQ(told(admission), "signing");
  EXPECT_EQ(std::get<Admitted>(admission).organization, "00D1");
  EXPECT_EQ(bearer(*rsa_signer().sign(claims())).front(), '!') << "a token without its org";
  now += 60 + 60;
  EXPECT_NE(bearer(token).find("claim exp"), std::string::npos);
}

TEST_F(GateTest, KnowsWhomItWouldWaitFor) {
  const auto may_wait = [this](const std::string& authorization) {
    http::Request request;
    if (!authorization.empty()) request.headers = {{"Authorization", authorization}};
    return gate.may_wait(request, known());
  };
  const std::string right = "Basic " + crypto::encode_base64_url("trial:a password");
  EXPECT_TRUE(may_wait(right)) << "a password that must be compared";
  EXPECT_EQ(password("trial:a password"), "basic");
  EXPECT_FALSE(may_wait(right)) << "one that has fitted";
  EXPECT_TRUE(may_wait("Basic " + crypto::encode_base64_url("trial:a pasSword")));
  EXPECT_FALSE(may_wait("Basic nobody"));
  EXPECT_FALSE(may_wait(""));
  const std::string token = "Bearer " + *rsa_signer().sign(claims());
  EXPECT_FALSE(may_wait(token)) << "keys from a file";
  struct Asking final : KeySource {
    Result<Keys> keys(std::string_view) override { return Fault{FaultCode::kUnreachable, "", ""}; }
    bool at_hand(std::string_view) const override { return false; }
  };
  std::get<JwtIdentity>(callers.front().identity).keys = std::make_shared<Asking>();
  EXPECT_TRUE(may_wait(token));
  EXPECT_FALSE(may_wait("Bearer nonsense"));
}

TEST_F(GateTest, RefusesTokensOfOthers) {
  const auto stranger = jose::SigningKey::from_pem(rsa_files().secret(), jose::Algorithm::kRs256);
  const std::string org = R"(,"org_id":"00D1")";
  EXPECT_NE(bearer(*stranger->sign(claims(org))).find("has signed it"), std::string::npos);
  std::string other = claims(org);
  other.replace(other.find("\"005\""), 5, "\"006\"");
  EXPECT_NE(bearer(*rsa_signer().sign(other)).find("claim sub"), std::string::npos);
  EXPECT_EQ(bearer("a.b.c").front(), '!');
  EXPECT_EQ(bearer("").front(), '!');
  const std::string good = "Bearer " + *rsa_signer().sign(claims(org));
  EXPECT_EQ(admit({{"Authorization", good}, {"Authorization", good}}).front(), '!');
  EXPECT_EQ(admit({{"Authorization", "Negotiate x"}}).front(), '!');
  EXPECT_EQ(admit({}).front(), '!');
}

TEST_F(GateTest, ATokenThatCountsOnceCountsOnce) {
  std::get<JwtIdentity>(callers.front().identity).once = true;
  const std::string token = *rsa_signer().sign(claims(R"(,"org_id":"00D1","jti":"one")"));
  EXPECT_EQ(bearer(token), "signing");
  EXPECT_NE(bearer(token).find("used before"), std::string::npos);
  EXPECT_EQ(bearer(*rsa_signer().sign(claims(R"(,"org_id":"00D1","jti":"two")"))), "signing");
  EXPECT_EQ(bearer(*rsa_signer().sign(claims(R"(,"org_id":"00D1")"))).front(), '!') << "without a jti";
}

TEST_F(GateTest, TakesCertificatesThatTheNetworkVerified) {
  EXPECT_EQ(admit({}, {"192.0.2.1", true, "ab12", "anybody"}), "certified");
  EXPECT_EQ(admit({}, {"192.0.2.1", true, "cd34", "crm.example.com"}), "certified");
  EXPECT_EQ(admit({}, {"192.0.2.1", true, "cd34", "anybody"}).front(), '!');
  EXPECT_EQ(admit({}, {"192.0.2.1", true, "", "crm.example.com"}).front(), '!')
      << "a name that nobody verified";
  callers[0].certificates = {{"ab12", ""}};
  const std::string token = "Bearer " + *rsa_signer().sign(claims(R"(,"org_id":"00D1")"));
  EXPECT_NE(admit({{"Authorization", token}}).find("without the client certificate"), std::string::npos);
  EXPECT_EQ(admit({{"Authorization", token}}, {"192.0.2.1", true, "ab12", ""}), "signing");
}

TEST_F(GateTest, TakesPasswordsAndStopsGuessing) {
  EXPECT_EQ(password("trial:a password"), "basic");
  EXPECT_EQ(password("trial:another").front(), '!');
  EXPECT_EQ(password("nobody:a password").front(), '!');
  EXPECT_EQ(password("trial").front(), '!');
  for (unsigned i = 0; i < limits::kFailedAttempts; ++i) (void)admit({}, {"198.51.100.7", true, "", ""});
  EXPECT_EQ(password("trial:a password", "198.51.100.7").front(), '~')
      << "the right one is not looked at, either";
  EXPECT_EQ(password("trial:a password"), "basic") << "another address is not meant";
  const std::string token = "Bearer " + *rsa_signer().sign(claims(R"(,"org_id":"00D1")"));
  EXPECT_EQ(admit({{"Authorization", token}}, {"198.51.100.7", true, "", ""}), "signing")
      << "nobody guesses a signature";
  steady += limits::kFailureWindow;
  EXPECT_EQ(password("trial:a password", "198.51.100.7"), "basic");
}

TEST_F(GateTest, GivesClientsTokensForWhatTheyMay) {
  EXPECT_EQ(client({{"id", "a client secret"}, ""}), "client");
  EXPECT_EQ(client({{"id", "another"}, ""}).front(), '!');
  EXPECT_EQ(client({{"trial", "a password"}, ""}).front(), '!') << "a user is no client";
  const std::string token = *issue(known().signers, {"client", *Scopes::from("explain bundle")}, kNow);
  const Admission admission = admission_of({{"Authorization", "Bearer " + token}});
  ASSERT_EQ(told(admission), "client");
  EXPECT_EQ(std::get<Admitted>(admission).scopes.text(), "explain")
      << "what the client may and the token says";
  own_keys.insert(own_keys.begin(), *jose::SigningKey::make());
  EXPECT_EQ(bearer(token), "client") << "a new key signs, the old one still verifies";
  own_keys.pop_back();
  EXPECT_EQ(bearer(token).front(), '!');
}

TEST_F(GateTest, AccessTokensEndWithTheirClient) {
  const std::string token = *issue(known().signers, {"client", Scopes::all()}, kNow);
  EXPECT_EQ(bearer(*own_keys.front().sign(claims(R"(,"org_id":"00D1")"))).front(), '!') << "not of the type";
  now += limits::kAccessTokenAge.count() + limits::kClockLeeway.count();
  EXPECT_NE(bearer(token).find("claim exp"), std::string::npos);
  now = kNow;
  callers.erase(callers.begin() + 2);
  EXPECT_NE(bearer(token).find("no longer known"), std::string::npos);
}

TEST_F(GateTest, TakesAssertionsOnce) {
  const auto assertion = [](const std::string& audience, const std::string& id, std::int64_t age = 60) {
    return *rsa_signer().sign(R"({"iss":"id","sub":"id","aud":")" + audience + R"(","jti":")" + id +
                              R"(","exp":)" + std::to_string(kNow + age) + "}");
  };
  EXPECT_EQ(client({{}, assertion("https://presave.example.com", "1")}), "client");
  EXPECT_EQ(client({{}, assertion("https://presave.example.com/oauth2/token", "2")}), "client");
  EXPECT_NE(client({{}, assertion("https://presave.example.com", "1")}).find("used before"),
            std::string::npos);
  EXPECT_NE(client({{}, assertion("https://other.example.com", "3")}).find("claim aud"), std::string::npos);
  EXPECT_NE(client({{}, assertion("https://presave.example.com", "4", 4000)}).find("claim exp"),
            std::string::npos);
}

TEST(TokenRequest, HasOneProof) {
  const auto error_of = [](const std::string& body, std::vector<http::Header> headers = {}) -> std::string {
    http::Request request;
    request.headers = std::move(headers);
    request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    request.body = body;
    const auto read = read_token_request(request);
    const auto* refusal = std::get_if<TokenRefusal>(&read);
    return refusal ? refusal->error : "";
  };
  const std::string grant = "grant_type=client_credentials";
  const std::string basic = "Basic " + crypto::encode_base64_url("id:a%20secret");
  EXPECT_EQ(error_of(grant + "&client_id=id&client_secret=s"), "");
  EXPECT_EQ(error_of(grant, {{"Authorization", basic}}), "");
  EXPECT_EQ(error_of(grant + "&client_id=id&client_secret=s", {{"Authorization", basic}}), "invalid_request");
  EXPECT_EQ(error_of(grant), "invalid_request");
  EXPECT_EQ(error_of(grant + "&client_assertion=x"), "invalid_request");
  EXPECT_EQ(error_of(grant + "&client_secret=s&client_secret=t"), "invalid_request");
  EXPECT_EQ(error_of("grant_type=password&client_secret=s"), "unsupported_grant_type");
  EXPECT_EQ(error_of(grant + "&client_secret=s&scope=everything"), "invalid_scope");
}

TEST(Networks, AreWhatAnOwnerHas) {
  EXPECT_EQ(rate::network_of("192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(rate::network_of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2:");
  EXPECT_EQ(rate::network_of("2001:db8:1:2:9:9:9:9"), rate::network_of("2001:db8:1:2:3:4:5:6"));
  EXPECT_NE(rate::network_of("2001:db8:1:3::1"), rate::network_of("2001:db8:1:2::1"));
  EXPECT_EQ(rate::network_of("2001:db8::1"), rate::network_of("2001:db8::2"));
}

TEST(PasswordHash, NeedsWork) {
  const std::string salt = crypto::encode_base64_url(std::string(16, 's'));
  const std::string hash = crypto::encode_base64_url(std::string(32, 'h'));
  const auto taken = [&](const std::string& work) {
    return bool{crypto::PasswordHash::from("$scrypt$" + work + "$" + salt + "$" + hash)};
  };
  EXPECT_TRUE(taken("ln=14,r=8,p=1"));
  EXPECT_TRUE(taken("ln=16,r=8,p=1")) << "64 MB";
  for (const char* work : {"ln=13,r=8,p=1", "ln=17,r=8,p=1", "ln=14,r=7,p=1", "ln=14,r=8,p=17",
                           "ln=14,r=8,p=0", "ln=14,r=8", "ln=99,r=8,p=1", "ln=-1,r=8,p=1", "n=14,r=8,p=1"}) {
    EXPECT_FALSE(taken(work)) << work;
  }
  // Made by another implementation (Python's hashlib.scrypt).
  const auto other = crypto::PasswordHash::from(
      "$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU5OQ$MErUX4zzx5wc9yO1IV6chdpJ8gl0C9TzmcPiU_6Nrqs");
  ASSERT_TRUE(other) << other.fault().text();
  EXPECT_TRUE(other->fits("pleaseletmein"));
  EXPECT_FALSE(other->fits("pleaseletmein "));
  EXPECT_FALSE(other->fits(""));
}

/// An issuer that publishes what the test says.
class Issuer final : public outbound::Client {
 public:
  Result<outbound::Answer> send(const outbound::Call& call) override {
    ++asked;
    EXPECT_EQ(call.url, "https://issuer.example.com/jwks");
    return outbound::Answer{status, {}, document};
  }
  int asked = 0;
  int status = 200;
  std::string document;
};

TEST(RemoteKeys, AreAskedForWhenNeeded) {
  const auto one = *jose::SigningKey::from_pem(p256_files().secret(), jose::Algorithm::kEs256, "one");
  const auto two = *jose::SigningKey::from_pem(p256_files().secret(), jose::Algorithm::kEs256, "two");
  const auto issuer = std::make_shared<Issuer>();
  std::chrono::steady_clock::time_point now{std::chrono::hours(1)};
  RemoteKeys keys("https://issuer.example.com/jwks", issuer, [&now] { return now; });

  issuer->status = 503;
  EXPECT_FALSE(keys.at_hand("one"));
  EXPECT_FALSE(keys.keys("one"));
  EXPECT_FALSE(keys.keys("one"));
  EXPECT_EQ(issuer->asked, 1) << "not twice a minute";
  now += limits::kKeySetPause;
  issuer->status = 200;
  issuer->document = jose::write_key_set({one.public_key()});
  EXPECT_TRUE(keys.keys("one"));
  EXPECT_TRUE(keys.keys("one"));
  EXPECT_EQ(issuer->asked, 2);
  EXPECT_TRUE(keys.at_hand("one"));

  issuer->document = jose::write_key_set({two.public_key()});
  EXPECT_EQ((*keys.keys("two"))->front().id(), "one") << "asked a moment ago";
  now += limits::kKeySetPause;
  EXPECT_TRUE(keys.at_hand("one"));
  EXPECT_FALSE(keys.at_hand("two"));
  EXPECT_EQ((*keys.keys("two"))->front().id(), "two") << "an unknown key is a reason to ask";
  EXPECT_EQ(issuer->asked, 3);

  now += limits::kKeySetAge;
  EXPECT_FALSE(keys.at_hand("two")) << "too old";
  issuer->document = "nonsense";
  EXPECT_EQ((*keys.keys("two"))->front().id(), "two") << "the last good ones stay";
  EXPECT_EQ(issuer->asked, 4);
}

TEST(SeenTokens, RefuseWhatTheyCannotRemember) {
  SeenTokens seen(2);
  EXPECT_TRUE(seen.first_use("i", "1", 100, 50));
  EXPECT_TRUE(seen.first_use("i", "2", 100, 50));
  EXPECT_FALSE(seen.first_use("i", "3", 100, 50)) << "full";
  EXPECT_TRUE(seen.first_use("i", "3", 300, 101)) << "the first two are over";
  EXPECT_FALSE(seen.first_use("i", "3", 300, 101));
}

}  // namespace
}  // namespace presave::server::callers
