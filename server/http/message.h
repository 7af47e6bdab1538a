// A request and a response as plain data. The rooms above the network (canvas, api) and their tests see only
// these; which library reads and writes the bytes is known to server/net alone.
#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace presave::server::http {

using Header = std::pair<std::string, std::string>;

/// True when two header names or tokens are the same name; ASCII letter case does not count.
bool same_token(std::string_view a, std::string_view b);

/// The value of the first header of that name; empty when there is none.
std::string_view find_header(const std::vector<Header>& headers, std::string_view name);

/// Who is at the other end of the connection, as far as the network can vouch for it.
struct Peer {
  std::string address;           ///< numeric; behind a trusted proxy the address that the proxy names
  bool secure = false;           ///< TLS, here or at a trusted proxy
  std::string certificate;       ///< SHA-256 of the client certificate that was verified, lower-case hex; else empty
  std::string certificate_name;  ///< that certificate's subject common name
};

/// A request whose framing the guard has accepted, with its whole body.
struct Request {
  std::string method;  ///< as sent: "GET"
  std::string path;    ///< the target up to '?', not decoded
  std::string query;   ///< the target after '?', not decoded
  std::vector<Header> headers;
  std::string body;
  Peer peer;
  std::string id;        ///< names this request in the log and in the answer's X-Request-Id
  std::stop_token stop;  ///< asked to stop: nobody waits for the answer any more

  /// The first header of that name; empty when there is none.
  std::string_view header(std::string_view name) const;
  /// How many headers of that name there are.
  std::size_t count(std::string_view name) const;
};

/// What is sent back. The body is shared, so that files and the bundle are never copied for a request.
struct Response {
  int status = 200;
  std::vector<Header> headers;
  std::shared_ptr<const std::string> body = std::make_shared<const std::string>();

  /// Sets a header, in place of one of the same name.
  Response& set(std::string_view name, std::string value);
  std::string_view header(std::string_view name) const;
};

/// One refusal for a program to read. All text is ours, or is safe to repeat.
struct Problem {
  int status = 400;
  std::string title{};
  std::string detail{};  ///< what is wrong and what to do
  std::string where{};   ///< JSON pointer, header or field name; empty when there is no place
};

}  // namespace presave::server::http
