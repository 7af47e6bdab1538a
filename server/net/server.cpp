#include "server/net/server.h"

#include <csignal>
#include <mutex>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include "server/net/connection.h"
#include "server/net/pch.h"

namespace presave::server::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr auto kTold = asio::as_tuple(asio::use_awaitable);
constexpr std::chrono::milliseconds kAcceptPause{100};  // before the next try when accepting fails
constexpr std::chrono::milliseconds kGrace{1000};  // for handlers to end when draining has taken too long

Fault unusable(std::string where, std::string detail) {
  return {FaultCode::kBadConfiguration, std::move(where), std::move(detail)};
}

/// What a coroutine threw.
std::string words_of(const std::exception_ptr& problem) {
  try {
    std::rethrow_exception(problem);
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return "an unknown exception";
  }
}

}  // namespace

struct Server::Inside {
  Inside(const Settings& settings, Application& application, http::Networks trusted)
      : shared(settings, application, std::move(trusted)) {
    for (unsigned i = 1; i < settings.threads; ++i) others.push_back(std::make_unique<asio::io_context>(1));
  }

  Done open();
  asio::awaitable<void> accept_all();
  asio::awaitable<void> stop_on_signal();
  asio::awaitable<void> serve(tcp::socket socket);
  asio::io_context& next_context();
  void stop();
  void drain();
  void give_up();
  void leave(const std::shared_ptr<Connection>& connection);
  void end();

  Shared shared;
  // One thread each. A connection stays with one of them, so that threads never wait for each other.
  std::vector<std::unique_ptr<asio::io_context>> others;  // before `context`, whose accepting holds a socket of theirs
  asio::io_context context{1};                            // also of the acceptor and of all that follows
  std::size_t next = 0;
  tcp::acceptor acceptor{context};
  asio::signal_set signals{context};
  bool is_stopping = false;  // of the acceptor's thread
  asio::steady_timer announce_timer{context};
  asio::steady_timer drain_timer{context};
  asio::steady_timer grace{context};
  asio::steady_timer pause{context};
  std::mutex mutex;                                   // guards what follows
  std::set<std::shared_ptr<Connection>> connections;  // those that are open
};

Done Server::Inside::open() {
  const Settings& settings = shared.settings;
  if (settings.tls) {
    auto made = make_tls_context(*settings.tls);
    if (!made) return made.fault();
    shared.tls.set(std::move(*made));
  }
  error_code error;
  const auto address = asio::ip::make_address(settings.address, error);
  if (error) return unusable("--address " + settings.address, "not a numeric IPv4 or IPv6 address");
  const tcp::endpoint endpoint(address, settings.port);
  const std::string where = "--port " + std::to_string(settings.port);
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error == asio::error::address_in_use) {
    return unusable(where, "another program listens there; stop it or choose another port");
  }
  if (error) return unusable(where, "cannot listen on " + settings.address + ": " + error.message());
  return done();
}

/// Registers a connection while it is served, so that draining finds it.
asio::awaitable<void> Server::Inside::serve(tcp::socket socket) {
  const auto connection = std::make_shared<Connection>(std::move(socket), shared);
  {
    const std::scoped_lock lock(mutex);
    connections.insert(connection);
  }
  // However it ends, it leaves: a connection that stayed registered would hold its place for good.
  try {
    co_await connection->serve();
  } catch (...) {
    shared.application.alarm("a connection ended: " + words_of(std::current_exception()));
  }
  leave(connection);
}

void Server::Inside::leave(const std::shared_ptr<Connection>& connection) {
  const std::scoped_lock lock(mutex);
  connections.erase(connection);
  if (shared.draining && connections.empty()) end();
}

/// Ends run().
void Server::Inside::end() {
  context.stop();
  for (const auto& other : others) other->stop();
}

/// The contexts in turn.
asio::io_context& Server::Inside::next_context() {
  next = (next + 1) % (others.size() + 1);
  return next == 0 ? context : *others[next - 1];
}

asio::awaitable<void> Server::Inside::accept_all() {
  while (!shared.draining) {
    auto [error, socket] = co_await acceptor.async_accept(next_context(), kTold);
    if (shared.draining || error == asio::error::operation_aborted) break;
    if (error) {
      // Out of file handles, most likely: said, and tried again when some may have been given back.
      shared.application.alarm("accepting a connection: " + error.message());
      pause.expires_after(kAcceptPause);
      co_await pause.async_wait(kTold);
      continue;
    }
    error_code ignored;  // without it small answers are only slower
    socket.set_option(tcp::no_delay(true), ignored);
    const auto executor = socket.get_executor();
    asio::co_spawn(executor, serve(std::move(socket)), asio::detached);
  }
}

asio::awaitable<void> Server::Inside::stop_on_signal() {
  const auto [error, number] = co_await signals.async_wait(kTold);
  if (!error) stop();
}

/// On the acceptor's thread.
void Server::Inside::stop() {
  if (std::exchange(is_stopping, true)) return;
  shared.application.stopping();
  if (shared.settings.announce.count() == 0) return drain();
  announce_timer.expires_after(shared.settings.announce);
  announce_timer.async_wait([this](error_code error) {
    if (!error) drain();
  });
}

void Server::Inside::drain() {
  if (shared.draining.exchange(true)) return;
  error_code ignored;  // it is being closed in any case
  acceptor.close(ignored);
  drain_timer.expires_after(shared.settings.drain);
  drain_timer.async_wait([this](error_code error) {
    if (!error) give_up();
  });
  const std::scoped_lock lock(mutex);
  if (connections.empty()) end();
  for (const auto& connection : connections) {
    asio::post(connection->executor(), [connection] { connection->close_if_idle(); });
  }
}

/// The time for draining is over. Handlers that wait for others are told, and have a moment to end.
void Server::Inside::give_up() {
  grace.expires_after(kGrace);
  grace.async_wait([this](error_code error) {
    if (!error) end();
  });
  const std::scoped_lock lock(mutex);
  for (const auto& connection : connections) {
    asio::post(connection->executor(), [connection] { connection->give_up(); });
  }
}

Server::Server(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;
Server::~Server() = default;

Result<Server> Server::listen(const Settings& settings, Application& application) {
  auto trusted = http::Networks::parse(settings.proxies.trusted);
  if (!trusted) return trusted.fault();
  auto inside = std::make_unique<Inside>(settings, application, std::move(*trusted));
  if (const Done opened = inside->open(); !opened) return opened.fault();
  return Server(std::move(inside));
}

std::uint16_t Server::port() const {
  return inside_->acceptor.local_endpoint().port();
}

void Server::run() {
  Inside& inside = *inside_;
  if (inside.shared.settings.stop_on_signals) {
    inside.signals.add(SIGINT);
    inside.signals.add(SIGTERM);
    asio::co_spawn(inside.context, inside.stop_on_signal(), asio::detached);
  }
  asio::co_spawn(inside.context, inside.accept_all(), [&inside](const std::exception_ptr& problem) {
    if (!problem) return;
    inside.shared.application.alarm("accepting connections ended, so the server stops: " + words_of(problem));
    inside.stop();
  });
  const auto run_until_stopped = [](asio::io_context& context) {
    const auto stay = asio::make_work_guard(context);
    context.run();
  };
  std::vector<std::thread> helpers;
  for (const auto& other : inside.others) helpers.emplace_back(run_until_stopped, std::ref(*other));
  run_until_stopped(inside.context);
  for (std::thread& helper : helpers) helper.join();
  inside.shared.waiting_room.close();
}

void Server::stop() {
  asio::post(inside_->context, [inside = inside_.get()] { inside->stop(); });
}

Done Server::reload(const TlsFiles& files) {
  if (!inside_->shared.tls.get()) return unusable("TLS", "the server was started without it; start it again");
  auto made = make_tls_context(files);
  if (!made) return made.fault();
  inside_->shared.tls.set(std::move(*made));
  return done();
}

}  // namespace presave::server::net
