// How answers are made: JSON, problem documents (RFC 9457), HTML pages, and the headers that every answer
// carries.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "server/http/message.h"

namespace presave::server::http {

Response json(int status, std::string document);
Response problem(const Problem& problem);
Response html(int status, std::string page);

/// A JSON string literal, quotes included; bytes that are not UTF-8 become U+FFFD.
std::string json_text(std::string_view text);
/// Text that can stand between HTML tags and in quoted attributes.
std::string html_text(std::string_view text);
/// A JSON document that can stand inside an HTML <script type="application/json"> element.
std::string json_in_html(std::string_view document);

/// True when the request says that its body is JSON.
bool sends_json(const Request& request);
/// True when the client would rather have JSON than a page.
bool wants_json(const Request& request);

/// The content policy of a page that these origins may frame, each checked by is_frame_source(); none: nobody
/// may.
std::string content_policy(const std::vector<std::string>& frame_ancestors);

/// The headers that keep a page inside its bounds: the same for every answer of one server.
class SecurityPolicy {
 public:
  /// `frame_ancestors`: as of content_policy().
  explicit SecurityPolicy(const std::vector<std::string>& frame_ancestors)
      : content_security_policy_(content_policy(frame_ancestors)) {}
  /// A narrower content policy that the answer already has stays.
  void apply(Response& response) const;

 private:
  std::string content_security_policy_;
};

/// True for "https://host", "https://*.host", "http://host:8211": what may stand in frame-ancestors.
bool is_frame_source(std::string_view text);

}  // namespace presave::server::http
