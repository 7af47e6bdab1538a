// A CustomField element as a field of the org model.
#pragma once

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
  std::vector<schema::LeftOut> left_out;
};

/// Reads the definition of `object`.`name`. `standard` is the platform's own field of that name, which the
/// element then changes, or nullptr.
Result<FieldReading> read_field(const XmlElement& element, const std::string& object, const std::string& name,
                                const schema::Field* standard);

/// A picklist value: fullName, label, default, isActive.
schema::PicklistValue read_picklist_value(const XmlElement& element);

/// The name of the path through a reference field: "Program__c" gives "Program__r", "AccountId" gives
/// "Account".
std::string relationship_name(std::string_view field);

}  // namespace presave::metadata
