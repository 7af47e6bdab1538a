// The org model: what an org's metadata says about its objects, as plain data. Importers fill it, the
// bundle writes and reads it, the checker and the rules look things up in it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace presave::schema {

/// Orders names as Salesforce compares them: API names are ASCII and case-insensitive.
struct NameLess {
  using is_transparent = void;
  bool operator()(std::string_view a, std::string_view b) const;
};
/// True when two API names are the same name.
bool same_name(std::string_view a, std::string_view b);

template <class T>
using ByName = std::map<std::string, T, NameLess>;

/// Where a thing stands in the org's source.
struct Source {
  std::string file;  ///< relative to the imported folder, with '/'; empty when unknown
  int line = 0;      ///< 1-based; 0 when unknown

  friend bool operator==(const Source&, const Source&) = default;
};

/// Field types by their Metadata API names (Metadata API Developer Guide, CustomField, "type").
enum class FieldType : std::uint8_t {
  kText, kTextArea, kLongTextArea, kHtml, kEncryptedText, kEmail, kPhone, kUrl,
  kNumber, kCurrency, kPercent, kAutoNumber, kSummary,
  kCheckbox, kDate, kDateTime, kTime,
  kPicklist, kMultiselectPicklist,
  kLookup, kMasterDetail, kMetadataRelationship, kId,
  kLocation,
};

/// "MultiselectPicklist" and back; the one list of spellings.
std::string_view name_of(FieldType type);
std::optional<FieldType> field_type_named(std::string_view name);

struct PicklistValue {
  std::string value;  ///< API name
  std::string label;
  bool is_default = false;
  bool active = true;
  /// Dependent picklists: the controlling field's values that offer this one ("true", "false" of a Checkbox).
  std::vector<std::string> valid_for = {};
};

/// How a formula field reads its blank number fields (its "formulaTreatBlanksAs").
enum class BlanksAs : std::uint8_t { kBlank, kZero };

struct Field {
  FieldType type = FieldType::kText;
  std::string label;
  std::string help_text;
  bool required = false;
  bool unique = false;
  bool case_sensitive = false;         ///< unique texts: "a" and "A" are two values
  bool external_id = false;
  bool roll_up = false;                ///< computed by Salesforce from other records; its value is given, never set
  bool restricted = false;             ///< picklists: only the values listed
  std::optional<int> length;           ///< text: most characters (UTF-16 units)
  std::optional<int> precision;        ///< numbers: digits in all
  std::optional<int> scale;            ///< numbers: digits after the point
  std::vector<PicklistValue> values;   ///< picklists, in the org's order
  bool built_in_values = false;        ///< `values` are those of a new org: what this org has is not known
  std::string controlling_field;       ///< dependent picklists
  std::vector<std::string> reference_to;
  std::string relationship_name;       ///< "Program__r"; empty where no path goes through the field
  bool filtered = false;               ///< lookups: an active lookup filter refuses some records
  std::string formula;                 ///< not empty: a formula field
  BlanksAs blanks_as = BlanksAs::kZero;
  std::string default_value;           ///< a formula, or for a Checkbox "true"/"false"
  Source source;

  bool is_formula() const { return !formula.empty(); }
  /// Whether another field decides which values are offered, and how is known.
  bool is_dependent() const;
};

struct ValidationRule {
  std::string name;
  bool active = true;
  std::string formula;   ///< the error condition: TRUE refuses the record
  std::string field;     ///< where the message shows; empty: at the top of the record
  std::string message;
  std::string description;
  Source source;
};

/// The values of one picklist that a record type offers.
struct OfferedValues {
  std::vector<std::string> values;  ///< API names
  std::string default_value;        ///< empty: none
};

struct RecordType {
  std::string id;  ///< 15 or 18 characters; empty where only the org knows it
  std::string label;
  bool active = true;
  ByName<OfferedValues> picklists;  ///< by field; a picklist that is not named is offered whole
  Source source;
};

struct Object {
  std::string label;
  std::string plural_label;
  bool custom_setting = false;  ///< its fields are read through $Setup
  ByName<Field> fields;
  ByName<RecordType> record_types;    ///< by developer name
  std::vector<ValidationRule> rules;  ///< in name order
  Source source;
};

/// Something an importer saw and did not take over: named, never dropped silently.
struct LeftOut {
  std::string file;
  int line = 0;
  std::string what;
  std::string why;
  bool broken = false;  ///< it should have been taken over, but its source is malformed
};

/// One record of a custom metadata type, by the names of its fields; what is not named is blank. Texts as the
/// Metadata API writes them.
struct CustomMetadataRecord {
  std::string label;
  ByName<std::string> values;
  Source source;
};

/// What one object says in one language; an empty text or a missing name means: as in the org's own language.
struct ObjectTranslation {
  std::string label;
  std::string plural_label;
  ByName<std::string> fields;  ///< labels
  ByName<std::string> rules;   ///< messages
  ByName<std::map<std::string, std::string>> values;  ///< labels of a field's picklist values, by API name
};

/// One language of the org.
struct Translation {
  ByName<std::string> labels;  ///< $Label
  ByName<ObjectTranslation> objects;
};

struct Org {
  std::string name;
  ByName<Object> objects;
  ByName<std::string> labels;  ///< $Label
  ByName<Translation> translations;  ///< by language: "de", "es_MX"
  ByName<ByName<CustomMetadataRecord>> custom_metadata;  ///< by type ("Day__mdt"), then by record
  std::vector<std::string> custom_permissions;
  std::vector<LeftOut> left_out;

  /// The translation into a language: "es_MX" is also answered by "es". Null when there is none.
  const Translation* translation(std::string_view language) const;
};

}  // namespace presave::schema
