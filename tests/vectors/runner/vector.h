// One conformance vector: a formula, its fields and input, and what Salesforce gives. The form of the files
// is described in tests/vectors/README.md.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace presave::vectors {

struct FieldSpec {
  std::string type;                    ///< Text, Double, Percent, Picklist, …
  std::optional<std::string> formula;  ///< a nested formula field
};

struct Vector {
  std::string id;
  std::string suite;
  std::string formula;
  std::string return_type;
  int scale = 18;
  std::map<std::string, FieldSpec> fields;
  bool blanks_are_zero = false;
  nlohmann::json input;
  nlohmann::json prior;         ///< null where there is none
  bool is_new = false;
  bool is_clone = false;
  std::string time_zone;        ///< IANA name; empty for UTC
  bool formula_field = false;   ///< what the API shows for a formula field is expected
  nlohmann::json expect;
  std::vector<std::string> functions;
  bool approximate = false;
};

/// Reads one line. Throws nlohmann::json::exception or std::runtime_error with the reason.
Vector read_vector(const std::string& line);

}  // namespace presave::vectors
