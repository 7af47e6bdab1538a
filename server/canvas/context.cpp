#include "server/canvas/context.h"

#include <array>
#include <nlohmann/json.hpp>
#include <optional>

#include "engine/base/limits.h"

namespace presave::server::canvas {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kAlgorithm = "HMACSHA256";

/// One text of the context and where it stands.
struct TextMember {
  std::string CanvasContext::*member;
  const char* pointer;
};

constexpr std::array<TextMember, 15> kTexts = {{
    {&CanvasContext::user_id, "/userId"},
    {&CanvasContext::user_name, "/context/user/userName"},
    {&CanvasContext::full_name, "/context/user/fullName"},
    {&CanvasContext::email, "/context/user/email"},
    {&CanvasContext::locale, "/context/user/locale"},
    {&CanvasContext::language, "/context/user/language"},
    {&CanvasContext::time_zone, "/context/user/timeZone"},
    {&CanvasContext::profile_id, "/context/user/profileId"},
    {&CanvasContext::organization_id, "/context/organization/organizationId"},
    {&CanvasContext::organization_name, "/context/organization/name"},
    {&CanvasContext::application_name, "/context/application/name"},
    {&CanvasContext::instance_url, "/client/instanceUrl"},
    {&CanvasContext::target_origin, "/client/targetOrigin"},
    {&CanvasContext::instance_id, "/client/instanceId"},
    {&CanvasContext::display_location, "/context/environment/displayLocation"},
}};

Fault misshaped(std::string where, std::string detail) {
  return {FaultCode::kWrongShape, "signed_request" + std::move(where), std::move(detail)};
}

Result<Json> parse(std::string_view text) {
  bool too_deep = false;
  const auto watch_depth = [&too_deep](int levels_around, Json::parse_event_t event, Json&) {
    const bool opens =
        event == Json::parse_event_t::object_start || event == Json::parse_event_t::array_start;
    too_deep = too_deep || (opens && levels_around >= static_cast<int>(limits::kJsonDepth));
    return !too_deep;
  };
  Json document = Json::parse(text, watch_depth, /*allow_exceptions=*/false);
  if (too_deep) {
    return Fault{FaultCode::kTooLarge, "signed_request",
                 "nested deeper than " + std::to_string(limits::kJsonDepth) + " levels"};
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
  context.record = std::move(*record);
  context.parameters = std::move(*parameters);
  return context;
}

}  // namespace presave::server::canvas
