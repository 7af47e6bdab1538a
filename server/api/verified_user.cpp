#include "server/api/verified_user.h"

#include <algorithm>

#include "engine/base/limits.h"
#include "engine/schema/org.h"
#include "server/api/json_nodes.h"
#include "server/http/limits.h"

namespace presave::server::api {
namespace {

using Members = std::span<const json::Member>;

Members members_of(const json::Node* node) {
  return node && node->members() ? *node->members() : Members();
}

/// By name as formulas compare names: a claim in other letter case must not stand beside the verified one.
const json::Node* named(Members members, std::string_view name) {
  const auto found = std::find_if(members.begin(), members.end(),
                                  [name](const json::Member& one) { return schema::same_name(one.name, name); });
  return found == members.end() ? nullptr : &found->node;
}

/// Members of both, the verified ones in place of those claimed; a level deeper for each global.
void write_merged(Members claimed, Members verified, bool globals, JsonText& out) {
  out.begin_object();
  for (const json::Member& one : claimed) {
    if (named(verified, one.name)) continue;
    out.key(one.name);
    write_node(one.node, out);
  }
  for (const json::Member& one : verified) {
    out.key(one.name);
    if (globals) {
      write_merged(members_of(named(claimed, one.name)), members_of(&one.node), false, out);
    } else {
      write_node(one.node, out);
    }
  }
  out.end_object();
}

void write_context(Members context, Members verified, std::string_view language, JsonText& out) {
  out.begin_object();
  for (const json::Member& one : context) {
    if (one.name == "globals" || (one.name == "language" && !language.empty())) continue;
    out.key(one.name);
    write_node(one.node, out);
  }
  const json::Node* claimed = nullptr;
  for (const json::Member& one : context) {
    if (one.name == "globals") claimed = &one.node;
  }
  out.key("globals");
  write_merged(members_of(claimed), verified, true, out);
  if (!language.empty()) out.member("language", language);
  out.end_object();
}

}  // namespace

Result<std::string> with_verified_user(std::string_view request, const canvas::CanvasContext& verified) {
  const auto document = json::parse(request, presave::limits::kRequestBytes);
  if (!document) return document.fault();
  return with_verified_user(document->root(), verified);
}

Result<std::string> with_verified_user(const json::Node& request, const canvas::CanvasContext& verified) {
  if (!request.members()) return text_of(request);  // the engine says what is wrong with it
  const json::Node* context = request.find("context");
  if (context && !context->members()) {
    return Fault{FaultCode::kWrongShape, "/context", "must be an object"};
  }
  const auto globals = json::parse(verified.globals, limits::kSignedRequestBytes);
  if (!globals) return globals.fault();
  JsonText out;
  out.begin_object();
  for (const json::Member& one : *request.members()) {
    if (&one.node == context) continue;
    out.key(one.name);
    write_node(one.node, out);
  }
  out.key("context");
  write_context(members_of(context), members_of(&globals->root()), verified.language, out);
  out.end_object();
  return std::move(out).take();
}

}  // namespace presave::server::api
