// The digest of a bundle: of what it says, not of how it is indented.
#include "engine/base/sha256.h"
#include "engine/bundle/format.h"

namespace presave::bundle {
namespace {

using json::Member;
using json::Node;

void add_escaped(Sha256& digest, char c) {
  switch (c) {
    case '"':
      return digest.add("\\\"");
    case '\\':
      return digest.add("\\\\");
    case '\b':
      return digest.add("\\b");
    case '\f':
      return digest.add("\\f");
    case '\n':
      return digest.add("\\n");
    case '\r':
      return digest.add("\\r");
    case '\t':
      return digest.add("\\t");
    default:
      break;
  }
  constexpr std::string_view kDigits = "0123456789abcdef";
  const auto code = static_cast<unsigned char>(c);
  digest.add("\\u00");
  digest.add(kDigits.substr(code >> 4, 1));
  digest.add(kDigits.substr(code & 15u, 1));
}

void add_text(Sha256& digest, std::string_view text) {
  digest.add("\"");
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '"' && text[i] != '\\' && static_cast<unsigned char>(text[i]) >= 0x20) continue;
    digest.add(text.substr(start, i - start));
    add_escaped(digest, text[i]);
    start = i + 1;
  }
  digest.add(text.substr(start));
  digest.add("\"");
}

void add_node(Sha256& digest, const Node& node);

void add_members(Sha256& digest, std::span<const Member> members, bool is_root) {
  std::string_view before = "{";
  for (const Member& member : members) {
    if (is_root && member.name == kDigestMember) continue;
    digest.add(before);
    before = ",";
    add_text(digest, member.name);
    digest.add(":");
    add_node(digest, member.node);
  }
  digest.add(before == "{" ? "{}" : "}");
}

void add_node(Sha256& digest, const Node& node) {
  if (node.is_null()) return digest.add("null");
  if (const bool* flag = node.boolean()) return digest.add(*flag ? "true" : "false");
  if (const json::Number* number = node.number()) return digest.add(number->spelling);
  if (const std::string_view* text = node.text()) return add_text(digest, *text);
  if (const auto* members = node.members()) return add_members(digest, *members, false);
  std::string_view before = "[";
  for (const Node& item : *node.items()) {
    digest.add(before);
    before = ",";
    add_node(digest, item);
  }
  digest.add(before == "[" ? "[]" : "]");
}

}  // namespace

std::string digest_of(const Node& bundle) {
  Sha256 digest;
  if (const auto* members = bundle.members()) add_members(digest, *members, true);
  return digest.hex();
}

}  // namespace presave::bundle
