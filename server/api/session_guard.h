// What stands before every endpoint of a page: only a live session reaches it, with the bundle of its org.
#pragma once

#include <functional>
#include <string>

#include "server/api/live.h"
#include "server/http/router.h"

namespace presave::server::api {

/// What a request within a session works with, to its end.
struct Within {
  const Setup& setup;
  const ServedBundle& served;
  const canvas::LiveSession& session;
  std::string token;  ///< of the session
};

using SessionHandler = std::function<http::Response(const http::Request&, const Within&)>;

/// The cookie that carries the token where the setup wants it so; browsers know it as __Host-presave.
inline constexpr std::string_view kSessionCookie = "presave";
/// With the cookie, each request of the page says in this header which session it means: nobody else's page can
/// set it, and a page that was opened for another user before is not taken for this one.
inline constexpr std::string_view kSessionHeader = "X-Presave";

/// The session's token as the request carries it; empty when there is none, or it must not count.
std::string session_token(const Setup& setup, const http::Request& request);
/// The token in the cookie, whoever's page it comes from; empty when there is none.
std::string cookie_token(const http::Request& request);
/// Has the browser carry the token from now on, or none where it is empty.
void set_cookie_token(http::Response& response, std::string_view token);
/// What a page may know of a token that travels in a cookie: its name for kSessionHeader. Empty, which names none,
/// where there is no cryptography.
std::string session_name(std::string_view token);

/// Wraps a handler so that only pages with a live session reach it; others are answered 401.
http::Handler for_sessions(Live& live, SessionHandler handler);

}  // namespace presave::server::api
