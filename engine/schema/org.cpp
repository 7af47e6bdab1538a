#include "engine/schema/org.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/ascii.h"

namespace presave::schema {
namespace {

constexpr std::array kFieldTypeNames = {
    std::pair{FieldType::kText, std::string_view("Text")},
    std::pair{FieldType::kTextArea, std::string_view("TextArea")},
    std::pair{FieldType::kLongTextArea, std::string_view("LongTextArea")},
    std::pair{FieldType::kHtml, std::string_view("Html")},
    std::pair{FieldType::kEncryptedText, std::string_view("EncryptedText")},
    std::pair{FieldType::kEmail, std::string_view("Email")},
    std::pair{FieldType::kPhone, std::string_view("Phone")},
    std::pair{FieldType::kUrl, std::string_view("Url")},
    std::pair{FieldType::kNumber, std::string_view("Number")},
    std::pair{FieldType::kCurrency, std::string_view("Currency")},
    std::pair{FieldType::kPercent, std::string_view("Percent")},
    std::pair{FieldType::kAutoNumber, std::string_view("AutoNumber")},
    std::pair{FieldType::kSummary, std::string_view("Summary")},
    std::pair{FieldType::kCheckbox, std::string_view("Checkbox")},
    std::pair{FieldType::kDate, std::string_view("Date")},
    std::pair{FieldType::kDateTime, std::string_view("DateTime")},
    std::pair{FieldType::kTime, std::string_view("Time")},
    std::pair{FieldType::kPicklist, std::string_view("Picklist")},
    std::pair{FieldType::kMultiselectPicklist, std::string_view("MultiselectPicklist")},
    std::pair{FieldType::kLookup, std::string_view("Lookup")},
    std::pair{FieldType::kMasterDetail, std::string_view("MasterDetail")},
    std::pair{FieldType::kMetadataRelationship, std::string_view("MetadataRelationship")},
    std::pair{FieldType::kId, std::string_view("Id")},
    std::pair{FieldType::kLocation, std::string_view("Location")},
};

}  // namespace

bool NameLess::operator()(std::string_view a, std::string_view b) const { return compare_ascii_nocase(a, b) < 0; }

bool same_name(std::string_view a, std::string_view b) { return compare_ascii_nocase(a, b) == 0; }

std::string_view name_of(FieldType type) {
  for (const auto& [known, name] : kFieldTypeNames) {
    if (known == type) return name;
  }
  return "Text";
}

std::optional<FieldType> field_type_named(std::string_view name) {
  for (const auto& [type, known] : kFieldTypeNames) {
    if (known == name) return type;
  }
  return std::nullopt;
}

bool Field::is_dependent() const {
  return !controlling_field.empty() &&
         std::any_of(values.begin(), values.end(), [](const PicklistValue& value) { return !value.valid_for.empty(); });
}

const Translation* Org::translation(std::string_view language) const {
  auto found = translations.find(language);
  if (found == translations.end()) found = translations.find(language.substr(0, language.find('_')));
  return found == translations.end() ? nullptr : &found->second;
}

}  // namespace presave::schema
