#include "server/jose/claims.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "engine/bundle/json_reader.h"

namespace presave::server::jose {
namespace {

constexpr double kLastSecond = 253402300799.0;  // of the year 9999

Fault wrong(std::string_view claim, std::string detail) {
  return {FaultCode::kBadValue, "claim " + std::string(claim), std::move(detail)};
}

Done read_name(const json::Node& payload, std::string_view claim, std::string& into) {
  const json::Node* found = payload.find(claim);
  if (!found) return done();
  const std::string_view* text = found->text();
  if (!text || text->size() > limits::kClaimBytes) {
    return wrong(claim, "must be a text of at most " + std::to_string(limits::kClaimBytes) + " bytes");
  }
  into = *text;
  return done();
}

Done read_time(const json::Node& payload, std::string_view claim, std::optional<std::int64_t>& into) {
  const json::Node* found = payload.find(claim);
  if (!found) return done();
  const json::Number* number = found->number();
  double seconds = -1;
  if (number) {
    const char* end = number->spelling.data() + number->spelling.size();
    const auto read = std::from_chars(number->spelling.data(), end, seconds);
    if (read.ec != std::errc() || read.ptr != end) seconds = -1;
  }
  if (!(seconds >= 0 && seconds <= kLastSecond)) {
    return wrong(claim, "must be a number of seconds since 1970 (not milliseconds)");
  }
  into = static_cast<std::int64_t>(std::floor(seconds));
  return done();
}

Done read_audiences(const json::Node& payload, std::vector<std::string>& into) {
  const json::Node* found = payload.find("aud");
  if (!found) return done();
  const auto take = [&into](const json::Node& node) {
    const std::string_view* text = node.text();
    if (!text || text->size() > limits::kClaimBytes || into.size() == limits::kTokenAudiences) return false;
    into.emplace_back(*text);
    return true;
  };
  const auto* items = found->items();
  const bool good = items ? std::all_of(items->begin(), items->end(), take) : take(*found);
  if (good) return done();
  return wrong("aud", "must be a text or a list of at most " + std::to_string(limits::kTokenAudiences) +
                          " texts, each of at most " + std::to_string(limits::kClaimBytes) + " bytes");
}

}  // namespace

std::string_view Claims::text(std::string_view name) const {
  const auto found = texts.find(name);
  return found == texts.end() ? std::string_view() : std::string_view(found->second);
}

Result<Claims> read_claims(std::string_view payload) {
  const auto document = json::parse(payload, limits::kTokenBytes);
  if (!document) return document.fault();
  const auto* members = document->root().members();
  if (!members) return Fault{FaultCode::kWrongShape, "token", "its payload is not a JSON object"};
  Claims claims;
  const json::Node& root = document->root();
  for (const Done& read : {read_name(root, "iss", claims.issuer), read_name(root, "sub", claims.subject),
                           read_name(root, "jti", claims.id), read_audiences(root, claims.audiences),
                           read_time(root, "exp", claims.expires), read_time(root, "nbf", claims.not_before),
                           read_time(root, "iat", claims.issued)}) {
    if (!read) return read.fault();
  }
  for (const json::Member& member : *members) {
    if (const auto* text = member.node.text()) claims.texts.emplace(member.name, *text);
  }
  return claims;
}

Done check(const Claims& claims, const Expected& expected, std::int64_t now_seconds) {
  const std::int64_t leeway = expected.leeway.count();
  if (claims.issuer != expected.issuer) return wrong("iss", "is not the issuer that these keys belong to");
  if (std::find(claims.audiences.begin(), claims.audiences.end(), expected.audience) ==
      claims.audiences.end()) {
    return wrong("aud", "does not name this server");
  }
  if (!expected.subject.empty() && claims.subject != expected.subject)
    return wrong("sub", "is not who may call");
  if (!claims.expires) return wrong("exp", "is missing; a token must end");
  if (now_seconds >= *claims.expires + leeway) return wrong("exp", "the token is over");
  const std::int64_t longest = expected.longest.count();
  if (longest > 0 && *claims.expires > now_seconds + longest + leeway) {
    return wrong("exp", "lies more than " + std::to_string(longest) + " seconds ahead");
  }
  if (claims.not_before && *claims.not_before > now_seconds + leeway)
    return wrong("nbf", "the token does not count yet");
  if (claims.issued && *claims.issued > now_seconds + leeway)
    return wrong("iat", "the token comes from the future");
  return done();
}

}  // namespace presave::server::jose
