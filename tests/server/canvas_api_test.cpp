// What a Canvas app's page and its server say to each other beyond opening: several apps, framing, renewal, the
// cookie, other origins, who asks, and saving through an org that this test plays.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "server/api/api.h"
#include "server/api/notices.h"
#include "server/api/verified_user.h"
#include "server/canvas/org_hosts.h"
#include "server/http/form.h"
#include "server/salesforce/api_usage.h"
#include "server/salesforce/record_write.h"
#include "tests/server/signing.h"

namespace presave::server::api {
namespace {

using Json = nlohmann::json;
using namespace presave::server::testing;

constexpr std::int64_t kNow = 1'763'900'000'000;
const std::string kForm = "application/x-www-form-urlencoded";

/// An org that answers what the test says, and remembers what it was asked.
class PlayedOrg final : public outbound::Client {
 public:
  Result<outbound::Answer> send(const outbound::Call& call) override {
    calls.push_back(call);
    if (silent) return Fault{FaultCode::kUnreachable, "org", "too late"};
    return answer;
  }
  void says(int status, std::string body) { answer = {status, {{"Sforce-Limit-Info", "api-usage=18/5000"}}, std::move(body)}; }

  bool silent = false;
  outbound::Answer answer;
  std::vector<outbound::Call> calls;
};

CanvasApp app(std::string name, const std::string& text, BundlePointer bundle) {
  std::vector<crypto::Secret> secrets;
  secrets.emplace_back(text);
  return {std::move(name), std::move(*canvas::Verifier::with(std::move(secrets))), 1, {}, std::move(bundle)};
}

class CanvasApi : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string document = data_file("bundle.json");
    auto bundle = std::make_shared<const ServedBundle>(ServedBundle{
        "default", std::move(*Bundle::load(document)), std::make_shared<const std::string>(document), "\"tag\""});
    auto files = http::StaticFiles::read(std::string(PRESAVE_TEST_DATA) + "/web");
    auto page = CanvasPage::from(*files->content("/canvas.html"));
    std::vector<CanvasApp> apps;
    apps.push_back(app("first", secret(), bundle));
    apps.push_back(app("second", "the second app's secret", bundle));
    setup = std::make_shared<api::Setup>(std::vector<BundlePointer>{bundle}, std::move(apps), std::vector<Organization>{},
                                    std::vector<std::string>{"https://*.lightning.force.com", "https://*.vf.force.com"},
                                    std::move(*files), std::move(*page));
    org = std::make_shared<PlayedOrg>();
    setup->outbound = org;
    setup->apps.front().saves = true;
    server = std::make_unique<Api>(setup, Clocks{[this] { return now; }, [this] { return wall; }},
                                [this](std::string_view note) { notes.emplace_back(note); });
  }

  http::Response send(std::string method, const std::string& target, std::vector<http::Header> headers = {},
                      std::string body = "") {
    http::Request request;
    request.method = std::move(method);
    const auto question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string::npos) request.query = target.substr(question + 1);
    request.headers = std::move(headers);
    request.body = std::move(body);
    return server->answer(request);
  }
  http::Response open(const std::string& signed_text, std::vector<http::Header> more = {{"Accept", "application/json"}},
                      const std::string& path = "/canvas") {
    more.emplace_back("Content-Type", kForm);
    return send("POST", path, std::move(more), "signed_request=" + http::form_text(signed_text));
  }
  static std::string signed_as(const std::function<void(Json&)>& change, const std::string& key = secret()) {
    Json changed = Json::parse(envelope());
    change(changed);
    return sign(key, changed.dump());
  }
  std::string session() { return Json::parse(*open(signed_request()).body).at("session").get<std::string>(); }
  http::Response post(const std::string& path, const std::string& token, const Json& body) {
    return send("POST", path, {{"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}}, body.dump());
  }
  static Json order(const std::string& key = "key-0001") {
    const Json values = {{"StartDate__c", "2026-03-01"}, {"EndDate__c", "2026-03-02"}};
    return {{"object", "Trip__c"}, {"values", values}, {"idempotencyKey", key},
            {"request", {{"object", "Trip__c"}, {"operation", "insert"}, {"record", values}}}};
  }
  static Json update(const std::string& key = "key-0002") {
    Json body = order(key);
    body["id"] = "a01000000000001AAA";
    body["request"]["operation"] = "update";
    body["request"]["prior"] = {{"StartDate__c", "2026-03-01"}, {"EndDate__c", "2026-03-05"}};
    body["values"].erase("StartDate__c");
    return body;
  }

  std::chrono::steady_clock::time_point now{std::chrono::hours(1000)};
  std::int64_t wall = kNow;
  std::vector<std::string> notes;
  std::shared_ptr<api::Setup> setup;
  std::shared_ptr<PlayedOrg> org;
  std::unique_ptr<Api> server;
};

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
  setup->apps.front().oauth = true;
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
  setup->apps.front().saves = false;
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
  org->says(400, R"([{"message":"unable to obtain exclusive access","errorCode":"UNABLE_TO_LOCK_ROW","fields":[]}])");
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
