#include "server/jose/jws.h"

#include "engine/bundle/json_reader.h"
#include "server/crypto/base64.h"
#include "server/http/limits.h"

namespace presave::server::jose {
namespace {

Fault misshaped(std::string detail) {
  return {FaultCode::kWrongShape, "token", std::move(detail)};
}

/// Base64url without padding, as JWS has it: the standard alphabet and '=' are refused.
std::optional<std::string> decode(std::string_view text) {
  if (text.find_first_of("+/=") != std::string_view::npos) return std::nullopt;
  return crypto::decode_base64(text);
}

/// A text of the header; nothing when it is there and no text, or too long.
std::optional<std::string> header_text(const json::Node& header, std::string_view name) {
  const json::Node* found = header.find(name);
  if (!found) return std::string();
  const std::string_view* text = found->text();
  if (!text || text->size() > limits::kClaimBytes) return std::nullopt;
  return std::string(*text);
}

Done read_header(std::string_view encoded, Unproved& token) {
  const auto text = decode(encoded);
  if (!text) return misshaped("its header is not base64url");
  const auto document = json::parse(*text, limits::kTokenBytes);
  if (!document || !document->root().members()) return misshaped("its header is not a JSON object");
  const json::Node& header = document->root();
  if (header.find("crit"))
    return misshaped("its header names critical parameters, and none is understood here");
  if (header.find("b64")) return misshaped("its header asks for a payload that is not encoded");
  const auto algorithm = header_text(header, "alg");
  const auto known = algorithm ? algorithm_of(*algorithm) : std::nullopt;
  if (!known) return misshaped("its algorithm is none of RS256, PS256 and ES256");
  auto key_id = header_text(header, "kid");
  auto type = header_text(header, "typ");
  if (!key_id || !type) {
    return misshaped("kid and typ of its header must be texts of at most " +
                     std::to_string(limits::kClaimBytes) + " bytes");
  }
  token.algorithm = *known;
  token.key_id = std::move(*key_id);
  token.type = std::move(*type);
  return done();
}

}  // namespace

Result<Unproved> take_apart(std::string_view token) {
  if (token.size() > limits::kTokenBytes) {
    return Fault{FaultCode::kTooLarge, "token",
                 "longer than " + std::to_string(limits::kTokenBytes) + " bytes"};
  }
  const auto first = token.find('.');
  const auto last = token.rfind('.');
  if (first == std::string_view::npos || token.find('.', first + 1) != last) {
    return misshaped("must have three parts with a dot between them");
  }
  Unproved parts;
  parts.message = token.substr(0, last);
  parts.payload = token.substr(first + 1, last - first - 1);
  auto signature = decode(token.substr(last + 1));
  if (!signature || signature->empty()) return misshaped("its signature is not base64url");
  parts.signature = std::move(*signature);
  const Done header = read_header(token.substr(0, first), parts);
  if (!header) return header.fault();
  return parts;
}

bool fits(const PublicKey& key, const Unproved& token) {
  return key.algorithm() == token.algorithm &&
         (key.id().empty() || token.key_id.empty() || key.id() == token.key_id);
}

Result<std::string> verify(const Unproved& token, std::span<const PublicKey> keys) {
  bool tried = false;
  for (const PublicKey& key : keys) {
    if (!fits(key, token)) continue;
    tried = true;
    if (!key.verify(token.message, token.signature)) continue;
    auto payload = decode(token.payload);
    if (!payload) return misshaped("its payload is not base64url");
    return std::move(*payload);
  }
  return Fault{
      FaultCode::kBadSignature, "token",
      tried ? "no key that fits its header has signed it" : "there is no key for its algorithm and key id"};
}

}  // namespace presave::server::jose
