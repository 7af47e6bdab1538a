// POST /api/save: decided here with the org's rules, then saved in the org (save_call.h). What the org
// refuses comes back in the form of an outcome, at its fields.
#include "engine/base/json_text.h"
#include "server/api/audited.h"
#include "server/api/decision.h"
#include "server/api/endpoints.h"
#include "server/api/save_call.h"
#include "server/api/save_journal.h"
#include "server/api/session_guard.h"
#include "server/crypto/hash.h"
#include "server/http/respond.h"

namespace presave::server::api {
namespace {

using http::Request;
using http::Response;
using metrics::SaveEnd;
using salesforce::Standing;

Response later(int status, std::string title, std::string detail) {
  Response response = http::problem({status, std::move(title), std::move(detail), ""});
  response.set("Retry-After", "2");
  return response;
}

Response unknown_outcome() {
  return http::problem({409, "Outcome unknown",
                        "Salesforce gave no answer, so the record may have been saved or not. Look in Salesforce before "
                        "saving again.",
                        "idempotencyKey"});
}

/// The bundle's spelling of a field; empty where it has no such field.
std::string field_of(const schema::Org& org, const std::string& object, const std::string& name) {
  const auto found = org.objects.find(object);
  if (found == org.objects.end()) return {};
  const auto field = found->second.fields.find(name);
  return field == found->second.fields.end() ? std::string() : field->first;
}

std::string label_of(const schema::Org& org, const std::string& object, const std::string& field,
                     const std::string& language) {
  if (const schema::Translation* translation = org.translation(language)) {
    const auto translated = translation->objects.find(object);
    if (translated != translation->objects.end()) {
      const auto label = translated->second.fields.find(field);
      if (label != translated->second.fields.end() && !label->second.empty()) return label->second;
    }
  }
  return org.objects.find(object)->second.fields.find(field)->second.label;
}

void write_failure(const salesforce::RecordError& error, const std::string& object, const std::string& field,
                   const std::string& label, JsonText& out) {
  out.begin_object();
  out.member("kind", "constraint");
  out.member("rule", "org");
  out.member("code", error.code);
  out.member("object", object);
  if (!field.empty()) {
    out.member("field", field);
    out.member("label", label);
  }
  out.member("message", error.message);
  out.end_object();
}

/// The org's refusal as an outcome document: one failure for each field, or for the record where it names none that
/// the bundle knows.
std::string refused_by_org(const Within& within, const std::string& object,
                           const std::vector<salesforce::RecordError>& errors) {
  const schema::Org& org = within.served.bundle.org();
  const std::string& language = within.session.context->language;
  JsonText out;
  out.begin_object();
  out.member("refusedBy", "org");
  out.member("verdict", "fail");
  out.begin_array("failures");
  for (const salesforce::RecordError& error : errors) {
    bool placed = false;
    for (const std::string& name : error.fields) {
      const std::string field = field_of(org, object, name);
      if (field.empty()) continue;
      write_failure(error, object, field, label_of(org, object, field, language), out);
      placed = true;
    }
    if (!placed) write_failure(error, object, "", "", out);
  }
  out.end_array();
  out.begin_array("undetermined");
  out.end_array();
  out.begin_array("faulted");
  out.end_array();
  out.end_object();
  return std::move(out).take();
}

Response saved(const salesforce::WriteAnswer& answer) {
  JsonText out;
  out.begin_object();
  out.member("id", answer.id);
  out.member("created", answer.created);
  out.end_object();
  return http::json(200, std::move(out).take());
}

Response session_over() {
  Response response =
      http::problem({401, "Salesforce session over",
                     "The user's Salesforce session is over. Ask Salesforce for a new signed request and save again with "
                     "the same idempotencyKey.",
                     "Salesforce session"});
  response.set("WWW-Authenticate", "Bearer");
  return response;
}

/// What the page is told. Only what the org itself said of the record is an answer that stays.
Response answer_of(const Within& within, const SaveOrder& order, const salesforce::WriteAnswer& answer) {
  switch (answer.standing) {
    case Standing::kSaved:
      return saved(answer);
    case Standing::kRefused:
      return http::json(422, refused_by_org(within, order.write.object, answer.errors));
    case Standing::kSessionOver:
      return session_over();
    case Standing::kLocked:
      return later(503, "Being edited", "Somebody else is saving this record or one it belongs to. Nothing was saved. Try again in a moment.");
    case Standing::kBusy:
      return later(503, "Salesforce is busy", "Nothing was saved. Try again in a moment.");
    case Standing::kLimitReached:
      return http::problem({503, "Salesforce takes no more calls today",
                            "The org has used up its API calls of 24 hours, or the share of them that this server may use. Nothing was "
                            "saved. Tell your administrator.", ""});
    case Standing::kUnclear:
      break;
  }
  return order.write.repeatable()
             ? later(502, "Salesforce did not answer", "Try again: saving this record twice changes nothing.")
             : unknown_outcome();
}

/// Keeps what became of it; a journal that cannot is the administrator's to mend, the page has its answer.
void keep(const Saving& saving, SaveJournal& journal, const std::string& id, Standing standing,
          const Response& response) {
  const std::int64_t now = saving.live.clocks.wall_ms();
  const bool known = standing == Standing::kSaved || standing == Standing::kRefused;
  const Done kept = known                            ? journal.answered(id, standing == Standing::kSaved, response, now)
                    : standing == Standing::kUnclear ? journal.lost(id, now)
                                                     : journal.not_done(id, now);
  if (!kept) saving.live.note("journal of saves: " + kept.fault().text());
}

Result<JournalEntry> entry_of(const Saving& saving) {
  const auto& [live, within, order, as, stop] = saving;
  const canvas::SessionOwner& owner = within.session.owner;
  const std::string name = owner.organization_id + "/" + owner.user_id;
  const salesforce::RecordWrite& write = order.write;
  const auto key = crypto::sha256_hex(name + "/" + owner.application + "\n" + order.key);
  if (!key) return key.fault();
  const auto digest = crypto::sha256_hex(write.external_value + "\n" + write.values);
  if (!digest) return digest.fault();
  std::string what = write.object + "/" + write.id + "/" + write.external_id + " " + *digest;
  return JournalEntry{*key, name, std::move(what), write.repeatable()};
}

SaveEnd end_of(Standing standing) {
  switch (standing) {
    case Standing::kSaved:
      return SaveEnd::kSaved;
    case Standing::kRefused:
      return SaveEnd::kRefusedByOrg;
    case Standing::kSessionOver:
      return SaveEnd::kSessionOver;
    case Standing::kLocked:
      return SaveEnd::kLocked;
    case Standing::kBusy:
      return SaveEnd::kBusy;
    case Standing::kLimitReached:
      return SaveEnd::kLimitReached;
    case Standing::kUnclear:
      break;
  }
  return SaveEnd::kUnclear;
}

Response save_in_org(const Saving& saving) {
  const auto entry = entry_of(saving);
  const auto no_journal = [&saving](const Fault& fault) {
    saving.live.note("journal of saves: " + fault.text());
    return later(503, "Saving is not possible now", "Nothing was saved. Try again in a moment.");
  };
  if (!entry) return no_journal(entry.fault());
  const Setup& setup = saving.within.setup;
  SaveJournal journal(setup.store ? setup.store->saves() : saving.live.saves);
  auto begun = journal.begin(*entry, saving.live.clocks.wall_ms());
  if (!begun) return no_journal(begun.fault());
  switch (begun->how) {
    case SaveBeginning::kAnswered:
      return std::move(begun->answer);
    case SaveBeginning::kUnderWay:
      return later(409, "Being saved", "Another request is saving this record. Ask again with the same idempotencyKey.");
    case SaveBeginning::kUnknown:
      return unknown_outcome();
    case SaveBeginning::kOtherRequest:
      return http::problem({409, "Key used before", "This idempotencyKey was used for another save. Give each its own.",
                            "idempotencyKey"});
    case SaveBeginning::kGo:
      break;
  }
  const auto answer = call_org(saving);
  saving.live.tally.count(answer ? end_of(answer->standing) : SaveEnd::kNotSent);
  if (!answer) {
    saving.live.note("saving in the org: " + answer.fault().text());
    Response response = later(503, "Salesforce cannot be called", "Nothing was sent, so nothing was saved. Try again in a moment; the server's log says why.");
    keep(saving, journal, begun->id, Standing::kBusy, response);
    return response;
  }
  Response response = answer_of(saving.within, saving.order, *answer);
  keep(saving, journal, begun->id, answer->standing, response);
  return response;
}

Response refusal(const Fault& fault) {
  return http::problem({fault.code == FaultCode::kTooLarge ? 413 : 400, "Not a save", fault.detail, fault.where});
}

SaveAs saves_as(const Within& within) {
  const CanvasApp* app = find_app(within.setup, within.session.owner.application);
  return app && within.setup.outbound ? app->saves : SaveAs::kNobody;
}

/// As whom the audit journal says it was saved.
std::string saver(const Within& within) {
  const bool by_other = saves_as(within) == SaveAs::kIntegration;
  const Integration* other = by_other ? find_integration(within.setup, within.session.owner.organization_id) : nullptr;
  return other ? other->name : std::string();
}

Response save(Live& live, const Request& request, const Within& within) {
  const SaveAs as = saves_as(within);
  if (as == SaveAs::kNobody) {
    return http::problem({404, "Saving is not set up", "This app's pages save through Salesforce's own page.", ""});
  }
  if (!http::sends_json(request)) {
    return http::problem({415, "Not JSON", "Send the save document as application/json.", "Content-Type"});
  }
  const auto order = read_order(request.body, *within.session.context);
  if (!order) return refusal(order.fault());
  auto outcome = within.served.bundle.validate(order->request, live.clocks.wall_ms());
  const metrics::Decision decision = decision_of(outcome);
  live.tally.count(decision);
  if (!outcome) return refusal(outcome.fault());
  if (decision == metrics::Decision::kFail) {
    live.tally.count(SaveEnd::kRefusedHere);
    return http::json(422, R"({"refusedBy":"presave",)" + outcome->substr(1));
  }
  return save_in_org({live, within, *order, as, request.stop});
}

}  // namespace

std::vector<http::Route> save_routes(Live& live) {
  http::Route route{"POST", "/api/save",
                    for_sessions(live, audited(live, "save", Audit::kBeforeAndAfter,
                                               [&live](const Request& request, const Within& within) {
                                                 return save(live, request, within);
                                               }, saver))};
  route.waits = true;
  return {std::move(route)};
}

}  // namespace presave::server::api
