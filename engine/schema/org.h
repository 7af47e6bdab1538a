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
};

/// How a formula field reads its blank number fields (its "formulaTreatBlanksAs").
enum class BlanksAs : std::uint8_t { kBlank, kZero };

struct Field {
  FieldType type = FieldType::kText;
  std::string label;
  std::string help_text;
  bool required = false;
  bool unique = false;
  bool external_id = false;
  bool restricted = false;             ///< picklists: only the values listed
  std::optional<int> length;           ///< text: most characters (UTF-16 units)
  std::optional<int> precision;        ///< numbers: digits in all
  std::optional<int> scale;            ///< numbers: digits after the point
  std::vector<PicklistValue> values;   ///< picklists, in the org's order
  std::string controlling_field;       ///< dependent picklists
  std::vector<std::string> reference_to;
  std::string relationship_name;       ///< "Program__r"; empty where no path goes through the field
  std::string formula;                 ///< not empty: a formula field
  BlanksAs blanks_as = BlanksAs::kZero;
  std::string default_value;           ///< a formula, or for a Checkbox "true"/"false"
  Source source;

  bool is_formula() const { return !formula.empty(); }
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

struct Object {
  std::string label;
  std::string plural_label;
  bool custom_setting = false;  ///< its fields are read through $Setup
  ByName<Field> fields;
  std::vector<ValidationRule> rules;  ///< in name order
  Source source;
};

/// Something an importer saw and did not take over: named, never dropped silently.
struct LeftOut {
  std::string file;
  int line = 0;
  std::string what;
  std::string why;
};

struct Org {
  std::string name;
  ByName<Object> objects;
  ByName<std::string> labels;  ///< $Label
  std::vector<std::string> custom_permissions;
  std::vector<LeftOut> left_out;
};

}  // namespace presave::schema
