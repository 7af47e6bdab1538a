#include "server/callers/credentials.h"

#include "server/crypto/base64.h"
#include "server/crypto/hash.h"
#include "server/http/limits.h"
#include "server/http/message.h"

namespace presave::server::callers {

std::string_view credentials_of(std::string_view authorization, std::string_view scheme) {
  if (!http::same_token(authorization.substr(0, scheme.size()), scheme)) return {};
  if (authorization.substr(scheme.size(), 1) != " ") return {};
  return authorization.substr(scheme.size() + 1);
}

std::optional<NameAndPassword> basic_credentials(std::string_view authorization) {
  const auto text = crypto::decode_base64(credentials_of(authorization, "Basic"));
  const auto colon = text ? text->find(':') : std::string::npos;
  if (colon == std::string::npos) return std::nullopt;
  return NameAndPassword{text->substr(0, colon), text->substr(colon + 1)};
}

Passwords::Passwords() {
  if (auto key = crypto::random_bytes(32)) key_.emplace(std::move(*key));
}

/// A mark of this hash and this password together; empty where none can be made.
std::string Passwords::mark_of(const crypto::PasswordHash& hash, std::string_view password) const {
  if (!key_) return "";
  const auto mark = crypto::hmac_sha256(*key_, std::string(hash.identity()) + std::string(password));
  return mark ? *mark : "";
}

bool Passwords::is_known(const std::string& mark) const {
  const std::scoped_lock lock(mutex_);
  return fitted_.count(mark) > 0;
}

bool Passwords::remembers(const crypto::PasswordHash& hash, std::string_view password) const {
  return is_known(mark_of(hash, password));
}

bool Passwords::fits(const crypto::PasswordHash& hash, std::string_view password) {
  const std::string mark = mark_of(hash, password);
  if (is_known(mark)) return true;
  const std::scoped_lock one_at_a_time(comparing_);
  if (is_known(mark)) return true;  // somebody else has compared it meanwhile
  if (!hash.fits(password)) return false;
  const std::scoped_lock lock(mutex_);
  if (fitted_.size() >= limits::kRememberedPasswords) fitted_.clear();
  if (!mark.empty()) fitted_.insert(mark);
  return true;
}

}  // namespace presave::server::callers
