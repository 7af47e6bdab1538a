#include "server/http/guard.h"

#include <algorithm>

#include "server/http/limits.h"

namespace presave::server::http {
namespace {

constexpr std::string_view kEndOfHead = "\r\n\r\n";

Problem bad(std::string detail) {
  return {400, "Bad request", std::move(detail)};
}

/// RFC 9110 "tchar": what methods and header names are made of.
bool is_token_char(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_char);
}

bool is_visible(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

/// Header values: visible characters, spaces, tabs and bytes past ASCII, but no other control characters.
bool is_field_value(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7F;
  });
}

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Every line end of a head is CR LF. A lone CR or LF is a line end for some programs and not for others.
bool has_lone_line_end(std::string_view head) {
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (head[i] == '\n' && (i == 0 || head[i - 1] != '\r')) return true;
    if (head[i] == '\r' && i + 1 < head.size() && head[i + 1] != '\n') return true;
  }
  return false;
}

/// Takes the next line off the head, without its line end.
std::string_view take_line(std::string_view& rest) {
  const auto end = rest.find("\r\n");
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end + 2);
  return line;
}

/// What the headers say about where the body ends and whom the request is for.
struct Framing {
  bool old_version = false;  // HTTP/1.0
  std::size_t hosts = 0;
  std::size_t lengths = 0;
};

std::optional<Problem> check_request_line(std::string_view line, Framing& framing) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last)
    return bad("The request line is not METHOD TARGET VERSION.");
  const std::string_view target = line.substr(first + 1, last - first - 1);
  const std::string_view version = line.substr(last + 1);
  if (!is_token(line.substr(0, first))) return bad("The method is not a token.");
  if (!is_visible(target)) return bad("The target holds characters that must be percent-encoded.");
  if (target.empty() || target.front() != '/') return bad("The target must begin with '/'.");
  if (version.substr(0, 5) != "HTTP/") return bad("The request line does not end with an HTTP version.");
  if (version != "HTTP/1.1" && version != "HTTP/1.0") {
    return Problem{505, "HTTP version not supported", "This server speaks HTTP/1.1."};
  }
  framing.old_version = version == "HTTP/1.0";
  return std::nullopt;
}

std::optional<Problem> check_framing_header(std::string_view name, std::string_view value, Framing& framing) {
  if (same_token(name, "Host")) {
    ++framing.hosts;
    if (value.empty() || !is_visible(value) || value.find_first_of("/,@\\?#") != std::string_view::npos) {
      return bad("The Host header is not a host.");
    }
  } else if (same_token(name, "Content-Length")) {
    ++framing.lengths;
    const bool digits = !value.empty() && value.find_first_not_of("0123456789") == std::string_view::npos;
    if (!digits) return bad("Content-Length must be decimal digits.");
    if (value.size() > 18) return Problem{413, "Body too large", "Content-Length has more than 18 digits."};
  } else if (same_token(name, "Transfer-Encoding")) {
    // Chunks have line ends, extensions and trailers of their own for two programs to disagree on, and the
    // parser behind this guard does not bound them. No client of this server needs them.
    return Problem{501, "Transfer encoding not supported", "Send the body whole, with Content-Length."};
  }
  return std::nullopt;
}

std::optional<Problem> check_header(std::string_view line, Framing& framing) {
  if (line.front() == ' ' || line.front() == '\t') return bad("A header goes on over a second line.");
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
    return bad("A header line is not NAME: VALUE.");
  }
  const std::string_view value = trim(line.substr(colon + 1));
  if (!is_field_value(value)) return bad("A header value holds a control character.");
  return check_framing_header(line.substr(0, colon), value, framing);
}

std::optional<Problem> check_together(const Framing& framing) {
  if (framing.hosts > 1 || (framing.hosts == 0 && !framing.old_version)) {
    return bad("Exactly one Host header is needed.");
  }
  if (framing.lengths > 1) return bad("Content-Length is given twice.");
  return std::nullopt;
}

std::optional<Problem> check_complete_head(std::string_view head) {
  Framing framing;
  std::string_view rest = head;
  if (auto problem = check_request_line(take_line(rest), framing)) return problem;
  std::size_t headers = 0;
  while (rest.size() > 2) {
    if (++headers > limits::kHeaders) {
      return Problem{431, "Too many headers",
                     "At most " + std::to_string(limits::kHeaders) + " headers are read."};
    }
    if (auto problem = check_header(take_line(rest), framing)) return problem;
  }
  return check_together(framing);
}

}  // namespace

HeadState check_head(std::string_view received) {
  const auto end = received.find(kEndOfHead);
  const bool complete = end != std::string_view::npos;
  const std::size_t length = complete ? end + kEndOfHead.size() : 0;
  const std::string_view head = complete ? received.substr(0, length) : received;
  if (head.size() > limits::kHeadBytes) {
    return {0, Problem{431, "Headers too large",
                       "Request line and headers may have " + std::to_string(limits::kHeadBytes) +
                           " bytes together."}};
  }
  if (has_lone_line_end(head)) return {0, bad("Lines of the head must end with CR LF.")};
  if (!complete) return {};
  if (auto problem = check_complete_head(head)) return {0, std::move(problem)};
  return {length, std::nullopt};
}

}  // namespace presave::server::http
