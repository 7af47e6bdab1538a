// What the endpoints count by kind: decisions, refusals, saves. Each kind is a row of a table, so that every series is
// there from the start, at zero, and strangers cannot make new ones.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "server/metrics/metrics.h"

namespace presave::server::metrics {

/// How a record was decided.
enum class Decision : std::uint8_t { kPass, kFail, kUndetermined, kInvalid, kCount };
inline constexpr std::array<std::string_view, 4> kDecisionNames = {"pass", "fail", "undetermined", "invalid"};

/// Why somebody was not let in, or not listened to.
enum class Refusal : std::uint8_t {
  kMalformed,      ///< no signed request in the form
  kBadSignature,   ///< a signed request that no secret of the app signs
  kTooOld,         ///< issued too long ago, or in the future
  kUsedBefore,     ///< a signed request once too often
  kOtherOrg,       ///< of an org that the app does not serve
  kOtherUser,      ///< renews another user's session
  kNoSession,      ///< without a live session
  kRate,           ///< a user or org that asks too often
  kUnproved,       ///< a caller that is not proved to be anybody
  kFailures,       ///< a network address that has failed too often
  kIssuer,         ///< a caller whose token's issuer could not be asked
  kScope,          ///< a caller that may not ask this
  kCount,
};
inline constexpr std::array<std::string_view, static_cast<std::size_t>(Refusal::kCount)> kRefusalNames = {
    "malformed",  "bad_signature", "too_old",  "used_before", "other_org", "other_user",
    "no_session", "rate",          "unproved", "failures",    "issuer",    "scope"};

/// What became of a save.
enum class SaveEnd : std::uint8_t {
  kSaved,
  kRefusedHere,   ///< by the org's rules, decided here
  kRefusedByOrg,
  kSessionOver,
  kLocked,
  kBusy,
  kLimitReached,
  kUnclear,       ///< no answer: the record may have been saved or not
  kNotSent,       ///< the org could not be called
  kCount,
};
inline constexpr std::array<std::string_view, static_cast<std::size_t>(SaveEnd::kCount)> kSaveEndNames = {
    "saved", "refused_here", "refused_by_org", "session_over", "locked", "busy", "limit_reached", "unclear", "not_sent"};

/// Threads share one; counting is one atomic addition.
class Tally {
 public:
  void count(Decision kind) { ++decisions_[static_cast<std::size_t>(kind)]; }
  void count(Refusal kind) { ++refusals_[static_cast<std::size_t>(kind)]; }
  void count(SaveEnd kind) { ++saves_[static_cast<std::size_t>(kind)]; }

  std::vector<Sample> samples() const;

 private:
  template <class Kind>
  using Counters = std::array<std::atomic<std::uint64_t>, static_cast<std::size_t>(Kind::kCount)>;

  Counters<Decision> decisions_{};
  Counters<Refusal> refusals_{};
  Counters<SaveEnd> saves_{};
};

}  // namespace presave::server::metrics
