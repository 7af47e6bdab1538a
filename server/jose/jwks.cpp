#include "server/jose/jwks.h"

#include "engine/base/json_text.h"
#include "engine/bundle/json_reader.h"
#include "server/crypto/base64.h"
#include "server/http/limits.h"

namespace presave::server::jose {
namespace {

Fault misshaped(std::string detail) {
  return {FaultCode::kWrongShape, "key set", std::move(detail)};
}

/// A text member; empty when it is missing or no text.
std::string_view text_of(const json::Node& key, std::string_view name) {
  const json::Node* found = key.find(name);
  const std::string_view* text = found ? found->text() : nullptr;
  return text ? *text : std::string_view();
}

/// True for a key that says that it is for something else than verifying signatures.
bool is_for_other_use(const json::Node& key) {
  const std::string_view use = text_of(key, "use");
  if (!use.empty() && use != "sig") return true;
  const json::Node* operations = key.find("key_ops");
  if (!operations || !operations->items()) return false;
  for (const json::Node& one : *operations->items()) {
    if (one.text() && *one.text() == "verify") return false;
  }
  return true;
}

/// The algorithm that the key names; without a name the usual one of its kind.
std::optional<Algorithm> algorithm_for(const json::Node& key) {
  if (const std::string_view name = text_of(key, "alg"); !name.empty()) return algorithm_of(name);
  const std::string_view kind = text_of(key, "kty");
  if (kind == "RSA") return Algorithm::kRs256;
  if (kind == "EC") return Algorithm::kEs256;
  return std::nullopt;
}

/// Nothing for a key that cannot be used here.
std::optional<PublicKey> read_key(const json::Node& key) {
  const auto algorithm = algorithm_for(key);
  if (!algorithm || is_for_other_use(key)) return std::nullopt;
  const bool elliptic = *algorithm == Algorithm::kEs256;
  if (text_of(key, "kty") != (elliptic ? "EC" : "RSA")) return std::nullopt;
  if (elliptic && text_of(key, "crv") != "P-256") return std::nullopt;
  const auto first = crypto::decode_base64(text_of(key, elliptic ? "x" : "n"));
  const auto second = crypto::decode_base64(text_of(key, elliptic ? "y" : "e"));
  if (!first || !second) return std::nullopt;
  std::string id(text_of(key, "kid"));
  auto made = elliptic ? PublicKey::from_p256(*first, *second, std::move(id))
                       : PublicKey::from_rsa(*first, *second, *algorithm, std::move(id));
  if (!made) return std::nullopt;
  return std::move(*made);
}

}  // namespace

Result<std::vector<PublicKey>> read_key_set(std::string_view document) {
  const auto parsed = json::parse(document, limits::kKeySetBytes);
  if (!parsed) return parsed.fault();
  const json::Node* list = parsed->root().find("keys");
  if (!list || !list->items()) return misshaped("must be an object with a list of keys: {\"keys\": […]}");
  if (list->items()->size() > limits::kKeySetKeys)
    return misshaped("at most " + std::to_string(limits::kKeySetKeys) + " keys are read");
  std::vector<PublicKey> keys;
  for (const json::Node& one : *list->items()) {
    if (auto key = read_key(one)) keys.push_back(std::move(*key));
  }
  if (keys.empty()) {
    return misshaped(
        "holds no key for signatures of RS256 or PS256 (RSA of 2048 bits and more) or ES256 (P-256)");
  }
  return keys;
}

std::string write_key_set(const std::vector<PublicKey>& keys) {
  JsonText out;
  out.begin_object();
  out.begin_array("keys");
  for (const PublicKey& key : keys) out.json(key.jwk());
  out.end_array();
  out.end_object();
  return std::move(out).take();
}

}  // namespace presave::server::jose
