// One JSON value as the value of a field.
#pragma once

#include <optional>
#include <string>

#include "engine/bundle/json_reader.h"
#include "engine/schema/org.h"
#include "engine/value/value.h"

namespace presave::door {

/// None when the field cannot hold it. Text points into the node. Percent points become fractions, and ids of 18
/// characters the 15 that formulas see.
std::optional<Value> field_value(const json::Node& node, schema::FieldType type);

/// The value as it was written, for messages; long ones are cut.
std::string shown(const json::Node& node);

}  // namespace presave::door
