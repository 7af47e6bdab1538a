#include "server/net/connection.h"

#include <array>
#include <ctime>
#include <exception>

#include "server/net/pch.h"

namespace presave::server::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace beast_http = boost::beast::http;
using Clock = std::chrono::steady_clock;
using boost::system::error_code;

constexpr auto kTold = asio::as_tuple(asio::use_awaitable);  // errors come back as values
constexpr std::size_t kReadBytes = 8u << 10;                 // asked of the socket at once
constexpr std::chrono::milliseconds kCancelAgain{50};
constexpr std::chrono::milliseconds kFarewell{2000};  // for a peer to close after our last answer

std::string text_of(beast::string_view text) {
  return {text.data(), text.size()};
}

/// The request as plain data, but for its body, which has not been read yet.
http::Request head_of(const beast_http::request<beast_http::string_body>& message) {
  http::Request request;
  request.method = text_of(message.method_string());
  const std::string target = text_of(message.target());
  const auto question = target.find('?');
  request.path = target.substr(0, question);
  if (question != std::string::npos) request.query = target.substr(question + 1);
  for (const auto& field : message) {
    request.headers.emplace_back(text_of(field.name_string()), text_of(field.value()));
  }
  return request;
}

http::Problem timed_out() {
  return {408, "Request timeout", "The request did not arrive in time. Send it again on a new connection."};
}

/// What the parser says about a body that it does not read.
http::Problem problem_of(error_code error) {
  if (error == beast_http::error::body_limit) {
    return {413, "Body too large", "A body may have " + std::to_string(limits::kBodyBytes) + " bytes."};
  }
  return {400, "Bad request", "The request is not HTTP/1.1: " + error.message() + "."};
}

/// The time as RFC 9110 wants it: "Mon, 23 Nov 2026 12:00:00 GMT".
std::string http_date() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

/// True when the peer has gone, so that nobody is left to be told anything.
bool peer_is_gone(error_code error) {
  return error == asio::error::eof || error == asio::error::connection_reset ||
         error == asio::error::operation_aborted || error == beast_http::error::end_of_stream ||
         error == beast_http::error::partial_message;
}

}  // namespace

/// One request and what is known of it so far.
struct Connection::Exchange {
  Exchange() {
    parser.header_limit(limits::kHeadBytes);
    parser.body_limit(limits::kBodyBytes);
  }

  beast_http::request_parser<beast_http::string_body> parser;
  http::Request request;
  bool keep_alive = false;
  Clock::time_point started = Clock::now();
};

Connection::Connection(asio::ip::tcp::socket socket, Application& application, const Settings& settings,
                       WaitingRoom& waiting_room, const std::atomic<bool>& draining)
    : socket_(std::move(socket)),
      deadline_(socket_.get_executor()),
      read_(socket_.get_executor(), Clock::time_point::max()),
      application_(application),
      settings_(settings),
      waiting_room_(waiting_room),
      draining_(draining) {}

void Connection::close_if_idle() {
  error_code ignored;  // closing is the end of it either way
  if (idle_) socket_.close(ignored);
}

void Connection::give_up() {
  stop_.request_stop();
  error_code ignored;  // closing is the end of it either way
  socket_.close(ignored);
}

/// Starts reading into the buffer. The connection lives until this is over.
void Connection::read_more() {
  reading_ = true;
  socket_.async_read_some(buffer_.prepare(kReadBytes), [self = shared_from_this()](error_code error, std::size_t count) {
    self->buffer_.commit(count);
    self->read_error_ = error;
    self->reading_ = false;
    if (error) self->stop_.request_stop();
    self->read_.cancel();
  });
}

/// Waits for more bytes in the buffer.
asio::awaitable<error_code> Connection::receive() {
  if (reading_) {
    while (reading_) co_await read_.async_wait(kTold);
    co_return read_error_;
  }
  const auto [error, count] = co_await socket_.async_read_some(buffer_.prepare(kReadBytes), kTold);
  buffer_.commit(count);
  co_return error;
}

/// From now on, what is under way may take so long; then it is cancelled and `late_` says so.
void Connection::give(std::chrono::milliseconds time) {
  late_ = false;
  deadline_.expires_after(time);
  await_deadline();
}

void Connection::await_deadline() {
  deadline_.async_wait([watched = weak_from_this()](error_code error) {
    const auto self = watched.lock();
    if (error || !self || self->deadline_.expiry() > Clock::now()) return;
    self->late_ = true;
    error_code ignored;  // a socket that cannot be cancelled has nothing under way
    self->socket_.cancel(ignored);
    // Cancelling misses an operation that has just finished and goes on with a next step: cancel again.
    self->deadline_.expires_after(kCancelAgain);
    self->await_deadline();
  });
}

asio::awaitable<void> Connection::serve() {
  while (!draining_) {
    const bool goes_on = co_await serve_one();  // g++ 12 miscompiles this inside the condition
    if (!goes_on) break;
  }
  co_await close_politely();
}

asio::awaitable<void> Connection::turn_away() {
  const Exchange nothing;
  const http::Problem busy{503, "Too many connections", "The server is busy. Try again in a moment."};
  co_await refuse(nothing, busy);
  co_await close_politely();
}

/// One request and its answer; false ends the connection.
asio::awaitable<bool> Connection::serve_one() {
  Exchange exchange;
  if (!co_await read_head(exchange)) co_return false;
  if (!co_await promise_to_read(exchange)) co_return false;
  if (!co_await read_body(exchange)) co_return false;
  exchange.keep_alive = exchange.parser.keep_alive() && !draining_;
  exchange.request.body = std::move(exchange.parser.get().body());
  http::Response response;
  if (application_.waits(exchange.request)) {
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
  give(idle_ ? settings_.idle : settings_.head);
  exchange.started = Clock::now();
  http::HeadState head;
  while (true) {
    head = http::check_head({static_cast<const char*>(buffer_.data().data()), buffer_.size()});
    if (head.problem) co_return co_await refuse(exchange, *head.problem);
    if (head.length > 0) break;
    const error_code error = co_await receive();
    if (error && late_ && !idle_) head.problem = timed_out();
    if (head.problem) co_return co_await refuse(exchange, *head.problem);
    if (error) co_return false;
    if (!idle_) continue;
    idle_ = false;
    exchange.started = Clock::now();
    give(settings_.head);
  }
  idle_ = false;
  error_code error;
  buffer_.consume(exchange.parser.put(asio::buffer(buffer_.data(), head.length), error));
  exchange.request = head_of(exchange.parser.get());
  if (!error) co_return true;
  const http::Problem problem = problem_of(error);
  co_return co_await refuse(exchange, problem);
}

/// A client that asked first ("Expect: 100-continue") is told to send the body.
asio::awaitable<bool> Connection::promise_to_read(const Exchange& exchange) {
  const std::string_view expectation = exchange.request.header("Expect");
  if (expectation.empty()) co_return true;
  if (!http::same_token(expectation, "100-continue")) {
    const http::Problem unknown{417, "Expectation failed", "The only expectation known is 100-continue."};
    co_return co_await refuse(exchange, unknown);
  }
  if (exchange.parser.is_done() || buffer_.size() > 0) co_return true;
  static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
  give(settings_.write);
  const auto [error, count] = co_await asio::async_write(socket_, asio::buffer(kContinue), kTold);
  co_return !error;
}

asio::awaitable<bool> Connection::read_body(Exchange& exchange) {
  if (exchange.parser.is_done()) co_return true;
  give(settings_.body);
  const auto [error, count] = co_await beast_http::async_read(socket_, buffer_, exchange.parser, kTold);
  if (!error) co_return true;
  if (peer_is_gone(error) && !late_) co_return false;
  const http::Problem problem = late_ ? timed_out() : problem_of(error);
  co_return co_await refuse(exchange, problem);
}

/// Answers and gives false: the connection is not to be trusted with another request.
asio::awaitable<bool> Connection::refuse(const Exchange& exchange, const http::Problem& problem) {
  const http::Response response = application_.refuse(problem);
  co_await write(exchange, response);
  co_return false;
}

http::Response Connection::ask(const http::Request& request) {
  try {
    return application_.answer(request);
  } catch (const std::exception& error) {
    application_.alarm(std::string("answering ") + request.path + ": " + error.what());
    return application_.refuse(
        {500, "Internal error", "The server failed on this request. Its log says more."});
  }
}

/// Asks on a thread of the waiting room. Meanwhile the connection listens: whoever goes away is told of by `stop`.
/// It reads no further than one buffer ahead, and not at all where the next request has arrived already.
asio::awaitable<http::Response> Connection::ask_aside(http::Request& request) {
  const WaitingRoom::Place place(waiting_room_);
  if (!place.is_taken()) {
    http::Response busy =
        application_.refuse({503, "Too many requests wait", "The server is busy. Try again in a moment."});
    co_return busy.set("Retry-After", "1");
  }
  stop_ = std::stop_source();
  request.stop = stop_.get_token();
  deadline_.cancel();  // the handler's own bounds count now
  if (buffer_.size() == 0) read_more();
  auto work = [this, &request]() -> asio::awaitable<http::Response> { co_return ask(request); };
  auto [problem, response] = co_await asio::co_spawn(waiting_room_.executor(), std::move(work), kTold);
  stop_ = std::stop_source(std::nostopstate);
  if (problem) std::rethrow_exception(problem);
  co_return std::move(response);
}

asio::awaitable<bool> Connection::write(const Exchange& exchange, const http::Response& response) {
  const std::string& body = *response.body;
  beast_http::response<beast_http::span_body<const char>> message;
  message.result(static_cast<unsigned>(response.status));
  message.version(11);
  message.set(beast_http::field::date, http_date());
  for (const auto& [name, value] : response.headers) message.insert(name, value);
  message.body() = beast::span<const char>(body.data(), body.size());
  message.keep_alive(exchange.keep_alive);
  if (response.status != 304) message.content_length(body.size());

  beast_http::response_serializer<beast_http::span_body<const char>> serializer(message);
  const bool head_only = exchange.request.method == "HEAD" || response.status == 304;
  give(settings_.write);
  error_code error;
  if (head_only) {
    error = std::get<0>(co_await beast_http::async_write_header(socket_, serializer, kTold));
  } else {
    error = std::get<0>(co_await beast_http::async_write(socket_, serializer, kTold));
  }
  application_.log({exchange.request.method, exchange.request.path, response.status,
                    std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - exchange.started)});
  co_return !error;
}

/// Ends sending first and reads what still comes, for a moment: closing at once would make the peer's
/// system throw away an answer (400, 413) that its program has not read yet.
asio::awaitable<void> Connection::close_politely() {
  idle_ = true;        // everything is answered: draining need not wait for this peer
  error_code ignored;  // the peer may have gone already; there is nobody to tell
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  give(std::min(settings_.head, kFarewell));
  std::size_t total = 0;
  while (!late_ && total < 4 * limits::kBodyBytes) {
    const error_code error = co_await receive();
    if (error) break;
    total += buffer_.size();
    buffer_.consume(buffer_.size());
  }
  deadline_.cancel();
  socket_.close(ignored);
}

}  // namespace presave::server::net
