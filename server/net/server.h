// The network room's door: a server that reads requests, asks an application for the answers, and drains
// when told to stop. Plain types only; Boost.Asio and Boost.Beast stay behind it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "server/http/forwarded.h"
#include "server/http/guard.h"
#include "server/http/limits.h"
#include "server/http/message.h"
#include "server/http/traffic.h"

namespace presave::server::net {

/// One line of the access log. Holds no query, header or body: those may carry secrets.
struct AccessLine {
  std::string_view method;
  std::string_view path;
  std::string_view id;    ///< of the request
  std::string_view trace;  ///< that the caller says it belongs to (W3C Trace Context); often empty
  std::string_view peer;  ///< its address
  int status = 0;
  std::chrono::microseconds took{};
};

/// What the network needs of the program above it. Called from several threads at once.
class Application {
 public:
  virtual ~Application() = default;
  virtual http::Response answer(const http::Request& request) = 0;
  /// True when answering may wait for others (a call to another server). Such a request is answered on a
  /// thread apart, and its `stop` says when nobody waits for the answer any more; all others must only
  /// compute.
  virtual bool waits(const http::Request&) const { return false; }
  /// The answer to a request that is not read further; the connection is closed after it.
  virtual http::Response refuse(const http::Problem& problem) = 0;
  virtual void log(const AccessLine& line) = 0;
  /// The server will stop; so that a balancer may be told before connections are closed.
  virtual void stopping() {}
  /// Something that should not happen: an exception out of answer(), a failing accept.
  virtual void alarm(std::string_view what) = 0;
};

/// The files of TLS, all PEM.
struct TlsFiles {
  enum class Clients { kNotAsked, kOptional, kRequired };
  std::string certificate;  ///< the server's, followed by its chain
  std::string key;
  Clients clients =
      Clients::kNotAsked;          ///< whether clients show certificates; one that is shown must be good
  std::string client_authorities;  ///< who signs those
};

/// The proxies in front of this server, whose word about the client counts.
struct Proxies {
  std::vector<std::string> trusted;  ///< their networks: "10.0.0.0/8", "fd00::1"
  bool proxy_protocol = false;       ///< they begin each connection with a PROXY header, version 1 or 2
  http::ForwardedHeaders headers = http::ForwardedHeaders::kNone;
};

/// Where to listen and how long to wait for slow peers.
struct Settings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  ///< 0: any free port
  unsigned threads = 1;
  bool stop_on_signals = false;  ///< SIGTERM and SIGINT call stop()
  std::optional<TlsFiles> tls;   ///< none: plain HTTP
  Proxies proxies;
  std::size_t connections = limits::kConnections;
  std::size_t connections_of_address = limits::kConnectionsOfAddress;  ///< trusted proxies are not counted
  unsigned waiting_threads = limits::kWaitingThreads;                  ///< for requests that wait for others
  std::size_t waiting_requests = limits::kWaitingRequests;  ///< of these at once; one more is told 503
  std::chrono::milliseconds handshake{10'000};              ///< for PROXY header and TLS; then closed
  std::chrono::milliseconds idle{60'000};                   ///< between two requests; then closed silently
  std::chrono::milliseconds head{10'000};   ///< from the first byte to the end of the head; then 408
  std::chrono::milliseconds body{30'000};   ///< for the body; then 408
  std::chrono::milliseconds write{30'000};  ///< for each limits::kWriteBytes of the answer; then closed
  std::chrono::milliseconds announce{0};    ///< between being told to stop and draining: everything is still served
  std::chrono::milliseconds drain{10'000};  ///< for requests under way when stopping
  /// Where it is counted what happens.
  std::shared_ptr<http::Traffic> traffic = std::make_shared<http::Traffic>();
};

/// Why the files cannot be served with, if so: unreadable, or a key of another certificate.
Done check(const TlsFiles& files);

/// A listening server. The port is open from listen() on; run() serves it.
class Server {
 public:
  /// Refuses an address that is no address, a port that is taken, networks and files that are none.
  /// `application` must outlive the server.
  static Result<Server> listen(const Settings& settings, Application& application);

  Server(Server&&) noexcept;
  Server& operator=(Server&&) noexcept;
  ~Server();

  /// The port that was opened, also where settings asked for any.
  std::uint16_t port() const;
  /// Serves until stop() and until the requests under way are answered.
  void run();
  /// Says so to the application, waits as long as Settings::announce, then stops accepting, closes idle connections and lets
  /// requests under way finish. From any thread.
  void stop();
  /// Exchanges the certificates: new connections get the new ones. On a fault, and where the server does not
  /// speak TLS, everything stays as it is. From any thread.
  Done reload(const TlsFiles& files);

 private:
  struct Inside;
  explicit Server(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace presave::server::net
