// What a proxy says in headers about the client behind it: X-Forwarded-For and -Proto, or Forwarded (RFC
// 7239). Anybody can send these, so only what trusted proxies wrote counts: read from the right, no further
// than the first address that is not a trusted proxy's.
#pragma once

#include "server/http/message.h"
#include "server/http/networks.h"

namespace presave::server::http {

/// Which headers the trusted proxies write. Exactly one kind: a proxy passes on the other kind as it came.
enum class ForwardedHeaders { kNone, kXForwarded, kForwarded };

/// The client, where `peer` is the trusted proxy at the other end of the connection.
Peer forwarded_peer(const Request& request, ForwardedHeaders headers, const Networks& trusted, Peer peer);

}  // namespace presave::server::http
