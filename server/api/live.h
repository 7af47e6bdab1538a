// What endpoints share while the server runs: the setup of the moment, sessions, the memory of used signed
// requests, clocks, and whom to tell.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string_view>

#include "server/api/callout/memory_calls.h"
#include "server/api/memory_saves.h"
#include "server/api/setup.h"
#include "server/audit/journal.h"
#include "server/callers/gate.h"
#include "server/canvas/replay.h"
#include "server/canvas/sessions.h"
#include "server/http/limits.h"
#include "server/metrics/tally.h"
#include "server/rate/buckets.h"
#include "server/rate/failures.h"
#include "server/salesforce/api_usage.h"

namespace presave::server::api {

void pause_for(std::chrono::milliseconds time, const std::stop_token& stop);

/// The clocks, so that a test can turn them.
struct Clocks {
  std::function<std::chrono::steady_clock::time_point()> steady;
  std::function<std::int64_t()> wall_ms;  ///< epoch milliseconds
  /// Waits, or less where it is asked to stop.
  std::function<void(std::chrono::milliseconds, const std::stop_token&)> pause = pause_for;
  static Clocks real();
};

/// Tells an administrator something; never anything secret or sent by a client.
using Note = std::function<void(std::string_view)>;

/// The audit journal, where there is one.
struct AuditTrail {
  std::unique_ptr<audit::Journal> journal;  ///< null: nothing is written down
  bool required = false;                    ///< what cannot be written down is refused

  /// True where writing a line waits for the disk: then not on a thread that others need.
  bool waits() const { return journal && journal->waits(); }
};

struct Live {
  Live(SetupPointer first, Clocks chosen, Note told, AuditTrail trail)
      : clocks(std::move(chosen)), note(std::move(told)), audit(std::move(trail)), current(std::move(first)) {}

  /// The setup for one request: read once, used to its end.
  SetupPointer setup() const { return current.load(); }

  const Clocks clocks;
  const Note note;
  const AuditTrail audit;
  std::atomic<SetupPointer> current;
  canvas::ReplayCache replay;
  canvas::Sessions sessions;
  std::atomic<bool> stopping{false};
  metrics::Tally tally;
  rate::Buckets rates{limits::kRatedNames};
  rate::Failures unsigned_requests;  ///< who sends requests as Salesforce's that it has not signed
  MemorySaves saves;           ///< where the setup has no store
  salesforce::ApiUsage usage;  ///< of the orgs that are called
  callers::Gate gate;
  callout::MemoryCalls repeatable_calls;
  /// What access tokens are signed with where the setup names no key; empty where there is no cryptography.
  const std::vector<jose::SigningKey> made_keys = make_keys();

 private:
  static std::vector<jose::SigningKey> make_keys() {
    auto made = jose::SigningKey::make();
    return made ? std::vector<jose::SigningKey>{std::move(*made)} : std::vector<jose::SigningKey>();
  }
};

}  // namespace presave::server::api
