#include "server/canvas/context.h"

#include <array>
#include <nlohmann/json.hpp>
#include <optional>

#include "engine/base/limits.h"
#include "server/http/limits.h"

namespace presave::server::canvas {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kAlgorithm = "HMACSHA256";

/// One text of the context and where it stands.
struct TextMember {
  std::string CanvasContext::*member;
  const char* pointer;
};

constexpr std::array<TextMember, 14> kTexts = {{
    {&CanvasContext::user_id, "/userId"},
    {&CanvasContext::user_name, "/context/user/userName"},
    {&CanvasContext::full_name, "/context/user/fullName"},
    {&CanvasContext::locale, "/context/user/locale"},
    {&CanvasContext::language, "/context/user/language"},
    {&CanvasContext::time_zone, "/context/user/timeZone"},
    {&CanvasContext::organization_id, "/context/organization/organizationId"},
    {&CanvasContext::organization_name, "/context/organization/name"},
    {&CanvasContext::application_name, "/context/application/name"},
    {&CanvasContext::instance_url, "/client/instanceUrl"},
    {&CanvasContext::target_origin, "/client/targetOrigin"},
    {&CanvasContext::instance_id, "/client/instanceId"},
    {&CanvasContext::display_location, "/context/environment/displayLocation"},
    {&CanvasContext::api_version, "/context/environment/version/api"},
}};

/// What a formula reads, and where the request says it. Not here: $User.UserType, which formulas spell otherwise.
struct Global {
  const char* global;
  const char* field;
  const char* pointer;
};

constexpr std::array<Global, 14> kGlobals = {{
    {"$User", "Id", "/userId"},
    {"$User", "Username", "/context/user/userName"},
    {"$User", "FirstName", "/context/user/firstName"},
    {"$User", "LastName", "/context/user/lastName"},
    {"$User", "Email", "/context/user/email"},
    {"$User", "ProfileId", "/context/user/profileId"},
    {"$User", "UserRoleId", "/context/user/roleId"},
    {"$User", "LanguageLocaleKey", "/context/user/language"},
    {"$User", "LocaleSidKey", "/context/user/locale"},
    {"$User", "TimeZoneSidKey", "/context/user/timeZone"},
    {"$Profile", "Id", "/context/user/profileId"},
    {"$UserRole", "Id", "/context/user/roleId"},
    {"$Organization", "Id", "/context/organization/organizationId"},
    {"$Organization", "Name", "/context/organization/name"},
}};

constexpr std::int64_t kFirstMilliseconds = 100'000'000'000;  // as seconds this would be the year 5138

Fault misshaped(std::string where, std::string detail) {
  return {FaultCode::kWrongShape, "signed_request" + std::move(where), std::move(detail)};
}

Result<Json> parse(std::string_view text) {
  bool too_deep = false;
  const auto watch_depth = [&too_deep](int levels_around, Json::parse_event_t event, Json&) {
    const bool opens =
        event == Json::parse_event_t::object_start || event == Json::parse_event_t::array_start;
    too_deep = too_deep || (opens && levels_around >= static_cast<int>(presave::limits::kJsonDepth));
    return !too_deep;
  };
  Json document = Json::parse(text, watch_depth, /*allow_exceptions=*/false);
  if (too_deep) {
    return Fault{FaultCode::kTooLarge, "signed_request",
                 "nested deeper than " + std::to_string(presave::limits::kJsonDepth) + " levels"};
  }
  if (document.is_discarded()) {
    return Fault{FaultCode::kMalformedJson, "signed_request", "the signed content is not UTF-8 JSON"};
  }
  if (!document.is_object()) return misshaped("", "the signed content is not a JSON object");
  return document;
}

/// The member at a pointer; null when it or something on the way is absent or null.
const Json* find(const Json& document, const char* pointer) {
  const Json::json_pointer path(pointer);
  if (!document.contains(path)) return nullptr;
  const Json& found = document[path];
  return found.is_null() ? nullptr : &found;
}

Done read_text(const Json& document, const TextMember& text, CanvasContext& context) {
  const Json* found = find(document, text.pointer);
  if (!found) return done();
  if (!found->is_string()) return misshaped(text.pointer, "must be text");
  context.*text.member = found->get<std::string>();
  return done();
}

/// A member that is there as null says that there is none; one that is absent says nothing.
Result<std::string> read_globals(const Json& document) {
  Json globals = Json::object();
  for (const Global& global : kGlobals) {
    const Json::json_pointer path(global.pointer);
    if (!document.contains(path)) continue;
    const Json& said = document[path];
    if (!said.is_string() && !said.is_null()) return misshaped(global.pointer, "must be text");
    globals[global.global][global.field] = said;
  }
  return globals.dump();
}

/// Seconds or milliseconds; the guide calls it internal, and requests say 0 or nothing as well.
Result<std::optional<std::int64_t>> read_issued(const Json& document) {
  const char* const pointer = "/issuedAt";
  const Json* found = find(document, pointer);
  if (!found) return std::optional<std::int64_t>();
  if (!found->is_number_integer()) return misshaped(pointer, "must be a whole number");
  // What does not fit is read as negative, and refused as that.
  const auto said = found->get<std::int64_t>();
  if (said < 0) return misshaped(pointer, "must be a time after 1970");
  if (said == 0) return std::optional<std::int64_t>();
  return std::optional(said < kFirstMilliseconds ? said * 1000 : said);
}

Done read_token(const Json& document, CanvasContext& context) {
  const char* const pointer = "/client/oauthToken";
  const Json* found = find(document, pointer);
  if (!found) return done();
  if (!found->is_string()) return misshaped(pointer, "must be text");
  context.oauth_token = std::make_shared<const crypto::Secret>(found->get<std::string>());
  return done();
}

Result<std::string> read_object(const Json& document, const char* pointer) {
  const Json* found = find(document, pointer);
  if (!found) return std::string("{}");
  if (!found->is_object()) return misshaped(pointer, "must be an object");
  return found->dump();
}

}  // namespace

Result<CanvasContext> read_context(std::string_view envelope) {
  const auto document = parse(envelope);
  if (!document) return document.fault();
  const Json* algorithm = find(*document, "/algorithm");
  if (!algorithm || *algorithm != kAlgorithm) {
    return misshaped("/algorithm", "must be " + std::string(kAlgorithm));
  }
  CanvasContext context;
  for (const TextMember& text : kTexts) {
    if (const Done read = read_text(*document, text, context); !read) return read.fault();
  }
  if (context.user_id.empty()) return misshaped("/userId", "must be there: a session belongs to a user");
  auto record = read_object(*document, "/context/environment/record");
  if (!record) return record.fault();
  auto parameters = read_object(*document, "/context/environment/parameters");
  if (!parameters) return parameters.fault();
  auto globals = read_globals(*document);
  if (!globals) return globals.fault();
  const auto issued = read_issued(*document);
  if (!issued) return issued.fault();
  if (const Done token = read_token(*document, context); !token) return token.fault();
  context.record = std::move(*record);
  context.parameters = std::move(*parameters);
  context.globals = std::move(*globals);
  context.issued_ms = *issued;
  return context;
}

Issued when_issued(const CanvasContext& context, std::int64_t now_ms, std::chrono::seconds age) {
  if (!context.issued_ms) return Issued::kInTime;
  using std::chrono::milliseconds;
  if (*context.issued_ms > now_ms + milliseconds(limits::kClockSkew).count()) return Issued::kInTheFuture;
  const bool too_old = age.count() > 0 && *context.issued_ms < now_ms - milliseconds(age).count();
  return too_old ? Issued::kTooLongAgo : Issued::kInTime;
}

}  // namespace presave::server::canvas
