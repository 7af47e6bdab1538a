// The endpoints that Salesforce itself opens in the frame: POST /canvas with a signed request, and GET
// /canvas where the user has not approved the app yet. /canvas is the first app's, /canvas/NAME each one's.
#include "server/api/endpoints.h"
#include "server/api/notice_words.h"
#include "server/api/notices.h"
#include "server/api/session_guard.h"
#include "server/canvas/org_hosts.h"
#include "server/http/form.h"
#include "server/http/respond.h"

namespace presave::server::api {
namespace {

using http::Request;
using http::Response;
using metrics::Refusal;

constexpr std::string_view kPath = "/canvas";
constexpr std::string_view kField = "signed_request";
constexpr std::string_view kApprovalNeeded = "user_approval_required";

/// A page for people, in their language, or a problem document for programs, in English.
Response refusal(const Request& request, int status, NoticeKind kind, std::string_view detail = {}) {
  if (http::wants_json(request)) {
    const Notice english = notice(kind, Language::kEnglish, detail);
    return http::problem({status, english.title, english.what, std::string(kField)});
  }
  const Language language = language_of(request.header("Accept-Language"));
  return http::html(status, notice_page(notice(kind, language, detail)));
}

/// The app that the path names; null when there is none.
const CanvasApp* app_of(const Setup& setup, const Request& request) {
  if (request.path == kPath) return find_app(setup, "");
  const std::string_view name = std::string_view(request.path).substr(kPath.size() + 1);
  return name.empty() ? nullptr : find_app(setup, name);
}

Result<http::Form> form_of(const Request& request) {
  if (!http::is_form(request)) {
    return Fault{FaultCode::kWrongShape, "Content-Type", "must be application/x-www-form-urlencoded"};
  }
  return http::decode_form(request.body);
}

/// One opening of one app.
struct Opening {
  Live& live;
  const Setup& setup;
  const CanvasApp& app;
  const Request& request;
};

/// Refuses, and counts why.
Response refused(const Opening& opening, Refusal why, int status, NoticeKind kind, std::string_view detail = {}) {
  opening.live.tally.count(why);
  return refusal(opening.request, status, kind, detail);
}

/// Whoever fails too often is not written into the log any more, but counted; what is genuine is taken from anywhere.
void note_failure(const Opening& opening, const Fault& fault) {
  const std::string& address = opening.request.peer.address;
  const auto now = opening.live.clocks.steady();
  if (!opening.live.unsigned_requests.too_many(address, now)) {
    opening.live.note("signed request refused, request " + opening.request.id + " from " + address + ": " + fault.text());
  }
  opening.live.unsigned_requests.add(address, now);
}

Response unverified(const Opening& opening, const Fault& fault) {
  note_failure(opening, fault);
  if (fault.code == FaultCode::kBadConfiguration) return refusal(opening.request, 500, NoticeKind::kFailed);
  return fault.code == FaultCode::kBadSignature
             ? refused(opening, Refusal::kBadSignature, 401, NoticeKind::kBadlySigned, fault.detail)
             : refused(opening, Refusal::kMalformed, 400, NoticeKind::kMalformed, fault.text());
}

void note_old_secret(const Opening& opening, std::size_t secret) {
  if (secret == 0) return;
  opening.live.note("a signed request fitted consumer secret " + std::to_string(secret + 1) + " of " +
                    std::to_string(opening.app.secrets) + ": keep it until this line no longer appears");
}

/// Why a genuine request is not taken all the same; nothing when it is.
std::optional<Response> unwelcome(const Opening& opening, const canvas::VerifiedRequest& verified) {
  const auto& [live, setup, app, request] = opening;
  if (!serves(app, verified.context.organization_id)) return refused(opening, Refusal::kOtherOrg, 403, NoticeKind::kOtherOrg);
  switch (canvas::when_issued(verified.context, live.clocks.wall_ms(), setup.issued_age)) {
    case canvas::Issued::kTooLongAgo:
      return refused(opening, Refusal::kTooOld, 401, NoticeKind::kTooOld, "it was issued too long ago");
    case canvas::Issued::kInTheFuture:
      return refused(opening, Refusal::kTooOld, 401, NoticeKind::kTooOld, "it was issued in the future");
    case canvas::Issued::kInTime:
      break;
  }
  if (!live.replay.admit(verified.signature, live.clocks.steady())) {
    return refused(opening, Refusal::kUsedBefore, 401, NoticeKind::kUsedBefore);
  }
  return std::nullopt;
}

/// The token of the session that goes on with this request: that of the page which renews itself, or a new one.
/// Nothing where that page's session is another user's. A cookie is the browser's, not the page's: whoever was there
/// before, the signed request says who is there now.
Result<std::optional<std::string>> session_for(const Opening& opening, const canvas::ContextPointer& context) {
  const auto& [live, setup, app, request] = opening;
  const canvas::SessionOwner owner{context->user_id, context->organization_id, app.name};
  const auto now = live.clocks.steady();
  std::string token = session_token(setup, request);
  const bool from_page = !token.empty();
  if (!from_page && setup.session_cookie) token = cookie_token(request);
  const auto renewal = live.sessions.renew(token, owner, context, now);
  if (renewal == canvas::Sessions::Renewal::kRenewed) return std::optional(std::move(token));
  if (renewal == canvas::Sessions::Renewal::kOtherOwner && from_page) return std::optional<std::string>();
  auto opened = live.sessions.open(owner, context, now);
  if (!opened) return opened.fault();
  return std::optional(std::move(*opened));
}

std::string context_document(const Opening& opening, const std::string& token, const std::string& envelope) {
  const bool cookie = opening.setup.session_cookie;
  return "{\"session\":" + http::json_text(cookie ? session_name(token) : token) +
         (cookie ? ",\"carrier\":\"cookie\"" : "") + ",\"bundle\":\"/api/bundle\"" +
         (opening.app.saves != SaveAs::kNobody && opening.setup.outbound ? ",\"save\":\"server\"" : "") + ",\"signedRequest\":" + envelope + "}";
}

/// Only the org's own pages may frame what it opened.
void narrow_framing(const Setup& setup, const canvas::CanvasContext& context, Response& response) {
  const Organization* known = find_organization(setup, context.organization_id);
  const bool told = known && !known->frame_ancestors.empty();
  const auto sources = told ? known->frame_ancestors
                            : canvas::narrowed(setup.frame_ancestors, canvas::org_origins(context));
  response.set("Content-Security-Policy", http::content_policy(sources));
}

Response opened(const Opening& opening, canvas::VerifiedRequest verified) {
  const auto context = std::make_shared<const canvas::CanvasContext>(std::move(verified.context));
  const auto token = session_for(opening, context);
  if (!token) {
    opening.live.note(token.fault().text());
    return refusal(opening.request, 500, NoticeKind::kFailed);
  }
  if (!*token) return refused(opening, Refusal::kOtherUser, 403, NoticeKind::kOtherUser);
  std::string document = context_document(opening, **token, verified.envelope);
  Response response = http::wants_json(opening.request)
                          ? http::json(200, std::move(document))
                          : http::html(200, opening.setup.canvas_page.with(document));
  if (opening.setup.session_cookie) set_cookie_token(response, **token);
  narrow_framing(opening.setup, *context, response);
  return response;
}

Response open_canvas(Live& live, const Request& request) {
  const SetupPointer setup = live.setup();
  const CanvasApp* app = app_of(*setup, request);
  if (!app) return refusal(request, 404, NoticeKind::kNoSuchApp);
  const Opening opening{live, *setup, *app, request};
  const auto form = form_of(request);
  if (!form) return refusal(request, 400, NoticeKind::kMalformed, form.fault().text());
  const auto signed_request = form->only(kField);
  if (!signed_request) {
    return refused(opening, Refusal::kMalformed, 400, NoticeKind::kMalformed, signed_request.fault().text());
  }
  auto verified = app->verifier.verify(*signed_request);
  if (!verified) return unverified(opening, verified.fault());
  note_old_secret(opening, verified->secret);
  if (auto refused = unwelcome(opening, *verified)) return std::move(*refused);
  return opened(opening, std::move(*verified));
}

/// What Salesforce says when it opens the app without a signed request.
struct ApprovalQuery {
  bool needed = false;
  std::string login_url;
};

/// The guide writes _sfdc_canvas_authvalue, Salesforce's pages send _sfdc_canvas_auth: both are known.
ApprovalQuery approval_query(const Request& request) {
  ApprovalQuery out;
  const auto query = http::decode_form(request.query);
  if (!query) return out;
  for (const auto& [name, value] : query->fields()) {
    if (name == "_sfdc_canvas_auth" || name == "_sfdc_canvas_authvalue") out.needed |= value == kApprovalNeeded;
    if (name == "loginUrl") out.login_url = value;
  }
  return out;
}

/// The page that leads to Salesforce's approval, where the app has an OAuth client. The address came with the
/// request, so only a login page of Salesforce's is led to.
Response approval(const Setup& setup, const CanvasApp& app, const Request& request, const std::string& login_url) {
  if (!setup.sign_in || !setup.sign_in->find(app.name)) return refusal(request, 200, NoticeKind::kApprovalMissing);
  const auto origin = setup.org_hosts.allow(login_url);
  if (!origin) return refusal(request, 400, NoticeKind::kForeignLogin);
  const Language language = language_of(request.header("Accept-Language"));
  const ApproveWords& words = approve_words(language);
  Notice page = notice(NoticeKind::kApprove, language);
  page.approval = {"/oauth/start?app=" + http::form_text(app.name) + "&loginUrl=" + http::form_text(*origin),
                   std::string(words.approve), std::string(words.go_on)};
  return http::html(200, notice_page(page));
}

Response canvas_without_request(Live& live, const Request& request) {
  const SetupPointer setup = live.setup();
  const CanvasApp* app = app_of(*setup, request);
  if (!app) return refusal(request, 404, NoticeKind::kNoSuchApp);
  const ApprovalQuery query = approval_query(request);
  if (query.needed) return approval(*setup, *app, request, query.login_url);
  Response response = refusal(request, 405, NoticeKind::kOpenFromSalesforce);
  response.set("Allow", "POST");
  return response;
}

Response log_out(Live& live, const Within& within) {
  live.sessions.close(within.token);
  Response response;
  response.status = 204;
  response.set("Cache-Control", "no-store");
  if (within.setup.session_cookie) set_cookie_token(response, "");
  return response;
}

}  // namespace

std::vector<http::Route> canvas_routes(Live& live) {
  const auto post = [&live](const Request& request) { return open_canvas(live, request); };
  const auto get = [&live](const Request& request) { return canvas_without_request(live, request); };
  return {
      {"POST", "/canvas", post},
      {"GET", "/canvas", get},
      {"POST", "/canvas/*", post},
      {"GET", "/canvas/*", get},
      {"POST", "/api/logout",
       for_sessions(live, [&live](const Request&, const Within& within) { return log_out(live, within); })},
  };
}

}  // namespace presave::server::api
