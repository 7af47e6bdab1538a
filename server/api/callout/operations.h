// The operations of the callout endpoints, one row each: the routes and the OpenAPI document are made of the
// same list.
#pragma once

#include <span>
#include <string_view>

#include "server/api/live.h"
#include "server/callers/gate.h"
#include "server/http/message.h"

namespace presave::server::api::callout {

/// What an operation works with: a caller who was let in, and the rules that decide for it.
struct Question {
  const http::Request& request;
  const Setup& setup;
  const callers::Admitted& caller;
  const ServedBundle& served;
  Live& live;
};

/// A query, path or header parameter.
struct Parameter {
  std::string_view name;
  std::string_view in;  ///< "query", "path", "header"
  bool required = false;
  std::string_view description;
  std::string_view type = "string";
};

struct Operation {
  std::string_view method;
  std::string_view path;  ///< "/v1/requirements/{object}": a parameter of the path stands at its end
  std::string_view id;    ///< short and unique: what a flow's action is called
  std::string_view summary;
  std::string_view description;
  callers::Scope scope;
  std::string_view takes;  ///< schema of the body; empty: none
  std::string_view gives;  ///< schema of the answer
  std::span<const Parameter> parameters;
  http::Response (*answer)(const Question& question);
  bool brief = false;  ///< takes no longer than a page's own requests
};

std::span<const Operation> operations();

/// The bundles that a caller may use; the usual one first. Empty where none decides for its org.
std::vector<const ServedBundle*> bundles_of(const Setup& setup, const callers::Admitted& caller);

/// The media type in which programs speak to the engine itself: its own documents (docs/documents.md), in and
/// out.
inline constexpr std::string_view kEngineType = "application/vnd.presave+json";

/// The media type of a good answer to the request.
std::string_view answer_type(const http::Request& request);

}  // namespace presave::server::api::callout
