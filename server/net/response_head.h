// The text before an answer's body.
#pragma once

#include <string>

#include "server/http/message.h"

namespace presave::server::net {

/// What the connection adds to an answer.
struct Envelope {
  bool keep_alive = false;
  std::string_view request_id;  ///< empty: none
  bool strict_transport = false;
};

/// Status line, headers and the empty line, written over `text`. False when a header of the answer would say
/// something else on the wire than was meant (a line end in its value); then `text` is not to be sent.
bool write_head(const http::Response& response, const Envelope& envelope, std::string& text);

}  // namespace presave::server::net
