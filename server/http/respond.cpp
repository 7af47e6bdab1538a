#include "server/http/respond.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace presave::server::http {
namespace {

Response with_body(int status, std::string_view type, std::string body) {
  Response response;
  response.status = status;
  response.body = std::make_shared<const std::string>(std::move(body));
  response.set("Content-Type", std::string(type)).set("Cache-Control", "no-store");
  return response;
}

// Everything comes from this server, and no script or style stands in a page itself. WebAssembly needs its
// own word. Pages talk to their parent by postMessage, which no directive restricts.
constexpr std::string_view kContentPolicy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors";

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kFixedHeaders = {{
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
}};

bool is_host(std::string_view host) {
  if (host.substr(0, 2) == "*.") host.remove_prefix(2);
  return !host.empty() && host.front() != '.' && host.back() != '.' &&
         std::all_of(host.begin(), host.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                  c == '-';
         });
}

bool is_port(std::string_view port) {
  return !port.empty() && port.size() <= 5 && port.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

Response json(int status, std::string document) {
  return with_body(status, "application/json", std::move(document));
}

Response problem(const Problem& problem) {
  std::string body = R"({"type":"about:blank","title":)" + json_text(problem.title) +
                     ",\"status\":" + std::to_string(problem.status) +
                     ",\"detail\":" + json_text(problem.detail);
  if (!problem.where.empty()) body += ",\"where\":" + json_text(problem.where);
  body += "}\n";
  return with_body(problem.status, "application/problem+json", std::move(body));
}

Response html(int status, std::string page) {
  return with_body(status, "text/html; charset=utf-8", std::move(page));
}

std::string json_text(std::string_view text) {
  const bool plain = std::all_of(text.begin(), text.end(),
                                 [](char c) { return c >= ' ' && c < 127 && c != '"' && c != '\\'; });
  if (plain) return '"' + std::string(text) + '"';  // nearly always: names and ids
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string html_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string json_in_html(std::string_view document) {
  // In JSON '<' stands only inside strings, where \u003c is the same character; without it neither
  // "</script" nor "<!--" can end or change the element.
  std::string out;
  out.reserve(document.size() + 64);
  while (true) {
    const auto found = document.find('<');
    out += document.substr(0, found);
    if (found == std::string_view::npos) return out;
    out += "\\u003c";
    document.remove_prefix(found + 1);
  }
}

bool sends_json(const Request& request) {
  std::string_view type = request.header("Content-Type");
  type = type.substr(0, type.find(';'));
  while (!type.empty() && type.back() == ' ') type.remove_suffix(1);
  return same_token(type, "application/json");
}

bool wants_json(const Request& request) {
  const std::string_view accept = request.header("Accept");
  const auto json = accept.find("json");
  const auto page = accept.find("text/html");
  return json < page;  // named first; "not named" is past everything
}

std::string content_policy(const std::vector<std::string>& frame_ancestors) {
  std::string policy(kContentPolicy);
  for (const std::string& source : frame_ancestors) policy.append(" ").append(source);
  if (frame_ancestors.empty()) policy += " 'none'";
  return policy;
}

void SecurityPolicy::apply(Response& response) const {
  for (const auto& [name, value] : kFixedHeaders) response.set(name, std::string(value));
  if (response.header("Content-Security-Policy").empty()) {
    response.set("Content-Security-Policy", content_security_policy_);
  }
}

bool is_frame_source(std::string_view text) {
  if (text.substr(0, 8) == "https://") {
    text.remove_prefix(8);
  } else if (text.substr(0, 7) == "http://") {
    text.remove_prefix(7);
  } else {
    return false;
  }
  const auto colon = text.find(':');
  return is_host(text.substr(0, colon)) &&
         (colon == std::string_view::npos || is_port(text.substr(colon + 1)));
}

}  // namespace presave::server::http
