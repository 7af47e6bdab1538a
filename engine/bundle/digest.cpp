// The digest of a bundle: of what it says, not of how it is indented.
#include "engine/base/json_text.h"
#include "engine/base/sha256.h"
#include "engine/bundle/format.h"

namespace presave::bundle {
namespace {

using json::Member;
using json::Node;

void write_node(JsonText& out, const Node& node);

void write_members(JsonText& out, std::span<const Member> members, bool is_root) {
  out.begin_object();
  for (const Member& member : members) {
    if (is_root && member.name == kDigestMember) continue;
    out.key(member.name);
    write_node(out, member.node);
  }
  out.end_object();
}

void write_node(JsonText& out, const Node& node) {
  if (node.is_null()) return out.item(nullptr);
  if (const bool* flag = node.boolean()) return out.item(*flag);
  if (const json::Number* number = node.number()) return out.json(number->spelling);
  if (const std::string_view* text = node.text()) return out.item(*text);
  if (const auto* members = node.members()) return write_members(out, *members, false);
  out.begin_array();
  for (const Node& item : *node.items()) write_node(out, item);
  out.end_array();
}

}  // namespace

std::string digest_of(const Node& bundle) {
  JsonText out;
  if (const auto* members = bundle.members()) write_members(out, *members, true);
  Sha256 digest;
  digest.add(std::move(out).take());
  return digest.hex();
}

}  // namespace presave::bundle
