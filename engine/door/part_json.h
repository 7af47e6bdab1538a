// Values of a formula's parts and of fields as JSON, spelled as the API spells them.
#pragma once

#include <string>

#include "engine/schema/org.h"
#include "engine/syntax/tree.h"
#include "engine/value/value.h"

namespace presave::door {

/// The value of a part of a formula: numbers as strings, exact; a fault or a missing value as null.
std::string part_json(const Value& value);

/// A value as a record holds it in a field: percent in points, numbers as JSON numbers where nothing is lost. `field` is
/// null for globals that are no object's field.
std::string record_json(const Value& value, const schema::Field* field);

/// The part's text in the source, cut where it is long.
std::string source_text(const syntax::Tree& tree, syntax::Span span);

}  // namespace presave::door
