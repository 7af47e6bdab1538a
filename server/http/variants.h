// One document in several encodings (br, gzip, as it is), each with an entity tag of its own; which one is sent is
// for the client to say. Compressed once, never for a request.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/message.h"

namespace presave::server::http {

class Variants {
 public:
  /// The document as it is.
  explicit Variants(std::string content);
  /// With a gzip variant, if that is smaller.
  static Variants with_gzip(std::string content);

  /// Adds one that was made before: `encoding` is "br" or "gzip". Later ones are liked less.
  void add(std::string_view encoding, std::string content);

  const std::shared_ptr<const std::string>& content() const { return plain_.content; }
  const std::string& tag() const { return plain_.tag; }
  /// 200 with the variant that the client takes, or 304 where it has it already.
  Response answer(const Request& request, std::string_view content_type) const;

 private:
  struct Variant {
    std::string_view encoding;  // empty: as it is
    std::shared_ptr<const std::string> content;
    std::string tag;
  };
  const Variant& chosen(const Request& request) const;

  Variant plain_;
  std::vector<Variant> encoded_;
};

/// True when an Accept-Encoding header lets the server send this encoding: named with a weight above zero, or
/// covered by "*".
bool accepts_encoding(std::string_view accept_encoding, std::string_view encoding);

/// Compressed as gzip; empty when zlib cannot (out of memory).
std::string gzip(std::string_view content);

}  // namespace presave::server::http
