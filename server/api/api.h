// The endpoints, put together: one table of what the server answers, made of the groups beside this file
// (canvas_endpoints, record_endpoints). Knows nothing of sockets.
#pragma once

#include <functional>
#include <string_view>

#include "server/api/housekeeper.h"
#include "server/api/live.h"
#include "server/http/message.h"
#include "server/http/router.h"

namespace presave::server::api {

/// Answers every request of the server. Threads may share one.
class Api {
 public:
  /// `note` is told what an administrator may want to know; never anything secret or sent by a client.
  /// What is done is written down where `audit` says so.
  Api(SetupPointer setup, Clocks clocks, Note note, AuditTrail audit = {});

  http::Response answer(const http::Request& request);
  /// True when answering may wait for another server.
  bool waits(const http::Request& request) const { return router_.waits(request); }
  /// One turn of what must be done without being asked: api/housekeeper.h. One thread at a time.
  void keep_house(const std::stop_token& stop) { housekeeper_.turn(stop); }
  /// What orgs have last said of their used calls.
  std::map<std::string, salesforce::Usage> usage() const { return live_.usage.all(); }
  /// What the endpoints have counted.
  const metrics::Tally& tally() const { return live_.tally; }
  /// The journal; null where there is none.
  const audit::Journal* journal() const { return live_.audit.journal.get(); }
  /// What answers what: for counting by route.
  const http::Router& router() const { return router_; }
  /// Sessions that are open.
  std::size_t sessions() const { return live_.sessions.size(); }
  /// The setup of the moment.
  SetupPointer setup() const { return live_.setup(); }
  /// The answer to a request whose framing is refused.
  http::Response refuse(const http::Problem& problem) const;
  /// From now on /readyz says that the server stops.
  void stopping() { live_.stopping = true; }
  /// From now on this is served. Requests under way end with the setup that they began with; sessions go on.
  void serve(SetupPointer setup);

 private:
  Live live_;
  Housekeeper housekeeper_{live_};
  http::Router router_;
};

}  // namespace presave::server::api
