#include "server/setup/callers.h"

#include <algorithm>

#include "server/http/limits.h"
#include "server/http/read_file.h"
#include "server/outbound/host_rules.h"
#include "server/setup/parts.h"

namespace presave::server::setup {
namespace {

using callers::Caller;

/// Reads one [[caller]].
class CallerReader {
 public:
  CallerReader(const CallerSettings& settings, const std::shared_ptr<outbound::Client>& client,
               const std::vector<api::BundlePointer>& bundles, Mistakes& mistakes)
      : settings_(settings), client_(client), bundles_(bundles), mistakes_(mistakes) {}

  Caller read() {
    Caller caller;
    caller.name = settings_.name;
    read_certificates(caller);
    read_rights(caller);
    if (settings_.kind == "jwt") {
      need(settings_.issuer, "issuer");
      need(settings_.audience, "audience");
      caller.identity = callers::JwtIdentity{keys(true),
                                             settings_.issuer,
                                             settings_.audience,
                                             settings_.subject,
                                             settings_.organization_claim,
                                             settings_.once};
    } else if (settings_.kind == "certificate") {
      if (settings_.certificates.empty()) wrong("needs certificates");
      caller.identity = callers::CertificateIdentity{};
    } else if (settings_.kind == "client") {
      need(settings_.client_id, "client_id");
      const bool signs = !settings_.key_files.empty() || !settings_.jwks_url.empty();
      caller.identity =
          callers::ClientIdentity{settings_.client_id, hashes(!signs), signs ? keys(true) : nullptr};
    } else {
      need(settings_.user, "user");
      caller.identity = callers::BasicIdentity{settings_.user, hashes(true)};
    }
    return caller;
  }

 private:
  void wrong(const std::string& what) {
    mistakes_.add(settings_.place, "caller " + toml_text(settings_.name) + " " + what);
  }
  void need(const std::string& value, const std::string& key) {
    if (value.empty()) wrong("of kind " + settings_.kind + " needs " + key);
  }

  callers::KeySourcePointer keys(bool needed) {
    if (settings_.key_files.empty() == settings_.jwks_url.empty()) {
      if (needed) wrong("needs either key_files or jwks_url");
      return nullptr;
    }
    return settings_.jwks_url.empty() ? keys_of_files() : keys_of_address();
  }

  callers::KeySourcePointer keys_of_files() {
    const auto algorithm = jose::algorithm_of(settings_.algorithm);
    std::vector<jose::PublicKey> keys;
    for (const std::string& file : settings_.key_files) {
      const auto pem = http::read_file(file, limits::kPemBytes);
      const auto key =
          pem ? jose::PublicKey::from_pem(*pem, *algorithm) : Result<jose::PublicKey>(pem.fault());
      if (key) keys.push_back(*key);
      if (!key) wrong("key file " + toml_text(file) + ": " + key.fault().text());
    }
    return std::make_shared<callers::FixedKeys>(std::move(keys));
  }

  callers::KeySourcePointer keys_of_address() {
    const auto origin = outbound::origin_of(settings_.jwks_url);
    if (!origin) {
      wrong("jwks_url: " + origin.fault().text());
    } else if (origin->scheme != "https" && !outbound::is_loopback(origin->host)) {
      wrong("jwks_url must be https: who changes keys on their way signs everything");
    } else if (client_) {
      return std::make_shared<callers::RemoteKeys>(settings_.jwks_url, client_,
                                                   [] { return std::chrono::steady_clock::now(); });
    }
    return nullptr;
  }

  std::vector<crypto::PasswordHash> hashes(bool needed) {
    std::vector<crypto::PasswordHash> read;
    for (const std::string& text : settings_.password_hashes) {
      auto hash = crypto::PasswordHash::from(text);
      if (hash) read.push_back(std::move(*hash));
      if (!hash) wrong("password_hashes: " + hash.fault().text());
    }
    if (needed && settings_.password_hashes.empty())
      wrong("of kind " + settings_.kind + " needs password_hashes");
    return read;
  }

  void read_certificates(Caller& caller) {
    for (const std::string& text : settings_.certificates) {
      const bool digest =
          text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
      const bool name = text.size() > 3 && text.substr(0, 3) == "CN=";
      if (digest) caller.certificates.push_back({text, ""});
      if (name) caller.certificates.push_back({"", text.substr(3)});
      if (!digest && !name) wrong("certificates: each is a SHA-256 of 64 lower-case digits, or CN=name");
    }
  }

  void read_rights(Caller& caller) {
    caller.organization = settings_.organization;
    if (!settings_.organization.empty() && !is_organization_id(settings_.organization)) {
      wrong("organization: " + toml_text(settings_.organization) + " is no org id");
    }
    caller.bundles = settings_.bundles;
    for (const std::string& name : settings_.bundles) {
      const bool known = std::any_of(bundles_.begin(), bundles_.end(),
                                     [&name](const api::BundlePointer& one) { return one->name == name; });
      if (!known) wrong("bundles: there is no bundle " + toml_text(name));
    }
    if (settings_.scopes.empty()) return;
    std::string words;
    for (const std::string& scope : settings_.scopes) words += (words.empty() ? "" : " ") + scope;
    const auto scopes = callers::Scopes::from(words);
    if (scopes) caller.scopes = *scopes;
    if (!scopes) wrong("scopes: there are " + callers::Scopes::all().text());
  }

  const CallerSettings& settings_;
  const std::shared_ptr<outbound::Client>& client_;
  const std::vector<api::BundlePointer>& bundles_;
  Mistakes& mistakes_;
};

}  // namespace

std::vector<Option<CallerSettings>> caller_options() {
  using C = CallerSettings;
  return {
      text("name", &C::name, "A name of your own, for the log.", "\"crm\"", true),
      choice("kind", &C::kind, {"jwt", "certificate", "client", "basic"},
             "How it proves who it is: \"jwt\" (tokens that it signs), \"certificate\" (a client "
             "certificate), \"client\" "
             "(access tokens from /oauth2/token) or \"basic\" (user and password; for trials)."),
      texts("key_files", &C::key_files, "jwt, client: PEM files of its public keys or certificates.",
            R"(["callers/crm.crt"])"),
      text("jwks_url", &C::jwks_url, "jwt, client: or where it publishes them.",
           "\"https://issuer.example.com/jwks.json\""),
      choice("algorithm", &C::algorithm, {"RS256", "PS256", "ES256"},
             "What the keys of key_files sign with."),
      text("issuer", &C::issuer, "jwt: the iss of its tokens.", "\"salesforce-crm\""),
      text("audience", &C::audience, "jwt: their aud.", "\"https://presave.example.com\""),
      text("subject", &C::subject, "jwt: their sub; none: any."),
      text("organization_claim", &C::organization_claim, "jwt: the claim that names the org of the call.",
           "\"org_id\""),
      boolean("once", &C::once, "jwt: each token counts once; it must have a jti."),
      text("client_id", &C::client_id, "client: its id.", "\"crm\""),
      text("user", &C::user, "basic: its user name.", "\"trial\""),
      texts("password_hashes", &C::password_hashes,
            "basic, client: scrypt hashes of its password or client secret (docs/callout.md says how to make "
            "one).",
            R"(["$scrypt$ln=14,r=8,p=1$...$..."])"),
      texts("certificates", &C::certificates,
            "Client certificates that it must show, whatever its kind: SHA-256 in lower-case hexadecimal, or "
            "CN=name.",
            R"(["CN=crm.example.com"])"),
      text("organization", &C::organization, "The org that it calls for: its bundle decides.",
           "\"00D000000000001EAA\""),
      texts("bundles", &C::bundles, "Further bundles that it may name.", R"(["main"])"),
      texts("scopes", &C::scopes, "What it may ask for; none: everything.",
            R"(["validate", "explain", "requirements", "bundle"])"),
  };
}

std::vector<Option<TokenSettings>> token_options() {
  using T = TokenSettings;
  return {
      text("public_url", &T::public_url,
           "This server's address, as callers know it: the audience of their assertions.",
           "\"https://presave.example.com\""),
      sources("keys", &T::keys,
              "PEM private keys (P-256): the first signs access tokens, all verify. None: one made at start, "
              "which ends "
              "tokens at a restart and serves one server only.",
              R"([{ credential = "token-key" }])"),
  };
}

std::vector<Caller> read_callers(const std::vector<CallerSettings>& settings,
                                 const std::shared_ptr<outbound::Client>& client,
                                 const std::vector<api::BundlePointer>& bundles, Mistakes& mistakes) {
  std::vector<Caller> callers;
  for (const CallerSettings& one : settings) {
    const bool twice = std::any_of(callers.begin(), callers.end(),
                                   [&one](const Caller& other) { return other.name == one.name; });
    if (twice) mistakes.add(one.place, "there are two callers named " + toml_text(one.name));
    callers.push_back(CallerReader(one, client, bundles, mistakes).read());
  }
  if (callers.size() > limits::kCallers) {
    mistakes.add(settings.back().place,
                 "at most " + std::to_string(limits::kCallers) + " callers may be named");
  }
  return callers;
}

std::vector<jose::SigningKey> read_token_keys(const TokenSettings& settings, Mistakes& mistakes) {
  std::vector<jose::SigningKey> keys;
  for (const crypto::SecretSource& source : settings.keys) {
    const auto pem = crypto::read_secret(source, "tokens.keys");
    auto key = pem ? jose::SigningKey::from_pem(*pem, jose::Algorithm::kEs256)
                   : Result<jose::SigningKey>(pem.fault());
    if (key) keys.push_back(std::move(*key));
    if (!key) mistakes.add(key.fault());
  }
  return keys;
}

}  // namespace presave::server::setup
