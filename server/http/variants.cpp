#include "server/http/variants.h"

#include <zlib.h>

#include <limits>
#include <optional>

#include "server/http/static_files.h"

namespace presave::server::http {
namespace {

constexpr int kGzipWindow = 15 + 16;  // the largest window, and gzip's envelope instead of zlib's
constexpr int kMemory = 8;            // zlib's default

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// "q=0", "q=0.0", "q=0.000"
bool is_refusal(std::string_view weight) {
  weight = trim(weight);
  return weight.size() >= 3 && (weight[0] == 'q' || weight[0] == 'Q') && weight[1] == '=' &&
         weight.substr(2).find_first_not_of("0.") == std::string_view::npos;
}

std::shared_ptr<const std::string> shared(std::string content) {
  return std::make_shared<const std::string>(std::move(content));
}

}  // namespace

bool accepts_encoding(std::string_view accept_encoding, std::string_view encoding) {
  std::optional<bool> star;
  while (!accept_encoding.empty()) {
    const auto comma = accept_encoding.find(',');
    const std::string_view item = accept_encoding.substr(0, comma);
    accept_encoding.remove_prefix(comma == std::string_view::npos ? accept_encoding.size() : comma + 1);
    const auto semicolon = item.find(';');
    const bool wanted = semicolon == std::string_view::npos || !is_refusal(item.substr(semicolon + 1));
    const std::string_view name = trim(item.substr(0, semicolon));
    if (same_token(name, encoding)) return wanted;
    if (name == "*") star = wanted;
  }
  return star.value_or(false);
}

std::string gzip(std::string_view content) {
  z_stream stream{};
  if (content.size() > std::numeric_limits<uInt>::max() / 2) return {};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY) != Z_OK)
    return {};
  std::string out(deflateBound(&stream, static_cast<uLong>(content.size())), '\0');
  stream.next_in = reinterpret_cast<z_const Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool finished = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(finished ? stream.total_out : 0);
  deflateEnd(&stream);
  return out;
}

Variants::Variants(std::string content) {
  plain_.tag = entity_tag(content);
  plain_.content = shared(std::move(content));
}

Variants Variants::with_gzip(std::string content) {
  std::string compressed = gzip(content);
  Variants variants(std::move(content));
  if (!compressed.empty() && compressed.size() < variants.content()->size()) {
    variants.add("gzip", std::move(compressed));
  }
  return variants;
}

void Variants::add(std::string_view encoding, std::string content) {
  std::string tag = entity_tag(content);
  encoded_.push_back({encoding == "br" ? "br" : "gzip", shared(std::move(content)), std::move(tag)});
}

const Variants::Variant& Variants::chosen(const Request& request) const {
  const std::string_view accepted = request.header("Accept-Encoding");
  for (const Variant& variant : encoded_) {
    if (accepts_encoding(accepted, variant.encoding)) return variant;
  }
  return plain_;
}

Response Variants::answer(const Request& request, std::string_view content_type) const {
  const Variant& variant = chosen(request);
  Response response = if_changed(request, variant.tag, content_type, variant.content);
  if (!encoded_.empty()) response.set("Vary", "Accept-Encoding");
  if (!variant.encoding.empty()) response.set("Content-Encoding", std::string(variant.encoding));
  return response;
}

}  // namespace presave::server::http
