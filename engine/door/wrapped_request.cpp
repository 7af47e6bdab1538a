// Requests inside of other documents.
#include "engine/base/join.h"
#include "engine/door/documents.h"
#include "engine/door/explain_documents.h"

namespace presave::door {
namespace {

// What it costs to put a part of a request into a record, in steps of a Meter.
std::uint64_t steps_of(const json::Node& node) {
  constexpr std::uint64_t kStepsOfValue = 16;
  constexpr std::uint64_t kBytesOfStep = 8;
  std::uint64_t steps = kStepsOfValue;
  if (const std::string_view* text = node.text()) steps += text->size() / kBytesOfStep;
  if (const auto* items = node.items()) {
    for (const json::Node& item : *items) steps += steps_of(item);
  } else if (const auto* members = node.members()) {
    for (const json::Member& member : *members) steps += member.name.size() / kBytesOfStep + steps_of(member.node);
  }
  return steps;
}

}  // namespace

NamedObject object_of(const json::Document& document) {
  const auto text_of_object = [](const json::Node* node) {
    const json::Node* object = node ? node->find("object") : nullptr;
    return object && object->text() ? std::string(*object->text()) : std::string();
  };
  const json::Node* request = document.root().find("request");
  if (request) return {text_of_object(request), "/request/object"};
  return {text_of_object(&document.root()), "/object"};
}

Result<explain::Given> given_by(const Subject& subject, const json::Node& request) {
  const Result<RequestHead> head = read_head(subject.document, request);
  if (!head) return head.fault();
  if (!schema::same_name(head->object, subject.rules.object_name())) {
    return Fault{FaultCode::kWrongShape, subject.document.pointer_to(request) + "/object",
                 join({"this document is about ", subject.rules.object_name(), ", the request about ", head->object})};
  }
  const auto fill = [subject, head = *head](rules::Record& record) {
    record.context.now = DateTime{subject.now_ms};
    return fill_record(subject.document, head, subject.org, record);
  };
  rules::Record trial(subject.rules, head->operation());
  if (Done filled = fill(trial); !filled) return filled.fault();
  // It was filled once, so it can be filled again.
  return explain::Given{head->operation(), [fill](rules::Record& record) { (void)fill(record); }, steps_of(request)};
}

}  // namespace presave::door
