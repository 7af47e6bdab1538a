// Translations of objects, fields, rules and labels.
#pragma once

#include <optional>
#include <string>

#include "engine/schema/org.h"
#include "metadata/xml_file.h"

namespace presave::metadata {

/// What the name of an object translation tells: "Account-es_MX".
struct TranslatedObject {
  std::string object;
  std::string language;
};
/// None when the name is of another form.
std::optional<TranslatedObject> translated_object(const std::string& name);

/// A CustomObjectTranslation element, with the fields and rules inside. Labels of picklist values are filed
/// under the labels they stand for: their API names are known when the whole source is read.
void read_object_translation(const XmlElement& element, schema::ObjectTranslation& object);

/// A CustomFieldTranslation element, or a field inside an object's. `stem` is its name where the element does
/// not tell one.
void read_field_translation(const XmlElement& element, const std::string& stem,
                            schema::ObjectTranslation& object);

/// The labels of a Translations element.
void read_label_translations(const XmlElement& element, schema::Translation& translation);

}  // namespace presave::metadata
