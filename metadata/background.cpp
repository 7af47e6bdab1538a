#include "metadata/background.h"

#include <utility>

#include "metadata/standard_objects.h"
#include "metadata/standard_value_sets.h"

namespace presave::metadata {

void Background::add_described(const std::string& name, schema::Object object) {
  described_.insert_or_assign(name, std::move(object));
}

void Background::add_value_set(const std::string& name, std::vector<schema::PicklistValue> values) {
  value_sets_.insert_or_assign(name, std::move(values));
}

const schema::Object* Background::find(const std::string& name) const {
  if (const auto known = known_.find(name); known != known_.end()) return &known->second;
  const schema::Object* standard = standard_object(name);
  const auto described = described_.find(name);
  if (standard == nullptr && described == described_.end()) return nullptr;
  schema::Object object = described != described_.end() ? described->second : *standard;
  if (standard != nullptr) {
    for (const auto& [field_name, field] : standard->fields) object.fields.try_emplace(field_name, field);
  }
  for (const StandardPicklist& picklist : standard_picklists()) {
    if (!schema::same_name(picklist.object, name)) continue;
    const auto values = value_sets_.find(picklist.value_set);
    const auto field = object.fields.find(picklist.field);
    if (values == value_sets_.end() || field == object.fields.end()) continue;
    if (field->second.type != schema::FieldType::kPicklist) continue;
    field->second.values = values->second;
    field->second.built_in_values = false;
  }
  return &known_.emplace(name, std::move(object)).first->second;
}

const schema::Field* Background::find_field(const std::string& object, std::string_view field) const {
  const schema::Object* known = find(object);
  if (known == nullptr) return nullptr;
  const auto found = known->fields.find(field);
  return found == known->fields.end() ? nullptr : &found->second;
}

}  // namespace presave::metadata
