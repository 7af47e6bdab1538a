#include "tests/vectors/runner/vector.h"

namespace presave::vectors {

namespace {

// A pattern and a text with java.util.regex's answer: REGEX over two fields.
Vector read_regex_vector(const nlohmann::json& json) {
  Vector vector;
  vector.id = "regex/" + json.at("pattern").get<std::string>();
  vector.suite = "regex";
  vector.formula = "REGEX(text, pattern)";
  vector.return_type = "Boolean";
  vector.fields = {{"pattern", {"Text", std::nullopt}}, {"text", {"Text", std::nullopt}}};
  vector.input = {{"pattern", json.at("pattern")}, {"text", json.value("text", std::string())}};
  vector.functions = {"REGEX"};
  if (json.contains("error")) vector.expect = {{"error", "regexSyntax"}};
  else vector.expect = {{"type", "boolean"}, {"value", json.at("matches")}};
  return vector;
}

}  // namespace

Vector read_vector(const std::string& line) {
  const nlohmann::json json = nlohmann::json::parse(line);
  if (json.contains("pattern")) return read_regex_vector(json);
  Vector vector;
  vector.id = json.at("id").get<std::string>();
  vector.suite = json.at("suite").get<std::string>();
  vector.formula = json.at("formula").get<std::string>();
  vector.return_type = json.at("returnType").get<std::string>();
  vector.scale = json.at("scale").get<int>();
  for (const auto& [name, spec] : json.at("fields").items()) {
    FieldSpec field{spec.at("type").get<std::string>(), std::nullopt};
    if (spec.contains("formula")) field.formula = spec.at("formula").get<std::string>();
    vector.fields.emplace(name, std::move(field));
  }
  vector.blanks_are_zero = json.at("blanksAs") == "zero";
  vector.input = json.at("input");
  if (json.contains("context")) {
    const nlohmann::json& context = json.at("context");
    vector.is_new = context.value("isNew", false);
    vector.is_clone = context.value("isClone", false);
    vector.time_zone = context.value("timeZone", std::string());
    if (context.contains("prior")) vector.prior = context.at("prior");
  }
  vector.formula_field = json.value("path", std::string()) == "formulaField";
  vector.expect = json.at("expect");
  if (json.contains("functions")) vector.functions = json.at("functions").get<std::vector<std::string>>();
  vector.approximate = json.value("approx", false);
  return vector;
}

}  // namespace presave::vectors
