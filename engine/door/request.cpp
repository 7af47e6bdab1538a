// The request document.
#include <string>

#include "engine/base/ascii.h"
#include "engine/base/join.h"
#include "engine/check/nearest.h"
#include "engine/door/documents.h"
#include "engine/door/field_value.h"
#include "engine/door/record_reader.h"
#include "engine/value/spelling.h"

namespace presave::door {
namespace {

using json::Complaints;
using json::Document;
using json::Member;
using json::Node;
using json::ObjectReader;
using rules::Record;

Fault wrong(const Document& document, const Node& node, std::string detail) {
  return {FaultCode::kWrongShape, document.pointer_to(node), std::move(detail)};
}

// "$User": {"Id": …} fills the slot "$User.Id"; deeper objects make longer paths. What no rule reads is ignored.
Done fill_globals(const Document& document, const Node& node, const std::string& path, Record& record) {
  const run::Layout& layout = record.rules.layout();
  const auto slot = layout.find(path);
  if (slot && layout[*slot].global) {
    const run::Slot& place = layout[*slot];
    const schema::FieldType plain = place.type == Type::kBoolean ? schema::FieldType::kCheckbox : schema::FieldType::kText;
    const schema::FieldType type = place.field ? place.field->type : plain;
    const std::optional<Value> value = field_value(node, type);
    if (!value) return does_not_fit(document, node, type);
    record.present.values[*slot] = *value;
    return done();
  }
  if (!node.members() || (!path.empty() && !layout.reads_below(join({path, "."})))) return done();
  if (Done done = refuse_twins(document, *node.members()); !done) return done;
  for (const Member& member : *node.members()) {
    const std::string inner = join({path, path.empty() ? "" : ".", member.name});
    if (Done done = fill_globals(document, member.node, inner, record); !done) return done;
  }
  return done();
}

// A list of permissions is complete: what it does not name, the user does not have.
Done fill_permissions(const Document& document, const Node& list, Record& record) {
  constexpr std::string_view kPrefix = "$permission.";
  const run::Layout& layout = record.rules.layout();
  for (std::uint32_t slot = 0; slot < layout.size(); ++slot) {
    if (layout[slot].global && ascii_lower(layout[slot].path).starts_with(kPrefix)) record.present.values[slot] = false;
  }
  for (const Node& item : *list.items()) {
    const std::string_view* name = item.text();
    if (!name) return wrong(document, item, "permissions is a list of custom permission names");
    if (const auto slot = layout.find(join({kPrefix, *name}))) record.present.values[*slot] = true;
  }
  return done();
}

// [[first instant in epoch ms or null, offset in minutes], …]
Done fill_zone(const Document& document, const Node& offsets, Record& record) {
  constexpr std::string_view kForm = "offsets is a list of [first instant in epoch milliseconds or null, minutes from UTC]";
  if (!offsets.items()) return wrong(document, offsets, std::string(kForm));
  std::vector<Zone::Span> spans;
  for (const Node& pair : *offsets.items()) {
    const auto* items = pair.items();
    if (!items || items->size() != 2 || !(*items)[1].number()) return wrong(document, pair, std::string(kForm));
    const Node& first = (*items)[0];
    std::optional<std::int64_t> first_ms;
    if (const json::Number* written = first.number()) {
      const std::optional<Decimal> parsed = Decimal::parse(written->spelling);
      if (parsed) first_ms = parsed->to_int64_truncated();
    }
    const std::optional<Decimal> minutes = Decimal::parse((*items)[1].number()->spelling);
    const std::optional<std::int64_t> offset = minutes ? minutes->to_int64_truncated() : std::nullopt;
    constexpr std::int64_t kMostMinutes = 26 * 60;
    if ((!first.is_null() && !first_ms) || !offset || *offset > kMostMinutes || *offset < -kMostMinutes) {
      return wrong(document, pair, std::string(kForm));
    }
    spans.push_back({first.is_null() ? Zone::kSinceEver : *first_ms / 1000, static_cast<std::int32_t>(*offset * 60)});
  }
  Result<Zone> zone = Zone::from_spans(std::move(spans), "");
  // Where it stands is looked for only when it is told: that walks through the whole document.
  if (!zone) return Fault{zone.fault().code, document.pointer_to(offsets), zone.fault().detail};
  record.zone = *std::move(zone);
  return done();
}

// {"EUR": "0.92", …}
Done fill_rates(const Document& document, const Node& rates, Record& record) {
  if (!rates.members()) return wrong(document, rates, "currencyRates is an object such as {\"EUR\": \"0.92\"}");
  for (const Member& member : *rates.members()) {
    const std::optional<Value> rate = field_value(member.node, schema::FieldType::kNumber);
    if (!rate || rate->is_blank()) return wrong(document, member.node, "a rate is a number such as \"0.92\"");
    record.answers.give_rate(member.name, *rate);
  }
  return done();
}

// One field, at `slot`, of every record of one object: {"94105": {"City__c": "San Francisco"}, "00000": null}.
Done fill_looked_up(const Document& document, const Node& records, std::uint32_t slot, Record& record) {
  constexpr std::string_view kForm = "records are listed by name, such as {\"94105\": {\"City__c\": \"San Francisco\"}, \"00000\": null}";
  if (!records.members()) return wrong(document, records, std::string(kForm));
  const run::Slot& place = record.rules.layout()[slot];
  const std::string_view field = std::string_view(place.path).substr(place.prefix().size());
  for (const Member& found : *records.members()) {
    if (found.node.is_null()) {
      record.answers.give_field(slot, found.name, Value());
      continue;
    }
    if (!found.node.members()) return wrong(document, found.node, std::string(kForm));
    if (Done done = refuse_twins(document, *found.node.members()); !done) return done;
    for (const Member& member : *found.node.members()) {
      if (!schema::same_name(member.name, field)) continue;
      const std::optional<Value> value = field_value(member.node, place.field->type);
      if (!value) return does_not_fit(document, member.node, place.field->type);
      record.answers.give_field(slot, found.name, *value);
    }
  }
  return done();
}

// {"Zip_Code__c": {"94105": {"City__c": "San Francisco"}}}; what no rule looks up is ignored.
Done fill_lookups(const Document& document, const Node& lookups, Record& record) {
  if (!lookups.members()) return wrong(document, lookups, "lookups is an object such as {\"Zip_Code__c\": {\"94105\": {\"City__c\": \"…\"}}}");
  const run::Layout& layout = record.rules.layout();
  for (const Member& object : *lookups.members()) {
    const std::string fields = join({"$ObjectType.", object.name, ".Fields."});
    if (!layout.reads_below(fields)) continue;
    for (std::uint32_t slot = 0; slot < layout.size(); ++slot) {
      if (!schema::same_name(layout[slot].prefix(), fields)) continue;
      if (Done done = fill_looked_up(document, object.node, slot, record); !done) return done;
    }
  }
  return done();
}

// The developer name of the record's type.
Done fill_record_type(const Document& document, const Node& node, Record& record) {
  const std::string_view* name = node.text();
  if (!name) return wrong(document, node, "recordType is the developer name of a record type");
  const auto& types = record.rules.object().record_types;
  const auto found = types.find(*name);
  if (found != types.end()) {
    record.record_type = &*found;
    return done();
  }
  check::Nearest nearest(*name);
  for (const auto& [known, type] : types) nearest.offer(known);
  return Fault{FaultCode::kBadValue, document.pointer_to(node),
               join({record.rules.object_name(), " has no record type ", *name, nearest.question()})};
}

// {"Code__c": true}: the host has looked, and no other record has this value.
Done fill_unique(const Document& document, const Node& node, Record& record) {
  constexpr std::string_view kForm = "unique is an object of unique fields and true (no other record has the value) or false";
  if (!node.members()) return wrong(document, node, std::string(kForm));
  for (const Member& member : *node.members()) {
    if (!member.node.boolean()) return wrong(document, member.node, std::string(kForm));
    record.unique[std::string(member.name)] = *member.node.boolean();
  }
  return done();
}

Done fill_context(const Document& document, const Node& node, const schema::Org& org, Record& record) {
  Complaints complaints(document);
  ObjectReader reader(node, complaints);
  if (const Node* now = reader.member("now"); now && !now->is_null()) {
    const std::optional<std::int64_t> instant = now->text() ? parse_datetime(*now->text()) : std::nullopt;
    if (!instant) return wrong(document, *now, "now is an ISO 8601 instant such as 2026-11-23T12:00:00Z, in the years 1 to 9999");
    record.context.now = DateTime{*instant};
  }
  if (reader.flag("isClone")) record.context.is_clone = true;
  const Node* offsets = reader.member("offsets");
  const Node* globals = reader.member("globals");
  const Node* permissions = reader.member("permissions");
  const Node* rates = reader.member("currencyRates");
  const Node* lookups = reader.member("lookups");
  const Node* record_type = reader.member("recordType");
  const Node* unique = reader.member("unique");
  record.translation = org.translation(reader.text("language"));
  reader.refuse_unknown();
  if (complaints.any()) return complaints.first();
  if (record_type && !record_type->is_null()) {
    if (Done done = fill_record_type(document, *record_type, record); !done) return done;
  }
  if (unique && !unique->is_null()) {
    if (Done done = fill_unique(document, *unique, record); !done) return done;
  }
  if (rates && !rates->is_null()) {
    if (Done done = fill_rates(document, *rates, record); !done) return done;
  }
  if (lookups && !lookups->is_null()) {
    if (Done done = fill_lookups(document, *lookups, record); !done) return done;
  }
  if (globals && !globals->is_null()) {
    if (!globals->members()) return wrong(document, *globals, "globals is an object such as {\"$User\": {\"Id\": \"005…\"}}");
    if (Done done = fill_globals(document, *globals, "", record); !done) return done;
  }
  if (permissions && !permissions->is_null()) {
    if (!permissions->items()) return wrong(document, *permissions, "permissions is a list of custom permission names");
    if (Done done = fill_permissions(document, *permissions, record); !done) return done;
  }
  if (offsets && !offsets->is_null()) return fill_zone(document, *offsets, record);
  return done();
}

std::optional<SaveKind> save_kind(const Node& node) {
  const std::string_view* name = node.text();
  if (!name) return std::nullopt;
  if (*name == "insert") return SaveKind::kInsert;
  if (*name == "update") return SaveKind::kUpdate;
  if (*name == "clone") return SaveKind::kClone;
  return *name == "undelete" ? std::optional(SaveKind::kUndelete) : std::nullopt;
}

}  // namespace

Result<RequestHead> read_head(const Document& document, const Node& request) {
  Complaints complaints(document);
  ObjectReader reader(request, complaints);
  RequestHead head;
  head.object = reader.required_text("object");
  const Node* operation = reader.member("operation");
  head.record = reader.member("record");
  head.prior = reader.member("prior");
  head.context = reader.member("context");
  head.formula_fields = reader.flag("formulaFields");
  reader.refuse_unknown();
  if (complaints.any()) return complaints.first();
  const std::optional<SaveKind> kind = operation ? save_kind(*operation) : SaveKind::kInsert;
  if (!kind) return wrong(document, *operation, "operation is \"insert\", \"update\", \"clone\" or \"undelete\"");
  head.kind = *kind;
  if (!head.record) return Fault{FaultCode::kWrongShape, document.pointer_to(request) + "/record", "the record to validate is missing"};
  if (head.prior && head.prior->is_null()) head.prior = nullptr;
  if (head.context && head.context->is_null()) head.context = nullptr;
  if (head.prior && head.kind != SaveKind::kUpdate) {
    return wrong(document, *head.prior, "prior belongs to an update: set \"operation\": \"update\"");
  }
  return head;
}

Done fill_record(const Document& document, const RequestHead& head, const schema::Org& org, Record& record) {
  RecordReader reader(document, record);
  record.context.is_clone = head.kind == SaveKind::kClone;
  record.is_undelete = head.kind == SaveKind::kUndelete;
  if (record.is_undelete) {  // it comes back as it was
    if (Done done = reader.read(*head.record, record.before); !done) return done;
  }
  if (head.prior) {
    if (Done done = reader.read(*head.prior, record.before); !done) return done;
  }
  if (Done done = reader.read(*head.record, record.present); !done) return done;
  if (head.context) {
    if (Done done = fill_context(document, *head.context, org, record); !done) return done;
  }
  return done();
}

}  // namespace presave::door
