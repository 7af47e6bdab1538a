#include "server/oauth/integration_user.h"

#include <chrono>

#include "engine/base/json_text.h"
#include "server/http/limits.h"
#include "server/oauth/token_endpoint.h"

namespace presave::server::oauth {
namespace {

using outbound::AccessToken;

constexpr std::size_t kIdLength = 15;  // without the checksum
constexpr int kAssertionSeconds = 180;  // Salesforce takes no longer ones

}  // namespace

IntegrationTokens::IntegrationTokens(IntegrationUser user, std::shared_ptr<outbound::Client> outbound,
                                     std::function<std::int64_t()> wall_ms)
    : user_(std::move(user)), outbound_(std::move(outbound)), wall_ms_(std::move(wall_ms)) {}

Result<AccessToken> IntegrationTokens::token(std::stop_token stop) {
  std::unique_lock lock(mutex_);
  if (!asked_.wait(lock, stop, [this] { return !asking_; })) {
    return Fault{FaultCode::kBusy, "token of the integration user", "given up: nobody waits for it any more"};
  }
  if (current_) return *current_;
  const bool just_asked =
      wall_ms_() - last_asked_ms_ < std::chrono::milliseconds(limits::kRefreshPause).count();
  if (last_fault_ && just_asked) return *last_fault_;
  asking_ = true;
  lock.unlock();
  auto answer = ask(stop);
  lock.lock();
  asking_ = false;
  last_asked_ms_ = wall_ms_();
  last_fault_.reset();
  if (answer) {
    current_ = *answer;
  } else if (!may_pass(answer.fault().code)) {
    last_fault_ = answer.fault();
  }
  lock.unlock();
  asked_.notify_all();
  return answer;
}

void IntegrationTokens::refused(const AccessToken& token) {
  const std::scoped_lock lock(mutex_);
  if (!current_ || current_->secret != token.secret) return;  // another one has taken its place already
  current_.reset();
  if (wall_ms_() - last_asked_ms_ < std::chrono::milliseconds(limits::kRefreshPause).count()) {
    last_fault_ = Fault{
        FaultCode::kRefused, "token of the integration user",
        "the org refuses a token that it has just given; look at the user's API permission and IP ranges"};
  }
}

Result<AccessToken> IntegrationTokens::ask(const std::stop_token& stop) const {
  outbound::Call call;
  if (user_.key) {
    const auto signed_text = assertion();
    if (!signed_text) return signed_text.fault();
    call = jwt_bearer_call(user_.origin, *signed_text);
  } else {
    call = client_credentials_call(user_.client, user_.origin);
  }
  call.timeout = limits::kTokenCall;
  call.stop = stop;
  const auto answer = outbound_->send(call);
  if (!answer) return answer.fault();
  auto grant = read_grant(user_.client, *answer);
  if (!grant) return grant.fault();
  const std::string& wanted = user_.organization_id;
  if (!wanted.empty() && grant->organization_id.substr(0, kIdLength) != wanted.substr(0, kIdLength)) {
    return Fault{FaultCode::kRefused, "token of the integration user",
                 "it is for another org than " + wanted + "; look at login_url and client_id"};
  }
  return std::move(grant->access);
}

Result<std::string> IntegrationTokens::assertion() const {
  JsonText claims;
  claims.begin_object();
  claims.member("iss", std::string_view(user_.client.id));
  claims.member("sub", std::string_view(user_.username));
  claims.member("aud", std::string_view(user_.audience.empty() ? user_.origin : user_.audience));
  claims.json("exp", std::to_string(wall_ms_() / 1000 + kAssertionSeconds));
  claims.end_object();
  return user_.key->sign(std::move(claims).take());
}

}  // namespace presave::server::oauth
