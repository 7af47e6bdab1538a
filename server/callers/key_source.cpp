#include "server/callers/key_source.h"

#include <algorithm>

#include "server/http/limits.h"
#include "server/jose/jwks.h"

namespace presave::server::callers {
namespace {

bool has_key(const std::vector<jose::PublicKey>& keys, std::string_view id) {
  return id.empty() || std::any_of(keys.begin(), keys.end(), [id](const jose::PublicKey& key) {
           return key.id().empty() || key.id() == id;
         });
}

}  // namespace

/// Under mutex_.
bool RemoteKeys::should_ask(std::string_view key_id) const {
  const auto now = clock_();
  if (tried_ && now - *tried_ < limits::kKeySetPause) return false;
  return !last_good_ || now - got_ >= limits::kKeySetAge || !has_key(*last_good_, key_id);
}

bool RemoteKeys::at_hand(std::string_view key_id) const {
  const std::scoped_lock lock(mutex_);
  return last_good_ && !should_ask(key_id);
}

Result<Keys> RemoteKeys::keys(std::string_view key_id) {
  {
    const std::scoped_lock lock(mutex_);
    if (last_good_ && !should_ask(key_id)) return last_good_;
  }
  // Whoever comes while the issuer is asked waits for the answer, and then finds nothing left to ask.
  const std::scoped_lock one_at_a_time(asking_);
  {
    const std::scoped_lock lock(mutex_);
    if (!should_ask(key_id)) {
      if (last_good_) return last_good_;
      return Fault{FaultCode::kUnreachable, "key set", "the issuer could not be asked a moment ago"};
    }
    tried_ = clock_();
  }
  auto asked = ask();
  const std::scoped_lock lock(mutex_);
  if (asked) {
    last_good_ = *asked;
    got_ = clock_();
  }
  return last_good_ ? Result<Keys>(last_good_) : asked;
}

Result<Keys> RemoteKeys::ask() {
  outbound::Call call;
  call.url = url_;
  call.headers = {{"Accept", "application/jwk-set+json, application/json"}};
  call.timeout = limits::kKeySetTimeout;
  const auto answer = client_->send(call);
  if (!answer) return answer.fault();
  if (answer->status != 200) {
    return Fault{FaultCode::kUnreachable, "key set", "the issuer answered " + std::to_string(answer->status)};
  }
  auto keys = jose::read_key_set(answer->body);
  if (!keys) return keys.fault();
  return std::make_shared<const std::vector<jose::PublicKey>>(std::move(*keys));
}

}  // namespace presave::server::callers
