#include "server/canvas/context.h"

#include <array>
#include <charconv>
#include <optional>

#include "engine/base/json_text.h"
#include "engine/bundle/json_reader.h"
#include "server/http/limits.h"

namespace presave::server::canvas {
namespace {

using json::Node;

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

/// The member at a pointer, which may be null; nullptr when it or something on the way is absent.
const Node* find(const Node& root, std::string_view pointer) {
  const Node* node = &root;
  while (node && !pointer.empty()) {
    const auto end = pointer.find('/', 1);
    node = node->find(pointer.substr(1, end == std::string_view::npos ? end : end - 1));
    pointer.remove_prefix(end == std::string_view::npos ? pointer.size() : end);
  }
  return node;
}

/// The same; nullptr for null, too.
const Node* find_value(const Node& root, std::string_view pointer) {
  const Node* found = find(root, pointer);
  return found && found->is_null() ? nullptr : found;
}

Done read_text(const Node& root, const TextMember& text, CanvasContext& context) {
  const Node* found = find_value(root, text.pointer);
  if (!found) return done();
  if (!found->text()) return misshaped(text.pointer, "must be text");
  context.*text.member = *found->text();
  return done();
}

/// A member that is there as null says that there is none; one that is absent says nothing.
Result<std::string> read_globals(const Node& root) {
  JsonText out;
  out.begin_object();
  std::string_view open;
  for (const Global& global : kGlobals) {
    const Node* said = find(root, global.pointer);
    if (!said) continue;
    if (!said->text() && !said->is_null()) return misshaped(global.pointer, "must be text");
    if (open != global.global) {
      if (!open.empty()) out.end_object();
      out.begin_object(global.global);
      open = global.global;
    }
    out.key(global.field);
    if (said->is_null()) {
      out.item(nullptr);
    } else {
      out.item(*said->text());
    }
  }
  if (!open.empty()) out.end_object();
  out.end_object();
  return std::move(out).take();
}

/// Seconds or milliseconds; the guide calls it internal, and requests say 0 or nothing as well.
Result<std::optional<std::int64_t>> read_issued(const Node& root) {
  constexpr std::string_view kPointer = "/issuedAt";
  const Node* found = find_value(root, kPointer);
  if (!found) return std::optional<std::int64_t>();
  const json::Number* number = found->number();
  if (!number) return misshaped(std::string(kPointer), "must be a whole number");
  std::int64_t said = 0;
  const char* const end = number->spelling.data() + number->spelling.size();
  const auto read = std::from_chars(number->spelling.data(), end, said);
  if (read.ec != std::errc() || read.ptr != end) {
    return misshaped(std::string(kPointer), "must be a whole number of seconds or milliseconds");
  }
  if (said < 0) return misshaped(std::string(kPointer), "must be a time after 1970");
  if (said == 0) return std::optional<std::int64_t>();
  return std::optional(said < kFirstMilliseconds ? said * 1000 : said);
}

Done read_token(const Node& root, CanvasContext& context) {
  constexpr std::string_view kPointer = "/client/oauthToken";
  const Node* found = find_value(root, kPointer);
  if (!found) return done();
  if (!found->text()) return misshaped(std::string(kPointer), "must be text");
  context.oauth_token = std::make_shared<const crypto::Secret>(std::string(*found->text()));
  return done();
}

}  // namespace

Result<CanvasContext> read_context(std::string_view envelope) {
  const auto document = json::parse(envelope, limits::kSignedRequestBytes);
  if (!document) {
    const Fault& fault = document.fault();
    return Fault{fault.code, "signed_request" + fault.where, fault.detail};
  }
  const Node& root = document->root();
  if (!root.members()) return misshaped("", "the signed content is not a JSON object");
  const Node* algorithm = find(root, "/algorithm");
  if (!algorithm || !algorithm->text() || *algorithm->text() != kAlgorithm) {
    return misshaped("/algorithm", "must be " + std::string(kAlgorithm));
  }
  CanvasContext context;
  for (const TextMember& text : kTexts) {
    if (const Done read = read_text(root, text, context); !read) return read.fault();
  }
  if (context.user_id.empty()) return misshaped("/userId", "must be there: a session belongs to a user");
  auto globals = read_globals(root);
  if (!globals) return globals.fault();
  const auto issued = read_issued(root);
  if (!issued) return issued.fault();
  if (const Done token = read_token(root, context); !token) return token.fault();
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
