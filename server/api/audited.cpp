#include "server/api/audited.h"

#include "engine/bundle/json_reader.h"
#include "server/http/limits.h"
#include "server/http/respond.h"

namespace presave::server::api {
namespace {

std::string text_of(const json::Node& node, std::string_view name) {
  const json::Node* member = node.find(name);
  return member && member->text() ? std::string(*member->text()) : std::string();
}

/// What was asked about: "object", and "id" or "record"."Id".
void add_request(const std::string& body, audit::Entry& entry) {
  const auto document = json::parse(body, limits::kBodyBytes);
  if (!document) return;  // the handler has said so
  entry.object = text_of(document->root(), "object");
  entry.record = text_of(document->root(), "id");
  if (const json::Node* record = document->root().find("record"); record && entry.record.empty()) {
    entry.record = text_of(*record, "Id");
  }
}

/// What came of it: the verdict, the rules that refused, the id of a new record.
void add_outcome(const http::Response& response, audit::Entry& entry) {
  entry.status = response.status;
  const auto document = json::parse(*response.body, limits::kAnswerBytes);
  if (!document) return;  // a page or nothing: the status says enough
  entry.verdict = text_of(document->root(), "verdict");
  if (entry.record.empty()) entry.record = text_of(document->root(), "id");
  const json::Node* failures = document->root().find("failures");
  if (!failures || !failures->items()) return;
  for (const json::Node& failure : *failures->items()) entry.rules.push_back(text_of(failure, "rule"));
}

http::Response not_written(Live& live, const Fault& fault) {
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
