// The endpoints that Salesforce itself opens in the frame: POST /canvas with a signed request, and GET
// /canvas where the user has not approved the app yet.
#include "server/api/endpoints.h"
#include "server/http/form.h"
#include "server/http/respond.h"

namespace presave::server::api {
namespace {

constexpr std::string_view kField = "signed_request";
constexpr std::string_view kApprovalNeeded = "user_approval_required";

/// A refusal as a page for people, or as a problem document for programs.
http::Response refusal(const http::Request& request, int status, const Notice& notice) {
  if (http::wants_json(request))
    return http::problem({status, notice.title, notice.what, std::string(kField)});
  return http::html(status, notice_page(notice));
}

http::Response malformed(const http::Request& request, const std::string& detail) {
  return refusal(request, 400,
                 {true,
                  "This page could not be opened",
                  "The signed request cannot be read: " + detail + ".",
                  "What to do",
                  {"Open the app from its place in Salesforce, not by its address.",
                   "If it happens there as well, tell your administrator the sentence above."}});
}

http::Response badly_signed(const http::Request& request, const std::string& detail) {
  return refusal(
      request, 401,
      {true,
       "This page could not be opened",
       "The signed request's signature does not fit: " + detail +
           ". Presave shows nothing that Salesforce did not sign.",
       "For the administrator",
       {"The consumer secret that Presave was started with must be the Consumer Secret of this org's "
        "external client app (or connected app).",
        "While a secret is being rotated, give Presave both: one a line.",
        "If the secret is right, something between Salesforce and Presave changes the request on its way."}});
}

http::Response used_before(const http::Request& request) {
  return refusal(request, 401,
                 {true,
                  "This page was opened too long ago",
                  "Salesforce's signed request may be used for a while, and this one has been in use for too "
                  "long or too often.",
                  "What to do",
                  {"Reload the whole Salesforce page, not only the frame: Salesforce then signs anew."}});
}

http::Response other_org(const http::Request& request) {
  return refusal(
      request, 403,
      {true,
       "This org is not served here",
       "The signed request is genuine, but it comes from an org that this server is not set up for.",
       "For the administrator",
       {"Presave was started with a list of organization ids; add this org's id to it."}});
}

http::Response failed(const http::Request& request) {
  return refusal(request, 500,
                 {true,
                  "This page could not be opened",
                  "The server failed on this request. Its log says more.",
                  "What to do",
                  {"Reload the Salesforce page."}});
}

Result<std::string> signed_request_of(const http::Request& request) {
  if (!http::is_form(request)) {
    return Fault{FaultCode::kWrongShape, "Content-Type", "must be application/x-www-form-urlencoded"};
  }
  const auto form = http::decode_form(request.body);
  if (!form) return form.fault();
  const auto value = form->only(kField);
  if (!value) return value.fault();
  return std::string(*value);
}

/// The guide writes _sfdc_canvas_authvalue, Salesforce's pages send _sfdc_canvas_auth: both are known.
bool approval_is_missing(const http::Request& request) {
  const auto query = http::decode_form(request.query);
  if (!query) return false;
  for (const auto& [name, value] : query->fields()) {
    if ((name == "_sfdc_canvas_auth" || name == "_sfdc_canvas_authvalue") && value == kApprovalNeeded)
      return true;
  }
  return false;
}

Result<std::string> context_document(Live& live, const CanvasApp& app,
                                     const canvas::VerifiedRequest& verified) {
  const canvas::CanvasContext& context = verified.context;
  auto token = live.sessions.open({context.user_id, context.organization_id, app.name}, live.clocks.steady());
  if (!token) return token.fault();
  return "{\"session\":" + http::json_text(*token) +
         ",\"bundle\":\"/api/bundle\",\"signedRequest\":" + verified.envelope + "}";
}

http::Response open_canvas(Live& live, const http::Request& request) {
  const SetupPointer setup = live.setup();
  const CanvasApp& app = setup->apps.front();
  const auto signed_request = signed_request_of(request);
  if (!signed_request) return malformed(request, signed_request.fault().text());
  const auto verified = app.verifier.verify(*signed_request);
  if (!verified) {
    const Fault& fault = verified.fault();
    live.note("signed request refused: " + fault.text());
    if (fault.code == FaultCode::kBadConfiguration) return failed(request);
    return fault.code == FaultCode::kBadSignature ? badly_signed(request, fault.detail)
                                                  : malformed(request, fault.text());
  }
  if (verified->secret > 0) {
    live.note("a signed request fitted consumer secret " + std::to_string(verified->secret + 1) + " of " +
              std::to_string(app.secrets) + ": keep it until this line no longer appears");
  }
  if (!serves(app, verified->context.organization_id)) return other_org(request);
  if (!live.replay.admit(verified->signature, live.clocks.steady())) return used_before(request);
  auto context = context_document(live, app, *verified);
  if (!context) {
    live.note(context.fault().text());
    return failed(request);
  }
  if (http::wants_json(request)) return http::json(200, std::move(*context));
  return http::html(200, setup->canvas_page.with(*context));
}

http::Response canvas_without_request(const http::Request& request) {
  if (approval_is_missing(request)) {
    return http::html(
        200, notice_page(
                 {false,
                  "Approve this app first",
                  "Salesforce has not signed you in to this app, because you have not approved it yet.",
                  "What to do",
                  {"Ask your administrator to pre-authorize the app for you: in Setup, the app's policies, "
                   "Permitted Users, \"Admin approved users are pre-authorized\", and your profile or "
                   "permission set in its list.",
                   "Then reload the Salesforce page."}}));
  }
  http::Response response = http::html(
      405,
      notice_page({true,
                   "Open this app from Salesforce",
                   "This address is opened by Salesforce with a signed request, not by hand.",
                   "What to do",
                   {"Open the app from its place in Salesforce.",
                    "For the administrator: the app's access method must be \"Signed request (POST)\"."}}));
  response.set("Allow", "POST");
  return response;
}

}  // namespace

std::vector<http::Route> canvas_routes(Live& live) {
  return {
      {"POST", "/canvas", [&live](const http::Request& request) { return open_canvas(live, request); }},
      {"GET", "/canvas", canvas_without_request},
  };
}

}  // namespace presave::server::api
