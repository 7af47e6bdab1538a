// A CustomField element as a field of the org model.
#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/result.h"
#include "engine/schema/org.h"
#include "metadata/xml_file.h"

namespace presave::metadata {

/// What a CustomField element gave.
struct FieldReading {
  std::optional<schema::Field> field;  ///< none when the field as a whole is left out
  std::string global_value_set;        ///< the picklist's values are to be taken from there
  std::string summarized_field;        ///< "Child__c.Day__c": the roll-up has the type of this field
  /// Of a dependent picklist: by value, the controlling values that offer it. For values of a value set.
  std::map<std::string, std::vector<std::string>> value_settings;
  std::vector<schema::LeftOut> left_out;
};

/// Reads the definition of `object`.`name`. `known` is what is known of the field already (the platform's own
/// field, or a describe's), which the element then changes; or nullptr.
Result<FieldReading> read_field(const XmlElement& element, const std::string& object, const std::string& name,
                                const schema::Field* known);

/// A picklist value: fullName, label, default, isActive.
schema::PicklistValue read_picklist_value(const XmlElement& element);

/// The name of the path through a reference field: "Program__c" gives "Program__r", "AccountId" gives
/// "Account".
std::string relationship_name(std::string_view field);

}  // namespace presave::metadata
