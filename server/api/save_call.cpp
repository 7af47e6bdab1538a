#include "server/api/save_call.h"

#include <random>

#include "server/http/limits.h"

namespace presave::server::api {
namespace {

using outbound::AccessToken;
using salesforce::Standing;
using salesforce::WriteAnswer;

constexpr const char* kApiVersion = "62.0";  // where the signed request names none
constexpr int kMostTokens = 3;               // the signed request's, the stored one, the refreshed one

/// The tokens of whoever uses the page: the signed request's, and after its end what the user's sign-in has left.
/// One save's, so one thread's.
class PageTokens final : public outbound::TokenSource {
 public:
  explicit PageTokens(const Within& within) : within_(within) {
    const canvas::SessionOwner& owner = within.session.owner;
    oauth::UserTokens* kept = within.setup.sign_in ? within.setup.sign_in->find(owner.application) : nullptr;
    if (kept) kept_.emplace(*kept, oauth::TokenOwner{owner.organization_id, owner.user_id});
    signed_ = within.session.context->oauth_token;
  }

  Result<AccessToken> token(std::stop_token stop) override {
    if (signed_) {
      auto instance = within_.setup.org_hosts.allow(within_.session.context->instance_url);
      if (!instance) return instance.fault();
      return AccessToken{signed_, std::move(*instance)};
    }
    if (kept_) return kept_->token(std::move(stop));
    return Fault{FaultCode::kRefused, "the user's token", "it is over, and the app has no sign-in to get another"};
  }

  void refused(const AccessToken& token) override {
    if (!signed_) return kept_->refused(token);
    signed_.reset();
  }

 private:
  const Within& within_;
  std::shared_ptr<const crypto::Secret> signed_;
  std::optional<oauth::UserTokenSource> kept_;
};

/// One call with one token.
Result<WriteAnswer> send(const Saving& saving, const AccessToken& token) {
  const auto& [live, within, order, as, stop] = saving;
  const canvas::CanvasContext& context = *within.session.context;
  const bool versioned = salesforce::is_api_version(context.api_version);
  auto call = salesforce::call_for(order.write, {token.instance_url, versioned ? context.api_version : kApiVersion},
                                   *token.secret);
  if (!call) return call.fault();
  bool unsent = false;
  call->unsent = &unsent;
  const auto answer = within.setup.outbound->send(*call);
  if (!answer && unsent) return answer.fault();
  if (!answer) {
    live.note("saving in the org: " + answer.fault().text());
    return WriteAnswer{};
  }
  live.usage.note(context.organization_id, answer->header("Sforce-Limit-Info"), live.clocks.steady());
  return salesforce::read_answer(order.write, *answer);
}

/// The user must get a new session; the integration user's trouble is the administrator's.
Result<WriteAnswer> without_token(const Saving& saving, const Fault& fault) {
  const bool theirs = fault.code == FaultCode::kRefused || fault.code == FaultCode::kNotFound;
  if (saving.as == SaveAs::kUser && theirs) return WriteAnswer{Standing::kSessionOver, {}, false, {}};
  return fault;
}

using Time = std::chrono::steady_clock::time_point;

/// One save with the first token that the org takes. No call begins after `last`.
Result<WriteAnswer> send_with(const Saving& saving, outbound::TokenSource& tokens, Time last) {
  for (int tries = 1;; ++tries) {
    const auto token = tokens.token(saving.stop);
    if (!token) return without_token(saving, token.fault());
    auto answer = send(saving, *token);
    if (!answer || answer->standing != Standing::kSessionOver) return answer;
    tokens.refused(*token);
    if (saving.live.clocks.steady() > last) return WriteAnswer{Standing::kBusy, {}, false, {}};
    if (tries == kMostTokens) {
      return without_token(saving, {FaultCode::kRefused, "the org", "it takes none of the tokens that it has given"});
    }
  }
}

/// About kLockedPause, twice as long each time, and never the same for two who wait for one row.
std::chrono::milliseconds pause_before(unsigned retry) {
  thread_local std::minstd_rand chance{std::random_device{}()};
  const auto middle = limits::kLockedPause.count() << (retry - 1);
  return std::chrono::milliseconds(std::uniform_int_distribution<std::int64_t>(middle / 2, middle * 3 / 2)(chance));
}

Result<WriteAnswer> send_until_free(const Saving& saving, outbound::TokenSource& tokens) {
  const Clocks& clocks = saving.live.clocks;
  const Time last = clocks.steady() + limits::kSaveLastCall;
  for (unsigned retry = 1;; ++retry) {
    auto answer = send_with(saving, tokens, last);
    // The org has said that it undid everything: so a record is not created twice either.
    if (!answer || answer->standing != Standing::kLocked || retry > limits::kLockedRetries) return answer;
    clocks.pause(pause_before(retry), saving.stop);
    if (saving.stop.stop_requested() || clocks.steady() > last) return answer;
  }
}

}  // namespace

Result<WriteAnswer> call_org(const Saving& saving) {
  const Setup& setup = saving.within.setup;
  const std::string& organization = saving.within.session.context->organization_id;
  if (saving.live.usage.reached(organization, setup.daily_calls_percent, saving.live.clocks.steady())) {
    saving.live.note("saving in org " + organization + ": it has used outbound.daily_calls_percent of its calls of 24 hours");
    return WriteAnswer{Standing::kLimitReached, {}, false, {}};
  }
  if (saving.as == SaveAs::kUser) {
    PageTokens tokens(saving.within);
    return send_until_free(saving, tokens);
  }
  const Integration* integration = find_integration(setup, organization);
  if (!integration) {
    return Fault{FaultCode::kBadConfiguration, "saves = \"integration\"",
                 "there is no [[integration]] for org " + organization};
  }
  return send_until_free(saving, *integration->tokens);
}

}  // namespace presave::server::api
