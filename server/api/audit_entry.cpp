#include "server/api/audit_entry.h"

#include <algorithm>
#include <charconv>

#include "engine/bundle/json_reader.h"
#include "server/http/limits.h"

namespace presave::server::api {
namespace {

using json::Node;

std::string text_of(const Node& node, std::string_view name) {
  const Node* member = node.find(name);
  return member && member->text() ? std::string(*member->text()) : std::string();
}

std::span<const Node> items_of(const Node& node, std::string_view name) {
  const Node* member = node.find(name);
  return member && member->items() ? *member->items() : std::span<const Node>();
}

int number_of(const Node& node, std::string_view name) {
  const Node* member = node.find(name);
  int number = 0;
  if (member && member->number()) {
    const std::string_view spelling = member->number()->spelling;
    std::from_chars(spelling.data(), spelling.data() + spelling.size(), number);
  }
  return number;
}

/// A flow names fields one by one, or sends the record as JSON in a text.
std::string id_in_flat(const Node& asked) {
  for (const Node& field : items_of(asked, "fields")) {
    if (text_of(field, "name") == "Id") return text_of(field, "value");
  }
  const auto record = json::parse(text_of(asked, "recordJson"), limits::kBodyBytes);
  return record ? text_of(record->root(), "Id") : std::string();
}

std::string id_of(const Node& asked) {
  if (std::string id = text_of(asked, "id"); !id.empty()) return id;
  const Node* record = asked.find("record");
  return record ? text_of(*record, "Id") : id_in_flat(asked);
}

void add_rule(const Node& failure, audit::Entry& entry) {
  std::string rule = text_of(failure, "rule");
  if (rule.empty() || std::find(entry.rules.begin(), entry.rules.end(), rule) != entry.rules.end()) return;
  entry.rules.push_back(std::move(rule));
}

/// The engine lists failures; a flat answer has them among its messages.
void add_rules(const Node& outcome, audit::Entry& entry) {
  for (const Node& failure : items_of(outcome, "failures")) add_rule(failure, entry);
  for (const Node& message : items_of(outcome, "messages")) {
    if (text_of(message, "state") == "fail") add_rule(message, entry);
  }
}

}  // namespace

void add_request(const std::string& body, audit::Entry& entry) {
  const auto document = json::parse(body, limits::kBodyBytes);
  if (!document) return;  // the handler has said so
  const Node* inner = document->root().find("request");  // what an explanation is about, in the engine's language
  const Node& asked = inner && entry.action == "explain" ? *inner : document->root();
  entry.object = text_of(asked, "object");
  entry.record = id_of(asked);
  if (entry.action == "explain") entry.rules.push_back(text_of(document->root(), "rule"));
}

void add_outcome(const http::Response& response, audit::Entry& entry) {
  entry.status = response.status;
  const auto document = json::parse(*response.body, limits::kOutcomeBytes);
  if (!document) return;  // a page or nothing: the status says enough
  const Node& root = document->root();
  entry.verdict = text_of(root, "verdict");
  if (entry.object.empty()) entry.object = text_of(root, "object");  // a mapping names it, not the request
  if (entry.record.empty()) entry.record = text_of(root, "id");
  add_rules(root, entry);
  if (!root.find("results")) return;
  entry.counts = {number_of(root, "passed"), number_of(root, "failed"), number_of(root, "undetermined"),
                  number_of(root, "invalid")};
  for (const Node& one : items_of(root, "results")) add_rules(one, entry);
}

}  // namespace presave::server::api
