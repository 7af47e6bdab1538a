// TLS as this server speaks it: 1.2 and 1.3, forward secrecy, authenticated ciphers, HTTP/1.1 by ALPN.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <mutex>
#include <string>

#include "engine/base/result.h"
#include "server/http/message.h"
#include "server/net/server.h"

namespace presave::server::net {

using TlsContext = std::shared_ptr<boost::asio::ssl::context>;

/// Reads and checks the files. The fault names the file that is not usable.
Result<TlsContext> make_tls_context(const TlsFiles& files);

/// Puts the certificate that the client showed, if it did, into `peer`. Only after a handshake.
void identify(SSL* connection, http::Peer& peer);

/// The context that new connections get; it can be exchanged while they come.
class CurrentTls {
 public:
  TlsContext get() const {
    const std::scoped_lock lock(mutex_);
    return context_;
  }
  void set(TlsContext context) {
    const std::scoped_lock lock(mutex_);
    context_ = std::move(context);
  }

 private:
  mutable std::mutex mutex_;
  TlsContext context_;  // null: no TLS
};

}  // namespace presave::server::net
