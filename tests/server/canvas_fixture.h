// A server of two Canvas apps with an org that the test plays.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "server/api/api.h"
#include "server/http/form.h"
#include "tests/server/signing.h"

namespace presave::server::testing {

using Json = nlohmann::json;
using namespace presave::server::api;

inline constexpr std::int64_t kNow = 1'763'900'000'000;
inline const std::string kForm = "application/x-www-form-urlencoded";

/// An org that answers what the test says, and remembers what it was asked.
class PlayedOrg final : public outbound::Client {
 public:
  Result<outbound::Answer> send(const outbound::Call& call) override {
    calls.push_back(call);
    if (silent) {
      if (call.unsent) *call.unsent = down;
      return Fault{FaultCode::kUnreachable, "org", "too late"};
    }
    if (first.empty()) return answer;
    const outbound::Answer next = first.front();
    first.erase(first.begin());
    return next;
  }
  void says(int status, std::string body) { answer = {status, {{"Sforce-Limit-Info", "api-usage=18/5000"}}, std::move(body)}; }

  bool silent = false;
  bool down = false;                    ///< while silent: it does not even take the connection
  std::vector<outbound::Answer> first;  ///< before `answer`
  outbound::Answer answer;
  std::vector<outbound::Call> calls;
};

inline CanvasApp app(std::string name, const std::string& text, BundlePointer bundle) {
  std::vector<crypto::Secret> secrets;
  secrets.emplace_back(text);
  return {std::move(name), std::move(*canvas::Verifier::with(std::move(secrets))), 1, {}, std::move(bundle)};
}

class CanvasApi : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string document = data_file("bundle.json");
    auto bundle = std::make_shared<const ServedBundle>(ServedBundle{
        "default", std::move(*Bundle::load(document)), http::Variants::with_gzip(document)});
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
    setup->apps.front().saves = SaveAs::kUser;
    begin({});
  }

  void begin(AuditTrail trail) {
    const Clocks clocks{[this] { return now; }, [this] { return wall; },
                        [this](std::chrono::milliseconds time, const std::stop_token&) {
                          now += time;
                          pauses.push_back(time);
                        }};
    server = std::make_unique<Api>(setup, clocks, [this](std::string_view note) { notes.emplace_back(note); }, std::move(trail));
  }
  /// The same server, and what it does must be written down.
  void keep_journal(const std::string& file) {
    auto journal = audit::Journal::open({file});
    ASSERT_TRUE(journal) << journal.fault().text();
    begin({std::move(*journal), true});
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
  std::vector<std::chrono::milliseconds> pauses;  ///< that the server made; the clock goes on by them
  std::shared_ptr<api::Setup> setup;
  std::shared_ptr<PlayedOrg> org;
  std::unique_ptr<Api> server;
};

}  // namespace presave::server::testing
