// The names that requests have in logs: X-Request-Id and W3C's traceparent.
#pragma once

#include <string>
#include <string_view>

#include "server/http/message.h"

namespace presave::server::http {

/// 128 random bits as 32 hexadecimal digits. Unlike any other, but no secret.
std::string new_request_id();

/// True for what may stand in a log line: 8 to 128 letters, digits and "-_.:=+/".
bool is_request_id(std::string_view text);

/// Takes traceparent and tracestate out of the request unless there is exactly one traceparent and it is
/// well-formed (version 00: "00-" 32 digits "-" 16 digits "-" 2 digits, neither id all zeros).
void keep_trace_if_well_formed(Request& request);

/// The trace that such a request is part of: 32 hexadecimal digits; empty where it has none.
std::string_view trace_of(const Request& request);

}  // namespace presave::server::http
