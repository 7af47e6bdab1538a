// JSON values as YAML that people like to read and read_yaml() reads back.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace presave::cli {

/// On one line: "{Stage__c: Out, Days__c: 3}".
std::string yaml_line(const nlohmann::ordered_json& value);

/// A mapping, a member a line, after `indent` blanks; nested mappings stand on their line.
std::string yaml_members(const nlohmann::ordered_json& mapping, std::size_t indent);

}  // namespace presave::cli
