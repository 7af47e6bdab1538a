#include "server/net/response_head.h"

#include <algorithm>
#include <array>
#include <ctime>

#include "server/net/pch.h"

namespace presave::server::net {
namespace {

constexpr std::string_view kStrictTransport = "Strict-Transport-Security: max-age=31536000\r\n";  // a year
constexpr int kNotModified = 304;

/// The time as RFC 9110 wants it: "Mon, 23 Nov 2026 12:00:00 GMT". Written once a second and thread.
std::string_view http_date() {
  thread_local std::time_t written = -1;
  thread_local std::array<char, 32> text{};
  thread_local std::size_t length = 0;
  const std::time_t now = std::time(nullptr);
  if (now != written) {
    std::tm parts{};
    gmtime_r(&now, &parts);
    length = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    written = now;
  }
  return {text.data(), length};
}

bool is_one_line(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

void add(std::string& text, std::string_view name, std::string_view value) {
  text.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

bool write_head(const http::Response& response, const Envelope& envelope, std::string& text) {
  const auto reason = boost::beast::http::obsolete_reason(
      boost::beast::http::int_to_status(static_cast<unsigned>(response.status)));
  text.assign("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
  text.append(reason.data(), reason.size()).append("\r\n");
  add(text, "Date", http_date());
  for (const auto& [name, value] : response.headers) {
    if (!is_one_line(name) || !is_one_line(value)) return false;
    add(text, name, value);
  }
  if (!envelope.request_id.empty()) add(text, "X-Request-Id", envelope.request_id);
  if (envelope.strict_transport) text += kStrictTransport;
  if (!envelope.keep_alive) text += "Connection: close\r\n";
  if (response.status != kNotModified) add(text, "Content-Length", std::to_string(response.body->size()));
  text += "\r\n";
  return true;
}

}  // namespace presave::server::net
