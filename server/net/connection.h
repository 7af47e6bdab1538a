// One connection: reads requests one after the other, asks the application, writes the answers. A coroutine
// on one thread, so nothing here is locked.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <memory>
#include <stop_token>

#include "server/net/deadline.h"
#include "server/net/shared.h"
#include "server/net/stream.h"

namespace presave::server::net {

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  /// Owned by a shared_ptr. `shared` must outlive the connection.
  Connection(boost::asio::ip::tcp::socket socket, Shared& shared);

  /// Serves requests until the peer, an error, a timeout or draining ends it.
  boost::asio::awaitable<void> serve();
  /// Closes the connection if no request is under way. On the connection's thread.
  void close_if_idle();
  /// The time for draining is over: closes the connection, and tells a request that waits for others to stop.
  /// On the connection's thread.
  void give_up();
  boost::asio::any_io_executor executor() { return stream_.get_executor(); }

 private:
  struct Exchange;

  // Before the first request: who is there, and may they come in?
  boost::asio::awaitable<bool> greet(Doorkeeper::Ticket& ticket);
  boost::asio::awaitable<bool> hear_proxy(http::Address& address);
  boost::asio::awaitable<bool> secure();
  boost::asio::awaitable<void> turn_away(http::TurnedAway why);

  boost::asio::awaitable<bool> serve_one();
  boost::asio::awaitable<bool> read_head(Exchange& exchange);
  boost::asio::awaitable<bool> read_body(Exchange& exchange);
  boost::asio::awaitable<bool> promise_to_read(const Exchange& exchange);
  boost::asio::awaitable<bool> refuse(const Exchange& exchange, http::TurnedAway why,
                                      const http::Problem& problem);
  boost::asio::awaitable<bool> write(const Exchange& exchange, const http::Response& response);
  boost::asio::awaitable<bool> send(std::string_view head, std::string_view body);
  boost::asio::awaitable<void> close_politely();
  void introduce(http::Request& request) const;
  http::Response ask(const http::Request& request);
  boost::asio::awaitable<http::Response> ask_aside(http::Request& request);
  http::Response failed(const std::string& path, std::string_view why);
  boost::asio::awaitable<boost::system::error_code> receive(std::size_t most);
  void read_ahead();
  std::string_view received() const;

  Stream stream_;
  Deadline deadline_;
  Shared& shared_;
  Application& application_;
  const Settings& settings_;
  http::Peer peer_;                          // of the connection
  bool believed_ = false;                    // the peer is a trusted proxy: its headers count
  bool idle_ = true;                         // no request is under way
  boost::beast::flat_buffer buffer_;         // bytes received and not yet read; pipelined requests wait in it
  bool reading_ahead_ = false;               // into buffer_, which nobody else touches meanwhile
  boost::system::error_code read_error_;     // of reading ahead
  boost::asio::steady_timer read_;           // cancelled when reading ahead is over
  std::stop_source stop_{std::nostopstate};  // of the request that waits for others, if one does
  std::string head_;                         // of the answer
};

}  // namespace presave::server::net
