#include "server/canvas/sessions.h"

#include "server/crypto/hash.h"
#include "server/http/message.h"

namespace presave::server::canvas {
namespace {

/// One user of one org, whatever the app. Ids hold no spaces.
std::string key_of(const SessionOwner& owner) {
  return owner.organization_id + " " + owner.user_id;
}

}  // namespace

Result<std::string> Sessions::open(SessionOwner owner, ContextPointer context, Time now) {
  auto token = crypto::random_token();
  if (!token) return token.fault();
  auto hash = crypto::sha256(*token);
  if (!hash) return hash.fault();
  const std::string key = key_of(owner);

  const std::scoped_lock lock(mutex_);
  make_room(key, now);
  add(key, {std::move(*hash), std::move(owner), std::move(context), now, now, nullptr, {}});
  return token;
}

std::optional<LiveSession> Sessions::find(std::string_view token, Time now) {
  const std::scoped_lock lock(mutex_);
  const Place session = live(token, now);
  if (session == by_use_.end()) return std::nullopt;
  touch(session, now);
  return LiveSession{session->owner, session->context};
}

Sessions::Renewal Sessions::renew(std::string_view token, const SessionOwner& owner, ContextPointer context,
                                  Time now) {
  const std::scoped_lock lock(mutex_);
  const Place session = live(token, now);
  if (session == by_use_.end()) return Renewal::kOver;
  if (session->owner != owner) return Renewal::kOtherOwner;
  session->context = std::move(context);
  session->opened = now;
  touch(session, now);
  return Renewal::kRenewed;
}

bool Sessions::close(std::string_view token) {
  const std::scoped_lock lock(mutex_);
  const Place session = place_of(token);
  if (session == by_use_.end()) return false;
  end(session);
  return true;
}

std::size_t Sessions::size() const {
  const std::scoped_lock lock(mutex_);
  return by_use_.size();
}

/// The session of a token; end() where there is none, and where no digest can be made: nothing is then let in.
Sessions::Place Sessions::place_of(std::string_view token) {
  if (token.empty()) return by_use_.end();  // whoever opens the app brings none
  const auto hash = crypto::sha256(token);
  const auto found = hash ? by_hash_.find(*hash) : by_hash_.end();
  return found == by_hash_.end() ? by_use_.end() : found->second;
}

/// The session of a token; end() where there is none, or it is over.
Sessions::Place Sessions::live(std::string_view token, Time now) {
  const Place session = place_of(token);
  if (session == by_use_.end()) return session;
  if (now - session->used > limits::kSessionIdle || now - session->opened > limits::kSessionAge) {
    end(session);
    return by_use_.end();
  }
  return session;
}

void Sessions::touch(Place session, Time now) {
  session->used = now;
  by_use_.splice(by_use_.end(), by_use_, session);
  Places& of_owner = session->of_owner->second;
  of_owner.splice(of_owner.end(), of_owner, session->among_them);
}

void Sessions::make_room(const std::string& owner, Time now) {
  while (!by_use_.empty() &&
         (by_use_.size() == capacity_ || now - by_use_.front().used > limits::kSessionIdle)) {
    end(by_use_.begin());
  }
  const auto same_owner = by_owner_.find(owner);
  if (same_owner != by_owner_.end() && same_owner->second.size() == limits::kSessionsOfUser) {
    end(same_owner->second.front());
  }
}

void Sessions::add(const std::string& owner, Session session) {
  const Place place = by_use_.insert(by_use_.end(), std::move(session));
  const auto of_owner = by_owner_.try_emplace(owner).first;
  place->of_owner = &*of_owner;
  place->among_them = of_owner->second.insert(of_owner->second.end(), place);
  by_hash_.emplace(place->token_hash, place);
}

void Sessions::end(Place session) {
  auto& [owner, of_owner] = *session->of_owner;
  of_owner.erase(session->among_them);
  if (of_owner.empty()) by_owner_.erase(by_owner_.find(owner));
  by_hash_.erase(session->token_hash);
  by_use_.erase(session);
}

std::string_view bearer_token(std::string_view authorization) {
  constexpr std::string_view kScheme = "Bearer ";
  if (!http::same_token(authorization.substr(0, kScheme.size()), kScheme)) return {};
  return authorization.substr(kScheme.size());
}

}  // namespace presave::server::canvas
