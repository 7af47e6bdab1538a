#include "cli/lint_command.h"

#include <cstdio>
#include <utility>

#include "cli/exit_code.h"
#include "cli/lint_report.h"
#include "cli/org_input.h"
#include "metadata/import.h"

namespace presave::cli {
namespace {

constexpr const char* kProjectFile = "sfdx-project.json";

Result<schema::Org> read(const std::vector<std::filesystem::path>& paths) {
  if (paths.size() == 1) return read_org(paths.front());
  if (!paths.empty()) return metadata::import_source(paths);
  std::error_code error;  // a project file that cannot be seen is none
  if (std::filesystem::exists(kProjectFile, error)) return read_org(".");
  return Fault{FaultCode::kNotFound, kProjectFile,
               "this folder is no SFDX project; name a project, a metadata folder or a bundle"};
}

}  // namespace

int lint_command(const LintOptions& options) {
  if (options.rules) {
    std::fputs(lint_rules_text().c_str(), stdout);
    return kAllPass;
  }
  const Result<schema::Org> org = read(options.paths);
  if (!org) {
    std::fprintf(stderr, "presave lint: %s\n", printable(org.fault().text()).c_str());
    return kInput;
  }
  const std::size_t broken = tell_broken(*org, "presave lint", "not looked at");
  SourcePlaces places(options.paths.empty() ? std::vector<std::filesystem::path>{"."} : options.paths);
  const LintReport report(*org, places);
  const std::string text = options.sarif  ? report.sarif()
                           : options.json ? report.json()
                                          : report.text(Painter(stdout));
  std::fputs(text.c_str(), stdout);
  return report.calls_for_action() || broken > 0 ? kFailures : kAllPass;
}

}  // namespace presave::cli
