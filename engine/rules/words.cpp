#include "engine/rules/words.h"

namespace presave::rules {
namespace {

const schema::ObjectTranslation* translation_of(const Record& record) {
  if (!record.translation) return nullptr;
  const auto found = record.translation->objects.find(record.rules.object_name());
  return found == record.translation->objects.end() ? nullptr : &found->second;
}

}  // namespace

std::string_view label_of(const Record& record, const run::Slot& place) {
  if (const schema::ObjectTranslation* words = translation_of(record)) {
    const auto label = words->fields.find(place.path);
    if (label != words->fields.end()) return label->second;
  }
  return place.field->label.empty() ? place.path : place.field->label;
}

std::string_view message_of(const Record& record, const schema::ValidationRule& rule) {
  if (const schema::ObjectTranslation* words = translation_of(record)) {
    const auto message = words->rules.find(rule.name);
    if (message != words->rules.end()) return message->second;
  }
  return rule.message;
}

}  // namespace presave::rules
