// Calls to other servers: over a real TLS connection to a server in this program, and the list of hosts that
// may be called.
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <thread>

#include "server/outbound/curl_client.h"
#include "server/outbound/host_rules.h"
#include "tests/server/tls_server.h"

namespace presave::server::outbound {
namespace {

using std::chrono::milliseconds;
using testing::http_answer;
using testing::LocalServer;

const testing::Identity& identity() {
  static const testing::Identity made;
  return made;
}

std::string trusted() {
  static const std::string path = identity().save(
      (std::filesystem::temp_directory_path() / ("presave-ca-" + std::to_string(::getpid()) + ".pem"))
          .string());
  return path;
}

std::unique_ptr<CurlClient> client(ClientSettings settings = {trusted()}) {
  auto made = CurlClient::with(std::move(settings));
  EXPECT_TRUE(made) << made.fault().text();
  return std::move(*made);
}

Call get(std::string url) {
  Call call;
  call.url = std::move(url);
  return call;
}

Call post(std::string url, std::string body) {
  Call call = get(std::move(url));
  call.method = "POST";
  call.body = std::move(body);
  call.headers = {{"Content-Type", "text/plain"}};
  return call;
}

/// Sends what gets no answer.
bool surely_unsent(Client& client, Call call) {
  bool unsent = false;
  call.unsent = &unsent;
  EXPECT_FALSE(client.send(call));
  return unsent;
}

TEST(Outbound, CarriesARequestAndItsAnswerOverTls) {
  std::string seen;
  LocalServer server(&identity(), [&seen](const std::string& request) {
    seen = request;
    return http_answer("201 Created", "made", "X-One: 1\r\nx-two:  2 \r\n");
  });
  Call call = post(server.url("/things?a=b"), "hello");
  call.headers.emplace_back("Authorization", "Bearer t");
  const auto answer = client()->send(call);
  ASSERT_TRUE(answer) << answer.fault().text();
  EXPECT_EQ(answer->status, 201);
  EXPECT_EQ(answer->body, "made");
  EXPECT_EQ(answer->header("X-Two"), "2");
  EXPECT_EQ(seen.substr(0, seen.find("\r\n")), "POST /things?a=b HTTP/1.1");
  EXPECT_NE(seen.find("\r\nAuthorization: Bearer t\r\n"), std::string::npos);
  EXPECT_EQ(seen.find("Expect:"), std::string::npos);
  EXPECT_EQ(seen.substr(seen.size() - 9), "\r\n\r\nhello");
}

TEST(Outbound, EveryMethodGoesOutUnderItsName) {
  for (const std::string method : {"GET", "HEAD", "POST", "PATCH", "PUT", "DELETE"}) {
    std::string seen;
    LocalServer server(&identity(), [&](const std::string& request) {
      seen = request;
      return method == "HEAD" ? "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n" : http_answer("200 OK", "");
    });
    Call call = get(server.url());
    call.method = method;
    if (method == "PATCH" || method == "PUT") call.body = "{}";
    const auto answer = client()->send(call);
    ASSERT_TRUE(answer) << method << ": " << answer.fault().text();
    EXPECT_EQ(seen.substr(0, method.size() + 1), method + " ");
    EXPECT_EQ(seen.find("Content-Type"), std::string::npos) << method;
  }
}

TEST(Outbound, TrustsNobodyItWasNotToldToTrust) {
  LocalServer server(&identity(), [](const std::string&) { return http_answer("200 OK", ""); });
  const auto unknown = client({})->send(get(server.url()));
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.fault().code, FaultCode::kUnreachable);
  EXPECT_TRUE(surely_unsent(*client({}), get(server.url()))) << "the handshake failed";
  EXPECT_NE(unknown.fault().text().find("not trusted"), std::string::npos) << unknown.fault().text();
  const auto other_name = client()->send(get(server.url("/", "127.0.0.1")));
  ASSERT_FALSE(other_name);
  EXPECT_NE(other_name.fault().text().find("another host's"), std::string::npos) << other_name.fault().text();
  EXPECT_EQ(server.requests(), 0);
}

TEST(Outbound, SaysWhatSurelyWasNotSent) {
  std::string closed;
  {
    LocalServer gone(&identity(), [](const std::string&) { return http_answer("200 OK", ""); });
    closed = gone.url();
  }
  EXPECT_TRUE(surely_unsent(*client(), post(closed, "order"))) << "nobody listens";
  EXPECT_TRUE(surely_unsent(*client(), post("https://no-such-host.invalid/", "order")));
  LocalServer slow(&identity(), [](const std::string&) {
    std::this_thread::sleep_for(milliseconds(400));
    return http_answer("200 OK", "late");
  });
  Call call = post(slow.url(), "order");
  call.timeout = milliseconds(150);
  EXPECT_FALSE(surely_unsent(*client(), call)) << "it may have been done";
  LocalServer breaks(&identity(), [](const std::string&) { return std::nullopt; });
  EXPECT_FALSE(surely_unsent(*client(), post(breaks.url(), "order")));
}

TEST(Outbound, EndsAtTheDeadline) {
  LocalServer server(&identity(), [](const std::string&) {
    std::this_thread::sleep_for(milliseconds(400));
    return http_answer("200 OK", "late");
  });
  Call call = get(server.url());
  call.timeout = milliseconds(150);
  const auto begin = std::chrono::steady_clock::now();
  const auto answer = client()->send(call);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.fault().code, FaultCode::kUnreachable);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, milliseconds(390));
}

TEST(Outbound, IsGivenUpWhenNobodyWaits) {
  std::stop_source stop;
  LocalServer server(&identity(), [&stop](const std::string&) {
    stop.request_stop();
    std::this_thread::sleep_for(milliseconds(300));
    return http_answer("200 OK", "late");
  });
  Call call = get(server.url());
  call.stop = stop.get_token();
  const auto begin = std::chrono::steady_clock::now();
  const auto answer = client()->send(call);
  ASSERT_FALSE(answer);
  EXPECT_NE(answer.fault().text().find("given up"), std::string::npos);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, milliseconds(290));
}

TEST(Outbound, TakesAnswersUpToTheBoundAndNoByteMore) {
  std::size_t size = 1000;
  LocalServer server(&identity(),
                     [&size](const std::string&) { return http_answer("200 OK", std::string(size, 'x')); });
  ClientSettings settings{trusted()};
  settings.most_answer_bytes = 1000;
  const auto one = client(settings);
  const auto fits = one->send(get(server.url()));
  ASSERT_TRUE(fits) << fits.fault().text();
  EXPECT_EQ(fits->body.size(), 1000u);
  size = 1001;
  const auto larger = one->send(get(server.url()));
  ASSERT_FALSE(larger);
  EXPECT_NE(larger.fault().text().find("larger than 1000 bytes"), std::string::npos) << larger.fault().text();
}

TEST(Outbound, UnpacksGzipWithinTheBound) {
  // gzip of "hello", made by gzip -n.
  constexpr unsigned char kHello[] = {0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
                                      0x03, 0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00, 0x86,
                                      0xa6, 0x10, 0x36, 0x05, 0x00, 0x00, 0x00};
  LocalServer server(&identity(), [&](const std::string& request) {
    const bool asked = request.find("Accept-Encoding: gzip") != std::string::npos;
    const std::string body(reinterpret_cast<const char*>(kHello), sizeof kHello);
    return asked ? http_answer("200 OK", body, "Content-Encoding: gzip\r\n")
                 : http_answer("200 OK", "not asked");
  });
  const auto answer = client()->send(get(server.url()));
  ASSERT_TRUE(answer) << answer.fault().text();
  EXPECT_EQ(answer->body, "hello");

  ClientSettings settings{trusted()};
  settings.most_answer_bytes = 4;
  const auto larger = client(settings)->send(get(server.url()));
  ASSERT_FALSE(larger);
  EXPECT_NE(larger.fault().text().find("larger than 4 bytes"), std::string::npos);
}

TEST(Outbound, FollowsNoRedirect) {
  LocalServer server(&identity(), [](const std::string&) {
    return http_answer("302 Found", "", "Location: https://localhost:1/\r\n");
  });
  const auto answer = client()->send(get(server.url()));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 302);
  EXPECT_EQ(server.requests(), 1);
}

TEST(Outbound, SpeaksPlainOnlyToThisMachineAndOnlyWhereASettingSaysSo) {
  LocalServer server(nullptr, [](const std::string&) { return http_answer("200 OK", "plain"); });
  const auto refused = client()->send(get(server.url()));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.fault().code, FaultCode::kBadValue);

  ClientSettings settings;
  settings.plain_loopback = true;
  const auto developing = client(settings);
  const auto answer = developing->send(get(server.url("/", "127.0.0.1")));
  ASSERT_TRUE(answer) << answer.fault().text();
  EXPECT_EQ(answer->body, "plain");
  EXPECT_FALSE(developing->send(get("http://example.com/")));
  EXPECT_FALSE(developing->send(get("ftp://127.0.0.1/")));
  EXPECT_FALSE(developing->send(get("file:///etc/passwd")));
  EXPECT_FALSE(developing->send(get("http://localhost@example.com/")));
}

TEST(Outbound, KeepsAConnectionForTheNextCall) {
  LocalServer server(&identity(), [](const std::string&) { return http_answer("200 OK", "x"); });
  const auto one = client();
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(one->send(post(server.url(), "body")));
  EXPECT_EQ(server.requests(), 5);
  EXPECT_EQ(server.connections(), 1);
}

TEST(Outbound, NeverSendsABodyTwice) {
  std::atomic<int> calls{0};
  LocalServer server(&identity(), [&calls](const std::string&) -> std::optional<std::string> {
    if (++calls == 2) return std::nullopt;  // done, and the connection breaks before the answer
    return http_answer("200 OK", "x");
  });
  const auto one = client();
  ASSERT_TRUE(one->send(post(server.url(), "order 1")));
  const auto lost = one->send(post(server.url(), "order 2"));
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.fault().code, FaultCode::kUnreachable);
  EXPECT_EQ(server.requests(), 2);
  ASSERT_TRUE(one->send(post(server.url(), "order 3"))) << "the client goes on with a new connection";
}

TEST(Outbound, WritesNoHeaderThatIsTwo) {
  LocalServer server(&identity(), [](const std::string&) { return http_answer("200 OK", ""); });
  const auto one = client();
  for (const auto& header :
       {http::Header{"X-A", "1\r\nX-B: 2"}, http::Header{"X A", "1"}, http::Header{"", "1"}}) {
    Call call = get(server.url());
    call.headers = {header};
    const auto answer = one->send(call);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.fault().code, FaultCode::kBadValue);
  }
  Call call = get(server.url());
  call.method = "GET / HTTP/1.1\r\nX-B: 2\r\n\r\nGET";
  EXPECT_FALSE(one->send(call));
  EXPECT_EQ(server.requests(), 0);
}

TEST(Outbound, AsksTheProxyForATunnelAndTellsItNothing) {
  std::string seen;
  LocalServer proxy(nullptr, [&seen](const std::string& request) {
    seen = request;
    return http_answer("403 Forbidden", "");
  });
  ClientSettings settings;
  settings.proxy = proxy.url("", "127.0.0.1");
  Call call = get("https://acme.my.salesforce.com/secret/path");
  call.headers = {{"Authorization", "Bearer token"}};
  EXPECT_FALSE(client(settings)->send(call));
  EXPECT_EQ(seen.substr(0, seen.find("\r\n")), "CONNECT acme.my.salesforce.com:443 HTTP/1.1");
  EXPECT_EQ(seen.find("token"), std::string::npos);
}

TEST(Outbound, AtMostSoManyCallsAreUnderWay) {
  std::atomic<int> together{0};
  LocalServer server(&identity(), [&together](const std::string&) {
    ++together;
    std::this_thread::sleep_for(milliseconds(200));
    return http_answer("200 OK", "");
  });
  ClientSettings settings{trusted()};
  settings.connections = 1;
  const auto one = client(settings);
  std::jthread first([&] { EXPECT_TRUE(one->send(get(server.url()))); });
  while (together == 0) std::this_thread::yield();
  Call call = get(server.url());
  call.timeout = milliseconds(50);
  const auto second = one->send(call);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.fault().code, FaultCode::kBusy);
  EXPECT_TRUE(may_pass(second.fault().code));
}

TEST(Outbound, RefusesSettingsThatCannotWork) {
  EXPECT_FALSE(CurlClient::with({"/nowhere/ca.pem"}));
  EXPECT_FALSE(CurlClient::with({"", "proxy:3128"}));
  ClientSettings none;
  none.connections = 0;
  EXPECT_FALSE(CurlClient::with(none));
}

TEST(HostRules, AllowSalesforceAndNothingThatLooksLikeIt) {
  const HostRules rules = HostRules::salesforce();
  const auto origin = rules.allow("https://ACME--dev.sandbox.my.salesforce.com/services?x=1");
  ASSERT_TRUE(origin) << origin.fault().text();
  EXPECT_EQ(*origin, "https://acme--dev.sandbox.my.salesforce.com");
  EXPECT_TRUE(rules.allow("https://login.salesforce.com:443"));
  for (const std::string_view evil : {"https://evil.example",
                                      "http://login.salesforce.com",
                                      "https://my.salesforce.com",
                                      "https://login.salesforce.com.evil.example",
                                      "https://evilmy.salesforce.com",
                                      "https://login.salesforce.com@evil.example",
                                      "https://evil.example\\.my.salesforce.com",
                                      "https://a.my.salesforce.com:8443",
                                      "https://login.salesforce.com:0",
                                      "https://login.salesforce.com:99999",
                                      "https://.my.salesforce.com",
                                      "https://a..my.salesforce.com",
                                      "https://a.my.salesforce.com.",
                                      "https://login.salesforce.com\t",
                                      "https://[::1]/",
                                      "//login.salesforce.com",
                                      "login.salesforce.com",
                                      "",
                                      "https://evil.example/.my.salesforce.com",
                                      "https://evil.example?.my.salesforce.com",
                                      "https://evil.example#.my.salesforce.com",
                                      "https://\xC3\xA4.my.salesforce.com"}) {
    EXPECT_FALSE(rules.allow(evil)) << evil;
  }
}

TEST(HostRules, ReadOnlyWhatCanBeMeant) {
  const auto mine = HostRules::from({"http://127.0.0.1:8211", "https://localhost:9443", "org.example:8443"});
  ASSERT_TRUE(mine) << mine.fault().text();
  EXPECT_TRUE(mine->allow("http://127.0.0.1:8211/services"));
  EXPECT_TRUE(mine->allow("https://localhost:9443"));
  EXPECT_TRUE(mine->allow("https://org.example:8443/a"));
  EXPECT_FALSE(mine->allow("https://127.0.0.1:8211"));
  EXPECT_FALSE(mine->allow("https://org.example/"));
  for (const std::string bad :
       {"*", "*.com", "*.", "", "http://org.example", "https://org.example/path", "a b", "*.a.*"}) {
    EXPECT_FALSE(HostRules::from({bad})) << bad;
  }
}

}  // namespace
}  // namespace presave::server::outbound
