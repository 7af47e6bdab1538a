#include "server/api/callout/guard.h"

#include <algorithm>

#include "server/api/audit_entry.h"
#include "server/api/callout/problems.h"
#include "server/api/callout/repeat.h"
#include "server/http/form.h"

namespace presave::server::api::callout {
namespace {

using http::Request;
using http::Response;

bool is_json(const Request& request) {
  std::string_view type = request.header("Content-Type");
  type = type.substr(0, type.find(';'));
  while (!type.empty() && type.back() == ' ') type.remove_suffix(1);
  return http::same_token(type, "application/json") || http::same_token(type, kEngineType);
}

/// The value of the parameter `bundle`; empty where it is absent, a fault where the query cannot be read.
Result<std::string> named_bundle(const Request& request) {
  const auto query = http::decode_form(request.query);
  if (!query) return query.fault();
  std::string name;
  for (const auto& [key, value] : query->fields()) {
    if (key != "bundle")
      return Fault{FaultCode::kWrongShape, key, "there is no such parameter; bundle is the only one"};
    if (!name.empty()) return Fault{FaultCode::kWrongShape, key, "may be given once"};
    name = value;
  }
  return name;
}

const ServedBundle* choose(const std::vector<const ServedBundle*>& bundles, std::string_view name) {
  for (const ServedBundle* one : bundles) {
    if (name.empty() || one->name == name) return one;
  }
  return nullptr;
}

/// Only what decides has a line in the audit journal: what is merely read has none.
bool is_written_down(const Operation& operation) { return !operation.takes.empty(); }

/// The call's line in the audit journal, where there is one: a repeated answer has its own.
Done write_down(Live& live, const Operation& operation, const callers::Admitted& caller, const ServedBundle& served,
                const Request& request, const Response& response) {
  if (!live.audit.journal) return done();
  audit::Entry entry{std::string(operation.id), request.id, caller.organization};
  entry.caller = caller.caller->name;
  entry.bundle = served.tag();
  add_request(request.body, entry);
  add_outcome(response, entry);
  return live.audit.journal->record(entry);
}

Response answer_caller(Live& live, const Setup& setup, const Operation& operation,
                       const callers::Admitted& caller, const Request& request) {
  if (!caller.scopes.has(operation.scope)) {
    live.tally.count(metrics::Refusal::kScope);
    return problem(ProblemKind::kNotAllowed, "The caller may not ask for " + std::string(operation.id) + ".");
  }
  if (!operation.takes.empty() && !is_json(request)) {
    return problem(ProblemKind::kNotJson, "Send the body as application/json.", "Content-Type");
  }
  const auto name = named_bundle(request);
  if (!name) return problem(ProblemKind::kBadHeader, name.fault().detail, name.fault().where);
  const ServedBundle* served = choose(bundles_of(setup, caller), *name);
  if (!served) {
    return problem(ProblemKind::kUnknownBundle,
                   name->empty() ? "No bundle decides for the org that this call is for."
                                 : "There is no bundle of this name, or it is not for this caller.",
                   name->empty() ? "" : "bundle");
  }
  const auto answer = [&] { return operation.answer({request, setup, caller, *served, live}); };
  if (!is_written_down(operation)) return answer();
  Response response = answer_once(live.repeatable_calls, caller.caller->name, request, answer_type(request),
                                  live.clocks.wall_ms(), answer);
  const Done written = write_down(live, operation, caller, *served, request, response);
  if (written || !live.audit.required) return response;
  live.note("audit journal: " + written.fault().text());
  return problem(ProblemKind::kNotWritten, "Nothing is decided here without a line in the audit journal.")
      .set("Retry-After", "30");
}

/// How callers may prove who they are, as WWW-Authenticate spells it (RFC 9110, 11.6.1): passwords only where
/// a caller has one.
std::string challenges(const std::vector<callers::Caller>& all) {
  const bool passwords = std::any_of(all.begin(), all.end(), [](const callers::Caller& one) {
    return std::holds_alternative<callers::BasicIdentity>(one.identity);
  });
  return std::string("Bearer realm=\"presave\"") +
         (passwords ? ", Basic realm=\"presave\", charset=\"UTF-8\"" : "");
}

metrics::Refusal refusal_of(callers::Denial kind) {
  switch (kind) {
    case callers::Denial::kUnknown:
      return metrics::Refusal::kUnproved;
    case callers::Denial::kTooMany:
      return metrics::Refusal::kFailures;
    case callers::Denial::kUnavailable:
      return metrics::Refusal::kIssuer;
  }
  return metrics::Refusal::kUnproved;
}

}  // namespace

callers::Register register_of(const Setup& setup, const Live& live) {
  const auto& keys = setup.token_keys.empty() ? live.made_keys : setup.token_keys;
  return {setup.callers, {keys, setup.public_url}};
}

callers::Moment moment_of(const Live& live) {
  return {live.clocks.steady(), live.clocks.wall_ms() / 1000};
}

Response denied(Live& live, const Request& request, const callers::Denied& denial) {
  live.tally.count(refusal_of(denial.kind));
  if (denial.kind == callers::Denial::kTooMany) {
    return problem(ProblemKind::kTooManyFailures, "Wait a minute and correct the credentials.")
        .set("Retry-After", std::to_string(limits::kFailureWindow.count()));
  }
  live.note("caller refused, request " + request.id + " from " + request.peer.address + ": " + denial.why);
  if (denial.kind == callers::Denial::kUnavailable) {
    return problem(ProblemKind::kIssuerUnavailable, "Try again in a minute.")
        .set("Retry-After", std::to_string(limits::kKeySetPause.count()));
  }
  return problem(ProblemKind::kNotAuthenticated,
                 "Send credentials that count; the server's log says what is wrong.", "Authorization")
      .set("WWW-Authenticate", challenges(live.setup()->callers));
}

bool at_once(const Live& live, const Operation& operation, const Request& request) {
  // What is kept under a key may lie on a disk.
  if (!operation.brief || request.count(kIdempotencyKey) > 0) return false;
  if (is_written_down(operation) && live.audit.waits()) return false;
  const SetupPointer setup = live.setup();
  return !live.gate.may_wait(request, register_of(*setup, live));
}

http::Handler guarded(Live& live, const Operation& operation) {
  return [&live, &operation](const Request& request) {
    const SetupPointer setup = live.setup();
    const callers::Admission admission = live.gate.admit(request, register_of(*setup, live), moment_of(live));
    if (const auto* denial = std::get_if<callers::Denied>(&admission)) return denied(live, request, *denial);
    return answer_caller(live, *setup, operation, std::get<callers::Admitted>(admission), request);
  };
}

}  // namespace presave::server::api::callout
