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

}  // namespace

Done refuse_twins(const json::Document& document, std::span<const Member> members) {
  const std::optional<std::size_t> twin = json::repeated_name(members, json::Case::kIsIgnored);
  if (!twin) return done();
  return Fault{FaultCode::kWrongShape, document.pointer_to(members[*twin].node),
               join({"the key ", members[*twin].name, " appears twice (upper and lower case are the same); keep one"})};
}

Fault does_not_fit(const json::Document& document, const Node& node, schema::FieldType type) {
  return {FaultCode::kBadValue, document.pointer_to(node),
          join({"a field of type ", schema::name_of(type), " cannot hold ", shown(node)})};
}

Done RecordReader::read(const Node& node, rules::State& state) {
  return read_object(node, record_.rules.object(), "", state);
}

Done RecordReader::read_object(const Node& node, const schema::Object& object, const std::string& prefix,
                               rules::State& state) {
  if (!node.members()) {
    return Fault{FaultCode::kWrongShape, document_.pointer_to(node), "a record is a JSON object of field names and values"};
  }
  if (Done done = refuse_twins(document_, *node.members()); !done) return done;
  for (const Member& member : *node.members()) {
    if (member.name == "attributes") continue;
    if (Done done = read_member(member, object, prefix, state); !done) return done;
  }
  return done();
}

Done RecordReader::read_member(const Member& member, const schema::Object& object, const std::string& prefix,
                               rules::State& state) {
  if (!schema::is_api_name(member.name)) return unknown(member, object);  // no paths, and no globals
  const run::Layout& layout = record_.rules.layout();
  const auto slot = prefix.empty() ? layout.find(member.name) : layout.find(join({prefix, member.name}));
  if (slot) return set(*slot, member.node, state);
  if (object.fields.contains(member.name)) return done();  // a parent's field that no rule reads
  if (const rules::NamedField* lookup = rules::relationship(object, member.name)) {
    return read_parent(member, *lookup, prefix, state);
  }
  const bool custom_object = is_custom(record_.rules.object_name());
  const bool tolerated = is_system_field(member.name) || !prefix.empty() || !custom_object;
  if (tolerated) return done();
  return unknown(member, object);
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

Done RecordReader::read_parent(const Member& member, const rules::NamedField& lookup, const std::string& prefix,
                               rules::State& state) {
  const run::Layout& layout = record_.rules.layout();
  if (!member.node.is_null() && !member.node.members()) {
    return Fault{FaultCode::kWrongShape, document_.pointer_to(member.node), "a parent is a JSON object, or null"};
  }
  if (const auto slot = layout.find(prefix + lookup.first)) state.set_parent(*slot, !member.node.is_null());
  if (member.node.is_null()) return done();
  const Node* attributes = member.node.find("attributes");
  const Node* named = attributes ? attributes->find("type") : nullptr;
  const std::string* type = nullptr;
  for (const std::string& target : lookup.second.reference_to) {
    if (!org_.objects.contains(target)) continue;
    const bool is_named = named && named->text() && schema::same_name(*named->text(), target);
    if (!type || is_named) type = &target;
    if (is_named) break;
  }
  if (!type) return done();  // the bundle says nothing of that object, so no rule reads it
  if (Done done = read_qualified(member, lookup, prefix, *type, state); !done) return done;
  const std::string inner = prefix + lookup.second.relationship_name + ".";
  if (!layout.reads_below(inner)) return done();
  return read_object(member.node, org_.objects.find(*type)->second, inner, state);
}

// "Owner:User.Name" is the name where the owner is a user, and blank where it is of another type.
Done RecordReader::read_qualified(const Member& member, const rules::NamedField& lookup, const std::string& prefix,
                                  std::string_view type, rules::State& state) {
  const run::Layout& layout = record_.rules.layout();
  for (const std::string& target : lookup.second.reference_to) {
    const std::string inner = join({prefix, lookup.second.relationship_name, ":", target, "."});
    if (!layout.reads_below(inner)) continue;
    if (schema::same_name(target, type)) {
      if (Done done = read_object(member.node, org_.objects.find(target)->second, inner, state); !done) return done;
      continue;
    }
    const std::string lower = ascii_lower(inner);
    for (std::uint32_t slot = 0; slot < layout.size(); ++slot) {
      if (ascii_lower(layout[slot].path).starts_with(lower)) state.values[slot] = Value();
    }
  }
  return done();
}

Fault RecordReader::unknown(const Member& member, const schema::Object& object) const {
  check::Nearest nearest(member.name);
  for (const auto& [name, field] : object.fields) nearest.offer(name);
  return {FaultCode::kUnknownField, document_.pointer_to(member.node),
          join({record_.rules.object_name(), " has no field ", member.name, nearest.question()})};
}

}  // namespace presave::door
