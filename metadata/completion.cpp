#include "metadata/completion.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "metadata/standard_objects.h"

namespace presave::metadata {
namespace {

using schema::Field;
using schema::Object;
using schema::Org;

bool is_custom(std::string_view object) {
  return object.find("__") != std::string_view::npos;
}

void fill_shared_picklists(Source& source) {
  for (const SharedPicklist& shared : source.shared_picklists) {
    Field& field = source.org.objects[shared.object].fields[shared.field];
    const auto set = source.value_sets.find(shared.value_set);
    if (set != source.value_sets.end()) {
      field.values = set->second;
      continue;
    }
    // Without its values a restricted picklist would refuse every record.
    field.restricted = false;
    source.org.left_out.push_back(
        {field.source.file, field.source.line, "values of " + shared.object + "." + shared.field,
         "value set " + shared.value_set + " is not in the source; any value is accepted"});
  }
}

/// Custom fields of activities are written once, for tasks and events.
void share_activity_fields(Org& org) {
  const auto activity = org.objects.find("Activity");
  if (activity == org.objects.end()) return;
  for (const char* name : {"Task", "Event"}) {
    Object& object = org.objects[name];
    for (const auto& [field_name, field] : activity->second.fields)
      object.fields.try_emplace(field_name, field);
  }
}

void add_standard_parts(const std::string& name, Object& object, std::vector<schema::LeftOut>& left_out) {
  if (const Object* standard = standard_object(name)) {
    if (object.label.empty()) object.label = standard->label;
    if (object.plural_label.empty()) object.plural_label = standard->plural_label;
    for (const auto& [field_name, field] : standard->fields) object.fields.try_emplace(field_name, field);
    return;
  }
  if (object.label.empty()) object.label = name;
  add_system_fields(name, object);
  if (!is_custom(name) && name != "Activity") {
    left_out.push_back(
        {object.source.file, object.source.line, "standard fields of " + name,
         "the built-in list does not describe this object; only the fields in the source are known"});
  }
}

std::set<std::string, schema::NameLess> references_of(const Object& object) {
  std::set<std::string, schema::NameLess> names;
  for (const auto& [name, field] : object.fields)
    names.insert(field.reference_to.begin(), field.reference_to.end());
  return names;
}

/// Adds the standard objects that lookups lead to, and those they lead to in turn.
void add_referenced_objects(Org& org) {
  std::vector<std::string> open(std::begin(kGlobalObjects), std::end(kGlobalObjects));
  std::set<std::string, schema::NameLess> unknown;
  const auto want = [&](const Object& object) {
    for (const std::string& name : references_of(object)) open.push_back(name);
  };
  for (const auto& [name, object] : org.objects) want(object);
  while (!open.empty()) {
    const std::string name = std::move(open.back());
    open.pop_back();
    if (org.objects.contains(name)) continue;
    const Object* standard = standard_object(name);
    if (standard == nullptr) {
      unknown.insert(name);
      continue;
    }
    want(org.objects.emplace(name, *standard).first->second);
  }
  for (const std::string& name : unknown) {
    org.left_out.push_back(
        {"", 0, "object " + name,
         "a lookup leads to it, but it is neither in the source nor in the built-in list"});
  }
}

void put_in_order(Org& org) {
  for (auto& [name, object] : org.objects) {
    std::sort(object.rules.begin(), object.rules.end(),
              [](const auto& a, const auto& b) { return schema::NameLess()(a.name, b.name); });
  }
  std::vector<std::string>& permissions = org.custom_permissions;
  std::sort(permissions.begin(), permissions.end(), schema::NameLess());
  permissions.erase(std::unique(permissions.begin(), permissions.end(), schema::same_name),
                    permissions.end());
  std::stable_sort(org.left_out.begin(), org.left_out.end(), [](const auto& a, const auto& b) {
    return std::tie(a.file, a.line, a.what) < std::tie(b.file, b.line, b.what);
  });
}

}  // namespace

Org complete(Source source) {
  fill_shared_picklists(source);
  Org org = std::move(source.org);
  share_activity_fields(org);
  for (auto& [name, object] : org.objects) add_standard_parts(name, object, org.left_out);
  add_referenced_objects(org);
  put_in_order(org);
  return org;
}

}  // namespace presave::metadata
