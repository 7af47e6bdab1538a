#include "server/api/api.h"

#include "server/api/version.h"

namespace presave::server::api {
namespace {

constexpr std::string_view kJson = "application/json";

/// What the engine refuses is the client's mistake.
http::Response refusal(const Fault& fault) {
  const int status = fault.code == FaultCode::kTooLarge ? 413 : 400;
  std::string title(sentence(fault.code));
  title.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(title.front())));
  return http::problem({status, std::move(title), fault.detail, fault.where});
}

/// Who may talk to the embed: the same origins that may frame it. The page asks for them, to check every message.
std::string embed_document(const std::vector<std::string>& origins) {
  std::string list;
  for (const std::string& origin : origins) list += (list.empty() ? "" : ",") + http::json_text(origin);
  return R"({"allowedOrigins":[)" + list + "]}\n";
}

bool is_json(const http::Request& request) {
  std::string_view type = request.header("Content-Type");
  type = type.substr(0, type.find(';'));
  return http::same_token(type, kJson);
}

}  // namespace

Clocks Clocks::real() {
  return {[] { return std::chrono::steady_clock::now(); },
          [] {
            const auto now = std::chrono::system_clock::now().time_since_epoch();
            return std::int64_t{std::chrono::duration_cast<std::chrono::milliseconds>(now).count()};
          }};
}

Api::Api(Parts parts, Clocks clocks, std::function<void(std::string_view)> note)
    : parts_(std::move(parts)),
      clocks_(std::move(clocks)),
      note_(std::move(note)),
      bundle_tag_(http::entity_tag(*parts_.bundle_document)),
      policy_(parts_.frame_ancestors),
      router_(routes()) {
  parts_.files.add(std::string(kPageStylePath), kPageStyle);
  parts_.files.add("/embed.json", embed_document(parts_.frame_ancestors));
}

/// The one list of what the server answers.
std::vector<http::Route> Api::routes() {
  using http::Request;
  return {
      {"POST", "/canvas", [this](const Request& request) { return open_canvas(request); }},
      {"GET", "/canvas", [this](const Request& request) { return canvas_without_request(request); }},
      {"GET", "/api/bundle", for_sessions([this](const Request& request) { return bundle(request); })},
      {"POST", "/api/validate", for_sessions([this](const Request& request) { return validate(request); })},
      {"GET", "/healthz", [this](const Request&) { return health(); }},
      {"GET", "/*", [this](const Request& request) { return parts_.files.answer(request); }},
  };
}

http::Response Api::answer(const http::Request& request) {
  http::Response response = router_.answer(request);
  policy_.apply(response);
  return response;
}

http::Response Api::refuse(const http::Problem& problem) const {
  http::Response response = http::problem(problem);
  policy_.apply(response);
  return response;
}

/// Wraps a handler so that only pages with a live session reach it.
http::Handler Api::for_sessions(std::function<http::Response(const http::Request&)> handler) {
  return [this, handler = std::move(handler)](const http::Request& request) {
    const std::string_view token = canvas::bearer_token(request.header("Authorization"));
    if (request.count("Authorization") == 1 && sessions_.find(token, clocks_.steady()))
      return handler(request);
    http::Response response = http::problem(
        {401, "No session", "The session is missing, unknown or over. Open the app again from Salesforce.",
         "Authorization"});
    response.set("WWW-Authenticate", "Bearer");
    return response;
  };
}

http::Response Api::health() const {
  return http::json(200, R"({"status":"ok","version":)" + http::json_text(kVersion) +
                             ",\"bundle\":{\"name\":" + http::json_text(parts_.bundle.org().name) +
                             ",\"tag\":" + bundle_tag_ +
                             ",\"rules\":" + std::to_string(parts_.bundle.compiled_rules()) + "}}\n");
}

http::Response Api::bundle(const http::Request& request) const {
  http::Response response = http::if_changed(request, bundle_tag_, kJson, parts_.bundle_document);
  response.set("Cache-Control", "private, no-cache").set("Vary", "Authorization");
  return response;
}

http::Response Api::validate(const http::Request& request) const {
  if (!is_json(request)) {
    return http::problem({415, "Not JSON", "Send the request document as application/json.", "Content-Type"});
  }
  auto outcome = parts_.bundle.validate(request.body, clocks_.wall_ms());
  if (!outcome) return refusal(outcome.fault());
  return http::json(200, std::move(*outcome));
}

}  // namespace presave::server::api
