// The network room's door: a server that reads requests, asks an application for the answers, and drains
// when told to stop. Plain types only; Boost.Asio and Boost.Beast stay behind it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "server/http/guard.h"
#include "server/http/limits.h"
#include "server/http/message.h"

namespace presave::server::net {

/// One line of the access log. Holds no query, header or body: those may carry secrets.
struct AccessLine {
  std::string_view method;
  std::string_view path;
  int status = 0;
  std::chrono::microseconds took{};
};

/// What the network needs of the program above it. Called from several threads at once.
class Application {
 public:
  virtual ~Application() = default;
  virtual http::Response answer(const http::Request& request) = 0;
  /// True when answering may wait for others (a call to another server). Such a request is answered on a thread
  /// apart, and its `stop` says when nobody waits for the answer any more; all others must only compute.
  virtual bool waits(const http::Request&) const { return false; }
  /// The answer to a request that is not read further; the connection is closed after it.
  virtual http::Response refuse(const http::Problem& problem) = 0;
  virtual void log(const AccessLine& line) = 0;
  /// Something that should not happen: an exception out of answer(), a failing accept.
  virtual void alarm(std::string_view what) = 0;
};

/// Where to listen and how long to wait for slow peers.
struct Settings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  ///< 0: any free port
  unsigned threads = 1;
  bool stop_on_signals = false;  ///< SIGTERM and SIGINT call stop()
  std::size_t connections = limits::kConnections;
  unsigned waiting_threads = limits::kWaitingThreads;       ///< for requests that wait for others
  std::size_t waiting_requests = limits::kWaitingRequests;  ///< of these at once; one more is told 503
  std::chrono::milliseconds idle{60'000};   ///< between two requests; then closed silently
  std::chrono::milliseconds head{10'000};   ///< from the first byte to the end of the head; then 408
  std::chrono::milliseconds body{30'000};   ///< for the body; then 408
  std::chrono::milliseconds write{30'000};  ///< for sending the answer; then closed
  std::chrono::milliseconds drain{10'000};  ///< for requests under way when stopping
};

/// A listening server. The port is open from listen() on; run() serves it.
class Server {
 public:
  /// Refuses an address that is no address and a port that is taken. `application` must outlive the server.
  static Result<Server> listen(const Settings& settings, Application& application);

  Server(Server&&) noexcept;
  Server& operator=(Server&&) noexcept;
  ~Server();

  /// The port that was opened, also where settings asked for any.
  std::uint16_t port() const;
  /// Serves until stop() and until the requests under way are answered.
  void run();
  /// Stops accepting, closes idle connections, lets requests under way finish. From any thread.
  void stop();

 private:
  struct Inside;
  explicit Server(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace presave::server::net
