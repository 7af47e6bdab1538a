// serve() as the command line calls it: the whole program over a real port, up to the signal that stops it.
#include "server/serve.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

#include "tests/server/raw_client.h"
#include "tests/server/signing.h"

namespace presave::server {
namespace {

using namespace presave::server::testing;

/// Sends this process's standard output through a pipe while it lives.
class StandardOutput {
 public:
  StandardOutput() : saved_(::dup(STDOUT_FILENO)) {
    std::fflush(stdout);
    if (::pipe(ends_) != 0 || ::dup2(ends_[1], STDOUT_FILENO) < 0) std::abort();
  }
  ~StandardOutput() {
    std::fflush(stdout);
    ::dup2(saved_, STDOUT_FILENO);
    for (const int descriptor : {saved_, ends_[0], ends_[1]}) ::close(descriptor);
  }
  std::string read_line() const {
    std::string line;
    for (char c = 0; ::read(ends_[0], &c, 1) == 1 && c != '\n';) line += c;
    return line;
  }

 private:
  int saved_;
  int ends_[2];
};

ServeOptions options() {
  const std::string data = PRESAVE_TEST_DATA;
  ServeOptions chosen;
  chosen.bundle_file = data + "/bundle.json";
  chosen.web_dir = data + "/web";
  chosen.frame_ancestors = {"https://example.lightning.force.com"};
  chosen.secret_file = data + "/consumer_secret.txt";
  chosen.port = 0;
  return chosen;
}

TEST(Serve, TellsItsAddressServesAndStopsOnASignal) {
  int result = -1;
  std::string line;
  std::uint16_t port = 0;
  std::thread server;
  {
    const StandardOutput output;
    server = std::thread([&result] { result = serve(options()); });
    line = output.read_line();
  }
  const std::string begin = "listening on http://127.0.0.1:";
  ASSERT_EQ(line.substr(0, begin.size()), begin);
  port = static_cast<std::uint16_t>(std::stoul(line.substr(begin.size())));

  RawClient client(port);
  client.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_NE(client.read_response().find("ServerTest"), std::string::npos);
  client.send("GET /a HTTP/1.1\r\n\r\n");
  const std::string refused = client.read_all();
  EXPECT_EQ(refused.substr(0, 12), "HTTP/1.1 400");
  EXPECT_NE(refused.find("Content-Security-Policy"), std::string::npos)
      << "refusals carry the policy as well";

  ServeOptions same_port = options();
  same_port.port = port;
  EXPECT_EQ(serve(same_port), kServeNotStarted);

  std::raise(SIGTERM);
  server.join();
  EXPECT_EQ(result, kServeStopped);
}

TEST(Serve, DoesNotStartWithoutItsConfiguration) {
  ServeOptions wrong = options();
  wrong.web_dir = "/nowhere";
  EXPECT_EQ(serve(wrong), kServeNotStarted);
}

}  // namespace
}  // namespace presave::server
