#include "server/oauth/user_tokens.h"

#include <chrono>
#include <utility>

#include "server/crypto/hash.h"
#include "server/http/limits.h"
#include "server/oauth/lines.h"

namespace presave::server::oauth {
namespace {

using outbound::AccessToken;
using store::Lease;
using store::Millis;
using store::StoredToken;
using store::TokenState;

constexpr std::size_t kLines = 4;  // origin, instance, access token, refresh token
constexpr std::size_t kIdLength = 15;
constexpr std::chrono::milliseconds kLook{50};  // for a refresh of another process; one of this process wakes

constexpr Millis millis(std::chrono::milliseconds time) {
  return time.count();
}

bool same(const crypto::Secret& a, const crypto::Secret& b) {
  return crypto::same_bytes(a.reveal_for_cryptography(), b.reveal_for_cryptography());
}

/// Where a row stands, for its seal.
std::string place_of(const std::string& name) {
  return "tokens/" + name;
}

Fault sign_in_again(const std::string& name, std::string why) {
  return {FaultCode::kRefused, "tokens of " + name, std::move(why) + "; the user must sign in again"};
}

}  // namespace

UserTokens::UserTokens(Client client, Surroundings surroundings)
    : client_(std::move(client)), around_(std::move(surroundings)) {}

std::string UserTokens::name_of(const TokenOwner& owner) const {
  return client_.name + "/" + owner.organization_id.substr(0, kIdLength) + "/" +
         owner.user_id.substr(0, kIdLength);
}

Result<TokenOwner> UserTokens::keep(const Grant& grant, const std::string& origin) {
  const TokenOwner owner{grant.organization_id, grant.user_id};
  if (owner.user_id.empty())
    return Fault{FaultCode::kWrongShape, "token endpoint",
                 "the answer's id does not say whose tokens they are"};
  const std::string name = name_of(owner);
  auto row = sealed(name, origin, grant.access, grant.refresh.get());
  if (!row) return row.fault();
  // Under the lease, so that a refresh of the tokens before, which is under way, cannot overwrite them.
  const auto lease =
      around_.store->leases().take("refresh/" + name, around_.wall_ms(), millis(limits::kRefreshLease));
  if (!lease) return lease.fault();
  if (!*lease) return Fault{FaultCode::kBusy, "tokens of " + name, "they are being refreshed"};
  row->fence = (*lease)->fence;
  const auto put = around_.store->tokens().put(*row);
  const Done freed = around_.store->leases().give_back(**lease);
  if (!put) return put.fault();
  if (!*put) return Fault{FaultCode::kBusy, "tokens of " + name, "somebody else has written them"};
  if (!freed) return freed.fault();
  return owner;
}

Result<UserTokens::Held> UserTokens::read(const std::string& name) {
  if (const Done saved = save_rescued(name); !saved) return saved.fault();
  auto row = around_.store->tokens().find(name);
  if (!row) return row.fault();
  if (!*row) return Fault{FaultCode::kNotFound, "tokens of " + name, "the user has not signed in"};
  if ((*row)->state == TokenState::kParked) return sign_in_again(name, "the org has refused them");
  return opened(std::move(**row));
}

Result<UserTokens::Held> UserTokens::opened(StoredToken row) const {
  const auto text = around_.keys->open(row.sealed, place_of(row.name));
  if (!text) return text.fault();
  const auto lines = split_lines<kLines>(text->reveal_for_cryptography());
  if (!lines)
    return Fault{FaultCode::kUnsupportedVersion, "tokens of " + row.name, "written by another version"};
  const auto& [origin, instance, access, refresh] = *lines;
  Held held{std::move(row), origin, {std::make_shared<const crypto::Secret>(access), instance}, nullptr};
  if (!refresh.empty()) held.refresh = std::make_shared<const crypto::Secret>(refresh);
  return held;
}

Result<StoredToken> UserTokens::sealed(const std::string& name, const std::string& origin,
                                       const AccessToken& access, const crypto::Secret* refresh) const {
  const std::string_view refresh_text = refresh ? refresh->reveal_for_cryptography() : std::string_view();
  auto seal = around_.keys->seal(
      crypto::Secret(
          join_lines({origin, access.instance_url, access.secret->reveal_for_cryptography(), refresh_text})),
      place_of(name));
  if (!seal) return seal.fault();
  return StoredToken{name, std::move(*seal), TokenState::kLive, 0, around_.wall_ms()};
}

bool UserTokens::is_good(const Held& held, const crypto::Secret* refused) const {
  return !refused || !same(*held.access.secret, *refused);
}

Result<AccessToken> UserTokens::token(const TokenOwner& owner, const crypto::Secret* refused,
                                      const std::stop_token& stop) {
  const std::string name = name_of(owner);
  const auto give_up = std::chrono::steady_clock::now() + limits::kRefreshWait;
  while (true) {
    const auto held = read(name);
    if (!held) return held.fault();
    if (is_good(*held, refused)) return held->access;
    const auto lease =
        around_.store->leases().take("refresh/" + name, around_.wall_ms(), millis(limits::kRefreshLease));
    if (!lease) return lease.fault();
    if (*lease) {
      auto token = refresh(**lease, name, refused);
      const Done freed = around_.store->leases().give_back(**lease);
      released_.notify_all();
      // The token counts all the same; the lease then ends by its time.
      if (!freed)
        around_.event("the refresh of " + name + " could not be marked as ended: " + freed.fault().text());
      return token;
    }
    if (stop.stop_requested() || std::chrono::steady_clock::now() > give_up) {
      return Fault{FaultCode::kBusy, "tokens of " + name,
                   "they are being refreshed elsewhere, and it takes long"};
    }
    std::unique_lock lock(mutex_);
    released_.wait_for(lock, stop, kLook, [] { return false; });
  }
}

/// Under the lease: nobody else exchanges this user's refresh token now.
Result<AccessToken> UserTokens::refresh(const Lease& lease, const std::string& name,
                                        const crypto::Secret* refused) {
  auto held = read(name);  // once more: who had the lease before may have refreshed
  if (!held) return held.fault();
  if (is_good(*held, refused)) return held->access;
  if (!held->refresh)
    return sign_in_again(name, "the access token has ended, and the org gave no refresh token");
  if (around_.wall_ms() - held->row.changed < millis(limits::kRefreshPause)) {
    return Fault{
        FaultCode::kBusy, "tokens of " + name,
        "the org refuses a token that it has just given; not asked again before some seconds have passed"};
  }
  const bool interrupted_before = held->row.state == TokenState::kRefreshing;
  StoredToken in_flight = held->row;
  in_flight.state = TokenState::kRefreshing;
  in_flight.fence = lease.fence;
  const auto put = around_.store->tokens().put(in_flight);
  if (!put) return put.fault();
  if (!*put) return Fault{FaultCode::kBusy, "tokens of " + name, "somebody else has begun to refresh them"};

  outbound::Call call = refresh_call(client_, held->origin, *held->refresh);
  call.timeout = limits::kTokenCall;
  // A refresh that was sent is not given up: the token that it brings would be lost.
  const auto answer = around_.outbound->send(call);
  if (!answer) return answer.fault();
  const auto grant = read_grant(client_, *answer);
  if (grant) return adopt(lease, *held, *grant);
  if (grant.fault().code != FaultCode::kRefused) return grant.fault();
  return park(lease, std::move(*held), grant.fault(), refused, interrupted_before);
}

/// On the disk first, then used.
Result<AccessToken> UserTokens::adopt(const Lease& lease, const Held& held, const Grant& grant) {
  const crypto::Secret* next = grant.refresh ? grant.refresh.get() : held.refresh.get();
  auto row = sealed(held.row.name, held.origin, grant.access, next);
  if (!row) return row.fault();
  row->fence = lease.fence;
  const auto put = around_.store->tokens().put(*row);
  if (!put) {
    const std::scoped_lock lock(mutex_);
    rescued_.insert_or_assign(row->name, std::move(*row));
    around_.event("new tokens could not be stored and are kept in memory until they can: " +
                  put.fault().text());
    return put.fault();
  }
  if (!*put)
    return Fault{FaultCode::kBusy, "tokens of " + held.row.name,
                 "they were refreshed twice, since the first took too long"};
  return grant.access;
}

/// The org does not know the refresh token any more: unless somebody else has brought a newer one meanwhile,
/// the user must sign in again, and nobody tries before.
Result<AccessToken> UserTokens::park(const Lease& lease, Held held, const Fault& why,
                                     const crypto::Secret* refused, bool interrupted_before) {
  const auto again = read(held.row.name);
  if (!again) return again.fault();
  if (is_good(*again, refused)) return again->access;
  held.row.state = TokenState::kParked;
  held.row.fence = lease.fence;
  held.row.changed = around_.wall_ms();
  const auto put = around_.store->tokens().put(held.row);
  if (!put) return put.fault();
  around_.event("the tokens of " + held.row.name + " are parked, the user must sign in again: " + why.detail +
                (interrupted_before
                     ? "; a refresh before was interrupted, and the org may have rotated the token then"
                     : ""));
  return sign_in_again(held.row.name, why.detail);
}

Done UserTokens::save_rescued(const std::string& name) {
  const std::scoped_lock lock(mutex_);
  const auto found = rescued_.find(name);
  if (found == rescued_.end()) return done();
  const auto put = around_.store->tokens().put(found->second);
  if (!put) return put.fault();
  rescued_.erase(found);
  return done();
}

Done UserTokens::revoke(const TokenOwner& owner, const std::stop_token& stop) {
  const std::string name = name_of(owner);
  const auto held = read(name);
  Done told = done();
  if (held) {
    // The refresh token's end is that of its access tokens.
    outbound::Call call =
        revoke_call(client_, held->origin, held->refresh ? *held->refresh : *held->access.secret);
    call.timeout = limits::kTokenCall;
    call.stop = stop;
    const auto answer = around_.outbound->send(call);
    told = answer ? read_revocation(*answer) : Done(answer.fault());
  }
  if (const Done removed = around_.store->tokens().remove(name); !removed) return removed;
  return told;
}

Result<AccessToken> UserTokenSource::token(std::stop_token stop) {
  std::shared_ptr<const crypto::Secret> refused;
  {
    const std::scoped_lock lock(mutex_);
    refused = refused_;
  }
  return tokens_.token(owner_, refused.get(), stop);
}

void UserTokenSource::refused(const AccessToken& token) {
  const std::scoped_lock lock(mutex_);
  refused_ = token.secret;
}

}  // namespace presave::server::oauth
