// Documents that are handed on in part: nodes of a document that was read, written again with every number as it
// was spelled.
#pragma once

#include <string>

#include "engine/base/json_text.h"
#include "engine/bundle/json_reader.h"

namespace presave::server::api {

/// Writes a value where one belongs.
void write_node(const json::Node& node, JsonText& out);
std::string text_of(const json::Node& node);

/// True when two values are the same, numbers by their spelling, members in any order.
bool same_value(const json::Node& a, const json::Node& b);

}  // namespace presave::server::api
