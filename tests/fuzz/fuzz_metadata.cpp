// One metadata file: as a field, an object, a rule, a translation or a describe. The root element says which.
#include "metadata/describe_reader.h"
#include "metadata/field_reader.h"
#include "metadata/object_reader.h"
#include "metadata/record_type_reader.h"
#include "metadata/translation_reader.h"
#include "metadata/xml_file.h"
#include "tests/fuzz/targets.h"

namespace presave::fuzz {
namespace {

using metadata::XmlFile;

void read_as_object(std::string_view input) {
  const auto file = XmlFile::parse(input, "Object.object-meta.xml", "CustomObject");
  if (!file) return must(file.fault().where.starts_with("Object.object-meta.xml"));
  schema::Object object;
  (void)metadata::read_object((*file)->root(), object);
  for (const metadata::XmlElement& field : (*file)->root().children("fields")) {
    (void)metadata::read_field(field, "Object", field.text_of("fullName"), nullptr);
  }
  for (const metadata::XmlElement& rule : (*file)->root().children("validationRules")) {
    (void)metadata::read_validation_rule(rule, "Rule");
  }
  for (const metadata::XmlElement& type : (*file)->root().children("recordTypes")) {
    std::string process;
    (void)metadata::read_record_type(type, process);
  }
}

void read_as_translation(std::string_view input) {
  const auto file = XmlFile::parse(input, "A-de.objectTranslation-meta.xml", "CustomObjectTranslation");
  schema::ObjectTranslation words;
  if (file) metadata::read_object_translation((*file)->root(), words);
}

void read_as_describe(std::string_view input) {
  const auto described = metadata::read_describes(input, "Object.json");
  if (!described) return must(described.fault().where.starts_with("Object.json"));
  for (const metadata::Described& object : *described) must(!object.name.empty());
}

}  // namespace

void fuzz_metadata(std::string_view input) {
  read_as_object(input);
  read_as_translation(input);
  read_as_describe(input);
  if (const auto field = XmlFile::parse(input, "Field.field-meta.xml", "CustomField")) {
    const schema::Field standard;
    (void)metadata::read_field((*field)->root(), "Object", "Field", nullptr);
    (void)metadata::read_field((*field)->root(), "Object", "Name", &standard);
  }
  if (const auto rule = XmlFile::parse(input, "Rule.validationRule-meta.xml", "ValidationRule")) {
    (void)metadata::read_validation_rule((*rule)->root(), "Rule");
  }
}

}  // namespace presave::fuzz
