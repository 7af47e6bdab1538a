#include "server/api/save_order.h"

#include <algorithm>

#include "engine/base/limits.h"
#include "server/api/json_nodes.h"
#include "server/api/verified_user.h"
#include "server/http/limits.h"

namespace presave::server::api {
namespace {

Fault misshaped(std::string where, std::string detail) {
  return {FaultCode::kWrongShape, std::move(where), std::move(detail)};
}

bool is_key(std::string_view text) {
  const auto visible = [](char c) { return c > ' ' && c < 0x7F; };
  return text.size() >= limits::kSaveKeyLeast && text.size() <= limits::kSaveKeyMost &&
         std::all_of(text.begin(), text.end(), visible);
}

/// What a save does not write: parents, their own word for it, and what tells which record it is.
bool is_written(const json::Member& member, const salesforce::RecordWrite& write) {
  const bool known = member.name == "Id" || member.name == "attributes" || member.name == write.external_id;
  const bool parent = member.node.members() && member.name.ends_with("__r");
  return !known && !parent;
}

/// Each value that is saved is the record's, and each that the record changes is saved.
Done check_values(const json::Node& values, const json::Node& request, const salesforce::RecordWrite& write) {
  const json::Node* record = request.find("record");
  if (!record || !record->members()) return misshaped("/request/record", "must be an object");
  for (const json::Member& value : *values.members()) {
    const json::Node* decided = record->find(value.name);
    if (!decided || !same_value(value.node, *decided)) {
      return misshaped("/values/" + json::escaped_name(value.name), "must be the value that request.record has");
    }
  }
  const json::Node* prior = request.find("prior");
  for (const json::Member& decided : *record->members()) {
    if (values.find(decided.name) || !is_written(decided, write)) continue;
    const json::Node* before = prior ? prior->find(decided.name) : nullptr;
    const bool unchanged = write.id.empty() ? decided.node.is_null() : before && same_value(decided.node, *before);
    if (unchanged || (!write.id.empty() && decided.node.members())) continue;
    return misshaped("/request/record/" + json::escaped_name(decided.name),
                     "is decided about but not among the values to save; give it in values, or as it is in prior");
  }
  return done();
}

Done check_request(const json::Node& request, const salesforce::RecordWrite& write) {
  const json::Node* object = request.find("object");
  if (!object || !object->text() || *object->text() != write.object) {
    return misshaped("/request/object", "must be the object that is saved");
  }
  const json::Node* operation = request.find("operation");
  const std::string_view said = operation && operation->text() ? *operation->text() : std::string_view();
  const bool fits = write.id.empty() ? said == "insert" || said == "clone" : said == "update";
  return fits ? done()
              : misshaped("/request/operation", "must be update where an id is given, else insert or clone");
}

}  // namespace

Result<SaveOrder> read_order(std::string_view body, const canvas::CanvasContext& verified) {
  const auto document = json::parse(body, limits::kBodyBytes);
  if (!document) return document.fault();
  json::Complaints complaints(*document);
  json::ObjectReader reader(document->root(), complaints);
  SaveOrder order;
  order.write.object = reader.required_text("object");
  order.write.id = reader.text("id");
  order.key = reader.required_text("idempotencyKey");
  if (const json::Node* external = reader.member("externalId")) {
    json::ObjectReader inside(*external, complaints);
    order.write.external_id = inside.required_text("field");
    order.write.external_value = inside.required_text("value");
    inside.refuse_unknown();
  }
  const json::Node* values = reader.member("values");
  const json::Node* request = reader.member("request");
  reader.refuse_unknown();
  if (complaints.any()) return complaints.first();
  if (!values || !values->members()) return misshaped("/values", "must be an object of field values");
  if (!request || !request->members()) return misshaped("/request", "must be the request document to decide");
  if (!is_key(order.key)) {
    return misshaped("/idempotencyKey", "must have " + std::to_string(limits::kSaveKeyLeast) + " to " +
                                            std::to_string(limits::kSaveKeyMost) + " visible ASCII characters");
  }
  if (!order.write.id.empty() && !order.write.external_id.empty()) {
    return misshaped("/externalId", "must not stand beside id");
  }
  if (const Done usable = salesforce::check(order.write); !usable) return usable.fault();
  if (const Done fits = check_request(*request, order.write); !fits) return fits.fault();
  if (const Done fits = check_values(*values, *request, order.write); !fits) return fits.fault();
  auto decided = with_verified_user(*request, verified);
  if (!decided) return decided.fault();
  order.write.values = text_of(*values);
  order.request = std::move(*decided);
  return order;
}

}  // namespace presave::server::api
