#include "engine/rules/record_type.h"

#include <string>

#include "engine/base/join.h"

namespace presave::rules {
namespace {

constexpr std::size_t kShortId = 15;  // the rest of an id of 18 characters says nothing new

Value given_value(const Record& record, std::string_view path) {
  const auto slot = record.rules.layout().find(path);
  return slot ? record.present.values[*slot] : Value::not_loaded(0);
}

// A value of the record as it will be saved: given, or else there before.
Value saved_value(const Record& record, std::string_view path) {
  const Value given = given_value(record, path);
  if (given.kind() != ValueKind::kNotLoaded || record.operation != Operation::kUpdate) return given;
  const auto slot = record.rules.layout().find(path);
  return slot ? record.before.values[*slot] : given;
}

bool id_changed(const Record& record) {
  const auto slot = record.rules.layout().find("RecordTypeId");
  if (!slot || record.operation != Operation::kUpdate || !record.present.is_loaded(*slot)) return false;
  return !record.before.is_loaded(*slot) || record.before.values[*slot].view() != record.present.values[*slot].view();
}

const NamedRecordType* find_record_type(const Record& record) {
  const schema::Object& object = record.rules.object();
  const Value id = saved_value(record, "RecordTypeId");
  if (id.kind() == ValueKind::kText) {
    if (const NamedRecordType* found = record_type_with_id(object, id.view())) return found;
  }
  // What was saved before is the name of another type once the id has changed.
  const Value name = id_changed(record) ? given_value(record, kRecordTypeName) : saved_value(record, kRecordTypeName);
  if (name.kind() != ValueKind::kText) return nullptr;
  const auto found = object.record_types.find(name.view());
  return found == object.record_types.end() ? nullptr : &*found;
}

void give(Record& record, std::string_view path, std::string_view text) {
  const auto slot = record.rules.layout().find(path);
  if (slot && !text.empty() && !record.present.is_loaded(*slot)) record.present.values[*slot] = Text(text);
}

// None when the record type says nothing of the field.
const schema::OfferedValues* offered_by(const NamedRecordType& type, std::string_view field) {
  const auto found = type.second.picklists.find(field);
  return found == type.second.picklists.end() ? nullptr : &found->second;
}

}  // namespace

std::string_view marked_default(const schema::Field& field) {
  if (field.type != schema::FieldType::kPicklist) return {};
  for (const schema::PicklistValue& value : field.values) {
    if (value.is_default && value.active) return value.value;
  }
  return {};
}

const NamedRecordType* record_type_with_id(const schema::Object& object, std::string_view id) {
  for (const NamedRecordType& type : object.record_types) {
    const std::string_view known = type.second.id;
    if (!known.empty() && known.substr(0, kShortId) == id.substr(0, kShortId)) return &type;
  }
  return nullptr;
}

void settle_record_type(Record& record) {
  if (record.rules.object().record_types.empty()) return;
  if (!record.record_type) record.record_type = find_record_type(record);
  if (!record.record_type) return;
  const auto& [name, type] = *record.record_type;
  const std::string_view id = std::string_view(type.id).substr(0, kShortId);
  give(record, "RecordTypeId", id);
  for (const std::string_view whose : {"RecordType.", "$RecordType."}) {
    give(record, join({whose, "DeveloperName"}), name);
    give(record, join({whose, "Name"}), type.label.empty() ? std::string_view(name) : std::string_view(type.label));
    give(record, join({whose, "Id"}), id);
  }
}

std::optional<Value> default_of_record_type(const Record& record, const run::Slot& place) {
  const schema::ByName<schema::RecordType>& types = record.rules.object().record_types;
  // Without one the user's own default record type is taken, which the bundle does not know.
  if (!types.empty() && place.path == "RecordTypeId") return std::nullopt;
  const std::string_view marked = marked_default(*place.field);
  for (const NamedRecordType& type : types) {
    if (record.record_type && record.record_type != &type) continue;
    const schema::OfferedValues* offered = offered_by(type, place.path);
    if (offered && offered->default_value != marked) return std::nullopt;
  }
  return marked.empty() ? Value() : Value(Text(marked));
}

}  // namespace presave::rules
