// What a Canvas app's page and its server say to each other beyond opening: several apps, framing, renewal, the
// cookie, other origins, and who asks.
#include <gtest/gtest.h>

#include "server/api/notices.h"
#include "server/api/verified_user.h"
#include "server/canvas/org_hosts.h"
#include "tests/server/canvas_fixture.h"

namespace presave::server::api {
namespace {

using namespace presave::server::testing;

TEST_F(CanvasApi, EachAppHasItsAddressAndSecret) {
  const std::string second = signed_as([](Json&) {}, "the second app's secret");
  EXPECT_EQ(open(signed_request(), {}, "/canvas/first").status, 200);
  EXPECT_EQ(open(second, {}, "/canvas/second").status, 200);
  EXPECT_EQ(open(second).status, 401);
  EXPECT_EQ(open(signed_request(), {}, "/canvas/second").status, 401);
  for (const char* path : {"/canvas/", "/canvas/third", "/canvas/first/"}) {
    EXPECT_EQ(open(signed_request(), {}, path).status, 404) << path;
    EXPECT_EQ(send("GET", path).status, 404) << path;
  }
}

TEST_F(CanvasApi, OnlyTheOrgsOwnHostsFrameWhatItOpened) {
  const std::string policy(open(signed_request()).header("Content-Security-Policy"));
  EXPECT_EQ(policy.substr(policy.find("frame-ancestors")),
            "frame-ancestors https://example.lightning.force.com https://example--c.vf.force.com");
  setup->organizations.push_back({"00D000000000001", nullptr, {"https://told.example"}});
  const std::string told(open(signed_request()).header("Content-Security-Policy"));
  EXPECT_EQ(told.substr(told.find("frame-ancestors")), "frame-ancestors https://told.example");
  const std::string refused(open("a.b").header("Content-Security-Policy"));
  EXPECT_NE(refused.find("https://*.lightning.force.com"), std::string::npos) << "the org is not known yet";
}

TEST(OrgHosts, NeverWidenAndNeverInject) {
  const std::vector<std::string> allowed = {"https://*.lightning.force.com"};
  const auto framing = [&](std::string instance, std::string around) {
    canvas::CanvasContext context;
    context.instance_url = std::move(instance);
    context.target_origin = std::move(around);
    return canvas::narrowed(allowed, canvas::org_origins(context));
  };
  const std::vector<std::string> sandbox = {"https://acme--uat.sandbox.lightning.force.com"};
  EXPECT_EQ(framing("https://acme--uat.sandbox.my.salesforce.com", "https://acme--uat.sandbox.my.salesforce.com"), sandbox);
  EXPECT_EQ(framing("https://evil.example", "https://evil.example"), allowed);
  EXPECT_EQ(framing("https://x; script-src *.my.salesforce.com", "https://x; y.lightning.force.com"), allowed);
  EXPECT_EQ(framing("", "https://*.lightning.force.com"), allowed);
  const std::vector<std::string> other = {"https://other.lightning.force.com"};
  EXPECT_EQ(framing("", "https://other.lightning.force.com"), other);
}

TEST_F(CanvasApi, LooksAtTheTimeWhereItIsUsable) {
  const auto issued = [this](Json value) { return open(signed_as([&](Json& e) { e["issuedAt"] = value; })).status; };
  const std::int64_t day = 24 * 3600 * 1000;
  EXPECT_EQ(issued(nullptr), 200);
  EXPECT_EQ(issued(0), 200);
  EXPECT_EQ(issued(kNow / 1000), 200);
  EXPECT_EQ(issued(kNow - day), 200);
  EXPECT_EQ(issued(kNow - day - 1), 401);
  EXPECT_EQ(issued((kNow - day) / 1000 - 1), 401) << "seconds";
  EXPECT_EQ(issued(kNow + 5 * 60'000), 200);
  EXPECT_EQ(issued(kNow + 5 * 60'000 + 1), 401);
  EXPECT_EQ(issued(-1), 400);
  EXPECT_EQ(issued("now"), 400);
  EXPECT_EQ(issued(18'446'744'073'709'551'615u), 400);
  setup->issued_age = std::chrono::seconds(0);
  EXPECT_EQ(issued(1), 200) << "any age";
}

TEST_F(CanvasApi, APageRenewsItsOwnSessionOnly) {
  const std::string token = session();
  const auto renew = [&](const std::string& with, const std::string& key = "x") {
    return open(signed_as([&](Json& e) { e["userId"] = with; e["nonce"] = key; }),
                {{"Accept", "application/json"}, {"Authorization", "Bearer " + token}});
  };
  EXPECT_EQ(Json::parse(*renew("005000000000001AAA").body).at("session"), token);
  EXPECT_EQ(renew("005000000000002AAA").status, 403);
  now += limits::kSessionIdle + std::chrono::seconds(1);
  const http::Response anew = renew("005000000000001AAA", "y");
  EXPECT_EQ(anew.status, 200);
  EXPECT_NE(Json::parse(*anew.body).at("session"), token) << "what is over stays over";
}

TEST_F(CanvasApi, LogsOut) {
  const std::string token = session();
  EXPECT_EQ(post("/api/logout", token, {}).status, 204);
  EXPECT_EQ(post("/api/logout", token, {}).status, 401);
  EXPECT_EQ(send("GET", "/api/bundle", {{"Authorization", "Bearer " + token}}).status, 401);
}

TEST_F(CanvasApi, TheCookieCountsForItsOwnPageOnly) {
  setup->session_cookie = true;
  const http::Response opened = open(signed_request());
  const std::string cookie(opened.header("Set-Cookie"));
  ASSERT_EQ(cookie.find("__Host-presave="), 0u) << cookie;
  for (const char* part : {"Secure", "HttpOnly", "SameSite=None", "Partitioned", "Path=/"}) {
    EXPECT_NE(cookie.find(part), std::string::npos) << part;
  }
  const Json context = Json::parse(*opened.body);
  EXPECT_EQ(context.at("carrier"), "cookie");
  const std::string name = context.at("session").get<std::string>();
  const std::string pair = cookie.substr(0, cookie.find(';'));
  EXPECT_EQ(pair.find(name), std::string::npos) << "the page does not learn the token";
  const auto status = [&](std::vector<http::Header> headers) { return send("GET", "/api/bundle", std::move(headers)).status; };
  EXPECT_EQ(status({{"Cookie", pair}, {"X-Presave", name}, {"Sec-Fetch-Site", "same-origin"}}), 200);
  EXPECT_EQ(status({{"Cookie", pair}, {"X-Presave", name}, {"Sec-Fetch-Site", "cross-site"}}), 401);
  EXPECT_EQ(status({{"Cookie", pair}, {"X-Presave", name}, {"Sec-Fetch-Site", "same-site"}}), 401);
  EXPECT_EQ(status({{"Cookie", pair}, {"X-Presave", "other"}, {"Sec-Fetch-Site", "same-origin"}}), 401);
  EXPECT_EQ(status({{"Cookie", pair}, {"Sec-Fetch-Site", "same-origin"}}), 401);
  EXPECT_EQ(status({{"Cookie", pair}, {"X-Presave", name}}), 401) << "nobody says which page asks";
  EXPECT_EQ(status({{"Cookie", pair}, {"X-Presave", name}, {"Host", "a.example"}, {"Origin", "https://a.example"}}), 200);
  EXPECT_EQ(status({{"Cookie", pair}, {"X-Presave", name}, {"Host", "a.example"}, {"Origin", "https://b.example"}}), 401);
  const auto other = signed_as([](Json& e) { e["userId"] = "005000000000002AAA"; });
  EXPECT_NE(open(other, {{"Cookie", pair}}).header("Set-Cookie").substr(0, pair.size()), pair) << "another user's is left";
  EXPECT_EQ(open(signed_request(), {{"Cookie", pair}}).header("Set-Cookie").substr(0, pair.size()), pair);
}

TEST_F(CanvasApi, OtherOriginsByTheListOnly) {
  setup->api_origins = {"https://acme.lightning.force.com"};
  const auto ask = [this](const std::string& origin, const std::string& path = "/api/validate") {
    return send("OPTIONS", path, {{"Origin", origin}, {"Access-Control-Request-Method", "POST"}});
  };
  const http::Response listed = ask("https://acme.lightning.force.com");
  EXPECT_EQ(listed.status, 204);
  EXPECT_EQ(listed.header("Access-Control-Allow-Origin"), "https://acme.lightning.force.com");
  EXPECT_EQ(listed.header("Access-Control-Allow-Credentials"), "");
  EXPECT_EQ(listed.header("Vary"), "Origin");
  for (const char* origin : {"https://acme.lightning.force.com.evil.example", "https://ACME.lightning.force.com", "null", "*"}) {
    EXPECT_EQ(ask(origin).status, 405) << origin;
    EXPECT_EQ(ask(origin).header("Access-Control-Allow-Origin"), "") << origin;
  }
  EXPECT_EQ(ask("https://acme.lightning.force.com", "/canvas").header("Access-Control-Allow-Origin"), "");
  const http::Response read = send("GET", "/api/bundle", {{"Origin", "https://acme.lightning.force.com"}});
  EXPECT_EQ(read.status, 401);
  EXPECT_EQ(read.header("Access-Control-Allow-Origin"), "https://acme.lightning.force.com") << "so that it can be read";
}

TEST_F(CanvasApi, ApprovalLeadsToSalesforceOnly) {
  const auto page = [this](const std::string& login) {
    return send("GET", "/canvas?_sfdc_canvas_auth=user_approval_required&loginUrl=" + http::form_text(login));
  };
  EXPECT_NE(page("https://login.salesforce.com").body->find("pre-authorize"), std::string::npos) << "no OAuth client";
  oauth::Client client;
  client.name = "first";
  setup->sign_in = std::make_shared<oauth::SignIn>();
  setup->sign_in->apps.push_back(std::make_unique<oauth::UserTokens>(std::move(client), oauth::Surroundings{}));
  const http::Response approve = page("https://acme.my.salesforce.com/");
  EXPECT_NE(approve.body->find("/oauth/start?app=first&amp;loginUrl=https%3A%2F%2Facme.my.salesforce.com\""), std::string::npos);
  EXPECT_NE(approve.body->find("/presave/approve.js"), std::string::npos);
  EXPECT_EQ(send("GET", "/presave/approve.js").status, 200);
  for (const char* login : {"https://evil.example", "http://login.salesforce.com", "https://my.salesforce.com.evil.example",
                            "javascript:alert(1)", "", "https://login.salesforce.com@evil.example"}) {
    EXPECT_EQ(page(login).status, 400) << login;
  }
}

TEST(Notices, ComeInTheVisitorsLanguage) {
  EXPECT_EQ(language_of("de-AT,en;q=0.8"), Language::kGerman);
  EXPECT_EQ(language_of("es, fr;q=0.7, en;q=0.6"), Language::kFrench);
  EXPECT_EQ(language_of("ja_JP"), Language::kJapanese);
  EXPECT_EQ(language_of("den, *;q=0.1"), Language::kEnglish);
  EXPECT_EQ(language_of("de;q=0"), Language::kEnglish);
  for (std::size_t kind = 0; kind < kNoticeKinds; ++kind) {
    for (std::size_t language = 0; language < kLanguages; ++language) {
      const Notice words = notice(static_cast<NoticeKind>(kind), static_cast<Language>(language), "DETAIL");
      EXPECT_FALSE(words.title.empty() || words.what.empty() || words.advice.empty()) << kind << " " << language;
      EXPECT_EQ(words.what.find("{}"), std::string::npos);
    }
  }
}

/// The globals that reach the engine, seen through a rule's decision, would need a rule for each; the document is
/// looked at instead.
Json overlaid(const Json& request) {
  auto verified = canvas::read_context(envelope());
  EXPECT_TRUE(verified);
  const auto text = with_verified_user(request.dump(), *verified);
  EXPECT_TRUE(text) << text.fault().text();
  return Json::parse(*text);
}

TEST(VerifiedUser, StandsInPlaceOfWhatThePageClaims) {
  const Json claimed = {{"$User", {{"Id", "005evil"}, {"profileid", "00e-admin"}, {"Department", "Sales"}}},
                        {"$PROFILE", {{"Id", "00e-admin"}, {"Name", "System Administrator"}}},
                        {"$Api", {{"Session_ID", "x"}}}};
  const Json context = overlaid({{"object", "X"}, {"context", {{"globals", claimed}, {"language", "fr"}, {"permissions", {"P"}}}}}).at("context");
  const Json& user = context.at("globals").at("$User");
  EXPECT_EQ(user.at("Id"), "005000000000001AAA");
  EXPECT_EQ(user.at("ProfileId"), "00e000000000001");
  EXPECT_FALSE(user.contains("profileid")) << "other letter case is the same field";
  EXPECT_EQ(user.at("Department"), "Sales") << "what the context does not say stays the page's word";
  EXPECT_EQ(user.at("TimeZoneSidKey"), "Europe/Berlin");
  EXPECT_EQ(context.at("globals").at("$Profile").at("Id"), "00e000000000001");
  EXPECT_EQ(context.at("globals").at("$Profile").at("Name"), "System Administrator");
  EXPECT_FALSE(context.at("globals").contains("$PROFILE"));
  EXPECT_EQ(context.at("globals").at("$Api"), claimed.at("$Api"));
  EXPECT_EQ(context.at("language"), "en_US");
  EXPECT_EQ(context.at("permissions"), Json({"P"}));
  EXPECT_EQ(overlaid({{"object", "X"}}).at("context").at("globals").at("$User").at("Id"), "005000000000001AAA");
}

TEST(VerifiedUser, KeepsNumbersAsTheyAreSpelledAndRefusesHiddenTwins) {
  auto verified = canvas::read_context(envelope());
  const auto text = with_verified_user(R"({"record":{"A__c":1200.50,"B__c":123456789012345678901234567890.1}})", *verified);
  ASSERT_TRUE(text);
  EXPECT_NE(text->find("1200.50"), std::string::npos);
  EXPECT_NE(text->find("123456789012345678901234567890.1"), std::string::npos);
  EXPECT_FALSE(with_verified_user(R"({"context":{},"c\u006fntext":{"globals":{"$User":{"Id":"005evil"}}}})", *verified));
  EXPECT_FALSE(with_verified_user(R"({"context":[]})", *verified));
}

}  // namespace
}  // namespace presave::server::api
