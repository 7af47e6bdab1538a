#include "server/canvas/sessions.h"

#include <openssl/rand.h>
#include <openssl/sha.h>

#include "server/crypto/base64.h"
#include "server/http/message.h"

namespace presave::server::canvas {
namespace {

constexpr std::size_t kTokenBytes = 32;

std::string hash_of(std::string_view token) {
  std::string hash(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<const unsigned char*>(token.data()), token.size(),
         reinterpret_cast<unsigned char*>(hash.data()));
  return hash;
}

}  // namespace

Result<std::string> Sessions::open(SessionOwner owner, Time now) {
  std::array<unsigned char, kTokenBytes> bytes{};
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
    return Fault{FaultCode::kBadConfiguration, "OpenSSL", "no random numbers for a session token"};
  }
  std::string token = crypto::encode_base64_url({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  std::string hash = hash_of(token);

  const std::scoped_lock lock(mutex_);
  while (!by_use_.empty() &&
         (by_use_.size() == capacity_ || now - by_use_.front().used > limits::kSessionIdle)) {
    end(by_use_.begin());
  }
  by_use_.push_back({hash, std::move(owner), now, now});
  by_hash_.emplace(std::move(hash), std::prev(by_use_.end()));
  return token;
}

std::optional<SessionOwner> Sessions::find(std::string_view token, Time now) {
  if (token.empty()) return std::nullopt;
  const std::scoped_lock lock(mutex_);
  const auto found = by_hash_.find(hash_of(token));
  if (found == by_hash_.end()) return std::nullopt;
  const Place session = found->second;
  if (now - session->used > limits::kSessionIdle || now - session->opened > limits::kSessionAge) {
    end(session);
    return std::nullopt;
  }
  session->used = now;
  by_use_.splice(by_use_.end(), by_use_, session);
  return session->owner;
}

std::size_t Sessions::size() const {
  const std::scoped_lock lock(mutex_);
  return by_use_.size();
}

void Sessions::end(Place session) {
  by_hash_.erase(session->token_hash);
  by_use_.erase(session);
}

std::string_view bearer_token(std::string_view authorization) {
  constexpr std::string_view kScheme = "Bearer ";
  if (!http::same_token(authorization.substr(0, kScheme.size()), kScheme)) return {};
  return authorization.substr(kScheme.size());
}

}  // namespace presave::server::canvas
