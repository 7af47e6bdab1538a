#include "server/api/json_nodes.h"

#include <algorithm>

namespace presave::server::api {

void write_node(const json::Node& node, JsonText& out) {
  if (const bool* flag = node.boolean()) return out.item(*flag);
  if (const json::Number* number = node.number()) return out.json(number->spelling);
  if (const std::string_view* text = node.text()) return out.item(*text);
  if (const auto* items = node.items()) {
    out.begin_array();
    for (const json::Node& item : *items) write_node(item, out);
    return out.end_array();
  }
  if (const auto* members = node.members()) {
    out.begin_object();
    for (const json::Member& member : *members) {
      out.key(member.name);
      write_node(member.node, out);
    }
    return out.end_object();
  }
  out.item(nullptr);
}

std::string text_of(const json::Node& node) {
  JsonText out;
  write_node(node, out);
  return std::move(out).take();
}

bool same_value(const json::Node& a, const json::Node& b) {
  if (a.value.index() != b.value.index()) return false;
  if (const bool* flag = a.boolean()) return *flag == *b.boolean();
  if (const json::Number* number = a.number()) return number->spelling == b.number()->spelling;
  if (const std::string_view* text = a.text()) return *text == *b.text();
  if (const auto* items = a.items()) {
    return std::equal(items->begin(), items->end(), b.items()->begin(), b.items()->end(), same_value);
  }
  if (const auto* members = a.members()) {
    const auto in_b = [&b](const json::Member& member) {
      const json::Node* other = b.find(member.name);
      return other && same_value(member.node, *other);
    };
    return members->size() == b.members()->size() && std::all_of(members->begin(), members->end(), in_b);
  }
  return true;
}

}  // namespace presave::server::api
