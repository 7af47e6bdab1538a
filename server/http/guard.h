// The framing guard: reads the head of a request before the HTTP parser does, and refuses whatever two
// programs could read differently. A lenient proxy in front of a lenient server lets a hidden request
// through ("Transfer-Encoding: xchunked" is no body for one and a body for the other), so this server is
// strict where the parser behind it is not. Pure: bytes in, verdict out.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "server/http/message.h"

namespace presave::server::http {

/// How far the head has come.
struct HeadState {
  std::size_t length = 0;          ///< of the complete head with its empty line; 0 while incomplete
  std::optional<Problem> problem;  ///< set: refuse at once, and close the connection after it
};

/// Looks at all bytes received so far of one request. Says when the head is complete and acceptable.
HeadState check_head(std::string_view received);

}  // namespace presave::server::http
