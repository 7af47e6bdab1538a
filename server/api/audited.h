// What is written into the audit journal of a page's requests, and what becomes of a request that cannot be written.
#pragma once

#include <string>

#include "server/api/session_guard.h"

namespace presave::server::api {

/// When a handler's request is written down.
enum class Audit {
  kAfter,           ///< with its outcome: it changes nothing anywhere
  kBeforeAndAfter,  ///< that it begins, and its outcome: a crash between them shows
};

/// As whom a request is done; empty: as who asks.
using Saver = std::function<std::string(const Within&)>;

/// Wraps a handler so that the journal, where there is one, says who asked and what came of it. Where the journal is
/// required and cannot be written, the answer is 503: before the handler, if it may change something.
/// `saver` names as whom a record is saved, where that is not who asks.
SessionHandler audited(Live& live, std::string action, Audit when, SessionHandler handler, Saver saver = nullptr);

}  // namespace presave::server::api
