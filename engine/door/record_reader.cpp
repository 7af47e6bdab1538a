#include "engine/door/record_reader.h"

#include <array>

#include "engine/base/ascii.h"
#include "engine/base/join.h"
#include "engine/check/nearest.h"
#include "engine/door/field_value.h"
#include "engine/rules/scope.h"

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

Done RecordReader::read(const Node& node, rules::State& state) {
  return read_object(node, record_.rules.object(), "", state);
}

Done RecordReader::read_object(const Node& node, const schema::Object& object, const std::string& prefix,
                               rules::State& state) {
  if (!node.members()) {
    return Fault{FaultCode::kWrongShape, document_.pointer_to(node), "a record is a JSON object of field names and values"};
  }
  for (const Member& member : *node.members()) {
    if (member.name == "attributes") continue;
    if (Done done = read_member(member, object, prefix, state); !done) return done;
  }
  return done();
}

Done RecordReader::read_member(const Member& member, const schema::Object& object, const std::string& prefix,
                               rules::State& state) {
  if (const auto slot = record_.rules.layout().find(prefix + member.name)) {
    set(*slot, member.node, state);
    return done();
  }
  if (object.fields.contains(member.name)) return done();  // a parent's field that no rule reads
  if (const schema::Field* lookup = rules::relationship(object, member.name)) {
    return read_parent(member, *lookup, prefix, state);
  }
  const bool custom_object = is_custom(record_.rules.object_name());
  const bool tolerated = is_system_field(member.name) || !prefix.empty() || !custom_object;
  if (tolerated) return done();
  return unknown(member, object);
}

void RecordReader::set(std::uint32_t slot, const Node& node, rules::State& state) {
  const run::Slot& place = record_.rules.layout()[slot];
  if (place.of_record && place.field->is_formula()) return;  // computed here, from what is being saved
  if (std::optional<Value> value = field_value(node, place.field->type)) state.values[slot] = *value;
  else record_.misfits.push_back({slot, shown(node)});
}

Done RecordReader::read_parent(const Member& member, const schema::Field& lookup, const std::string& prefix,
                               rules::State& state) {
  const std::string inner = prefix + lookup.relationship_name + ".";
  if (member.node.is_null()) {
    const run::Layout& layout = record_.rules.layout();
    for (std::uint32_t slot = 0; slot < layout.size(); ++slot) {
      if (ascii_lower(layout[slot].path).starts_with(ascii_lower(inner))) state.values[slot] = Value();
    }
    return done();
  }
  for (const std::string& target : lookup.reference_to) {
    const auto parent = org_.objects.find(target);
    if (parent != org_.objects.end()) return read_object(member.node, parent->second, inner, state);
  }
  return done();  // the bundle says nothing of that object, so no rule reads it
}

Fault RecordReader::unknown(const Member& member, const schema::Object& object) const {
  check::Nearest nearest(member.name);
  for (const auto& [name, field] : object.fields) nearest.offer(name);
  const std::string hint = nearest.name().empty() ? "" : join({"; did you mean ", nearest.name(), "?"});
  return {FaultCode::kUnknownField, document_.pointer_to(member.node),
          join({record_.rules.object_name(), " has no field ", member.name, hint})};
}

}  // namespace presave::door
