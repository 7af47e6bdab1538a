#include "engine/door/record_reader.h"

#include <algorithm>
#include <array>

#include "engine/base/ascii.h"
#include "engine/base/join.h"
#include "engine/bundle/repeated_name.h"
#include "engine/check/nearest.h"
#include "engine/door/field_value.h"
#include "engine/schema/api_name.h"

namespace presave::door {
namespace {

using json::Member;
using json::Node;

// Fields every object has beyond those that metadata names (Object Reference, "System Fields").
constexpr std::array<std::string_view, 8> kSystemFields = {
    "CurrencyIsoCode", "LastViewedDate",   "LastReferencedDate", "LastActivityDate",
    "RecordTypeId",    "UserRecordAccess", "IsLocked",           "MayEdit"};

bool is_system_field(std::string_view name) {
  for (const std::string_view known : kSystemFields) {
    if (schema::same_name(known, name)) return true;
  }
  return false;
}

bool is_custom(std::string_view name) { return name.find("__") != std::string_view::npos; }

// Which of the objects a lookup may lead to this parent is of: what its attributes say, else the first.
const rules::ParentKind& kind_of(const Node& parent, const rules::Key& key) {
  const Node* attributes = key.parents.size() > 1 ? parent.find("attributes") : nullptr;
  const Node* named = attributes ? attributes->find("type") : nullptr;
  if (!named || !named->text()) return key.parents.front();
  for (const rules::ParentKind& kind : key.parents) {
    if (schema::same_name(kind.object, *named->text())) return kind;
  }
  return key.parents.front();
}

}  // namespace

Done refuse_twins(const json::Document& document, std::span<const Member> members) {
  if (!document.has_case_twins()) return done();
  const std::optional<std::size_t> twin = json::repeated_names(members).but_case;
  if (!twin) return done();
  return Fault{FaultCode::kWrongShape, document.pointer_to(members[*twin].node),
               join({"the key ", members[*twin].name, " appears twice (upper and lower case are the same); keep one"})};
}

Fault does_not_fit(const json::Document& document, const Node& node, schema::FieldType type) {
  return {FaultCode::kBadValue, document.pointer_to(node),
          join({"a field of type ", schema::name_of(type), " cannot hold ", shown(node)})};
}

Done RecordReader::read(const Node& node, rules::State& state) { return read_object(node, record_.rules.keys(), state); }

Done RecordReader::read_object(const Node& node, const rules::RecordKeys& keys, rules::State& state) {
  if (!node.members()) {
    return Fault{FaultCode::kWrongShape, document_.pointer_to(node), "a record is a JSON object of field names and values"};
  }
  if (Done done = refuse_twins(document_, *node.members()); !done) return done;
  for (const Member& member : *node.members()) {
    const rules::Key* key = keys.find(member.name);
    Done read = !key             ? refuse_unknown(member, &keys != &record_.rules.keys())
                : key->is_parent ? read_parent(member.node, *key, state)
                : key->slot      ? set(*key->slot, member.node, state)
                                 : done();
    if (!read) return read;
  }
  return done();
}

Done RecordReader::set(std::uint32_t slot, const Node& node, rules::State& state) {
  const run::Slot& place = record_.rules.layout()[slot];
  if (place.of_record && place.field->is_formula()) return done();  // computed here, from what is being saved
  if (std::optional<Value> value = field_value(node, place.field->type)) {
    state.values[slot] = *value;
  } else if (place.of_record && &state == &record_.present) {
    record_.misfits.push_back({slot, shown(node)});
  } else {
    return does_not_fit(document_, node, place.field->type);
  }
  return done();
}

Done RecordReader::read_parent(const Node& node, const rules::Key& key, rules::State& state) {
  if (!node.is_null() && !node.members()) {
    return Fault{FaultCode::kWrongShape, document_.pointer_to(node), "a parent is a JSON object, or null"};
  }
  if (key.slot) state.set_parent(*key.slot, !node.is_null());
  if (node.is_null() || key.parents.empty()) return done();  // the bundle says nothing of the parent: no rule reads it
  const rules::ParentKind& kind = kind_of(node, key);
  if (Done done = read_qualified(node, key, kind, state); !done) return done;
  return kind.fields ? read_object(node, *kind.fields, state) : done();
}

// "Owner:User.Name" is the name where the owner is a user, and blank where it is of another type.
Done RecordReader::read_qualified(const Node& node, const rules::Key& key, const rules::ParentKind& kind,
                                  rules::State& state) {
  for (const rules::ParentKind& other : key.parents) {
    if (!other.qualified) continue;
    if (&other != &kind) {
      for (const std::uint32_t slot : other.qualified_slots) state.values[slot] = Value();
    } else if (Done done = read_object(node, *kind.qualified, state); !done) {
      return done;
    }
  }
  return done();
}

// Keys of parents that no rule reads, and fields of standard objects that the bundle does not describe, are let pass:
// but never what is no name at all.
Done RecordReader::refuse_unknown(const Member& member, bool of_parent) const {
  if (member.name == "attributes") return done();
  const bool tolerated = of_parent || is_system_field(member.name) || !is_custom(record_.rules.object_name());
  if (tolerated && schema::is_api_name(member.name)) return done();
  check::Nearest nearest(member.name);
  for (const auto& [name, field] : record_.rules.object().fields) nearest.offer(name);
  return Fault{FaultCode::kUnknownField, document_.pointer_to(member.node),
               join({record_.rules.object_name(), " has no field ", member.name, nearest.question()})};
}

}  // namespace presave::door
