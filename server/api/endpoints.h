// The groups of endpoints: each gives its rows of the server's table. Handlers are thin: they take a request
// apart, ask the room that knows, and put the answer together.
#pragma once

#include <vector>

#include "server/api/live.h"
#include "server/http/router.h"

namespace presave::server::api {

/// What Salesforce opens in the frame: /canvas.
std::vector<http::Route> canvas_routes(Live& live);
/// What a page with a live session asks: the bundle, a decision.
std::vector<http::Route> record_routes(Live& live);
/// What a page with a live session saves through the server.
std::vector<http::Route> save_routes(Live& live);
/// Signing in with Salesforce: /oauth/.
std::vector<http::Route> oauth_routes(Live& live);
/// What callouts ask: /v1/, access tokens.
std::vector<http::Route> callout_routes(Live& live);
/// Files of the web folder, and whether the server is well.
std::vector<http::Route> page_routes(Live& live);

}  // namespace presave::server::api
