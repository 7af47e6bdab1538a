#include "server/api/audited.h"

#include "server/api/audit_entry.h"
#include "server/http/respond.h"

namespace presave::server::api {
namespace {

http::Response not_written(const Live& live, const Fault& fault) {
  live.note("audit journal: " + fault.text());
  http::Response response = http::problem(
      {503, "Not written down", "What is done here must be written down first, and cannot be. Try again later.", ""});
  return response.set("Retry-After", "30");
}

}  // namespace

SessionHandler audited(Live& live, std::string action, Audit when, SessionHandler handler, Saver saver) {
  return [&live, action = std::move(action), when, handler = std::move(handler),
          saver = std::move(saver)](const http::Request& request, const Within& within) {
    audit::Journal* journal = live.audit.journal.get();
    if (!journal) return handler(request, within);
    const canvas::SessionOwner& owner = within.session.owner;
    audit::Entry entry{action, request.id, owner.organization_id, owner.user_id};
    entry.bundle = within.served.tag();
    if (saver) entry.saved_as = saver(within);
    add_request(request.body, entry);
    if (when == Audit::kBeforeAndAfter) {
      entry.action += " begins";
      const Done begun = journal->record(entry);
      if (!begun && live.audit.required) return not_written(live, begun.fault());
      entry.action = action;
    }
    http::Response response = handler(request, within);
    add_outcome(response, entry);
    const Done written = journal->record(entry);
    // What has been done is answered as done: its beginning is written down.
    if (!written && live.audit.required && when == Audit::kAfter) return not_written(live, written.fault());
    return response;
  };
}

}  // namespace presave::server::api
