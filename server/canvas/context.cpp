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

/// The objects of an envelope that are read, in the order of kParts.
enum Part : std::size_t { kEnvelope, kClient, kUser, kOrganization, kApplication, kEnvironment, kVersion };
constexpr std::array<std::string_view, 7> kParts = {"",
                                                    "/client",
                                                    "/context/user",
                                                    "/context/organization",
                                                    "/context/application",
                                                    "/context/environment",
                                                    "/context/environment/version"};

/// Where something stands.
struct Spot {
  Part part;
  std::string_view name;
};

/// One text of the context and where it stands.
struct TextMember {
  std::string CanvasContext::*member;
  Spot spot;
};

constexpr std::array<TextMember, 14> kTexts = {{
    {&CanvasContext::user_id, {kEnvelope, "userId"}},
    {&CanvasContext::user_name, {kUser, "userName"}},
    {&CanvasContext::full_name, {kUser, "fullName"}},
    {&CanvasContext::locale, {kUser, "locale"}},
    {&CanvasContext::language, {kUser, "language"}},
    {&CanvasContext::time_zone, {kUser, "timeZone"}},
    {&CanvasContext::organization_id, {kOrganization, "organizationId"}},
    {&CanvasContext::organization_name, {kOrganization, "name"}},
    {&CanvasContext::application_name, {kApplication, "name"}},
    {&CanvasContext::instance_url, {kClient, "instanceUrl"}},
    {&CanvasContext::target_origin, {kClient, "targetOrigin"}},
    {&CanvasContext::instance_id, {kClient, "instanceId"}},
    {&CanvasContext::display_location, {kEnvironment, "displayLocation"}},
    {&CanvasContext::api_version, {kVersion, "api"}},
}};

/// What a formula reads, and where the request says it. Not here: $User.UserType, which formulas spell otherwise.
struct Global {
  std::string_view global;
  std::string_view field;
  Spot spot;
};

constexpr std::array<Global, 14> kGlobals = {{
    {"$User", "Id", {kEnvelope, "userId"}},
    {"$User", "Username", {kUser, "userName"}},
    {"$User", "FirstName", {kUser, "firstName"}},
    {"$User", "LastName", {kUser, "lastName"}},
    {"$User", "Email", {kUser, "email"}},
    {"$User", "ProfileId", {kUser, "profileId"}},
    {"$User", "UserRoleId", {kUser, "roleId"}},
    {"$User", "LanguageLocaleKey", {kUser, "language"}},
    {"$User", "LocaleSidKey", {kUser, "locale"}},
    {"$User", "TimeZoneSidKey", {kUser, "timeZone"}},
    {"$Profile", "Id", {kUser, "profileId"}},
    {"$UserRole", "Id", {kUser, "roleId"}},
    {"$Organization", "Id", {kOrganization, "organizationId"}},
    {"$Organization", "Name", {kOrganization, "name"}},
}};

constexpr std::int64_t kFirstMilliseconds = 100'000'000'000;  // as seconds this would be the year 5138

Fault misshaped(std::string where, std::string detail) {
  return {FaultCode::kWrongShape, "signed_request" + std::move(where), std::move(detail)};
}

Fault misshaped(const Spot& spot, std::string detail) {
  return misshaped(std::string(kParts[spot.part]) + "/" + std::string(spot.name), std::move(detail));
}

/// An envelope whose parts have been looked up, once for all that stands in them.
class Envelope {
 public:
  explicit Envelope(const Node& root) {
    for (std::size_t i = 0; i < kParts.size(); ++i) parts_[i] = below(&root, kParts[i]);
  }

  /// What stands there, which may be null; nullptr when it or its part is absent.
  const Node* find(const Spot& spot) const {
    const Node* part = parts_[spot.part];
    return part ? part->find(spot.name) : nullptr;
  }

  /// The same; nullptr for null, too.
  const Node* find_value(const Spot& spot) const {
    const Node* found = find(spot);
    return found && found->is_null() ? nullptr : found;
  }

 private:
  static const Node* below(const Node* node, std::string_view pointer) {
    while (node && !pointer.empty()) {
      const auto end = pointer.find('/', 1);
      node = node->find(pointer.substr(1, end == std::string_view::npos ? end : end - 1));
      pointer.remove_prefix(end == std::string_view::npos ? pointer.size() : end);
    }
    return node;
  }

  std::array<const Node*, kParts.size()> parts_{};
};

Done read_text(const Envelope& envelope, const TextMember& text, CanvasContext& context) {
  const Node* found = envelope.find_value(text.spot);
  if (!found) return done();
  if (!found->text()) return misshaped(text.spot, "must be text");
  context.*text.member = *found->text();
  return done();
}

/// A member that is there as null says that there is none; one that is absent says nothing.
Result<std::string> read_globals(const Envelope& envelope) {
  JsonText out;
  out.begin_object();
  std::string_view open;
  for (const Global& global : kGlobals) {
    const Node* said = envelope.find(global.spot);
    if (!said) continue;
    if (!said->text() && !said->is_null()) return misshaped(global.spot, "must be text");
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
Result<std::optional<std::int64_t>> read_issued(const Envelope& envelope) {
  constexpr Spot kSpot{kEnvelope, "issuedAt"};
  const Node* found = envelope.find_value(kSpot);
  if (!found) return std::optional<std::int64_t>();
  const json::Number* number = found->number();
  if (!number) return misshaped(kSpot, "must be a whole number");
  std::int64_t said = 0;
  const char* const end = number->spelling.data() + number->spelling.size();
  const auto read = std::from_chars(number->spelling.data(), end, said);
  if (read.ec != std::errc() || read.ptr != end) {
    return misshaped(kSpot, "must be a whole number of seconds or milliseconds");
  }
  if (said < 0) return misshaped(kSpot, "must be a time after 1970");
  if (said == 0) return std::optional<std::int64_t>();
  return std::optional(said < kFirstMilliseconds ? said * 1000 : said);
}

Done read_token(const Envelope& envelope, CanvasContext& context) {
  constexpr Spot kSpot{kClient, "oauthToken"};
  const Node* found = envelope.find_value(kSpot);
  if (!found) return done();
  if (!found->text()) return misshaped(kSpot, "must be text");
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
  const Envelope parts(root);
  constexpr Spot kAlgorithmSpot{kEnvelope, "algorithm"};
  const Node* algorithm = parts.find(kAlgorithmSpot);
  if (!algorithm || !algorithm->text() || *algorithm->text() != kAlgorithm) {
    return misshaped(kAlgorithmSpot, "must be " + std::string(kAlgorithm));
  }
  CanvasContext context;
  for (const TextMember& text : kTexts) {
    if (const Done read = read_text(parts, text, context); !read) return read.fault();
  }
  if (context.user_id.empty())
    return misshaped(Spot{kEnvelope, "userId"}, "must be there: a session belongs to a user");
  auto globals = read_globals(parts);
  if (!globals) return globals.fault();
  const auto issued = read_issued(parts);
  if (!issued) return issued.fault();
  if (const Done token = read_token(parts, context); !token) return token.fault();
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
