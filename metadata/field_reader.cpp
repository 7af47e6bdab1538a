#include "metadata/field_reader.h"

#include <utility>

namespace presave::metadata {
namespace {

using schema::Field;
using schema::FieldType;

constexpr int kMostLength = 131072;    // of a LongTextArea
constexpr int kMostNumberDigits = 18;  // of a number field

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

  Result<FieldReading> read(const Field* standard) {
    if (standard != nullptr) field_ = *standard;
    if (!read_type(standard)) return std::move(reading_);
    read_texts();
    read_flags();
    const Done sized = read_size();
    if (!sized) return sized.fault();
    const Done formula = read_formula();
    if (!formula) return formula.fault();
    read_picklist();
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
  bool read_type(const Field* standard) {
    const XmlElement element = element_.child("type");
    field_.source = element_.source();
    if (!element) {
      if (standard != nullptr) return true;
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
    const auto type = schema::field_type_named(text);
    if (!type) {
      leave_out_whole(element, "type " + text + " is not supported");
      return false;
    }
    field_.type = *type;
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
    if (const XmlElement old = element_.child("picklist")) {
      leave_out(old, "picklist values of ",
                "written in the form of API versions before 38; retrieve the field again");
    }
    const XmlElement set = element_.child("valueSet");
    if (!set) return;
    field_.restricted = set.flag("restricted");
    field_.controlling_field = set.text_of("controllingField");
    reading_.global_value_set = set.text_of("valueSetName");
    if (set.has("valueSetDefinition")) field_.values.clear();
    for (const XmlElement& value : set.child("valueSetDefinition").children("value")) {
      field_.values.push_back(read_picklist_value(value));
    }
    if (const XmlElement settings = set.child("valueSettings")) {
      leave_out(
          settings, "dependent values of ",
          "Salesforce does not enforce them when a record is saved; the values themselves are taken over");
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
      leave_out(filter, "lookup filter of ", "lookup filters are not decided before save yet");
    }
  }

  /// A roll-up of dates has the type of what it rolls up, which its definition does not tell.
  void read_summary() {
    if (field_.type != FieldType::kSummary) return;
    const std::string operation = element_.text_of("summaryOperation");
    if (operation == "min" || operation == "max") {
      reading_.left_out.push_back({field_.source.file, field_.source.line,
                                   "date type of " + object_ + "." + name_,
                                   "a " + operation + " roll-up is read as a number, whatever it rolls up"});
    }
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
                                const Field* standard) {
  return Reader(element, object, name).read(standard);
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
