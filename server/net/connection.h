// One connection: reads requests one after the other, asks the application, writes the answers. A coroutine
// on the connection's own strand, so nothing here is locked.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <memory>
#include <stop_token>

#include "server/net/server.h"
#include "server/net/waiting_room.h"

namespace presave::server::net {

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  /// Owned by a shared_ptr. All references must outlive the connection. `draining` true: finish the request
  /// under way and close.
  Connection(boost::asio::ip::tcp::socket socket, Application& application, const Settings& settings,
             WaitingRoom& waiting_room, const std::atomic<bool>& draining);

  /// Serves requests until the peer, an error, a timeout or draining ends it.
  boost::asio::awaitable<void> serve();
  /// Tells the peer that there are too many connections, and closes.
  boost::asio::awaitable<void> turn_away();
  /// Closes the connection if no request is under way. On the connection's strand.
  void close_if_idle();
  /// The time for draining is over: closes the connection, and tells a request that waits for others to stop.
  /// On the connection's strand.
  void give_up();
  boost::asio::any_io_executor executor() { return socket_.get_executor(); }

 private:
  struct Exchange;

  boost::asio::awaitable<bool> serve_one();
  boost::asio::awaitable<bool> read_head(Exchange& exchange);
  boost::asio::awaitable<bool> read_body(Exchange& exchange);
  boost::asio::awaitable<bool> promise_to_read(const Exchange& exchange);
  boost::asio::awaitable<bool> refuse(const Exchange& exchange, const http::Problem& problem);
  boost::asio::awaitable<bool> write(const Exchange& exchange, const http::Response& response);
  boost::asio::awaitable<void> close_politely();
  http::Response ask(const http::Request& request);
  boost::asio::awaitable<http::Response> ask_aside(http::Request& request);
  boost::asio::awaitable<boost::system::error_code> receive();
  void read_more();
  void give(std::chrono::milliseconds time);
  void await_deadline();

  boost::asio::ip::tcp::socket socket_;
  boost::asio::steady_timer deadline_;
  bool late_ = false;                 // the time given for what is under way is over
  boost::beast::flat_buffer buffer_;  // bytes received and not yet read; pipelined requests wait in it
  bool reading_ = false;              // into buffer_, which nobody else touches meanwhile
  boost::system::error_code read_error_;
  boost::asio::steady_timer read_;  // cancelled when reading is over
  std::stop_source stop_{std::nostopstate};  // of the request that waits for others, if one does
  Application& application_;
  const Settings& settings_;
  WaitingRoom& waiting_room_;
  const std::atomic<bool>& draining_;
  bool idle_ = true;
};

}  // namespace presave::server::net
