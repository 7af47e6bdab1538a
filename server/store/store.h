// What the server must still know after a restart, or must know together with other servers: tokens, leases,
// answers to repeated calls, and the journal of records that were sent to an org. One interface; SQLite is
// the engine of one machine, and an engine for several machines needs to keep no more than what is written
// here.
//
// Every operation is one transaction: it has happened whole and is on the disk when it returns, or it has not
// happened. A fault says by may_pass() whether to try again: kBusy (another process has it locked, an answer
// in time is possible later), or kUnreadable (the disk is full or broken: an operator must act). Time is
// epoch milliseconds, given by the caller.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace presave::server::store {

using Millis = std::int64_t;

/// The right to do something alone, for a while. Whoever gets it next has a greater `fence`, and a write that
/// carries a smaller one than was seen is refused: a holder that was paused past its time can spoil nothing.
struct Lease {
  std::string name;
  std::int64_t fence = 0;
  Millis expires = 0;
};

class Leases {
 public:
  virtual ~Leases() = default;
  /// The lease until now + `for_how_long`; nothing while another holder has it.
  virtual Result<std::optional<Lease>> take(const std::string& name, Millis now, Millis for_how_long) = 0;
  /// Free for the next one at once. Without effect when its time was over and somebody else has it.
  virtual Done give_back(const Lease& lease) = 0;
};

enum class TokenState : std::uint8_t {
  kLive,        ///< may be used
  kRefreshing,  ///< was about to be exchanged for a new one: whether the org has seen it is known to the
                ///< exchanger
  kParked,      ///< the org refuses it: somebody must sign in again
};

/// A user's or an integration's tokens. The store sees them sealed only.
struct StoredToken {
  std::string name;    ///< "00D.../005..."
  std::string sealed;  ///< crypto::KeyRing::seal
  TokenState state = TokenState::kLive;
  std::int64_t fence = 0;  ///< of the lease it was written under; 0 where nobody else can write
  Millis changed = 0;
};

class Tokens {
 public:
  virtual ~Tokens() = default;
  virtual Result<std::optional<StoredToken>> find(const std::string& name) = 0;
  /// Writes it in place of the one of that name. False, and nothing is written, when that one's fence is
  /// greater.
  virtual Result<bool> put(const StoredToken& token) = 0;
  virtual Done remove(const std::string& name) = 0;
  /// Those not parked that have not changed since: orgs forget a refresh token that is not used for weeks. Oldest
  /// first.
  virtual Result<std::vector<std::string>> unchanged_since(Millis time, int most) = 0;
};

/// A call that its caller may repeat with the same key, and gets the same answer.
struct RepeatableCall {
  std::string caller;  ///< keys of different callers never meet
  std::string key;     ///< the Idempotency-Key
  std::string digest;  ///< of the request: the same key with another request is a mistake
};

/// What was answered.
struct KeptAnswer {
  int status = 0;
  std::string body;
};

enum class Beginning : std::uint8_t {
  kNew,           ///< do it, then finish() it
  kUnderWay,      ///< somebody is doing it
  kAnswered,      ///< `answer` is what was answered
  kOtherRequest,  ///< the key was used for another request
};

struct BegunCall {
  Beginning how = Beginning::kNew;
  std::int64_t ticket = 0;  ///< of a new one, for finish(): one that was given up and begun anew has another
  KeptAnswer answer;
};

class RepeatableCalls {
 public:
  virtual ~RepeatableCalls() = default;
  /// One that is under way for longer than `give_up_after` is begun anew: who did it is gone.
  virtual Result<BegunCall> begin(const RepeatableCall& call, Millis now, Millis give_up_after) = 0;
  /// Keeps the answer until `expires`. False when the call was given up and begun anew meanwhile.
  virtual Result<bool> finish(const RepeatableCall& call, std::int64_t ticket, const KeptAnswer& answer,
                              Millis expires) = 0;
  /// As if it had never been begun: nothing was done.
  virtual Done forget(const RepeatableCall& call, std::int64_t ticket) = 0;
  /// Removes answers whose time is over, and gives how many.
  virtual Result<std::int64_t> remove_expired(Millis now) = 0;
};

enum class SaveState : std::uint8_t {
  kBegun,    ///< on its way to the org
  kSaved,    ///< the org has saved it
  kRefused,  ///< the org has refused it
  kUnknown,  ///< no answer came: the org may have saved it or not; look there before trying again
};

/// One record that was sent to an org.
struct Save {
  std::string id;       ///< ours; unique
  std::string owner;    ///< who asked: "00D.../005..."
  std::string request;  ///< what was sent, in the words of the caller; no secrets
  SaveState state = SaveState::kBegun;
  std::string outcome;  ///< what came of it
  Millis begun = 0;
  Millis ended = 0;  ///< 0 while under way
};

class Saves {
 public:
  virtual ~Saves() = default;
  /// Before the call is made. kBadValue when the id was used before.
  virtual Done begin(const Save& save) = 0;
  /// After it, with one of the other states. kNotFound when there is none of that id under way or unknown.
  virtual Done end(const std::string& id, SaveState state, const std::string& outcome, Millis now) = 0;
  virtual Result<std::optional<Save>> find(const std::string& id) = 0;
  /// After a restart: those begun before and not ended become unknown. Gives them.
  virtual Result<std::vector<Save>> lose_track(Millis begun_before, Millis now) = 0;
  /// Of one owner, or of all where it is empty; oldest first.
  virtual Result<std::vector<Save>> unknown(const std::string& owner, int most) = 0;
  /// Removes those that ended before with a known outcome, and gives how many.
  virtual Result<std::int64_t> remove_ended(Millis before) = 0;
};

/// Threads may share one.
class Store {
 public:
  virtual ~Store() = default;
  virtual Leases& leases() = 0;
  virtual Tokens& tokens() = 0;
  virtual RepeatableCalls& repeatable_calls() = 0;
  virtual Saves& saves() = 0;
  /// Writes and reads a little: for a readiness check.
  virtual Done probe(Millis now) = 0;
  /// How many operations have failed, since it was opened.
  virtual std::uint64_t failures() const = 0;
};

}  // namespace presave::server::store
