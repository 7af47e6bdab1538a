// Frame sessions: what a page that was opened by a verified signed request may do from then on. The page
// holds an opaque token in memory and sends it as "Authorization: Bearer"; browsers keep cookies and
// storage from a framed page. The table holds only hashes of tokens, so a copy of it opens nothing.
#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/base/result.h"
#include "server/canvas/context.h"
#include "server/http/limits.h"

namespace presave::server::canvas {

/// Whom a session belongs to. Never changes during its life.
struct SessionOwner {
  std::string user_id;
  std::string organization_id;  ///< empty where the org hides it from the app
  std::string application{};    ///< name of the Canvas app, as the setup calls it

  friend bool operator==(const SessionOwner&, const SessionOwner&) = default;
};

/// What a session is worth at one moment.
struct LiveSession {
  SessionOwner owner;
  ContextPointer context;  ///< of the signed request that opened or renewed it; never null
};

/// Threads may share one. Time is given by the caller.
class Sessions {
 public:
  using Time = std::chrono::steady_clock::time_point;
  enum class Renewal { kRenewed, kOver, kOtherOwner };

  explicit Sessions(std::size_t capacity = limits::kSessions) : capacity_(capacity) {}

  /// A new session's token: 256 random bits. When the table is full, or the owner has limits::kSessionsOfUser, the
  /// longest idle session of these ends.
  Result<std::string> open(SessionOwner owner, ContextPointer context, Time now);
  /// A live session, which counts as used now; nothing for any other token.
  std::optional<LiveSession> find(std::string_view token, Time now);
  /// Goes on with a live session as if it were opened now. Never one of another user, org or app.
  Renewal renew(std::string_view token, const SessionOwner& owner, ContextPointer context, Time now);
  /// Ends a session. False where there is none.
  bool close(std::string_view token);
  std::size_t size() const;

 private:
  struct Session;
  using Place = std::list<Session>::iterator;
  using Places = std::list<Place>;
  using ByOwner = std::unordered_map<std::string, Places>;
  struct Session {
    std::string token_hash;
    SessionOwner owner;
    ContextPointer context;
    Time opened;
    Time used;
    ByOwner::value_type* of_owner;  // all sessions of its owner,
    Places::iterator among_them;    // and it among them
  };

  Place place_of(std::string_view token);
  Place live(std::string_view token, Time now);
  void touch(Place session, Time now);
  void make_room(const std::string& owner, Time now);
  void add(const std::string& owner, Session session);
  void end(Place session);

  const std::size_t capacity_;
  mutable std::mutex mutex_;
  std::list<Session> by_use_;  // longest idle first
  std::unordered_map<std::string_view, Place> by_hash_;  // the keys are the sessions' own
  ByOwner by_owner_;                                     // longest idle first
};

/// The token of an "Authorization: Bearer TOKEN" header's value; empty when it is not one.
std::string_view bearer_token(std::string_view authorization);

}  // namespace presave::server::canvas
