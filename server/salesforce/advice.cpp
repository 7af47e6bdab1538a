#include "server/salesforce/advice.h"

#include <algorithm>
#include <array>

namespace presave::server::salesforce {
namespace {

constexpr std::string_view kSeparator = "; ";

// Places, as Setup calls them since external client apps have taken the place of connected apps (Winter '26). A connected
// app has the same settings under App Manager, Manage and Edit Policies.
constexpr std::string_view kPolicies = "Setup, External Client App Manager, the app, Policies, OAuth Policies";
constexpr std::string_view kFlows = "Setup, External Client App Manager, the app, Settings, Flow Enablement";
constexpr std::string_view kScopes = "Setup, External Client App Manager, the app, Settings, OAuth Scopes";
constexpr std::string_view kCallback = "Setup, External Client App Manager, the app, Settings, Callback URL";
constexpr std::string_view kUsage = "Setup, Connected Apps OAuth Usage";
constexpr std::string_view kUser = "Setup, Users, the integration user";
constexpr std::string_view kPermissions = "Setup, Permission Sets, one of the integration user's";
constexpr std::string_view kConsumer = "presave.toml, client_id";

constexpr std::string_view kApprove =
    "set Permitted Users to \"Admin approved users are pre-authorized\", and select a permission set that the user has";
constexpr std::string_view kInstall = "install the app, or take its block away; since September 2025 apps that are not installed are refused";
constexpr std::string_view kKey =
    "it must be the Consumer Key of an app of the very org that login_url names; a new app counts after about ten minutes";
constexpr std::string_view kAudience =
    "it must be https://login.salesforce.com, for a sandbox https://test.salesforce.com, for a site the site's address";
constexpr std::string_view kAddresses =
    "add this server's address to Trusted IP Ranges, and to Login IP Ranges of the user's profile, or relax IP Relaxation";
constexpr std::string_view kApi = "give it the permission \"API Enabled\"; the org's edition must have the API as well";
constexpr std::string_view kObjects = "give it the object, its fields and the record types that the pages save: Read, Create, Edit";

// Rows with words stand before rows of the same error without: the first one that fits counts. Sources: Salesforce Help,
// "OAuth 2.0 Authorization Errors" (xcloud.remoteaccess_oauth_flow_errors), "OAuth 2.0 JWT Bearer Flow"
// (remoteaccess_oauth_jwt_flow), "OAuth 2.0 Client Credentials Flow" (remoteaccess_oauth_client_credentials_flow), article
// 005226515 (scope api), REST API Developer Guide, "Status Codes and Error Responses"; and where these are silent, what
// orgs have answered: github.com/pozil/pub-sub-api-node-client/issues/58 (domain), forcedotcom/cli/issues/1028 (approval).
constexpr auto kTable = std::to_array<Advice>({
    {"", "user hasn't approved this consumer", kPolicies, kApprove},
    {"", "user is not admin approved to access this app", kPolicies, kApprove},
    {"OAUTH_APP_ACCESS_DENIED", "", kPolicies, kApprove},
    {"invalid_app_access", "", kPolicies, kApprove},
    {"", "app must be installed into org", kUsage, kInstall},
    {"OAUTH_APP_BLOCKED", "", kUsage, kInstall},
    {"OAUTH_EC_APP_NOT_FOUND", "", kUsage, kInstall},
    {"OAUTH_APPROVAL_ERROR_GENERIC", "", kUsage, kInstall},
    {"", "audience is invalid", "presave.toml, audience", kAudience},
    {"", "audience validation failed", "presave.toml, audience", kAudience},
    {"", "invalid assertion", kFlows,
     "enable the JWT Bearer Flow and upload the certificate of presave.toml's key; this machine's clock must be right, too"},
    {"", "no client credentials user enabled", kPolicies, "enable the Client Credentials Flow, and name the integration user in Run As"},
    {"", "request not supported on this domain", "presave.toml, login_url",
     "it must be the org's My Domain, like https://acme.my.salesforce.com: client credentials are not taken elsewhere"},
    {"unsupported_grant_type", "", kFlows, "enable the flow that presave.toml names: Client Credentials Flow or JWT Bearer Flow"},
    {"invalid_client_id", "", kConsumer, kKey},
    {"", "client identifier invalid", kConsumer, kKey},
    {"invalid_client", "", "presave.toml, client_secret",
     "it must be the Consumer Secret of the app whose Consumer Key client_id is; it changes when it is rotated"},
    {"inactive_user", "", kUser, "activate or unfreeze it"},
    {"", "user is inactive", kUser, "activate or unfreeze it"},
    {"inactive_org", "", "the org itself", "it is locked, suspended or closed; ask Salesforce's support"},
    {"", "ip restricted", kPolicies, kAddresses},
    {"", "authentication failure", "Setup, Login History", "its line of this moment says why: a locked user, login hours, an address"},
    {"", "expired access/refresh token", kPolicies,
     "see Refresh Token Policy for how long a sign-in lasts; the user signs in again from the page"},
    {"redirect_uri_mismatch", "", kCallback, "enter presave.toml's redirect_uri there, letter by letter"},
    {"invalid_scope", "", kScopes, "select the scopes that presave.toml's scope names: api, refresh_token"},
    {"rate_limit_exceeded", "", "nothing to set", "too many logins of one user within an hour: wait, and look who else uses the integration user"},
    {"API_DISABLED_FOR_ORG", "", kPermissions, kApi},
    {"API_CURRENTLY_DISABLED", "", kPermissions, kApi},
    {"INVALID_SESSION_ID", "not valid for use with the rest api", kScopes, "add \"Manage user data via APIs (api)\""},
    {"INVALID_SESSION_ID", "", "Setup, Session Settings",
     "sessions must not be locked to the address from which they began; Trusted IP Ranges must have this server's"},
    {"REQUEST_LIMIT_EXCEEDED", "concurrent", "nothing to set", "too many long calls at once: find who makes them in Event Monitoring"},
    {"REQUEST_LIMIT_EXCEEDED", "", "Setup, Company Information, API Requests, Last 24 Hours",
     "see who uses them up; outbound.daily_calls_percent of presave.toml keeps some for others"},
    {"INSUFFICIENT_ACCESS", "", kPermissions, kObjects},
    {"INSUFFICIENT_ACCESS_OR_READONLY", "", kPermissions, kObjects},
    {"NOT_FOUND", "", kPermissions, kObjects},
    {"INVALID_TYPE", "", kPermissions, kObjects},
    {"INVALID_FIELD_FOR_INSERT_UPDATE", "", kPermissions, kObjects},
});

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_letters(char a, char b) {
  return lower(a) == lower(b);
}

bool holds(std::string_view text, std::string_view part) {
  return part.empty() || std::search(text.begin(), text.end(), part.begin(), part.end(), same_letters) != text.end();
}

bool fits(const Advice& row, std::string_view error, std::string_view description) {
  const bool same = std::equal(row.error.begin(), row.error.end(), error.begin(), error.end(), same_letters);
  return (row.error.empty() || same) && holds(description, row.words);
}

}  // namespace

std::string Advice::text() const {
  return std::string(place).append(": ").append(to_do);
}

const Advice* advice_for(std::string_view error, std::string_view description) {
  const auto found = std::find_if(kTable.begin(), kTable.end(), [&](const Advice& row) { return fits(row, error, description); });
  return found == kTable.end() ? nullptr : &*found;
}

std::string with_advice(std::string_view error, std::string_view description) {
  std::string out(error);
  if (!description.empty()) out.append(": ").append(description);
  if (const Advice* advice = advice_for(error, description)) out.append(kSeparator).append(advice->text());
  return out;
}

Advised take_apart(std::string_view text) {
  for (const Advice& row : kTable) {
    const std::string end = std::string(kSeparator) + row.text();
    if (!text.ends_with(end)) continue;
    const auto before = text.size() - end.size();
    return {text.substr(0, before), text.substr(before + kSeparator.size())};
  }
  return {text, {}};
}

}  // namespace presave::server::salesforce
