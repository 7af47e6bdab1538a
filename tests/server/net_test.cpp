// The server over real sockets: framing, limits, timeouts, draining. The application behind it only tells
// what arrived, so that a request that slipped through would show.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "tests/server/net_fixture.h"

namespace presave::server::net {
namespace {

const std::string kGet = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";

TEST_F(Net, AnswersAndKeepsTheConnection) {
  start();
  RawClient client(server->port());
  for (int i = 0; i < 3; ++i) {
    client.send("POST /a?b=c HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
    const std::string response = client.read_response();
    EXPECT_EQ(response.substr(0, 15), "HTTP/1.1 200 OK") << response;
    EXPECT_NE(response.find("\r\n\r\nPOST /a 5"), std::string::npos) << response;
    EXPECT_NE(response.find("\r\nDate: "), std::string::npos) << response;
  }
}

TEST_F(Net, AnswersPipelinedRequestsInOrder) {
  start();
  const std::string answers = answer_to(
      "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nPOST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n"
      "okGET /3 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\nGET /4 HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(echo.asked(), (std::vector<std::string>{"GET /1", "POST /2", "GET /3"})) << answers;
}

TEST_F(Net, ReadsBytesThatTrickle) {
  start();
  RawClient client(server->port());
  for (const char c : kGet) client.send({&c, 1});
  EXPECT_NE(client.read_response().find("GET /a 0"), std::string::npos);
}

TEST_F(Net, AnswersHeadWithoutABody) {
  start();
  RawClient client(server->port());
  client.send("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n");
  client.finish();
  const std::string answer = client.read_all();
  EXPECT_NE(answer.find("Content-Length: 9"), std::string::npos) << answer;
  EXPECT_EQ(answer.substr(answer.size() - 4), "\r\n\r\n");
}

TEST_F(Net, PromisesToReadWhenAsked) {
  start();
  RawClient client(server->port());
  client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read_response(), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("ok");
  EXPECT_NE(client.read_response().find("POST /a 2"), std::string::npos);
}

TEST_F(Net, RefusesUnknownExpectations) {
  start();
  expect_refused("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: magic\r\n\r\nok", 417);
}

TEST_F(Net, BoundsTheHead) {
  start();
  const std::string begin = "GET /a HTTP/1.1\r\nHost: x\r\nX: ";
  const std::string fill(limits::kHeadBytes - begin.size() - 4, 'a');
  EXPECT_EQ(answer_to(begin + fill + "\r\n\r\n").substr(0, 12), "HTTP/1.1 200");
  echo.asked();
  const std::string answer = answer_to(begin + fill + "a\r\n\r\n");
  EXPECT_EQ(answer.substr(0, 12), "HTTP/1.1 431") << answer;
  const std::string endless = answer_to(std::string(limits::kHeadBytes + 1, 'a'));
  EXPECT_EQ(endless.substr(0, 12), "HTTP/1.1 431") << endless;
}

TEST_F(Net, BoundsTheNumberOfHeaders) {
  start();
  const auto with = [](std::size_t count) {
    std::string request = "GET /a HTTP/1.1\r\nHost: x\r\n";
    for (std::size_t i = 1; i < count; ++i) request += "X: y\r\n";
    return request + "\r\n";
  };
  EXPECT_EQ(answer_to(with(limits::kHeaders)).substr(0, 12), "HTTP/1.1 200");
  EXPECT_EQ(answer_to(with(limits::kHeaders + 1)).substr(0, 12), "HTTP/1.1 431");
}

TEST_F(Net, BoundsTheBody) {
  start();
  const auto announced = [](std::size_t size) {
    return "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n";
  };
  const std::string body(limits::kBodyBytes, 'b');
  EXPECT_NE(answer_to(announced(body.size()) + body).find("POST /a 1048576"), std::string::npos);
  EXPECT_EQ(answer_to(announced(body.size() + 1) + body + "b").substr(0, 12), "HTTP/1.1 413");
  EXPECT_EQ(
      answer_to("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n").substr(0, 12),
      "HTTP/1.1 413");
  EXPECT_EQ(echo.asked().size(), 1u);
}

// Chunk extensions and trailers have no bound of their own.
TEST_F(Net, RefusesChunks) {
  start();
  const std::string head = "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  expect_refused(head + "3\r\nabc\r\n0\r\n\r\n", 501);
  expect_refused(head + "1;" + std::string(100'000, 'a'), 501);
}

TEST_F(Net, SaysWhenARequestIsTooSlow) {
  settings.head = milliseconds(150);
  settings.body = milliseconds(150);
  start();
  RawClient head(server->port());
  head.send("GET /a HT");
  EXPECT_EQ(head.read_all().substr(0, 12), "HTTP/1.1 408");
  RawClient body(server->port());
  body.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhel");
  EXPECT_EQ(body.read_all().substr(0, 12), "HTTP/1.1 408");
  EXPECT_TRUE(echo.asked().empty());
}

TEST_F(Net, ClosesIdleConnectionsSilently) {
  settings.idle = milliseconds(150);
  start();
  RawClient client(server->port());
  EXPECT_EQ(client.read_all(), "");
  RawClient used(server->port());
  used.send(kGet);
  EXPECT_NE(used.read_response(), "");
  EXPECT_EQ(used.read_all(), "");
}

TEST_F(Net, TurnsAwayOneConnectionTooMany) {
  settings.connections = 2;
  start();
  RawClient one(server->port()), two(server->port());
  one.send(kGet);
  two.send(kGet);
  EXPECT_NE(one.read_response(), "");
  EXPECT_NE(two.read_response(), "");
  RawClient three(server->port());
  EXPECT_EQ(three.read_all().substr(0, 12), "HTTP/1.1 503");
  one.send(kGet);
  EXPECT_EQ(one.read_response().substr(0, 12), "HTTP/1.1 200");
}

TEST_F(Net, AnExceptionIsAnAnswerAndAnAlarm) {
  start();
  const std::string answer = answer_to("GET /throw HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(answer.substr(0, 12), "HTTP/1.1 500");
  EXPECT_EQ(answer.find("thrown by the test"), std::string::npos) << "the reason is for the log";
  ASSERT_EQ(echo.alarms().size(), 1u);
  EXPECT_NE(echo.alarms().front().find("thrown by the test"), std::string::npos);
}

TEST_F(Net, AHeaderThatWouldBecomeTwoIsAnError) {
  start();
  const std::string answer = answer_to("GET /split HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(answer.substr(0, 12), "HTTP/1.1 500") << answer;
  EXPECT_EQ(answer.find("Set-Cookie"), std::string::npos) << answer;
}

TEST_F(Net, LogsEveryRequestWithoutItsQuery) {
  start();
  answer_to("GET /a?token=secret HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  answer_to("nonsense\r\n\r\n");
  EXPECT_EQ(echo.logged(), (std::vector<std::string>{"GET /a 200", "  400"}));
}

TEST_F(Net, DrainsRequestsUnderWayAndClosesIdleConnections) {
  settings.threads = 2;
  start();
  RawClient idle(server->port());
  RawClient busy(server->port());
  busy.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  while (echo.asked().empty()) std::this_thread::sleep_for(milliseconds(5));
  server->stop();
  EXPECT_EQ(idle.read_all(), "");
  const std::string answer = busy.read_all();
  EXPECT_EQ(answer.substr(0, 12), "HTTP/1.1 200") << answer;
  thread.join();
  EXPECT_THROW(RawClient refused(server->port()), std::runtime_error);
  server.reset();
}

TEST_F(Net, StopsWaitingForAPeerThatNeverFinishes) {
  settings.drain = milliseconds(200);
  start();
  RawClient stuck(server->port());
  stuck.send("GET /a HT");
  std::this_thread::sleep_for(milliseconds(50));
  const auto begin = std::chrono::steady_clock::now();
  server->stop();
  thread.join();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(3));
  server.reset();
}

const std::string kWait = "GET /wait HTTP/1.1\r\nHost: x\r\n\r\n";

TEST_F(Net, WhoWaitsHoldsUpNobody) {
  start();
  RawClient waiting(server->port()), other(server->port());
  waiting.send(kWait);
  ASSERT_TRUE(soon([this] { return echo.asked().size() == 1; }));
  other.send(kGet);
  EXPECT_NE(other.read_response().find("GET /a 0"), std::string::npos);
  echo.let_go();
  EXPECT_NE(waiting.read_response().find("waited"), std::string::npos);
  waiting.send(kGet);  // the connection goes on
  EXPECT_NE(waiting.read_response().find("GET /a 0"), std::string::npos);
}

TEST_F(Net, AnswersWhatIsSentWhileARequestWaits) {
  start();
  RawClient client(server->port());
  client.send(kWait);
  ASSERT_TRUE(soon([this] { return echo.asked().size() == 1; }));
  client.send(kGet.substr(0, 7));
  std::this_thread::sleep_for(milliseconds(20));
  client.send(kGet.substr(7) + kGet);
  echo.let_go();
  EXPECT_NE(client.read_response().find("waited"), std::string::npos);
  EXPECT_NE(client.read_response().find("GET /a 0"), std::string::npos);
  EXPECT_NE(client.read_response().find("GET /a 0"), std::string::npos);
}

TEST_F(Net, BoundsHowManyWait) {
  settings.waiting_threads = 1;
  settings.waiting_requests = 2;
  start();
  RawClient one(server->port()), two(server->port()), three(server->port());
  one.send(kWait);
  ASSERT_TRUE(soon([this] { return echo.asked().size() == 1; }));
  two.send(kWait);  // in the queue
  std::this_thread::sleep_for(milliseconds(50));
  three.send(kWait);
  const std::string busy = three.read_response();
  EXPECT_EQ(busy.substr(0, 12), "HTTP/1.1 503") << busy;
  EXPECT_NE(busy.find("Retry-After: "), std::string::npos) << busy;
  echo.let_go();
  EXPECT_NE(one.read_response().find("waited"), std::string::npos);
  EXPECT_NE(two.read_response().find("waited"), std::string::npos);
  three.send(kWait);
  EXPECT_NE(three.read_response().find("waited"), std::string::npos);
}

TEST_F(Net, TellsAHandlerThatNobodyWaitsForIt) {
  start();
  {
    RawClient gone(server->port());
    gone.send(kWait);
    ASSERT_TRUE(soon([this] { return echo.asked().size() == 1; }));
  }
  EXPECT_TRUE(soon([this] { return echo.asked().back() == "stopped"; }));
}

TEST_F(Net, TellsAHandlerThatDrainingIsOver) {
  settings.drain = milliseconds(100);
  start();
  RawClient client(server->port());
  client.send(kWait);
  ASSERT_TRUE(soon([this] { return echo.asked().size() == 1; }));
  server->stop();
  thread.join();
  EXPECT_EQ(echo.asked().back(), "stopped");
  server.reset();
}

TEST_F(Net, ServesManyClientsAtOnce) {
  settings.threads = 2;
  start();
  std::atomic<int> good{0};
  std::vector<std::thread> clients;
  for (int i = 0; i < 8; ++i) {
    clients.emplace_back([this, &good] {
      RawClient client(server->port());
      for (int n = 0; n < 50; ++n) {
        client.send(kGet);
        if (client.read_response().substr(0, 12) == "HTTP/1.1 200") ++good;
      }
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(good, 400);
}

/// Vanishes: what the server's system hears is a reset, not an end.
void reset(RawClient& client) {
  const linger at_once{1, 0};
  ::setsockopt(client.handle(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

/// Whether the only connection that there may be is free again.
bool is_free(const Server& server) {
  return soon([&server] {
    RawClient next(server.port());
    next.send("GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    return next.read_all().substr(0, 12) == "HTTP/1.1 200";
  });
}

TEST_F(Net, GivesUpOnAPeerThatDoesNotTakeItsAnswer) {
  settings.write = milliseconds(150);
  settings.connections = 1;
  start();
  RawClient client(server->port());
  client.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(is_free(*server)) << "its place, and with it the answer's memory, is given back";
  EXPECT_LT(client.read_all().size(), kLarge) << "what was on the way when the server closed";
  EXPECT_GE(settings.traffic->turned_away[static_cast<std::size_t>(http::TurnedAway::kTooSlow)], 1u);
}

TEST_F(Net, APeerThatTakesItsAnswerSlowlyGetsAllOfIt) {
  settings.write = milliseconds(400);
  start();
  RawClient client(server->port());
  client.send("GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  // Longer than the time for one piece, in all.
  std::thread reads([&client] {
    std::this_thread::sleep_for(milliseconds(200));
    EXPECT_GT(client.read_all().size(), kLarge);
  });
  reads.join();
}

TEST_F(Net, PeersThatVanishLeaveNothingBehind) {
  settings.connections = 1;
  settings.threads = 2;
  start();
  const std::string kBody = "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n";
  for (const std::string& sent : {std::string(), std::string("GET /a HT"), kBody + "hel", kGet, std::string("GET /large HTTP/1.1\r\nHost: x\r\n\r\n"),
                                  std::string("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n")}) {
    {
      RawClient client(server->port());
      client.send(sent);
      std::this_thread::sleep_for(milliseconds(20));
      reset(client);
    }
    EXPECT_TRUE(is_free(*server)) << "after \"" << sent << "\"";
  }
}

TEST_F(Net, AHalfClosedPeerGetsItsAnswer) {
  start();
  EXPECT_EQ(answer_to(kGet).substr(0, 12), "HTTP/1.1 200");
  const std::string half = answer_to("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhel");
  EXPECT_TRUE(half.empty() || half.substr(0, 12) == "HTTP/1.1 400") << half;
  EXPECT_EQ(echo.asked(), std::vector<std::string>{"GET /a"});
}

TEST_F(Net, SpeaksTheOldVersionWithoutKeepingTheConnection) {
  start();
  RawClient old(server->port());
  old.send("GET /a HTTP/1.0\r\n\r\nGET /b HTTP/1.0\r\n\r\n");
  const std::string answer = old.read_all();
  EXPECT_EQ(answer.substr(0, 12), "HTTP/1.1 200") << answer;
  EXPECT_NE(answer.find("Connection: close"), std::string::npos);
  EXPECT_EQ(echo.asked(), std::vector<std::string>{"GET /a"});
}

TEST_F(Net, TheRequestsBeforeABadOneAreAnswered) {
  start();
  const std::string answers = answer_to(kGet + kGet + "GET /b HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab" + kGet);
  EXPECT_EQ(echo.asked(), (std::vector<std::string>{"GET /a", "GET /a"}));
  EXPECT_NE(answers.find("HTTP/1.1 400"), std::string::npos) << answers;
  EXPECT_EQ(answers.find("HTTP/1.1 200", answers.find("HTTP/1.1 400")), std::string::npos) << "nothing behind it is read";
}

TEST_F(Net, IsAnnouncedBeforeItStops) {
  settings.announce = milliseconds(300);
  start();
  EXPECT_FALSE(echo.told_to_stop());
  RawClient open(server->port());
  open.send(kGet);
  open.read_response();
  server->stop();
  ASSERT_TRUE(soon([this] { return echo.told_to_stop(); }));
  EXPECT_EQ(answer_to(kGet).substr(0, 12), "HTTP/1.1 200") << "still served";
  open.send(kGet);
  EXPECT_NE(open.read_response(), "") << "and on a connection that was there";
  EXPECT_EQ(open.read_all(), "") << "then idle connections are closed";
}

TEST_F(Net, SaysWhenThePortIsTaken) {
  start();
  Settings same = settings;
  same.port = server->port();
  const auto second = Server::listen(same, echo);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.fault().code, FaultCode::kBadConfiguration);
  EXPECT_NE(second.fault().text().find(std::to_string(same.port)), std::string::npos);
}

TEST_F(Net, SaysWhenTheAddressIsNone) {
  settings.address = "localhost.nowhere";
  const auto listening = Server::listen(settings, echo);
  ASSERT_FALSE(listening);
  EXPECT_NE(listening.fault().text().find("localhost.nowhere"), std::string::npos);
}

}  // namespace
}  // namespace presave::server::net
