// Values of a formula's parts and of fields as JSON, spelled as the API spells them.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "engine/schema/org.h"
#include "engine/syntax/tree.h"
#include "engine/value/value.h"

namespace presave::door {

using Json = nlohmann::ordered_json;

/// A document as text. Bytes that are not UTF-8 are replaced rather than refused.
std::string text_of(const Json& document);

/// The value of a part of a formula: numbers as strings, exact; a fault or a missing value as null.
Json part_value(const Value& value);

/// A value as a record holds it in a field: percent in points, numbers as JSON numbers where nothing is lost. `field` is
/// null for globals that are no object's field.
Json record_value(const Value& value, const schema::Field* field);

/// The part's text in the source, cut where it is long.
std::string source_text(const syntax::Tree& tree, syntax::Span span);

}  // namespace presave::door
