#include "server/callers/gate.h"

#include <algorithm>

#include "server/jose/claims.h"
#include "server/jose/jws.h"

namespace presave::server::callers {
namespace {

constexpr std::string_view kTokenPath = "/oauth2/token";

Denied unknown(std::string why) {
  return {Denial::kUnknown, std::move(why)};
}

/// Claims of a token that one of the source's keys has signed.
Result<jose::Claims> verified_claims(const jose::Unproved& token, KeySource& source) {
  const auto keys = source.keys(token.key_id);
  if (!keys) return keys.fault();
  const auto payload = jose::verify(token, **keys);
  if (!payload) return payload.fault();
  return jose::read_claims(*payload);
}

/// True where the connection shows what the caller's connections must show.
bool shows_certificate(const Caller& caller, const http::Peer& peer) {
  if (caller.certificates.empty()) return true;
  if (peer.certificate.empty()) return false;
  return std::any_of(
      caller.certificates.begin(), caller.certificates.end(), [&peer](const KnownCertificate& one) {
        return one.sha256.empty() ? !one.common_name.empty() && one.common_name == peer.certificate_name
                                  : one.sha256 == peer.certificate;
      });
}

Admitted admitted(const Caller& caller, std::string_view organization = "") {
  return {&caller, organization.empty() ? caller.organization : std::string(organization), caller.scopes};
}

/// Denies whoever is known, but must show a certificate and does not.
Admission with_certificate(const http::Request& request, Admission admission) {
  const Admitted* found = std::get_if<Admitted>(&admission);
  if (!found || shows_certificate(*found->caller, request.peer)) return admission;
  return unknown(found->caller->name + " came without the client certificate that it must show");
}

Admission by_certificate(const http::Request& request, const Register& known) {
  if (request.peer.certificate.empty())
    return unknown("neither an Authorization header nor a client certificate");
  for (const Caller& caller : known.callers) {
    if (std::holds_alternative<CertificateIdentity>(caller.identity) && !caller.certificates.empty() &&
        shows_certificate(caller, request.peer)) {
      return admitted(caller);
    }
  }
  return unknown("no caller has this client certificate");
}

/// The caller of a kind whose name fits; where none does, any of that kind, so that a wrong name takes as
/// long as a wrong password. `fits` says which it was.
template <class Identity>
const Caller* find_named(const std::vector<Caller>& callers, std::string Identity::*name,
                         std::string_view wanted, bool& fits) {
  const Caller* any = nullptr;
  for (const Caller& caller : callers) {
    const auto* identity = std::get_if<Identity>(&caller.identity);
    if (!identity) continue;
    fits = identity->*name == wanted;
    if (fits) return &caller;
    any = &caller;
  }
  return any;
}

/// True when no issuer must be asked for a key of that id.
bool keys_at_hand(const std::vector<Caller>& callers, std::string_view key_id) {
  return std::all_of(callers.begin(), callers.end(), [key_id](const Caller& caller) {
    const auto* identity = std::get_if<JwtIdentity>(&caller.identity);
    return !identity || identity->keys->at_hand(key_id);
  });
}

}  // namespace

Admission Gate::admit(const http::Request& request, const Register& known, const Moment& now) {
  return counted(request, with_certificate(request, identify(request, known, now)), now);
}

bool Gate::may_wait(const http::Request& request, const Register& known) const {
  const std::string_view authorization = request.header("Authorization");
  if (const auto token = credentials_of(authorization, "Bearer"); !token.empty()) {
    const auto parts = jose::take_apart(token);
    return parts && !is_access_token(*parts) && !keys_at_hand(known.callers, parts->key_id);
  }
  const auto given = basic_credentials(authorization);
  if (!given) return false;
  bool fits = false;
  const Caller* caller = find_named(known.callers, &BasicIdentity::user, given->name, fits);
  if (!caller) return false;
  const auto& hashes = std::get<BasicIdentity>(caller->identity).passwords;
  return std::none_of(hashes.begin(), hashes.end(), [&](const crypto::PasswordHash& hash) {
    return passwords_.remembers(hash, given->password);
  });
}

Admission Gate::admit_client(const http::Request& request, const ClientProof& proof, const Register& known,
                             const Moment& now) {
  Admission admission = proof.assertion.empty() ? by_secret(request, proof.secret, known, now)
                                                : by_assertion(proof.assertion, known, now);
  return counted(request, with_certificate(request, std::move(admission)), now);
}

/// Counts a failure; who fails too often hears that instead.
Admission Gate::counted(const http::Request& request, Admission admission, const Moment& now) {
  Denied* denied = std::get_if<Denied>(&admission);
  if (!denied || denied->kind != Denial::kUnknown) return admission;
  if (failures_.too_many(request.peer.address, now.steady)) denied->kind = Denial::kTooMany;
  failures_.add(request.peer.address, now.steady);
  return admission;
}

Admission Gate::identify(const http::Request& request, const Register& known, const Moment& now) {
  if (request.count("Authorization") > 1) return unknown("several Authorization headers");
  const std::string_view authorization = request.header("Authorization");
  if (authorization.empty()) return by_certificate(request, known);
  if (const auto token = credentials_of(authorization, "Bearer"); !token.empty())
    return by_token(token, known, now);
  if (!credentials_of(authorization, "Basic").empty()) return by_password(request, known, now);
  return unknown("an Authorization header of another scheme than Bearer and Basic");
}

Admission Gate::by_token(std::string_view token, const Register& known, const Moment& now) {
  const auto parts = jose::take_apart(token);
  if (!parts) return unknown(parts.fault().text());
  return is_access_token(*parts) ? by_own_token(*parts, known, now) : by_signed_token(*parts, known, now);
}

Admission Gate::by_own_token(const jose::Unproved& token, const Register& known, const Moment& now) {
  const auto grant = read_access_token(known.signers, token, now.seconds);
  if (!grant) return unknown("access token: " + grant.fault().text());
  for (const Caller& caller : known.callers) {
    if (caller.name != grant->caller || !std::holds_alternative<ClientIdentity>(caller.identity)) continue;
    Admitted found = admitted(caller);
    found.scopes = caller.scopes.both(grant->scopes);
    return found;
  }
  return unknown("access token of a client that is no longer known");
}

Admission Gate::by_signed_token(const jose::Unproved& token, const Register& known, const Moment& now) {
  Denied why = unknown("a token, but no caller signs tokens");
  bool proved = false;  // that somebody known has signed it: then that caller's reason is the one to tell
  for (const Caller& caller : known.callers) {
    const auto* identity = std::get_if<JwtIdentity>(&caller.identity);
    if (!identity) continue;
    const auto claims = verified_claims(token, *identity->keys);
    const bool unavailable = !claims && may_pass(claims.fault().code);
    if (!claims && (proved || (why.kind == Denial::kUnavailable && !unavailable))) continue;
    if (!claims) {
      why = {unavailable ? Denial::kUnavailable : Denial::kUnknown,
             caller.name + ": " + claims.fault().text()};
      continue;
    }
    proved = true;
    const Done checked =
        jose::check(*claims, {identity->issuer, identity->audience, identity->subject}, now.seconds);
    if (!checked) {
      why = unknown(caller.name + ": " + checked.fault().text());
      continue;
    }
    if (identity->once && (claims->id.empty() ||
                           !seen_.first_use(claims->issuer, claims->id,
                                            *claims->expires + limits::kClockLeeway.count(), now.seconds))) {
      return unknown(caller.name + ": a token that counts once was used before, or has no jti");
    }
    if (identity->organization_claim.empty()) return admitted(caller);
    const std::string_view organization = claims->text(identity->organization_claim);
    if (organization.empty()) return unknown(caller.name + ": the token does not name its org");
    return admitted(caller, organization);
  }
  return why;
}

Admission Gate::by_password(const http::Request& request, const Register& known, const Moment& now) {
  const auto given = basic_credentials(request.header("Authorization"));
  if (!given) return unknown("a Basic header that cannot be read");
  if (failures_.too_many(request.peer.address, now.steady))
    return unknown("passwords are not looked at for a while");
  bool fits = false;
  const Caller* caller = find_named(known.callers, &BasicIdentity::user, given->name, fits);
  if (!caller) return unknown("a password, but no caller has one");
  for (const crypto::PasswordHash& hash : std::get<BasicIdentity>(caller->identity).passwords) {
    if (passwords_.fits(hash, given->password) && fits) return admitted(*caller);
  }
  return unknown("a wrong user name or password");
}

Admission Gate::by_secret(const http::Request& request, const NameAndPassword& given, const Register& known,
                          const Moment& now) {
  if (failures_.too_many(request.peer.address, now.steady))
    return unknown("secrets are not looked at for a while");
  bool fits = false;
  const Caller* caller = find_named(known.callers, &ClientIdentity::client_id, given.name, fits);
  if (!caller) return unknown("a client secret, but no caller is a client");
  for (const crypto::PasswordHash& hash : std::get<ClientIdentity>(caller->identity).secrets) {
    if (passwords_.fits(hash, given.password) && fits) return admitted(*caller);
  }
  return unknown("a wrong client id or secret");
}

/// RFC 7523: the client is issuer and subject, the audience this server or its token endpoint, and each
/// counts once.
Admission Gate::by_assertion(std::string_view assertion, const Register& known, const Moment& now) {
  const auto parts = jose::take_apart(assertion);
  if (!parts) return unknown("assertion: " + parts.fault().text());
  Denied why = unknown("an assertion, but no client signs any");
  for (const Caller& caller : known.callers) {
    const auto* identity = std::get_if<ClientIdentity>(&caller.identity);
    if (!identity || !identity->keys) continue;
    const auto claims = verified_claims(*parts, *identity->keys);
    if (!claims) {
      const Denial kind = may_pass(claims.fault().code) ? Denial::kUnavailable : Denial::kUnknown;
      if (why.kind != Denial::kUnavailable) why = {kind, caller.name + ": " + claims.fault().text()};
      continue;
    }
    const std::string issuer(known.signers.issuer);
    const std::string endpoint = issuer + std::string(kTokenPath);
    const bool names_endpoint =
        std::find(claims->audiences.begin(), claims->audiences.end(), endpoint) != claims->audiences.end();
    const jose::Expected expected{identity->client_id, names_endpoint ? endpoint : issuer,
                                  identity->client_id, limits::kClockLeeway, limits::kAssertionAge};
    const Done checked = jose::check(*claims, expected, now.seconds);
    if (!checked) {
      why = unknown(caller.name + ": " + checked.fault().text());
      continue;
    }
    const std::int64_t end = *claims->expires + limits::kClockLeeway.count();
    if (!claims->id.empty() && seen_.first_use(claims->issuer, claims->id, end, now.seconds))
      return admitted(caller);
    return unknown(caller.name + ": an assertion that was used before, or has no jti");
  }
  return why;
}

}  // namespace presave::server::callers
