#include "engine/rules/scope.h"

#include <algorithm>
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

// Formulas speak of queues ("Owner:Queue.QueueName"), which elsewhere are groups with names of their own.
constexpr std::string_view kQueue = "Queue";
constexpr std::string_view kGroup = "Group";
struct QueueField {
  std::string_view in_formulas;
  std::string_view of_group;
};
constexpr std::array kQueueFields = {QueueField{"QueueName", "Name"}, QueueField{"QueueEmail", "Email"}};

// The object that a step such as "Owner:Queue" insists on; empty where it takes any.
std::string_view kind_in(std::string_view step) {
  const std::size_t colon = step.find(':');
  if (colon == std::string_view::npos) return {};
  const std::string_view kind = step.substr(colon + 1);
  return schema::same_name(kind, kQueue) ? kGroup : kind;
}

// The last name of a path, as the object that `step` leads to spells it.
std::string_view field_in(std::string_view step, std::string_view name) {
  if (!schema::same_name(kind_in(step), kGroup)) return name;
  for (const QueueField& known : kQueueFields) {
    if (schema::same_name(known.in_formulas, name)) return known.of_group;
  }
  return name;
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

constexpr std::array<std::string_view, 6> kOtherGlobals = {"$Label",          "$Permission", "$Setup",
                                                            "$CustomMetadata", "$Api",        "$System"};

}  // namespace

const NamedField* relationship(const Object& object, std::string_view step) {
  const std::string_view name = step.substr(0, step.find(':'));
  for (const NamedField& named : object.fields) {
    const Field& field = named.second;
    if (!field.relationship_name.empty() && schema::same_name(field.relationship_name, name)) return &named;
  }
  return nullptr;
}

// Every object that a step may lead to, each once: a lookup may have several, and so may each of those.
std::vector<const Object*> OrgScope::targets(const std::vector<const Object*>& from, std::string_view step) const {
  std::vector<const Object*> found;
  const std::string_view kind = kind_in(step);
  for (const Object* object : from) {
    const NamedField* lookup = relationship(*object, step);
    if (!lookup) continue;
    for (const std::string& target : lookup->second.reference_to) {
      if (!kind.empty() && !schema::same_name(target, kind)) continue;
      const Object* next = object_named(org_, target);
      if (next && std::find(found.begin(), found.end(), next) == found.end()) found.push_back(next);
    }
  }
  return found;
}

// The fields along a path, the last one is what it names; empty when there is no such path.
std::vector<OrgScope::Place> OrgScope::walk(const Object& from, std::string_view path) const {
  std::vector<Place> places;
  std::vector<const Object*> objects = {&from};
  Split rest = split(path);
  std::string_view head;
  for (; !rest.tail.empty(); rest = split(rest.tail)) {
    head = rest.head;
    if (places.size() == limits::kRelationshipDepth) return {};
    const auto owner = std::find_if(objects.begin(), objects.end(),
                                    [&](const Object* object) { return relationship(*object, head) != nullptr; });
    if (owner == objects.end()) return {};
    const NamedField& lookup = *relationship(**owner, head);
    std::string step = lookup.second.relationship_name;
    if (const std::string_view kind = kind_in(head); !kind.empty()) step.append(":").append(kind);
    places.push_back({*owner, &lookup.second, lookup.first, step + "."});
    objects = targets(objects, head);
  }
  for (const Object* object : objects) {
    const auto at = object->fields.find(field_in(head, rest.head));
    if (at == object->fields.end()) continue;
    places.push_back({object, &at->second, at->first, {}});
    return places;
  }
  return {};
}

// None where that place is another field already: two objects at the end of one path that disagree.
std::optional<std::uint32_t> OrgScope::slot_of(const Place& place, const std::string& prefix,
                                               std::optional<std::uint32_t> lookup) {
  run::Slot fresh;
  fresh.path = prefix + std::string(place.name);
  fresh.type = run::formula_type(place.field->type);
  fresh.field = place.field;
  fresh.owner = place.object;
  fresh.of_record = !lookup;
  fresh.lookup = lookup;
  const std::uint32_t slot = layout_.slot(fresh.path, fresh);
  if (layout_[slot].field != place.field) return std::nullopt;
  return slot;
}

std::optional<Reference> OrgScope::find(std::string_view path) {
  if (path.starts_with('$')) return global(path);
  std::string prefix = prefix_;
  std::optional<std::uint32_t> last = lookup_;
  const std::vector<Place> places = walk(object_, path);
  if (places.empty()) return std::nullopt;
  for (const Place& place : places) {
    last = slot_of(place, prefix, last);
    if (!last) return std::nullopt;
    prefix += place.step;
  }
  Reference reference;
  reference.type = layout_[*last].type;
  reference.of_record = layout_[*last].of_record;
  reference.slot = *last;
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

// A constant, unless the user's language may have another text.
std::optional<Reference> OrgScope::label(std::string_view path, std::string_view name) {
  const auto at = org_.labels.find(name);
  if (at == org_.labels.end()) return std::nullopt;
  const bool translated = std::any_of(org_.translations.begin(), org_.translations.end(), [&](const auto& language) {
    return language.second.labels.contains(name);
  });
  if (translated) return global_slot(path, Type::kText, nullptr);
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

// "$ObjectType.Zip__c.Fields.City__c", what VLOOKUP takes: `rest` is what follows the first dot.
std::optional<Reference> OrgScope::field_name(std::string_view path, std::string_view rest) {
  const auto [object_name, tail] = split(rest);
  const auto [word, name] = split(tail);
  const Object* object = object_named(org_, object_name);
  if (!object || !schema::same_name(word, "Fields")) return std::nullopt;
  const auto at = object->fields.find(name);
  if (at == object->fields.end()) return std::nullopt;
  Reference reference = global_slot(path, run::formula_type(at->second.type), &at->second);
  reference.names_field = true;
  return reference;
}

std::optional<Reference> OrgScope::global(std::string_view path) {
  const auto [head, tail] = split(path);
  if (tail.empty()) return std::nullopt;
  if (schema::same_name(head, "$Label")) return label(path, tail);
  if (schema::same_name(head, "$Permission")) return global_slot(path, Type::kBoolean, nullptr);
  if (schema::same_name(head, "$Setup") || schema::same_name(head, "$CustomMetadata")) return setting(path, tail);
  if (schema::same_name(head, "$ObjectType")) return field_name(path, tail);
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
    const std::vector<Place> places = walk(*object, tail);
    if (places.empty()) return std::nullopt;
    const Field* field = places.back().field;
    return global_slot(path, run::formula_type(field->type), field);
  }
  return std::nullopt;
}

// "Did you mean": each step of a path is kept where it exists, and set right where it does not.
std::string OrgScope::nearest(std::string_view path) const {
  if (path.starts_with('$')) return nearest_global(path);
  std::string corrected;
  std::vector<const Object*> objects = {&object_};
  Split rest = split(path);
  for (; !rest.tail.empty(); rest = split(rest.tail)) {
    std::string step(rest.head);
    if (targets(objects, step).empty()) step = nearest_step(objects, rest.head);
    if (step.empty()) return {};
    objects = targets(objects, step);
    corrected += step + '.';
  }
  const std::string field = nearest_field(objects, rest.head);
  return field.empty() ? field : corrected + field;
}

std::string OrgScope::undescribed(std::string_view path) const {
  std::vector<const Object*> objects = {&object_};
  for (Split rest = split(path); !rest.tail.empty(); rest = split(rest.tail)) {
    const std::vector<const Object*> next = targets(objects, rest.head);
    if (next.empty()) return undescribed_target(objects, rest.head);
    objects = next;
  }
  return {};
}

std::string OrgScope::undescribed_target(const std::vector<const Object*>& from, std::string_view step) const {
  const std::string_view kind = kind_in(step);
  for (const Object* object : from) {
    const NamedField* lookup = relationship(*object, step);
    if (!lookup) continue;
    for (const std::string& target : lookup->second.reference_to) {
      const bool is_meant = kind.empty() || schema::same_name(target, kind);
      if (is_meant && !object_named(org_, target)) return target;
    }
  }
  return {};
}

// The usual slips: the lookup field's name or the bare name in place of the relationship's.
std::string OrgScope::nearest_step(const std::vector<const Object*>& objects, std::string_view step) const {
  check::Nearest nearest(step);
  for (const Object* object : objects) {
    for (const auto& [name, field] : object->fields) {
      if (field.relationship_name.empty()) continue;
      if (schema::same_name(name, step)) return field.relationship_name;
      if (schema::same_name(field.relationship_name, std::string(step) + "__r")) return field.relationship_name;
      nearest.offer(field.relationship_name);
    }
  }
  return nearest.name();
}

// The usual slips: the end "__c" left out, the label in place of the name, a typing mistake.
std::string OrgScope::nearest_field(const std::vector<const Object*>& objects, std::string_view wanted) const {
  check::Nearest nearest(wanted);
  for (const Object* object : objects) {
    for (const auto& [name, field] : object->fields) {
      if (schema::same_name(name, wanted) || schema::same_name(name, std::string(wanted) + "__c")) return name;
      if (schema::same_name(field.label, wanted)) return name;
      nearest.offer(name);
      if (!field.relationship_name.empty()) nearest.offer(field.relationship_name);
    }
  }
  return nearest.name();
}

std::string OrgScope::nearest_global(std::string_view path) const {
  const auto [head, tail] = split(path);
  if (tail.empty()) return {};
  if (schema::same_name(head, "$Label")) {
    check::Nearest nearest(tail);
    for (const auto& [name, text] : org_.labels) nearest.offer(name);
    return nearest.name().empty() ? nearest.name() : "$Label." + nearest.name();
  }
  for (const ObjectGlobal& known : kObjectGlobals) {
    const Object* object = schema::same_name(head, known.global) ? object_named(org_, known.object) : nullptr;
    if (!object) continue;
    const std::string field = nearest_field({object}, tail);
    return field.empty() ? field : std::string(known.global) + "." + field;
  }
  check::Nearest nearest(head);
  for (const std::string_view name : kOtherGlobals) nearest.offer(name);
  for (const ObjectGlobal& known : kObjectGlobals) nearest.offer(known.global);
  if (nearest.name().empty() || schema::same_name(nearest.name(), head)) return {};
  return nearest.name() + "." + std::string(tail);
}

}  // namespace presave::rules
