// What stands before every callout endpoint: only callers who prove who they are reach it, within their
// scopes, with the bundle that decides for them.
#pragma once

#include "server/api/callout/operations.h"
#include "server/http/router.h"

namespace presave::server::api::callout {

/// The operation as a route's handler.
http::Handler guarded(Live& live, const Operation& operation);

/// True for a request that is let in or refused without waiting, and asks something brief: it needs no thread
/// of those that wait, which costs more than the decision.
bool at_once(const Live& live, const Operation& operation, const http::Request& request);

/// Everybody that the server knows, and what it signs access tokens with.
callers::Register register_of(const Setup& setup, const Live& live);
callers::Moment moment_of(const Live& live);

/// The refusal of a caller who was not let in, and a line for the log that says why.
http::Response denied(Live& live, const http::Request& request, const callers::Denied& denial);

}  // namespace presave::server::api::callout
