// A rule test file: what the YAML reader takes is JSON that the engine's strict reader takes, too.
#include <string>

#include "cli/test/yaml_reader.h"
#include "engine/bundle/json_reader.h"
#include "tests/fuzz/targets.h"

namespace presave::fuzz {

void fuzz_rule_tests(std::string_view input) {
  const Result<cli::YamlValue> value = cli::read_yaml(std::string(input), "fuzz.yaml");
  if (!value) {
    must(value.fault().where.starts_with("fuzz.yaml") && !value.fault().detail.empty());
    return;
  }
  constexpr std::size_t kMostBytes = 64u << 20;  // a control character of one byte is six of JSON
  const Result<json::Document> document = json::parse(cli::to_json(*value), kMostBytes);
  must(static_cast<bool>(document));
}

}  // namespace presave::fuzz
