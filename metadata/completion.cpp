#include "metadata/completion.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "engine/schema/api_name.h"
#include "metadata/record_type_reader.h"
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
      field.built_in_values = false;
      for (schema::PicklistValue& value : field.values) {
        const auto setting = shared.value_settings.find(value.value);
        if (setting != shared.value_settings.end()) value.valid_for = setting->second;
      }
      continue;
    }
    if (!field.values.empty()) continue;  // a describe told them
    // Without its values a restricted picklist would refuse every record.
    field.restricted = false;
    source.org.left_out.push_back(
        {field.source.file, field.source.line, "values of " + shared.object + "." + shared.field,
         "value set " + shared.value_set + " is not in the source; any value is accepted"});
  }
}

/// A roll-up of the earliest day is a day.
void type_roll_ups(Source& source) {
  for (const RollUp& roll_up : source.roll_ups) {
    Field& field = source.org.objects[roll_up.object].fields[roll_up.field];
    const std::size_t dot = roll_up.summarized_field.find('.');
    const auto child = source.org.objects.find(roll_up.summarized_field.substr(0, dot));
    const std::string_view name =
        std::string_view(roll_up.summarized_field).substr(dot == std::string::npos ? 0 : dot + 1);
    const Field* summarized = nullptr;
    if (child != source.org.objects.end() && child->second.fields.contains(name)) {
      summarized = &child->second.fields.find(name)->second;
    } else {
      summarized = source.background.find_field(roll_up.summarized_field.substr(0, dot), name);
    }
    if (summarized == nullptr) {
      source.org.left_out.push_back({field.source.file, field.source.line,
                                     "type of " + roll_up.object + "." + roll_up.field,
                                     "the field it rolls up is not in the source; it is read as a number"});
    } else if (summarized->type == schema::FieldType::kDate ||
               summarized->type == schema::FieldType::kDateTime) {
      field.type = summarized->type;
    }
  }
}

void fill_record_types(Source& source) {
  for (const ProcessUse& use : source.process_uses) {
    const auto processes = source.processes.find(use.object);
    const std::string field(process_field(use.object));
    if (processes == source.processes.end() || field.empty()) continue;
    const auto process = processes->second.find(use.process);
    if (process == processes->second.end()) continue;
    source.org.objects[use.object].record_types[use.record_type].picklists[field] = process->second;
  }
}

/// Metadata spells the values of a controlling Checkbox in words of its own.
void spell_controlling_checkboxes(Org& org) {
  for (auto& [object_name, object] : org.objects) {
    for (auto& [name, field] : object.fields) {
      const auto controlling = object.fields.find(field.controlling_field);
      if (controlling == object.fields.end() || controlling->second.type != schema::FieldType::kCheckbox)
        continue;
      for (schema::PicklistValue& value : field.values) {
        std::replace(value.valid_for.begin(), value.valid_for.end(), std::string("checked"),
                     std::string("true"));
        std::replace(value.valid_for.begin(), value.valid_for.end(), std::string("unchecked"),
                     std::string("false"));
      }
    }
  }
}

/// Translations name picklist values by their labels.
void name_translated_values(Org& org) {
  for (auto& [language, translation] : org.translations) {
    for (auto& [object_name, object] : translation.objects) {
      for (auto& [field_name, labels] : object.values) {
        std::map<std::string, std::string> by_value;
        for (const schema::PicklistValue& value : org.objects[object_name].fields[field_name].values) {
          const auto label = labels.find(value.label);
          if (label != labels.end()) by_value[value.value] = label->second;
        }
        labels = std::move(by_value);
      }
    }
  }
}

bool is_idle(const schema::ObjectTranslation& translated) {
  return translated.label.empty() && translated.plural_label.empty() && translated.fields.empty() &&
         translated.rules.empty() && translated.values.empty();
}

/// A translation of what is not there says nothing, and an empty one neither.
void drop_idle_translations(Org& org) {
  for (auto& [language, translation] : org.translations) {
    std::erase_if(translation.objects, [&](const auto& item) { return !org.objects.contains(item.first); });
    for (auto& [name, translated] : translation.objects) {
      const Object& object = org.objects.find(name)->second;
      std::erase_if(translated.values,
                    [&](const auto& labels) { return !object.fields.contains(labels.first); });
    }
    std::erase_if(translation.objects, [](const auto& item) { return is_idle(item.second); });
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

void add_standard_parts(const std::string& name, Object& object, const Background& background,
                        std::vector<schema::LeftOut>& left_out) {
  if (const Object* known = background.find(name)) {
    if (object.label.empty()) object.label = known->label;
    if (object.plural_label.empty()) object.plural_label = known->plural_label;
    object.custom_setting = object.custom_setting || known->custom_setting;
    for (const auto& [field_name, field] : known->fields) object.fields.try_emplace(field_name, field);
    for (const auto& [type_name, type] : known->record_types) {
      schema::RecordType& own = object.record_types.try_emplace(type_name, type).first->second;
      own.id = type.id;
      if (own.label.empty()) own.label = type.label;
    }
    if (object.source.file.empty()) object.source = known->source;
    return;
  }
  if (object.label.empty()) object.label = name;
  add_system_fields(name, object);
  if (!is_custom(name)) {
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

/// A custom object of which the source says nothing: formulas may still read its name.
Object bare_object(const std::string& name) {
  Object object;
  object.label = name;
  add_system_fields(name, object);
  return object;
}

/// Adds the objects that lookups lead to, and those they lead to in turn.
void add_referenced_objects(Org& org, const Background& background, const Wanted& names) {
  std::vector<std::string> open(std::begin(kGlobalObjects), std::end(kGlobalObjects));
  std::set<std::string, schema::NameLess> bare;
  std::set<std::string, schema::NameLess> unknown;
  const auto want = [&](const Object& object) {
    for (const std::string& name : references_of(object)) open.push_back(name);
  };
  for (const auto& [name, object] : org.objects) want(object);
  while (!open.empty()) {
    const std::string name = std::move(open.back());
    open.pop_back();
    if (org.objects.contains(name)) continue;
    const Object* known = background.find(name);
    if (known == nullptr && !is_custom(name)) {
      unknown.insert(name);
      continue;
    }
    if (known == nullptr) bare.insert(name);
    Object& added = org.objects.emplace(name, known != nullptr ? *known : bare_object(name)).first->second;
    add_optional_fields(name, names, added);
    want(added);
  }
  for (const std::string& name : bare) {
    org.left_out.push_back(
        {"", 0, "fields of " + name,
         "a lookup leads to it, but it is not in the source (is it a managed package's?); only "
         "the fields that every object has are known"});
  }
  for (const std::string& name : unknown) {
    org.left_out.push_back(
        {"", 0, "object " + name,
         "a lookup leads to it, but it is neither in the source nor in the built-in list"});
  }
}

void add_names(std::string_view formula, Wanted& names) {
  std::size_t start = 0;
  for (std::size_t i = 0; i <= formula.size(); ++i) {
    if (i < formula.size() && schema::is_api_name(formula.substr(i, 1))) continue;
    if (i > start) names.emplace(formula.substr(start, i - start));
    start = i + 1;
  }
}

Wanted names_in_formulas(const Org& org) {
  Wanted names;
  for (const auto& [object_name, object] : org.objects) {
    for (const schema::ValidationRule& rule : object.rules) add_names(rule.formula, names);
    for (const auto& [name, field] : object.fields) add_names(field.formula, names);
  }
  return names;
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
  Org& org = source.org;
  for (const auto& [name, object] : source.background.described()) org.objects.try_emplace(name);
  fill_shared_picklists(source);
  fill_record_types(source);
  share_activity_fields(org);
  for (auto& [name, object] : org.objects) add_standard_parts(name, object, source.background, org.left_out);
  // Fields of features that are switched on, as this org's formulas show.
  const Wanted names = names_in_formulas(org);
  for (auto& [name, object] : org.objects) add_optional_fields(name, names, object);
  type_roll_ups(source);
  add_referenced_objects(org, source.background, names);
  spell_controlling_checkboxes(org);
  drop_idle_translations(org);
  name_translated_values(org);
  put_in_order(org);
  return std::move(source.org);
}

}  // namespace presave::metadata
