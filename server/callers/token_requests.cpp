#include "server/callers/token_requests.h"

#include <map>

#include "server/http/form.h"

namespace presave::server::callers {
namespace {

constexpr std::string_view kAssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

using Fields = std::map<std::string, std::string, std::less<>>;

TokenRefusal invalid(std::string description) {
  return {"invalid_request", std::move(description)};
}

std::string value_of(const Fields& fields, std::string_view name) {
  const auto found = fields.find(name);
  return found == fields.end() ? "" : found->second;
}

/// RFC 6749 has name and secret encoded like a form's before they are joined.
std::optional<std::string> form_decoded(const std::string& text) {
  const auto form = http::decode_form("x=" + text);
  if (!form || form->fields().size() != 1) return std::nullopt;
  return form->fields().front().second;
}

/// The ways in which the request proves its client: exactly one must be used.
std::variant<ClientProof, TokenRefusal> read_proof(const http::Request& request, const Fields& fields) {
  const std::string_view authorization = request.header("Authorization");
  const std::string secret = value_of(fields, "client_secret");
  const std::string assertion = value_of(fields, "client_assertion");
  const int ways = int{!authorization.empty()} + int{!secret.empty()} + int{!assertion.empty()};
  if (ways != 1 || request.count("Authorization") > 1) {
    return invalid(
        "Prove the client in one way: an Authorization header of the scheme Basic, or client_id with "
        "client_secret, or client_assertion.");
  }
  if (!assertion.empty()) {
    if (value_of(fields, "client_assertion_type") == kAssertionType) return ClientProof{{}, assertion};
    return invalid("client_assertion_type must be " + std::string(kAssertionType) + ".");
  }
  if (!secret.empty()) return ClientProof{{value_of(fields, "client_id"), secret}, ""};
  const auto basic = basic_credentials(authorization);
  const auto name = basic ? form_decoded(basic->name) : std::nullopt;
  const auto password = basic ? form_decoded(basic->password) : std::nullopt;
  if (name && password) return ClientProof{{*name, *password}, ""};
  return invalid(
      "The Authorization header must be Basic, with client id and secret encoded like a form's fields.");
}

}  // namespace

std::variant<TokenRequest, TokenRefusal> read_token_request(const http::Request& request) {
  if (!http::is_form(request)) return invalid("The body must be application/x-www-form-urlencoded.");
  const auto form = http::decode_form(request.body);
  if (!form) return invalid("The body cannot be read as a form.");
  Fields fields;
  for (const auto& [name, value] : form->fields()) {
    if (!fields.emplace(name, value).second) return invalid("A parameter is given twice.");
  }
  const std::string grant = value_of(fields, "grant_type");
  if (grant.empty()) return invalid("grant_type is missing.");
  if (grant != "client_credentials") {
    return TokenRefusal{"unsupported_grant_type", "Only grant_type=client_credentials is served."};
  }
  auto proof = read_proof(request, fields);
  if (auto* refusal = std::get_if<TokenRefusal>(&proof)) return std::move(*refusal);
  TokenRequest read{std::get<ClientProof>(std::move(proof)), std::nullopt};
  const std::string scope = value_of(fields, "scope");
  if (scope.empty()) return read;
  read.scopes = Scopes::from(scope);
  if (read.scopes) return read;
  return TokenRefusal{"invalid_scope", "The scopes are " + Scopes::all().text() + "."};
}

}  // namespace presave::server::callers
