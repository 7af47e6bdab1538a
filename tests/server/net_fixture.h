// A server over real sockets whose application only tells what arrived, so that a request that slipped
// through would show.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/http/respond.h"
#include "server/net/server.h"
#include "tests/server/raw_client.h"

namespace presave::server::net {

using std::chrono::milliseconds;
using testing::RawClient;

/// More than all buffers between two sockets hold.
inline constexpr std::size_t kLarge = 32u << 20;

/// Answers with method, path and the size of the body, and keeps what it was asked.
class Echo final : public Application {
 public:
  http::Response answer(const http::Request& request) override {
    keep(asked_, request.method + " " + request.path);
    if (request.path == "/who") return http::json(200, described(request));
    if (request.path == "/split") return http::json(200, "").set("X", "a\r\nSet-Cookie: b");
    if (request.path == "/throw") throw std::runtime_error("thrown by the test");
    if (request.path == "/wait") return wait(request);
    if (request.path == "/large") return http::json(200, std::string(kLarge, 'l'));
    if (request.path == "/slow") std::this_thread::sleep_for(milliseconds(300));
    return http::json(200, request.method + " " + request.path + " " + std::to_string(request.body.size()));
  }
  bool waits(const http::Request& request) const override { return request.path == "/wait"; }
  http::Response refuse(const http::Problem& problem) override { return http::problem(problem); }
  void log(const AccessLine& line) override {
    keep(logged_,
         std::string(line.method) + " " + std::string(line.path) + " " + std::to_string(line.status));
  }
  void alarm(std::string_view what) override { keep(alarms_, std::string(what)); }
  void stopping() override { told_to_stop_ = true; }
  bool told_to_stop() const { return told_to_stop_; }
  void let_go() { go_ = true; }

  std::vector<std::string> asked() { return copy(asked_); }
  std::vector<std::string> logged() { return copy(logged_); }
  std::vector<std::string> alarms() { return copy(alarms_); }

 private:
  std::vector<std::string> copy(const std::vector<std::string>& list) {
    const std::scoped_lock lock(mutex_);
    return list;
  }
  static std::string described(const http::Request& request) {
    const http::Peer& peer = request.peer;
    return peer.address + (peer.secure ? " secure " : " plain ") + peer.certificate_name + " " +
           std::to_string(peer.certificate.size()) + " trace:" + std::string(request.header("traceparent"));
  }
  void keep(std::vector<std::string>& list, std::string what) {
    const std::scoped_lock lock(mutex_);
    list.push_back(std::move(what));
  }
  /// A handler that waits for somebody else: for let_go(), as long as anybody waits for it.
  http::Response wait(const http::Request& request) {
    while (!go_ && !request.stop.stop_requested()) std::this_thread::sleep_for(milliseconds(1));
    if (request.stop.stop_requested()) keep(asked_, "stopped");
    return http::json(200, "waited");
  }

  std::mutex mutex_;
  std::atomic<bool> go_{false};
  std::atomic<bool> told_to_stop_{false};
  std::vector<std::string> asked_, logged_, alarms_;
};

class Net : public ::testing::Test {
 protected:
  void start() {
    auto listening = Server::listen(settings, echo);
    ASSERT_TRUE(listening) << listening.fault().text();
    server = std::make_unique<Server>(std::move(*listening));
    thread = std::thread([this] { server->run(); });
  }
  void TearDown() override {
    if (!server) return;
    server->stop();
    thread.join();
    server.reset();
  }

  /// What comes back for these bytes until the server closes.
  std::string answer_to(std::string_view bytes) {
    RawClient client(server->port());
    client.send(bytes);
    client.finish();
    return client.read_all();
  }
  /// The bytes are refused with the status, and nothing of them reaches the application.
  void expect_refused(std::string_view bytes, int status) {
    const std::string answer = answer_to(bytes);
    EXPECT_EQ(answer.substr(0, 12), "HTTP/1.1 " + std::to_string(status)) << bytes << "\n->\n" << answer;
    EXPECT_NE(answer.find("Connection: close"), std::string::npos) << answer;
    EXPECT_NE(answer.find("application/problem+json"), std::string::npos) << answer;
    EXPECT_EQ(answer.find("\nHTTP/1.1 "), std::string::npos) << "a second answer:\n" << answer;
    EXPECT_TRUE(echo.asked().empty()) << echo.asked().front();
  }

  Settings settings;
  Echo echo;
  std::unique_ptr<Server> server;
  std::thread thread;
};

/// Waits until something holds; false when it does not within five seconds.
template <class Condition>
bool soon(const Condition& holds) {
  for (int i = 0; i < 1000; ++i) {
    if (holds()) return true;
    std::this_thread::sleep_for(milliseconds(5));
  }
  return false;
}

}  // namespace presave::server::net
