#include "cli/describe_command.h"

#include <cstdio>

#include "cli/exit_code.h"
#include "cli/terminal.h"

namespace presave::cli {
namespace {

int refuse(const Fault& fault) {
  std::fprintf(stderr, "presave describe: %s\n", printable(fault.text()).c_str());
  return kInput;
}

}  // namespace

int describe_command(const DescribeOptions& options) {
  const Result<Bundle> bundle = load_org(options.org);
  if (!bundle) return refuse(bundle.fault());
  if (options.object.empty()) {
    for (const auto& [name, object] : bundle->org().objects) std::printf("%s\n", name.c_str());
    return kAllPass;
  }
  const Result<std::string> description = bundle->describe(options.object);
  if (!description) return refuse(description.fault());
  std::printf("%s\n", description->c_str());
  return kAllPass;
}

}  // namespace presave::cli
