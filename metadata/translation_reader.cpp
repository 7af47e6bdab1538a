#include "metadata/translation_reader.h"

#include "engine/schema/api_name.h"

namespace presave::metadata {
namespace {

/// What is not translated is written as an empty element.
void put(schema::ByName<std::string>& texts, const std::string& name, const std::string& text) {
  if (!text.empty() && schema::is_api_name(name)) texts[name] = text;
}

}  // namespace

std::optional<TranslatedObject> translated_object(const std::string& name) {
  const std::size_t dash = name.rfind('-');
  if (dash == std::string::npos) return std::nullopt;
  TranslatedObject parts{name.substr(0, dash), name.substr(dash + 1)};
  const bool well_named = schema::is_api_name(parts.object) && schema::is_api_name(parts.language);
  return well_named ? std::optional(parts) : std::nullopt;
}

void read_field_translation(const XmlElement& element, const std::string& stem,
                            schema::ObjectTranslation& object) {
  const std::string name = element.has("name") ? element.text_of("name") : stem;
  put(object.fields, name, element.text_of("label"));
  for (const XmlElement& value : element.children("picklistValues")) {
    const std::string label = value.text_of("translation");
    if (!label.empty() && schema::is_api_name(name))
      object.values[name][value.text_of("masterLabel")] = label;
  }
}

void read_object_translation(const XmlElement& element, schema::ObjectTranslation& object) {
  for (const XmlElement& form : element.children("caseValues")) {
    std::string& label = form.flag("plural") ? object.plural_label : object.label;
    if (label.empty()) label = form.text_of("value");  // the first form is the nominative
  }
  for (const XmlElement& field : element.children("fields")) read_field_translation(field, "", object);
  for (const XmlElement& rule : element.children("validationRules")) {
    put(object.rules, rule.text_of("name"), rule.text_of("errorMessage"));
  }
}

void read_label_translations(const XmlElement& element, schema::Translation& translation) {
  for (const XmlElement& label : element.children("customLabels")) {
    put(translation.labels, label.text_of("name"), label.text_of("label"));
  }
}

}  // namespace presave::metadata
