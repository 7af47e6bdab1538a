#include "metadata/import.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "engine/schema/api_name.h"
#include "metadata/completion.h"
#include "metadata/describe_reader.h"
#include "metadata/field_reader.h"
#include "metadata/left_out.h"
#include "metadata/limits.h"
#include "metadata/namespace_tokens.h"
#include "metadata/object_reader.h"
#include "metadata/record_type_reader.h"
#include "metadata/source_tree.h"
#include "metadata/text_file.h"
#include "metadata/translation_reader.h"
#include "metadata/xml_file.h"

namespace presave::metadata {
namespace {

/// objects/Customer__c/fields/Name.field-meta.xml belongs to Customer__c.
std::string owning_object(const SourceFile& file) {
  return without_namespace_tokens(file.path.parent_path().parent_path().filename().string());
}

Done check_name(const XmlElement& element, std::string_view what, const std::string& name) {
  if (schema::is_api_name(name)) return done();
  return element.wrong("\"" + name + "\" is no API name of " + std::string(what) +
                       " (letters, digits and _)");
}

/// A name that stands in the element itself, or else the file's.
std::string name_of(const XmlElement& element, const std::string& stem) {
  return element.has("fullName") ? element.text_of("fullName") : stem;
}

/// What other files rest upon is read first, wherever it stands.
enum class Turn { kDescribes, kValueSets, kRest };

class Importer {
 public:
  void read(const std::vector<SourceTree>& trees) {
    for (const Turn turn : {Turn::kDescribes, Turn::kValueSets, Turn::kRest}) {
      for (const SourceTree& tree : trees) {
        for (const SourceFile& file : tree.files) {
          if (turn_of(file) == turn)
            note(read_file(file), file.shown, "file " + file.path.filename().string());
        }
      }
    }
    for (const SourceTree& tree : trees) append(tree.left_out);
    name_counted();
  }

  schema::Org finish(std::string name) && {
    source_.org.name = std::move(name);
    return complete(std::move(source_));
  }

 private:
  using Handler = Done (Importer::*)(const XmlElement& root, const SourceFile& file);
  struct Kind {
    std::string_view ending;
    const char* root;
    Handler read;
  };
  static const std::vector<Kind>& kinds();

  static Turn turn_of(const SourceFile& file) {
    if (file.ending == "json") return Turn::kDescribes;
    return file.ending == "standardValueSet" ? Turn::kValueSets : Turn::kRest;
  }

  Done read_file(const SourceFile& file) {
    const auto kind = std::find_if(kinds().begin(), kinds().end(),
                                   [&](const Kind& known) { return known.ending == file.ending; });
    if (kind == kinds().end() && file.ending != "json") {
      leave_out(file);
      return done();
    }
    Result<std::string> read = read_text_file(file.path, file.shown, limits::kFileBytes);
    if (!read) return read.fault();
    const std::string text = without_namespace_tokens(*std::move(read));
    if (kind == kinds().end()) return read_json_file(text, file);
    const auto xml = XmlFile::parse(text, file.shown, kind->root);
    if (!xml) return xml.fault();
    return (this->*kind->read)((*xml)->root(), file);
  }

  Done read_json_file(const std::string& text, const SourceFile& file) {
    Result<std::vector<Described>> describes = read_describes(text, file.shown);
    if (!describes) return describes.fault();
    for (Described& described : *describes) {
      append(described.left_out);
      source_.background.add_described(described.name, std::move(described.object));
    }
    return done();
  }

  Done read_object_file(const XmlElement& root, const SourceFile& file) {
    const std::string& name = file.stem;
    const Done named = check_name(root, "an object", name);
    if (!named) return named.fault();
    note(read_object(root, source_.org.objects[name]), file.shown, "name field of " + name);
    for (const XmlElement& field : root.children("fields")) {
      note(add_field(field, name, field.text_of("fullName")), file.shown,
           "field " + name + "." + field.text_of("fullName"));
    }
    for (const XmlElement& rule : root.children("validationRules")) add_rule(rule, name, "");
    for (const XmlElement& type : root.children("recordTypes")) {
      note(add_record_type(type, name, ""), file.shown, "record type of " + name);
    }
    for (const XmlElement& process : root.children("businessProcesses")) add_process(process, name, "");
    leave_out_elements(root, name);
    return done();
  }

  Done read_field_file(const XmlElement& root, const SourceFile& file) {
    return add_field(root, owning_object(file), file.stem);
  }

  Done read_rule_file(const XmlElement& root, const SourceFile& file) {
    add_rule(root, owning_object(file), file.stem);
    return done();
  }

  Done read_record_type_file(const XmlElement& root, const SourceFile& file) {
    return add_record_type(root, owning_object(file), file.stem);
  }

  Done read_process_file(const XmlElement& root, const SourceFile& file) {
    add_process(root, owning_object(file), file.stem);
    return done();
  }

  Done add_field(const XmlElement& element, const std::string& object_name, const std::string& stem) {
    const std::string name = name_of(element, stem);
    for (const auto& [what, checked] : {std::pair{"an object", &object_name}, std::pair{"a field", &name}}) {
      const Done named = check_name(element, what, *checked);
      if (!named) return named.fault();
    }
    schema::Object& object = source_.org.objects[object_name];
    Result<FieldReading> reading =
        read_field(element, object_name, name, source_.background.find_field(object_name, name));
    if (!reading) return reading.fault();
    append(reading->left_out);
    if (!reading->field) return done();
    if (!reading->global_value_set.empty()) {
      source_.shared_picklists.push_back(
          {object_name, name, reading->global_value_set, std::move(reading->value_settings)});
    }
    if (!reading->summarized_field.empty()) {
      source_.roll_ups.push_back({object_name, name, reading->summarized_field});
    }
    const auto [place, is_new] = object.fields.try_emplace(name);
    if (!is_new) leave_out_earlier(place->second.source, "field " + object_name + "." + name);
    place->second = std::move(*reading->field);
    return done();
  }

  /// A rule that cannot be read still stands in the org, and refuses to be passed over: it does not compile.
  void add_rule(const XmlElement& element, const std::string& object_name, const std::string& stem) {
    const std::string name = name_of(element, stem);
    const std::string what = "rule " + object_name + "." + name;
    for (const auto& [kind, checked] : {std::pair{"an object", &object_name}, std::pair{"a rule", &name}}) {
      const Done named = check_name(element, kind, *checked);
      if (!named) return note(named, element.source().file, what);
    }
    Result<schema::ValidationRule> rule = read_validation_rule(element, stem);
    if (!rule) note(rule.fault(), element.source().file, what);
    add_rule(object_name,
             rule ? *std::move(rule) : unreadable_rule(name, element.source(), rule.fault().detail));
  }

  void add_rule(const std::string& object_name, schema::ValidationRule rule) {
    std::vector<schema::ValidationRule>& rules = source_.org.objects[object_name].rules;
    const auto earlier = std::find_if(rules.begin(), rules.end(), [&](const auto& known) {
      return schema::same_name(known.name, rule.name);
    });
    if (earlier == rules.end()) {
      rules.push_back(std::move(rule));
    } else {
      leave_out_earlier(earlier->source, "rule " + object_name + "." + rule.name);
      *earlier = std::move(rule);
    }
  }

  static schema::ValidationRule unreadable_rule(const std::string& name, schema::Source source,
                                                std::string why) {
    schema::ValidationRule rule;
    rule.name = name;
    rule.message = std::move(why);
    rule.source = std::move(source);
    return rule;
  }

  Done add_record_type(const XmlElement& element, const std::string& object_name, const std::string& stem) {
    const std::string name = name_of(element, stem);
    for (const auto& [what, checked] :
         {std::pair{"an object", &object_name}, std::pair{"a record type", &name}}) {
      const Done named = check_name(element, what, *checked);
      if (!named) return named.fault();
    }
    std::string process;
    schema::RecordType type = read_record_type(element, process);
    std::erase_if(type.picklists, [](const auto& item) { return !schema::is_api_name(item.first); });
    source_.org.objects[object_name].record_types.insert_or_assign(name, std::move(type));
    if (!process.empty()) source_.process_uses.push_back({object_name, name, process});
    return done();
  }

  void add_process(const XmlElement& element, const std::string& object_name, const std::string& stem) {
    source_.processes[object_name][name_of(element, stem)] = read_business_process(element);
  }

  Done read_global_value_set(const XmlElement& root, const SourceFile& file) {
    source_.value_sets[file.stem] = values_of(root, "customValue");
    return done();
  }

  Done read_standard_value_set(const XmlElement& root, const SourceFile& file) {
    source_.background.add_value_set(file.stem, values_of(root, "standardValue"));
    return done();
  }

  static std::vector<schema::PicklistValue> values_of(const XmlElement& root, const char* element) {
    std::vector<schema::PicklistValue> values;
    for (const XmlElement& value : root.children(element)) values.push_back(read_picklist_value(value));
    return values;
  }

  Done read_labels(const XmlElement& root, const SourceFile& file) {
    for (const XmlElement& label : root.children("labels")) {
      note(add_label(label, ""), file.shown, "label " + label.text_of("fullName"));
    }
    return done();
  }

  Done read_label_file(const XmlElement& root, const SourceFile& file) { return add_label(root, file.stem); }

  Done add_label(const XmlElement& label, const std::string& stem) {
    const std::string name = name_of(label, stem);
    const Done named = check_name(label, "a label", name);
    if (named) source_.org.labels[name] = label.text_of("value");
    return named;
  }

  Done read_permission(const XmlElement& root, const SourceFile& file) {
    const Done named = check_name(root, "a custom permission", file.stem);
    if (named) source_.org.custom_permissions.push_back(file.stem);
    return named;
  }

  /// Weekend_Day.Friday.md-meta.xml is the record Friday of Weekend_Day__mdt.
  Done read_custom_metadata(const XmlElement& root, const SourceFile& file) {
    const std::size_t dot = file.stem.find('.');
    const std::string prefix = file.stem.substr(0, dot);
    const std::string type = prefix.ends_with("__mdt") ? prefix : prefix + "__mdt";
    const std::string name = dot == std::string::npos ? std::string() : file.stem.substr(dot + 1);
    for (const auto& [what, checked] :
         {std::pair{"a custom metadata type", &type}, std::pair{"a record", &name}}) {
      const Done named = check_name(root, what, *checked);
      if (!named) return named.fault();
    }
    schema::CustomMetadataRecord record;
    record.label = root.text_of("label");
    record.source = root.source();
    for (const XmlElement& value : root.children("values")) {
      const std::string text = value.text_of("value");
      if (!text.empty() && schema::is_api_name(value.text_of("field")))
        record.values[value.text_of("field")] = text;
    }
    source_.org.custom_metadata[type].insert_or_assign(name, std::move(record));
    return done();
  }

  Done read_object_translation_file(const XmlElement& root, const SourceFile& file) {
    if (const auto named = translated_object(file.stem)) {
      read_object_translation(root, source_.org.translations[named->language].objects[named->object]);
      return done();
    }
    return root.wrong("the file's name must be an object and a language, such as Account-de");
  }

  Done read_field_translation_file(const XmlElement& root, const SourceFile& file) {
    if (const auto named = translated_object(file.path.parent_path().filename().string())) {
      read_field_translation(root, file.stem,
                             source_.org.translations[named->language].objects[named->object]);
      return done();
    }
    return root.wrong("the folder's name must be an object and a language, such as Account-de");
  }

  Done read_translation_file(const XmlElement& root, const SourceFile& file) {
    const Done named = check_name(root, "a language", file.stem);
    if (named) read_label_translations(root, source_.org.translations[file.stem]);
    return named;
  }

  void leave_out(const SourceFile& file) {
    const LeftOutKind& kind = left_out_kind(file.ending);
    if (kind.counted) {
      ++counted_[file.ending];
    } else {
      const std::string owner = kind.element.empty() ? "" : owning_object(file) + '.';
      source_.org.left_out.push_back(
          {file.shown, 1, std::string(kind.what) + ' ' + owner + file.stem, std::string(kind.why)});
    }
  }

  void name_counted() {
    for (const auto& [ending, count] : counted_) {
      const LeftOutKind& kind = left_out_kind(ending);
      const std::string what(kind.what.empty() ? std::string_view(ending) : kind.what);
      source_.org.left_out.push_back(
          {"", 0, std::to_string(count) + " of kind " + what, std::string(kind.why)});
    }
  }

  void leave_out_elements(const XmlElement& object, const std::string& name) {
    for (const XmlElement& element : object.children()) {
      const LeftOutKind* kind = left_out_element(element.name());
      if (kind == nullptr) continue;
      const schema::Source place = element.source();
      source_.org.left_out.push_back(
          {place.file, place.line, std::string(kind->what) + ' ' + name + '.' + element.text_of("fullName"),
           std::string(kind->why)});
    }
  }

  void leave_out_earlier(const schema::Source& earlier, const std::string& what) {
    source_.org.left_out.push_back(
        {earlier.file, earlier.line, what, "defined again later in the source; the later one is taken"});
  }

  /// One broken part does not keep the rest from being read; it is named with its place.
  void note(const Done& read, const std::string& file, std::string what) {
    if (!read) note(read.fault(), file, std::move(what));
  }
  void note(const Fault& fault, const std::string& file, std::string what) {
    schema::LeftOut item{file, 0, std::move(what), {}, true};
    const std::string_view where = fault.where;
    std::string inside;  // where no line says it all: "line 1, column 2" of JSON
    if (where.starts_with(file + ":")) item.line = line_in(where.substr(file.size() + 1));
    if (where.starts_with(file + ", ")) inside = where.substr(file.size() + 2);
    item.why = Fault{fault.code, inside, fault.detail}.text();
    source_.org.left_out.push_back(std::move(item));
  }

  static int line_in(std::string_view digits) {
    int line = 0;
    for (const char c : digits) line = line * 10 + (c - '0');
    return line;
  }

  void append(const std::vector<schema::LeftOut>& more) {
    source_.org.left_out.insert(source_.org.left_out.end(), more.begin(), more.end());
  }

  Source source_;
  std::map<std::string, std::size_t> counted_;  ///< files by ending, of kinds that are only counted
};

const std::vector<Importer::Kind>& Importer::kinds() {
  static const std::vector<Kind> kKinds = {
      {"businessProcess", "BusinessProcess", &Importer::read_process_file},
      {"customPermission", "CustomPermission", &Importer::read_permission},
      {"field", "CustomField", &Importer::read_field_file},
      {"fieldTranslation", "CustomFieldTranslation", &Importer::read_field_translation_file},
      {"globalValueSet", "GlobalValueSet", &Importer::read_global_value_set},
      {"label", "CustomLabel", &Importer::read_label_file},
      {"labels", "CustomLabels", &Importer::read_labels},
      {"md", "CustomMetadata", &Importer::read_custom_metadata},
      {"object", "CustomObject", &Importer::read_object_file},
      {"objectTranslation", "CustomObjectTranslation", &Importer::read_object_translation_file},
      {"recordType", "RecordType", &Importer::read_record_type_file},
      {"standardValueSet", "StandardValueSet", &Importer::read_standard_value_set},
      {"translation", "Translations", &Importer::read_translation_file},
      {"validationRule", "ValidationRule", &Importer::read_rule_file},
  };
  return kKinds;
}

}  // namespace

Result<schema::Org> import_source(std::span<const std::filesystem::path> folders, const std::string& name) {
  std::vector<SourceTree> trees;
  for (const std::filesystem::path& folder : folders) {
    Result<SourceTree> tree = list_source(folder);
    if (!tree) return tree.fault();
    if (tree->files.empty()) {
      return Fault{
          FaultCode::kNotFound, folder.string(),
          "no metadata; name an SFDX project, a folder of a Metadata API retrieve, or one of describe files"};
    }
    trees.push_back(*std::move(tree));
  }
  if (trees.empty()) return Fault{FaultCode::kNotFound, {}, "no folder to import"};
  Importer importer;
  importer.read(trees);
  return std::move(importer).finish(name.empty() ? trees.front().name : name);
}

Result<schema::Org> import_source(const std::filesystem::path& folder, const std::string& name) {
  return import_source(std::span(&folder, 1), name);
}

}  // namespace presave::metadata
