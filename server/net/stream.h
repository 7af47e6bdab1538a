// The bytes of one connection, plain or through TLS: the only place that knows which of the two it is.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <optional>

#include "server/net/tls.h"

namespace presave::server::net {

/// What Asio calls an AsyncReadStream and AsyncWriteStream.
class Stream {
 public:
  using Socket = boost::asio::ip::tcp::socket;
  using executor_type = Socket::executor_type;

  explicit Stream(Socket socket) : socket_(std::move(socket)) {}

  executor_type get_executor() { return socket_.get_executor(); }
  /// The socket itself, for what comes before TLS.
  Socket& socket() { return socket_; }

  /// Speaks TLS from now on, as the server.
  boost::asio::awaitable<boost::system::error_code> secure(const TlsContext& context);
  /// Null as long as the stream is plain.
  SSL* tls() { return tls_ ? tls_->native_handle() : nullptr; }

  template <class Buffers, class Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    return tls_ ? tls_->async_read_some(buffers, std::forward<Token>(token))
                : socket_.async_read_some(buffers, std::forward<Token>(token));
  }
  template <class Buffers, class Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    return tls_ ? tls_->async_write_some(buffers, std::forward<Token>(token))
                : socket_.async_write_some(buffers, std::forward<Token>(token));
  }

  /// Says that nothing more will be sent. What the peer still sends can be read from socket() only.
  boost::asio::awaitable<void> end_sending();
  /// What is under way ends with an error.
  void cancel();
  void close();

 private:
  Socket socket_;
  std::optional<boost::asio::ssl::stream<Socket&>> tls_;
};

}  // namespace presave::server::net
