// Other origins' pages that may call /api/ (a Lightning page's fetch): each is on the setup's list, letter for
// letter. Never "*", never whatever origin asks, and never with cookies.
#pragma once

#include <optional>

#include "server/api/setup.h"
#include "server/http/message.h"

namespace presave::server::api {

/// The answer to a browser that asks beforehand; nothing where the request is no such question, or is not from an
/// origin of the list: the route then answers as to anybody.
std::optional<http::Response> preflight(const Setup& setup, const http::Request& request);
/// Lets the origin's page read the answer, where it is on the list.
void allow_origin(const Setup& setup, const http::Request& request, http::Response& response);

}  // namespace presave::server::api
