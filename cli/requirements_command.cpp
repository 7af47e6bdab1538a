#include "cli/requirements_command.h"

#include <cstdio>
#include <nlohmann/json.hpp>

#include "cli/exit_code.h"
#include "cli/terminal.h"

namespace presave::cli {
namespace {

int refuse(const Fault& fault) {
  std::fprintf(stderr, "presave requirements: %s\n", printable(fault.text()).c_str());
  return kInput;
}

}  // namespace

int requirements_command(const RequirementsOptions& options) {
  const Result<Bundle> bundle = load_org(options.org);
  if (!bundle) return refuse(bundle.fault());
  const Result<std::string> document = bundle->requirements(options.object);
  if (!document) return refuse(document.fault());
  if (!options.soql && !options.ui) {
    std::printf("%s\n", document->c_str());
    return kAllPass;
  }
  const auto needed = nlohmann::ordered_json::parse(*document);
  if (options.soql) {
    std::printf("%s\n", needed.at("soql").get_ref<const std::string&>().c_str());
    if (!needed.contains("beyondSoql")) return kAllPass;
    for (const auto& path : needed.at("beyondSoql")) {
      std::fprintf(stderr, "one query cannot load %s: load it by another\n", path.get_ref<const std::string&>().c_str());
    }
    return kAllPass;
  }
  for (const auto& field : needed.at("uiApi")) std::printf("%s\n", field.get_ref<const std::string&>().c_str());
  return kAllPass;
}

}  // namespace presave::cli
