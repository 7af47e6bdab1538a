// The PROXY protocol, versions 1 and 2 (haproxy.org, proxy-protocol.txt): with it a proxy says, before
// anything else, for whom it speaks. Pure: bytes in, verdict out.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "server/http/networks.h"

namespace presave::server::http {

/// How far such a header has come.
struct ProxyHeader {
  enum class State { kIncomplete, kRefused, kComplete };
  State state = State::kIncomplete;
  std::size_t needed = 0;  ///< incomplete: so many bytes there must be before it is worth asking again
  std::optional<Address> address;  ///< complete: the client's; none where the proxy speaks for itself
};

/// Looks at all bytes received so far. As long as nobody reads past `needed`, none of what follows the header
/// is read. At most limits::kProxyHeaderBytes are taken.
ProxyHeader read_proxy_header(std::string_view received);

}  // namespace presave::server::http
