// A server with the callout endpoints, without sockets, with the real engine.
#pragma once

#include <gtest/gtest.h>

#include "server/api/api.h"
#include "server/crypto/base64.h"
#include "tests/server/key_files.h"
#include "tests/server/signing.h"

namespace presave::server::api {

using namespace presave::server::testing;

inline constexpr std::int64_t kNowMs = 1'763'900'000'000;

using ServerSetup = Setup;  // googletest has a name like it

inline BundlePointer bundle_named(const std::string& name) {
  const std::string document = data_file("bundle.json");
  return std::make_shared<const ServedBundle>(
      ServedBundle{name, *Bundle::load(document), http::Variants::with_gzip(document)});
}

inline callers::Caller basic_caller(const std::string& name, callers::Scopes scopes) {
  callers::Caller caller;
  caller.name = name;
  caller.identity =
      callers::BasicIdentity{name, {*crypto::PasswordHash::from(*crypto::PasswordHash::make("a password"))}};
  caller.scopes = scopes;
  return caller;
}

class CalloutTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::vector<crypto::Secret> secrets;
    secrets.emplace_back(secret());
    std::vector<CanvasApp> apps;
    const auto usual = bundle_named("usual");
    apps.push_back({"app", *canvas::Verifier::with(std::move(secrets)), 1, {}, usual});
    served = std::make_shared<ServerSetup>(
        std::vector{usual, bundle_named("second"), bundle_named("third")}, std::move(apps),
        std::vector<Organization>{{"00D000000000001AAA", bundle_named("orgs_own"), {}}},
        std::vector<std::string>{}, *http::StaticFiles::read(std::string(PRESAVE_TEST_DATA) + "/web"),
        *CanvasPage::from(std::string(CanvasPage::kMarker)));
    served->callers = {basic_caller("all", callers::Scopes::all()),
                       basic_caller("few", *callers::Scopes::from("requirements"))};
    served->callers[1].bundles = {"second", "third"};
    callers::Caller client;
    client.name = "client";
    client.identity = callers::ClientIdentity{
        "id", {*crypto::PasswordHash::from(*crypto::PasswordHash::make("a client secret"))}, nullptr};
    client.organization = "00D000000000001";
    served->callers.push_back(std::move(client));
    served->public_url = "https://presave.example.com";
    const Clocks clocks{[this] { return steady += tick; }, [] { return kNowMs; }};
    api = std::make_unique<Api>(served, clocks, [this](std::string_view note) { notes.emplace_back(note); });
  }
  /// The same server with a journal, and what it has written so far.
  void keep_journal(const std::string& file, bool required = true, bool sync = false) {
    api.reset();  // one process writes a journal, once
    auto journal = audit::Journal::open({file, sync});
    ASSERT_TRUE(journal) << journal.fault().text();
    api = std::make_unique<Api>(
        served, Clocks{[this] { return steady; }, [] { return kNowMs; }},
        [this](std::string_view note) { notes.emplace_back(note); },
        AuditTrail{std::move(*journal), required});
  }

  http::Response send(std::string method, std::string path, std::vector<http::Header> headers,
                      std::string body = "") {
    http::Request request;
    request.method = std::move(method);
    const auto question = path.find('?');
    request.path = path.substr(0, question);
    if (question != std::string::npos) request.query = path.substr(question + 1);
    request.headers = std::move(headers);
    request.body = std::move(body);
    request.stop = stop.get_token();
    return api->answer(request);
  }
  static http::Header as(const std::string& name, const std::string& password = "a password") {
    return {"Authorization", "Basic " + crypto::encode_base64_url(name + ":" + password)};
  }
  http::Response post(std::string path, std::string body, std::vector<http::Header> more = {}) {
    more.push_back(as("all"));
    if (http::find_header(more, "Content-Type").empty())
      more.emplace_back("Content-Type", "application/json");
    return send("POST", std::move(path), std::move(more), std::move(body));
  }
  bool waits(std::string path, std::vector<http::Header> more = {}) {
    http::Request request;
    request.method = "POST";
    request.path = std::move(path);
    request.headers = std::move(more);
    request.headers.push_back(as("all"));
    return api->waits(request);
  }
  static void expect_problem(const http::Response& response, int status, const std::string& type,
                             const std::string& part = "") {
    EXPECT_EQ(response.status, status) << *response.body;
    EXPECT_EQ(response.header("Content-Type"), "application/problem+json");
    EXPECT_NE(response.body->find("\"/problems#" + type + "\""), std::string::npos) << *response.body;
    EXPECT_NE(response.body->find(part), std::string::npos) << *response.body;
  }

  std::chrono::steady_clock::time_point steady{std::chrono::hours(1000)};
  std::chrono::milliseconds tick{0};  // that pass whenever somebody looks at the clock
  std::stop_source stop;
  std::vector<std::string> notes;
  std::shared_ptr<ServerSetup> served;
  std::unique_ptr<Api> api;
};

}  // namespace presave::server::api
