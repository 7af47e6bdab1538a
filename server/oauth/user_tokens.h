// The tokens of users who signed in: kept sealed in the store, refreshed by one caller at a time over all
// threads and machines. Orgs rotate refresh tokens: using one twice makes the org revoke all of the user's
// tokens, so the new one is on the disk before anybody uses it.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>

#include "server/crypto/sealing.h"
#include "server/oauth/client.h"
#include "server/oauth/token_endpoint.h"
#include "server/outbound/client.h"
#include "server/outbound/token_source.h"
#include "server/store/store.h"

namespace presave::server::oauth {

/// What the room works with. All of it may be shared by threads.
struct Surroundings {
  std::shared_ptr<store::Store> store;
  std::shared_ptr<const crypto::KeyRing> keys;
  std::shared_ptr<outbound::Client> outbound;
  std::function<store::Millis()> wall_ms;
  /// Told what an operator must know: a user's tokens are parked, a refresh was interrupted. Nothing secret.
  std::function<void(std::string_view)> event;
};

/// Whose tokens.
struct TokenOwner {
  std::string organization_id;
  std::string user_id;
};

/// All tokens of one client. Threads may share one.
class UserTokens {
 public:
  UserTokens(Client client, Surroundings surroundings);

  const Client& client() const { return client_; }
  /// After a sign-in at `origin`: in place of what was kept before. Gives whose they are.
  Result<TokenOwner> keep(const Grant& grant, const std::string& origin);

  /// A token that is not `refused` (null: any), refreshed where it is needed. kNotFound: the user has not
  /// signed in; kRefused: must sign in again.
  Result<outbound::AccessToken> token(const TokenOwner& owner, const crypto::Secret* refused,
                                      const std::stop_token& stop);

  /// Has the org forget the tokens, and forgets them here in any case. Done where there are none.
  Done revoke(const TokenOwner& owner, const std::stop_token& stop);

 private:
  /// A stored row, opened.
  struct Held {
    store::StoredToken row;
    std::string origin;  ///< that they are refreshed at
    outbound::AccessToken access;
    std::shared_ptr<const crypto::Secret> refresh;  ///< null: the org gave none
  };

  std::string name_of(const TokenOwner& owner) const;
  Result<Held> read(const std::string& name);
  Result<Held> opened(store::StoredToken row) const;
  Result<store::StoredToken> sealed(const std::string& name, const std::string& origin,
                                    const outbound::AccessToken& access, const crypto::Secret* refresh) const;
  bool is_good(const Held& held, const crypto::Secret* refused) const;
  Result<outbound::AccessToken> refresh(const store::Lease& lease, const std::string& name,
                                        const crypto::Secret* refused);
  Result<outbound::AccessToken> adopt(const store::Lease& lease, const Held& held, const Grant& grant);
  Result<outbound::AccessToken> park(const store::Lease& lease, Held held, const Fault& why,
                                     const crypto::Secret* refused, bool interrupted_before);
  Done save_rescued(const std::string& name);

  const Client client_;
  const Surroundings around_;
  std::mutex mutex_;
  std::condition_variable_any released_;               // a refresh has ended
  std::map<std::string, store::StoredToken> rescued_;  // refreshed, but the disk was full: must not be lost
};

/// One user's tokens as calls to the org want them.
class UserTokenSource final : public outbound::TokenSource {
 public:
  UserTokenSource(UserTokens& tokens, TokenOwner owner) : tokens_(tokens), owner_(std::move(owner)) {}
  Result<outbound::AccessToken> token(std::stop_token stop) override;
  void refused(const outbound::AccessToken& token) override;

 private:
  UserTokens& tokens_;
  const TokenOwner owner_;
  std::mutex mutex_;
  std::shared_ptr<const crypto::Secret> refused_;
};

}  // namespace presave::server::oauth
