// CustomObject and ValidationRule elements as parts of the org model.
#pragma once

#include <string>

#include "engine/base/result.h"
#include "engine/schema/org.h"
#include "metadata/xml_file.h"

namespace presave::metadata {

/// Sets what a CustomObject element itself says: labels, kind, name field. Fields and rules written inside it
/// are read by the importer like those that have files of their own.
Done read_object(const XmlElement& element, schema::Object& object);

/// A ValidationRule element. `file_stem` is its name where the element does not tell one.
Result<schema::ValidationRule> read_validation_rule(const XmlElement& element, const std::string& file_stem);

}  // namespace presave::metadata
