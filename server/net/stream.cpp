#include "server/net/stream.h"

#include "server/net/pch.h"

namespace presave::server::net {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr auto kTold = asio::as_tuple(asio::use_awaitable);

}  // namespace

asio::awaitable<error_code> Stream::secure(const TlsContext& context) {
  tls_.emplace(socket_, *context);
  const auto [error] = co_await tls_->async_handshake(asio::ssl::stream_base::server, kTold);
  co_return error;
}

asio::awaitable<void> Stream::end_sending() {
  error_code ignored;  // the peer may have gone already; there is nobody to tell
  if (tls_ && SSL_is_init_finished(tls_->native_handle())) {
    // Marked as heard, so that it is only said, and the peer's own farewell is not waited for.
    SSL_set_shutdown(tls_->native_handle(), SSL_RECEIVED_SHUTDOWN);
    co_await tls_->async_shutdown(kTold);
  }
  socket_.shutdown(Socket::shutdown_send, ignored);
}

void Stream::cancel() {
  error_code ignored;  // a socket that cannot be cancelled has nothing under way
  socket_.cancel(ignored);
}

void Stream::close() {
  error_code ignored;  // closing is the end of it either way
  socket_.close(ignored);
}

}  // namespace presave::server::net
