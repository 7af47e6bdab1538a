#include "metadata/import.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "engine/schema/api_name.h"
#include "metadata/completion.h"
#include "metadata/field_reader.h"
#include "metadata/left_out.h"
#include "metadata/limits.h"
#include "metadata/object_reader.h"
#include "metadata/source_tree.h"
#include "metadata/standard_objects.h"
#include "metadata/text_file.h"
#include "metadata/xml_file.h"

namespace presave::metadata {
namespace {

/// What a file's name tells: Customer.recordType-meta.xml has the stem "Customer" and the ending
/// "recordType".
struct FileName {
  std::string stem;
  std::string ending;
};

FileName split_name(const SourceFile& file) {
  std::string name = file.path.filename().string();
  name.resize(name.size() - std::string_view("-meta.xml").size());
  const std::size_t dot = name.rfind('.');
  if (dot == std::string::npos) return {name, ""};
  return {name.substr(0, dot), name.substr(dot + 1)};
}

/// objects/Customer__c/fields/Name.field-meta.xml belongs to Customer__c.
std::string owning_object(const SourceFile& file) {
  return file.path.parent_path().parent_path().filename().string();
}

Done check_name(const XmlElement& element, std::string_view what, const std::string& name) {
  if (schema::is_api_name(name)) return done();
  return element.wrong("\"" + name + "\" is no API name of " + std::string(what) +
                       " (letters, digits and _)");
}

class Importer {
 public:
  Done add(const SourceTree& tree) {
    append(tree.left_out);
    for (const SourceFile& file : tree.files) {
      const Done read = read_file(file);
      if (!read) return read.fault();
    }
    for (const auto& [ending, count] : counted_) {
      const LeftOutKind& kind = left_out_kind(ending);
      const std::string what(kind.what.empty() ? std::string_view(ending) : kind.what);
      source_.org.left_out.push_back(
          {"", 0, std::to_string(count) + " of kind " + what, std::string(kind.why)});
    }
    counted_.clear();
    return done();
  }

  schema::Org finish(std::string name) && {
    source_.org.name = std::move(name);
    return complete(std::move(source_));
  }

 private:
  using Handler = Done (Importer::*)(const XmlElement& root, const SourceFile& file, const std::string& stem);
  struct Kind {
    std::string_view ending;
    const char* root;
    Handler read;
  };
  static constexpr std::size_t kKindCount = 6;
  static const Kind kKinds[kKindCount];

  Done read_file(const SourceFile& file) {
    const FileName name = split_name(file);
    const auto kind = std::find_if(std::begin(kKinds), std::end(kKinds),
                                   [&](const Kind& known) { return known.ending == name.ending; });
    if (kind == std::end(kKinds)) {
      leave_out(file, name);
      return done();
    }
    const Result<std::string> text = read_text_file(file.path, file.shown, limits::kFileBytes);
    if (!text) return text.fault();
    const auto xml = XmlFile::parse(*text, file.shown, kind->root);
    if (!xml) return xml.fault();
    return (this->*kind->read)((*xml)->root(), file, name.stem);
  }

  Done read_object_file(const XmlElement& root, const SourceFile&, const std::string& stem) {
    const Done named = check_name(root, "an object", stem);
    if (!named) return named.fault();
    const Done read = read_object(root, source_.org.objects[stem]);
    if (!read) return read.fault();
    for (const XmlElement& field : root.children("fields")) {
      const Done added = add_field(field, stem, field.text_of("fullName"));
      if (!added) return added.fault();
    }
    for (const XmlElement& rule : root.children("validationRules")) {
      const Done added = add_rule(rule, stem, rule.text_of("fullName"));
      if (!added) return added.fault();
    }
    leave_out_elements(root, stem);
    return done();
  }

  Done read_field_file(const XmlElement& root, const SourceFile& file, const std::string& stem) {
    return add_field(root, owning_object(file), stem);
  }

  Done read_rule_file(const XmlElement& root, const SourceFile& file, const std::string& stem) {
    return add_rule(root, owning_object(file), stem);
  }

  Done add_field(const XmlElement& element, const std::string& object_name, const std::string& stem) {
    const std::string name = element.has("fullName") ? element.text_of("fullName") : stem;
    for (const auto& [what, checked] : {std::pair{"an object", &object_name}, std::pair{"a field", &name}}) {
      const Done named = check_name(element, what, *checked);
      if (!named) return named.fault();
    }
    const schema::Object* standard = standard_object(object_name);
    const auto known =
        standard == nullptr ? schema::ByName<schema::Field>::const_iterator() : standard->fields.find(name);
    const bool is_standard = standard != nullptr && known != standard->fields.end();
    Result<FieldReading> reading =
        read_field(element, object_name, name, is_standard ? &known->second : nullptr);
    if (!reading) return reading.fault();
    append(reading->left_out);
    schema::Object& object = source_.org.objects[object_name];
    if (!reading->field) return done();
    if (!reading->global_value_set.empty()) {
      source_.shared_picklists.push_back({object_name, name, reading->global_value_set});
    }
    const auto [place, is_new] = object.fields.try_emplace(name);
    if (!is_new) leave_out_earlier(place->second.source, "field " + object_name + "." + name);
    place->second = std::move(*reading->field);
    return done();
  }

  Done add_rule(const XmlElement& element, const std::string& object_name, const std::string& stem) {
    const Done named = check_name(element, "an object", object_name);
    if (!named) return named.fault();
    Result<schema::ValidationRule> rule = read_validation_rule(element, stem);
    if (!rule) return rule.fault();
    const Done rule_named = check_name(element, "a rule", rule->name);
    if (!rule_named) return rule_named.fault();
    std::vector<schema::ValidationRule>& rules = source_.org.objects[object_name].rules;
    const auto earlier = std::find_if(rules.begin(), rules.end(), [&](const auto& known) {
      return schema::same_name(known.name, rule->name);
    });
    if (earlier == rules.end()) {
      rules.push_back(std::move(*rule));
    } else {
      leave_out_earlier(earlier->source, "rule " + object_name + "." + rule->name);
      *earlier = std::move(*rule);
    }
    return done();
  }

  Done read_value_set(const XmlElement& root, const SourceFile&, const std::string& stem) {
    std::vector<schema::PicklistValue>& values = source_.value_sets[stem];
    values.clear();
    for (const XmlElement& value : root.children("customValue")) values.push_back(read_picklist_value(value));
    return done();
  }

  Done read_labels(const XmlElement& root, const SourceFile&, const std::string&) {
    for (const XmlElement& label : root.children("labels")) {
      const std::string name = label.text_of("fullName");
      const Done named = check_name(label, "a label", name);
      if (!named) return named.fault();
      source_.org.labels[name] = label.text_of("value");
    }
    return done();
  }

  Done read_permission(const XmlElement& root, const SourceFile&, const std::string& stem) {
    const Done named = check_name(root, "a custom permission", stem);
    if (!named) return named.fault();
    source_.org.custom_permissions.push_back(stem);
    return done();
  }

  void leave_out(const SourceFile& file, const FileName& name) {
    const LeftOutKind& kind = left_out_kind(name.ending);
    if (kind.counted) {
      ++counted_[name.ending];
    } else {
      const std::string owner = kind.element.empty() ? "" : owning_object(file) + '.';
      source_.org.left_out.push_back(
          {file.shown, 1, std::string(kind.what) + ' ' + owner + name.stem, std::string(kind.why)});
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

  void append(const std::vector<schema::LeftOut>& more) {
    source_.org.left_out.insert(source_.org.left_out.end(), more.begin(), more.end());
  }

  Source source_;
  std::map<std::string, std::size_t> counted_;  ///< files by ending, of kinds that are only counted
};

const Importer::Kind Importer::kKinds[] = {
    {"customPermission", "CustomPermission", &Importer::read_permission},
    {"field", "CustomField", &Importer::read_field_file},
    {"globalValueSet", "GlobalValueSet", &Importer::read_value_set},
    {"labels", "CustomLabels", &Importer::read_labels},
    {"object", "CustomObject", &Importer::read_object_file},
    {"validationRule", "ValidationRule", &Importer::read_rule_file},
};

}  // namespace

Result<schema::Org> import_source(std::span<const std::filesystem::path> folders, const std::string& name) {
  Importer importer;
  std::string project;
  for (const std::filesystem::path& folder : folders) {
    const Result<SourceTree> tree = list_source(folder);
    if (!tree) return tree.fault();
    if (tree->files.empty()) {
      return Fault{
          FaultCode::kNotFound, folder.string(),
          "no metadata in source format (files named *-meta.xml); name the folder of an SFDX project"};
    }
    if (project.empty()) project = tree->name;
    const Done added = importer.add(*tree);
    if (!added) return added.fault();
  }
  return std::move(importer).finish(name.empty() ? project : name);
}

Result<schema::Org> import_source(const std::filesystem::path& folder, const std::string& name) {
  return import_source(std::span(&folder, 1), name);
}

}  // namespace presave::metadata
