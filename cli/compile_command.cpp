#include "cli/compile_command.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "cli/compile_report.h"
#include "cli/exit_code.h"
#include "cli/output_file.h"
#include "engine/presave.h"
#include "metadata/import.h"

namespace presave::cli {
namespace {

bool any_broken(const schema::Org& org) {
  return std::any_of(org.left_out.begin(), org.left_out.end(), [](const auto& item) { return item.broken; });
}

}  // namespace

int compile_command(const CompileOptions& options) {
  Result<schema::Org> org = metadata::import_source(options.folders, options.name);
  Result<Bundle> bundle = org ? Bundle::compile(std::move(*org)) : Result<Bundle>(org.fault());
  if (!bundle) {
    std::fprintf(stderr, "presave compile: %s\n", printable(bundle.fault().text()).c_str());
    return kInput;
  }
  const bool to_stdout = options.output == "-";
  if (to_stdout) {
    std::fputs(write_bundle(bundle->org()).c_str(), stdout);
  } else if (!options.output.empty()) {
    const Done written = write_file(options.output, write_bundle(bundle->org()));
    if (!written) {
      std::fprintf(stderr, "presave compile: %s\n", written.fault().text().c_str());
      return kInput;
    }
  }
  std::FILE* report = to_stdout ? stderr : stdout;
  const std::string text =
      options.json ? compile_report_json(*bundle) : compile_report(*bundle, Painter(report), options.verbose);
  std::fputs(text.c_str(), report);
  return bundle->findings().empty() && !any_broken(bundle->org()) ? kAllPass : kFailures;
}

}  // namespace presave::cli
