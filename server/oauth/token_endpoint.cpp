#include "server/oauth/token_endpoint.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/bundle/json_reader.h"
#include "server/crypto/base64.h"
#include "server/crypto/hash.h"
#include "server/http/form.h"
#include "server/salesforce/advice.h"

namespace presave::server::oauth {
namespace {

constexpr std::string_view kWhere = "token endpoint";
constexpr std::size_t kDocumentBytes = 64u << 10;
constexpr std::size_t kTokenBytes = 8u << 10;
constexpr std::size_t kDescriptionBytes = 200;

using Field = std::pair<std::string_view, std::string_view>;

outbound::Call post(const std::string& origin, std::string_view path, const std::vector<Field>& fields) {
  outbound::Call call;
  call.method = "POST";
  call.url = origin + std::string(path);
  call.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
  for (const auto& [name, value] : fields) {
    call.body += (call.body.empty() ? "" : "&") + std::string(name) + "=" + http::form_text(value);
  }
  return call;
}

/// With who we are.
outbound::Call post(const Client& client, const std::string& origin, std::string_view path,
                    std::vector<Field> fields) {
  fields.emplace_back("client_id", client.id);
  if (client.secret) fields.emplace_back("client_secret", client.secret->reveal_for_cryptography());
  return post(origin, path, fields);
}

Fault fault(FaultCode code, std::string detail) {
  return {code, std::string(kWhere), std::move(detail)};
}

std::string text_of(const json::Document& document, std::string_view name) {
  const json::Node* node = document.root().find(name);
  const std::string_view* text = node ? node->text() : nullptr;
  return text ? std::string(*text) : std::string();
}

/// A stranger's words, short enough and plain enough for a log.
std::string sayable(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, kDescriptionBytes)) out += c >= ' ' && c < 0x7F ? c : '?';
  return out;
}

bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// The same answer a little later may be another: Salesforce says so in words, with status 400.
bool is_passing(int status, std::string_view error, std::string_view description) {
  return status >= 500 || status == 429 || error == "unknown_error" || error == "temporarily_unavailable" ||
         error == "server_error" || holds(description, "retry your request") ||
         holds(description, "token request is already being processed");
}

Fault refusal(int status, const json::Document& document) {
  const std::string error = text_of(document, "error");
  const std::string description = text_of(document, "error_description");
  std::string detail = salesforce::with_advice(sayable(error), sayable(description));
  if (is_passing(status, error, description)) return fault(FaultCode::kUnreachable, std::move(detail));
  if (error == "invalid_grant") return fault(FaultCode::kRefused, std::move(detail));
  return fault(
      FaultCode::kBadConfiguration,
      "the org does not take this client: " + (error.empty() ? "status " + std::to_string(status) : detail));
}

/// The document of an answer with status 200, or why there is none.
Result<json::Document> success(const outbound::Answer& answer) {
  auto document = json::parse(answer.body, kDocumentBytes);
  if (!document) {
    const bool passes = answer.status >= 500 || answer.status == 429;
    return fault(passes ? FaultCode::kUnreachable : FaultCode::kWrongShape,
                 "status " + std::to_string(answer.status) + " without a JSON document");
  }
  if (answer.status != 200) return refusal(answer.status, *document);
  return document;
}

/// A token travels in a header, so it must be what RFC 6750 allows there.
bool is_token(std::string_view text) {
  return !text.empty() && text.size() <= kTokenBytes &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

bool is_record_id(std::string_view id) {
  return (id.size() == 15 || id.size() == 18) && std::all_of(id.begin(), id.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
         });
}

/// From ".../id/00D.../005...".
void read_identity(std::string_view id, Grant& grant) {
  const auto user = id.rfind('/');
  if (user == std::string_view::npos || user == 0) return;
  const auto organization = id.rfind('/', user - 1);
  if (organization == std::string_view::npos) return;
  const std::string_view organization_id = id.substr(organization + 1, user - organization - 1);
  if (!is_record_id(organization_id) || !is_record_id(id.substr(user + 1))) return;
  grant.organization_id = organization_id;
  grant.user_id = id.substr(user + 1);
}

/// That Salesforce itself wrote id and issued_at. Where there is no secret, or no signature, TLS alone
/// vouches.
Done check_signature(const Client& client, const json::Document& document) {
  const std::string signature = text_of(document, "signature");
  if (signature.empty() || !client.secret) return done();
  const auto expected =
      crypto::hmac_sha256(*client.secret, text_of(document, "id") + text_of(document, "issued_at"));
  if (!expected) return expected.fault();
  const auto claimed = crypto::decode_base64(signature);
  if (claimed && crypto::same_bytes(*claimed, *expected)) return done();
  return fault(FaultCode::kBadSignature,
               "the token's signature was made with another consumer secret; nothing is kept of it");
}

}  // namespace

outbound::Call code_call(const Client& client, const std::string& origin, std::string_view code,
                         std::string_view verifier) {
  return post(client, origin, kTokenPath,
              {{"grant_type", "authorization_code"},
               {"code", code},
               {"redirect_uri", client.redirect_uri},
               {"code_verifier", verifier}});
}

outbound::Call refresh_call(const Client& client, const std::string& origin,
                            const crypto::Secret& refresh_token) {
  return post(client, origin, kTokenPath,
              {{"grant_type", "refresh_token"}, {"refresh_token", refresh_token.reveal_for_cryptography()}});
}

outbound::Call client_credentials_call(const Client& client, const std::string& origin) {
  return post(client, origin, kTokenPath, {{"grant_type", "client_credentials"}});
}

outbound::Call jwt_bearer_call(const std::string& origin, std::string_view assertion) {
  return post(origin, kTokenPath,
              {{"grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"}, {"assertion", assertion}});
}

outbound::Call introspect_call(const Client& client, const std::string& origin, const crypto::Secret& token) {
  return post(client, origin, kIntrospectPath, {{"token", token.reveal_for_cryptography()}});
}

outbound::Call revoke_call(const Client& client, const std::string& origin, const crypto::Secret& token) {
  return post(client, origin, kRevokePath, {{"token", token.reveal_for_cryptography()}});
}

Result<Grant> read_grant(const Client& client, const outbound::Answer& answer) {
  const auto document = success(answer);
  if (!document) return document.fault();
  if (const Done genuine = check_signature(client, *document); !genuine) return genuine.fault();
  std::string access = text_of(*document, "access_token");
  std::string refresh = text_of(*document, "refresh_token");
  if (!is_token(access) || (!refresh.empty() && !is_token(refresh))) {
    return fault(FaultCode::kWrongShape, "a token is missing, or is no text that a header can hold");
  }
  const auto instance = client.hosts.allow(text_of(*document, "instance_url"));
  if (!instance) return fault(FaultCode::kBadConfiguration, "instance_url: " + instance.fault().detail);
  Grant grant;
  grant.access = {std::make_shared<const crypto::Secret>(std::move(access)), *instance};
  if (!refresh.empty()) grant.refresh = std::make_shared<const crypto::Secret>(std::move(refresh));
  read_identity(text_of(*document, "id"), grant);
  grant.id_token = text_of(*document, "id_token");
  return grant;
}

Result<bool> read_introspection(const outbound::Answer& answer) {
  const auto document = success(answer);
  if (!document) return document.fault();
  const json::Node* active = document->root().find("active");
  if (!active || !active->boolean())
    return fault(FaultCode::kWrongShape, "the introspection has no member active");
  return *active->boolean();
}

Done read_revocation(const outbound::Answer& answer) {
  if (answer.status == 200) return done();
  const auto document = json::parse(answer.body, kDocumentBytes);
  if (document && text_of(*document, "error") == "invalid_token") return done();
  if (document) return refusal(answer.status, *document);
  return fault(FaultCode::kUnreachable, "revoking was answered with status " + std::to_string(answer.status));
}

}  // namespace presave::server::oauth
