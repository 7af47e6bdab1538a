#include "metadata/field_reader.h"

#include <utility>

namespace presave::metadata {
namespace {

using schema::Field;
using schema::FieldType;

constexpr int kMostLength = 1 << 24;   // of any text; a LongTextArea has at most 131,072 characters
constexpr int kMostNumberDigits = 39;  // fields have at most 18, those of external objects more

/// Salesforce's fixed lengths of types whose definition does not tell one.
std::optional<int> implied_length(FieldType type) {
  switch (type) {
    case FieldType::kTextArea:
    case FieldType::kUrl:
      return 255;
    case FieldType::kEmail:
      return 80;
    case FieldType::kPhone:
      return 40;
    default:
      return std::nullopt;
  }
}

bool is_reference(FieldType type) {
  return type == FieldType::kLookup || type == FieldType::kMasterDetail ||
         type == FieldType::kMetadataRelationship;
}

/// Reads one definition; its parts share the element, the names and what is left out.
class Reader {
 public:
  Reader(const XmlElement& element, std::string object, std::string name)
      : element_(element), object_(std::move(object)), name_(std::move(name)) {}

  Result<FieldReading> read(const Field* known) {
    if (known != nullptr) field_ = *known;
    if (!read_type(known)) return std::move(reading_);
    read_texts();
    read_flags();
    const Done sized = read_size();
    if (!sized) return sized.fault();
    const Done formula = read_formula();
    if (!formula) return formula.fault();
    if (field_.type != FieldType::kText) read_picklist();
    read_reference();
    read_summary();
    if (!left_out_whole_) reading_.field = std::move(field_);
    return std::move(reading_);
  }

 private:
  void leave_out(const XmlElement& at, const std::string& part, std::string why) {
    const schema::Source place = at.source();
    reading_.left_out.push_back({place.file, place.line, part + object_ + "." + name_, std::move(why)});
  }

  void leave_out_whole(const XmlElement& at, std::string why) {
    leave_out(at, "field ", std::move(why));
    left_out_whole_ = true;
  }

  /// False when nothing else needs to be read.
  bool read_type(const Field* known) {
    const XmlElement element = element_.child("type");
    field_.source = element_.source();
    if (!element) {
      if (known != nullptr) return true;
      leave_out_whole(
          element_, "a standard field that the built-in list does not know yet, and its file tells no type");
      return false;
    }
    const std::string text = element.text();
    if (text == "Hierarchy") {  // a lookup to the object itself
      field_.type = FieldType::kLookup;
      field_.reference_to = {object_};
      return true;
    }
    const bool is_external = text == "ExternalLookup" || text == "IndirectLookup";
    const auto type = is_external ? FieldType::kLookup : schema::field_type_named(text);
    if (!type) {
      leave_out_whole(element, "type " + text + " is not supported");
      return false;
    }
    // A combo box such as the subject of a task: its file says Picklist, but it holds any text.
    const bool is_combo_box =
        known != nullptr && known->type == FieldType::kText && !name_.ends_with("__c");
    if (!is_combo_box) field_.type = *type;
    return true;
  }

  void read_text(const char* name, std::string& into) {
    if (element_.has(name)) into = element_.text_of(name);
  }
  void read_flag(const char* name, bool& into) {
    if (element_.has(name)) into = element_.flag(name);
  }

  void read_texts() {
    read_text("label", field_.label);
    read_text("inlineHelpText", field_.help_text);
    read_text("defaultValue", field_.default_value);
  }

  void read_flags() {
    read_flag("required", field_.required);
    read_flag("unique", field_.unique);
    read_flag("caseSensitive", field_.case_sensitive);
    read_flag("externalId", field_.external_id);
    if (field_.type == FieldType::kMasterDetail) field_.required = true;
  }

  Done read_size() {
    const auto length = element_.whole_number("length", kMostLength);
    if (!length) return length.fault();
    const auto precision = element_.whole_number("precision", kMostNumberDigits);
    if (!precision) return precision.fault();
    const auto scale = element_.whole_number("scale", kMostNumberDigits);
    if (!scale) return scale.fault();
    if (*length) field_.length = **length;
    if (*precision) field_.precision = **precision;
    if (*scale) field_.scale = **scale;
    if (!field_.length && !element_.has("formula")) field_.length = implied_length(field_.type);
    return done();
  }

  Done read_formula() {
    const XmlElement formula = element_.child("formula");
    if (!formula) return done();
    field_.formula = formula.text();
    field_.source = formula.source();
    if (field_.formula.empty())
      return formula.wrong("<formula> is empty; give the field a formula or remove it");
    const std::string blanks = element_.text_of("formulaTreatBlanksAs");
    if (!blanks.empty() && blanks != "BlankAsZero" && blanks != "BlankAsBlank") {
      return element_.child("formulaTreatBlanksAs")
          .wrong("expected BlankAsZero or BlankAsBlank, found " + blanks);
    }
    field_.blanks_as = blanks == "BlankAsBlank" ? schema::BlanksAs::kBlank : schema::BlanksAs::kZero;
    return done();
  }

  void read_picklist() {
    if (const XmlElement old = element_.child("picklist")) read_old_picklist(old);
    const XmlElement set = element_.child("valueSet");
    if (!set) return;
    field_.restricted = set.flag("restricted");
    field_.controlling_field = set.text_of("controllingField");
    reading_.global_value_set = set.text_of("valueSetName");
    if (set.has("valueSetDefinition")) forget_values();
    // Its values stand in a value set of the org that is not in the source: the built-in ones must refuse nothing.
    if (field_.built_in_values) field_.restricted = false;
    for (const XmlElement& value : set.child("valueSetDefinition").children("value")) {
      field_.values.push_back(read_picklist_value(value));
    }
    for (const XmlElement& setting : set.children("valueSettings")) read_value_setting(setting);
  }

  void forget_values() {
    field_.values.clear();
    field_.built_in_values = false;
  }

  /// Which controlling values offer a value of a dependent picklist.
  void read_value_setting(const XmlElement& setting) {
    const std::string name = setting.text_of("valueName");
    std::vector<std::string> controlling;
    for (const XmlElement& value : setting.children("controllingFieldValue"))
      controlling.push_back(value.text());
    reading_.value_settings[name] = controlling;
    for (schema::PicklistValue& value : field_.values) {
      if (value.value == name) value.valid_for = controlling;
    }
  }

  /// The form of API versions before 38.
  void read_old_picklist(const XmlElement& picklist) {
    field_.controlling_field = picklist.text_of("controllingField");
    field_.restricted = picklist.flag("restrictedPicklist");
    forget_values();
    for (const XmlElement& element : picklist.children("picklistValues")) {
      schema::PicklistValue value = read_picklist_value(element);
      for (const XmlElement& offered : element.children("controllingFieldValues")) {
        value.valid_for.push_back(offered.text());
      }
      field_.values.push_back(std::move(value));
    }
  }

  void read_reference() {
    if (!is_reference(field_.type)) return;
    if (element_.has("referenceTo")) {
      field_.reference_to.clear();
      for (const XmlElement& target : element_.children("referenceTo"))
        field_.reference_to.push_back(target.text());
    }
    if (field_.relationship_name.empty()) field_.relationship_name = relationship_name(name_);
    if (const XmlElement filter = element_.child("lookupFilter")) {
      field_.filtered = filter.flag("active") && !filter.flag("isOptional");
      if (field_.filtered)
        leave_out(filter, "lookup filter of ", "whether it accepts a record only Salesforce can say");
    }
  }

  void read_summary() {
    if (field_.type != FieldType::kSummary) return;
    field_.roll_up = true;
    const std::string operation = element_.text_of("summaryOperation");
    if (operation == "min" || operation == "max")
      reading_.summarized_field = element_.text_of("summarizedField");
  }

  const XmlElement& element_;
  std::string object_;
  std::string name_;
  Field field_;
  FieldReading reading_;
  bool left_out_whole_ = false;
};

}  // namespace

Result<FieldReading> read_field(const XmlElement& element, const std::string& object, const std::string& name,
                                const Field* known) {
  return Reader(element, object, name).read(known);
}

schema::PicklistValue read_picklist_value(const XmlElement& element) {
  schema::PicklistValue value;
  value.value = element.text_of("fullName");
  value.label = element.has("label") ? element.text_of("label") : value.value;
  value.is_default = element.flag("default");
  value.active = !element.has("isActive") || element.flag("isActive");
  return value;
}

std::string relationship_name(std::string_view field) {
  if (field.ends_with("__c")) return std::string(field.substr(0, field.size() - 1)) + 'r';
  if (field.ends_with("Id") && field.size() > 2) return std::string(field.substr(0, field.size() - 2));
  return {};
}

}  // namespace presave::metadata
