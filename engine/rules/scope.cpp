#include "engine/rules/scope.h"

#include <array>

#include "engine/base/ascii.h"
#include "engine/base/limits.h"
#include "engine/check/nearest.h"

namespace presave::rules {

using check::Reference;
using schema::Field;
using schema::Object;

namespace {

struct Split {
  std::string_view head;
  std::string_view tail;  // empty when there is no dot
};
Split split(std::string_view path) {
  const std::size_t dot = path.find('.');
  if (dot == std::string_view::npos) return {path, {}};
  return {path.substr(0, dot), path.substr(dot + 1)};
}

const Object* object_named(const schema::Org& org, std::string_view name) {
  const auto at = org.objects.find(name);
  return at == org.objects.end() ? nullptr : &at->second;
}

// 1900-01-01T00:00:00Z, the instant that $System.OriginDateTime stands for.
constexpr DateTime kOrigin{-2208988800000};

// Globals whose members are an object's fields, and that object.
struct ObjectGlobal {
  std::string_view global;
  std::string_view object;
};
constexpr std::array kObjectGlobals = {ObjectGlobal{"$User", "User"}, ObjectGlobal{"$Profile", "Profile"},
                                       ObjectGlobal{"$UserRole", "UserRole"},
                                       ObjectGlobal{"$Organization", "Organization"},
                                       ObjectGlobal{"$RecordType", "RecordType"}};

}  // namespace

const Field* relationship(const Object& object, std::string_view step) {
  const std::string_view name = step.substr(0, step.find(':'));
  for (const auto& [field_name, field] : object.fields) {
    if (!field.relationship_name.empty() && schema::same_name(field.relationship_name, name)) return &field;
  }
  return nullptr;
}

std::optional<OrgScope::Place> OrgScope::walk(const Object& from, std::string_view path, std::size_t depth) const {
  const auto [head, tail] = split(path);
  if (tail.empty()) {
    const auto at = from.fields.find(head);
    if (at == from.fields.end()) return std::nullopt;
    return Place{&from, &at->second, at->first};
  }
  const Field* step = relationship(from, head);
  if (!step || depth >= limits::kRelationshipDepth) return std::nullopt;
  const std::size_t colon = head.find(':');
  for (const std::string& target : step->reference_to) {
    if (colon != std::string_view::npos && !schema::same_name(target, head.substr(colon + 1))) continue;
    const Object* object = object_named(org_, target);
    if (!object) continue;
    if (std::optional<Place> place = walk(*object, tail, depth + 1)) {
      place->path = step->relationship_name + "." + place->path;
      return place;
    }
  }
  return std::nullopt;
}

std::optional<Reference> OrgScope::find(std::string_view path) {
  if (path.starts_with('$')) return global(path);
  std::optional<Place> place = walk(object_, path, 0);
  if (!place) return std::nullopt;
  const bool direct = place->object == &object_ && path.find('.') == std::string_view::npos;
  run::Slot fresh;
  fresh.path = prefix_ + place->path;
  fresh.type = run::formula_type(place->field->type);
  fresh.field = place->field;
  fresh.owner = place->object;
  fresh.of_record = prefix_.empty() && direct;
  Reference reference;
  reference.type = fresh.type;
  reference.of_record = fresh.of_record;
  reference.slot = layout_.slot(fresh.path, fresh);
  return reference;
}

Reference OrgScope::global_slot(std::string_view path, Type type, const Field* field) {
  run::Slot fresh;
  fresh.path = std::string(path);
  fresh.type = type;
  fresh.field = field;
  fresh.global = true;
  Reference reference;
  reference.type = type;
  reference.slot = layout_.slot(path, fresh);
  return reference;
}

std::optional<Reference> OrgScope::label(std::string_view name) const {
  const auto at = org_.labels.find(name);
  if (at == org_.labels.end()) return std::nullopt;
  Reference reference;
  reference.has_constant = true;
  reference.constant = Text(at->second);
  return reference;
}

// "$Setup.Settings__c.Field__c" and "$CustomMetadata.Type__mdt.Record.Field__c".
std::optional<Reference> OrgScope::setting(std::string_view path, std::string_view rest) {
  const auto [object_name, tail] = split(rest);
  const Object* object = object_named(org_, object_name);
  if (!object || tail.empty()) return std::nullopt;
  const std::size_t last = tail.rfind('.');
  const auto at = object->fields.find(last == std::string_view::npos ? tail : tail.substr(last + 1));
  if (at == object->fields.end()) return std::nullopt;
  return global_slot(path, run::formula_type(at->second.type), &at->second);
}

std::optional<Reference> OrgScope::global(std::string_view path) {
  const auto [head, tail] = split(path);
  if (tail.empty()) return std::nullopt;
  if (schema::same_name(head, "$Label")) return label(tail);
  if (schema::same_name(head, "$Permission")) return global_slot(path, Type::kBoolean, nullptr);
  if (schema::same_name(head, "$Setup") || schema::same_name(head, "$CustomMetadata")) return setting(path, tail);
  if (schema::same_name(head, "$Api")) return global_slot(path, Type::kText, nullptr);
  if (schema::same_name(path, "$System.OriginDateTime")) {
    Reference reference;
    reference.type = Type::kDateTime;
    reference.has_constant = true;
    reference.constant = kOrigin;
    return reference;
  }
  for (const ObjectGlobal& known : kObjectGlobals) {
    if (!schema::same_name(head, known.global)) continue;
    const Object* object = object_named(org_, known.object);
    if (!object) return global_slot(path, Type::kText, nullptr);
    const std::optional<Place> place = walk(*object, tail, 0);
    if (!place) return std::nullopt;
    return global_slot(path, run::formula_type(place->field->type), place->field);
  }
  return std::nullopt;
}

std::string OrgScope::nearest(std::string_view path) const {
  check::Nearest nearest(path);
  for (const auto& [name, field] : object_.fields) {
    nearest.offer(name);
    if (!field.relationship_name.empty()) nearest.offer(field.relationship_name);
  }
  return nearest.name();
}

}  // namespace presave::rules
