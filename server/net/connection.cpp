#include "server/net/connection.h"

#include <algorithm>
#include <array>
#include <exception>

#include "server/http/request_id.h"
#include "server/net/head_reader.h"
#include "server/net/pch.h"
#include "server/net/response_head.h"

namespace presave::server::net {
namespace {

namespace asio = boost::asio;
namespace beast_http = boost::beast::http;
using Clock = std::chrono::steady_clock;
using boost::system::error_code;
using http::TurnedAway;

constexpr auto kTold = asio::as_tuple(asio::use_awaitable);  // errors come back as values
constexpr std::size_t kReadBytes = 8u << 10;                 // asked of the socket at once
constexpr std::size_t kReadBodyBytes = 64u << 10;            // the same, of a long body
constexpr std::chrono::milliseconds kFarewell{2000};         // for a peer to close after our last answer
constexpr const char* kRetryAfter = "1";                     // seconds

http::Problem timed_out() {
  return {408, "Request timeout", "The request did not arrive in time. Send it again on a new connection."};
}

/// What the parser says about a head that the guard has let through.
http::Problem problem_of(error_code error) {
  http::Problem problem;
  if (error == beast_http::error::body_limit) {
    problem.status = 413;
    problem.title = "Body too large";
    problem.detail = "A body may have " + std::to_string(limits::kBodyBytes) + " bytes.";
  } else {
    problem.title = "Bad request";
    problem.detail = "The request is not HTTP/1.1: " + error.message() + ".";
  }
  return problem;
}

/// Counts one up as long as it lives.
class Counted {
 public:
  explicit Counted(std::atomic<std::int64_t>& gauge) : gauge_(gauge) { ++gauge_; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;
  ~Counted() { --gauge_; }

 private:
  std::atomic<std::int64_t>& gauge_;
};

}  // namespace

/// One request and what is known of it so far.
struct Connection::Exchange {
  http::Request request;
  HeadReader reader{request};
  bool keep_alive = false;
  Clock::time_point started = Clock::now();
};

Connection::Connection(asio::ip::tcp::socket socket, Shared& shared)
    : stream_(std::move(socket)),
      deadline_(stream_),
      shared_(shared),
      application_(shared.application),
      settings_(shared.settings),
      read_(stream_.get_executor(), Clock::time_point::max()) {}

void Connection::close_if_idle() {
  if (idle_) stream_.close();
}

void Connection::give_up() {
  stop_.request_stop();
  stream_.close();
}

std::string_view Connection::received() const {
  return {static_cast<const char*>(buffer_.data().data()), buffer_.size()};
}

/// Starts reading into the empty buffer while something else goes on. The connection lives until this is
/// over.
void Connection::read_ahead() {
  reading_ahead_ = true;
  auto finish = [self = shared_from_this()](error_code error, std::size_t count) {
    self->buffer_.commit(count);
    self->shared_.traffic.bytes_in += count;
    self->read_error_ = error;
    self->reading_ahead_ = false;
    if (error) self->stop_.request_stop();
    self->read_.cancel();
  };
  stream_.async_read_some(buffer_.prepare(kReadBytes), std::move(finish));
}

/// Waits for more bytes in the buffer.
asio::awaitable<error_code> Connection::receive(std::size_t most) {
  if (reading_ahead_) {
    while (reading_ahead_) co_await read_.async_wait(kTold);
    co_return read_error_;
  }
  const auto [error, count] = co_await stream_.async_read_some(buffer_.prepare(most), kTold);
  buffer_.commit(count);
  shared_.traffic.bytes_in += count;
  co_return error;
}

asio::awaitable<void> Connection::serve() {
  Doorkeeper::Ticket ticket(shared_.door);
  const Counted open(shared_.traffic.open);
  ++shared_.traffic.accepted;
  deadline_.watch_for(weak_from_this());
  const bool welcome = co_await greet(ticket);
  while (welcome && !shared_.draining) {
    const bool goes_on = co_await serve_one();  // g++ 12 miscompiles this inside the condition
    if (!goes_on) break;
  }
  if (welcome) co_await close_politely();
  deadline_.end();
  stream_.close();
}

/// Says why nobody is served here. Not where TLS is spoken: a handshake costs more than an answer.
asio::awaitable<void> Connection::turn_away(TurnedAway why) {
  shared_.traffic.count(why);
  if (shared_.tls.get()) co_return;
  const Exchange nothing;
  http::Response busy =
      application_.refuse({503, "Too many connections", "The server is busy. Try again in a moment."});
  busy.set("Retry-After", kRetryAfter);
  co_await write(nothing, busy);
  co_await close_politely();
}

/// One request and its answer; false ends the connection.
asio::awaitable<bool> Connection::serve_one() {
  Exchange exchange;
  if (!co_await read_head(exchange)) co_return false;
  if (!co_await promise_to_read(exchange)) co_return false;
  if (!co_await read_body(exchange)) co_return false;
  exchange.keep_alive = exchange.reader.keep_alive() && !shared_.draining;
  ++shared_.traffic.requests;
  http::Response response;
  if (application_.waits(exchange.request)) {  // not as ?:, which g++ 12 miscompiles
    response = co_await ask_aside(exchange.request);
  } else {
    response = ask(exchange.request);
  }
  const bool written = co_await write(exchange, response);
  co_return written&& exchange.keep_alive;
}

/// Collects bytes until the guard has seen a whole head, then hands exactly these to the parser.
asio::awaitable<bool> Connection::read_head(Exchange& exchange) {
  idle_ = buffer_.size() == 0;
  if (idle_ && !reading_ahead_ && buffer_.capacity() > kReadBytes) buffer_.shrink_to_fit();
  deadline_.give(idle_ ? settings_.idle : settings_.head);
  http::HeadState head;
  while (true) {
    if (!idle_) head = http::check_head(received());
    if (head.problem) co_return co_await refuse(exchange, TurnedAway::kFraming, *head.problem);
    if (head.length > 0) break;
    const error_code error = co_await receive(kReadBytes);
    if (error && deadline_.late() && !idle_) {
      const http::Problem problem = timed_out();
      co_return co_await refuse(exchange, TurnedAway::kTooSlow, problem);
    }
    if (error) co_return false;
    if (!idle_) continue;
    idle_ = false;
    exchange.started = Clock::now();
    deadline_.give(settings_.head);
  }
  const error_code error = exchange.reader.read(received().substr(0, head.length));
  buffer_.consume(head.length);
  introduce(exchange.request);
  if (!error) co_return true;
  const http::Problem problem = problem_of(error);
  co_return co_await refuse(exchange, TurnedAway::kFraming, problem);
}

/// Who asks, and under which name the request is known. A trusted proxy has said both, or may have.
void Connection::introduce(http::Request& request) const {
  request.peer =
      believed_ ? http::forwarded_peer(request, settings_.proxies.headers, shared_.trusted, peer_) : peer_;
  const std::string_view told = believed_ ? request.header("X-Request-Id") : std::string_view();
  request.id = http::is_request_id(told) ? std::string(told) : http::new_request_id();
  http::keep_trace_if_well_formed(request);
}

/// A client that asked first ("Expect: 100-continue") is told to send the body.
asio::awaitable<bool> Connection::promise_to_read(const Exchange& exchange) {
  const std::string_view expectation = exchange.request.header("Expect");
  if (expectation.empty()) co_return true;
  if (!http::same_token(expectation, "100-continue")) {
    const http::Problem unknown{417, "Expectation failed", "The only expectation known is 100-continue."};
    co_return co_await refuse(exchange, TurnedAway::kFraming, unknown);
  }
  if (exchange.reader.body_bytes() == 0 || buffer_.size() > 0) co_return true;
  co_return co_await send("HTTP/1.1 100 Continue\r\n\r\n", {});
}

asio::awaitable<bool> Connection::read_body(Exchange& exchange) {
  const std::size_t length = exchange.reader.body_bytes();
  if (length == 0) co_return true;
  deadline_.give(settings_.body);
  std::string& body = exchange.request.body;
  body.reserve(std::min(length, kReadBodyBytes));  // what is announced is believed when it comes
  while (true) {
    const std::string_view part = received().substr(0, length - body.size());
    body.append(part);
    buffer_.consume(part.size());
    if (body.size() == length) co_return true;
    const error_code error = co_await receive(std::clamp(length - body.size(), kReadBytes, kReadBodyBytes));
    if (!error) continue;
    if (!deadline_.late()) co_return false;  // the peer has gone
    const http::Problem problem = timed_out();
    co_return co_await refuse(exchange, TurnedAway::kTooSlow, problem);
  }
}

/// Answers and gives false: the connection is not to be trusted with another request.
asio::awaitable<bool> Connection::refuse(const Exchange& exchange, TurnedAway why,
                                         const http::Problem& problem) {
  shared_.traffic.count(why);
  const http::Response response = application_.refuse(problem);
  co_await write(exchange, response);
  co_return false;
}

http::Response Connection::failed(const std::string& path, std::string_view why) {
  application_.alarm("answering " + path + ": " + std::string(why));
  return application_.refuse(
      {500, "Internal error", "The server failed on this request. Its log says more."});
}

http::Response Connection::ask(const http::Request& request) {
  try {
    return application_.answer(request);
  } catch (const std::exception& error) {
    return failed(request.path, error.what());
  }
}

/// Asks on a thread of the waiting room. Meanwhile the connection listens: whoever goes away is told of by
/// `stop`. It reads no further than one buffer ahead, and not at all where the next request has arrived
/// already.
asio::awaitable<http::Response> Connection::ask_aside(http::Request& request) {
  const WaitingRoom::Place place(shared_.waiting_room);
  if (!place.is_taken()) {
    shared_.traffic.count(TurnedAway::kWaitingRoom);
    http::Response busy =
        application_.refuse({503, "Too many requests wait", "The server is busy. Try again in a moment."});
    co_return busy.set("Retry-After", kRetryAfter);
  }
  const Counted waiting(shared_.traffic.waiting);
  stop_ = std::stop_source();
  request.stop = stop_.get_token();
  deadline_.lift();  // the handler has bounds of its own
  if (buffer_.size() == 0) read_ahead();
  auto work = [this, &request]() -> asio::awaitable<http::Response> { co_return ask(request); };
  auto [problem, response] = co_await asio::co_spawn(shared_.waiting_room.executor(), std::move(work), kTold);
  stop_ = std::stop_source(std::nostopstate);
  if (problem) std::rethrow_exception(problem);
  co_return std::move(response);
}

asio::awaitable<bool> Connection::write(const Exchange& exchange, const http::Response& response) {
  const http::Request& request = exchange.request;
  const Envelope envelope{exchange.keep_alive, request.id, request.peer.secure};
  std::shared_ptr<const std::string> body = response.body;
  int status = response.status;
  if (!write_head(response, envelope, head_)) {
    const http::Response instead = failed(request.path, "a header of the answer holds a line end");
    write_head(instead, envelope, head_);
    body = instead.body;
    status = instead.status;
  }
  const bool head_only = request.method == "HEAD" || status == 304;
  const bool sent = co_await send(head_, head_only ? std::string_view() : std::string_view(*body));
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - exchange.started);
  application_.log({request.method, request.path, request.id, http::trace_of(request),
                    request.peer.address.empty() ? peer_.address : request.peer.address, status, took});
  co_return sent;
}

/// Sends piece by piece, so that a slow peer may take long over a long answer, but not over one piece of it.
asio::awaitable<bool> Connection::send(std::string_view head, std::string_view body) {
  do {
    const std::string_view piece = body.substr(0, limits::kWriteBytes);
    body.remove_prefix(piece.size());
    const std::array<asio::const_buffer, 2> bytes = {asio::buffer(head), asio::buffer(piece)};
    deadline_.give(settings_.write);
    const auto [error, count] = co_await asio::async_write(stream_, bytes, kTold);
    shared_.traffic.bytes_out += count;
    if (error && deadline_.late()) shared_.traffic.count(TurnedAway::kTooSlow);
    if (error) co_return false;
    head = {};
  } while (!body.empty());
  co_return true;
}

/// Ends sending first and reads what still comes, for a moment: closing at once would make the peer's
/// system throw away an answer (400, 413) that its program has not read yet.
asio::awaitable<void> Connection::close_politely() {
  idle_ = true;  // everything is answered: draining need not wait for this peer
  if (reading_ahead_) stream_.cancel();
  while (reading_ahead_) co_await read_.async_wait(kTold);
  deadline_.give(std::min(settings_.head, kFarewell));
  co_await stream_.end_sending();
  std::array<char, kReadBytes> thrown_away;
  std::size_t total = 0;
  while (!deadline_.late() && total < 4 * limits::kBodyBytes) {
    const auto [error, count] = co_await stream_.socket().async_read_some(asio::buffer(thrown_away), kTold);
    if (error) break;
    total += count;
  }
}

}  // namespace presave::server::net
