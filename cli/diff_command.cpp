#include "cli/diff_command.h"

#include <cstdio>
#include <string>
#include <vector>

#include "cli/diff_report.h"
#include "cli/exit_code.h"
#include "cli/org_input.h"

namespace presave::cli {
int diff_command(const DiffOptions& options) {
  std::vector<schema::Org> sides;
  for (const std::filesystem::path* path : {&options.before, &options.after}) {
    Result<schema::Org> org = read_org(*path);
    if (!org) {
      std::fprintf(stderr, "presave diff: %s\n", printable(org.fault().text()).c_str());
      return kInput;
    }
    tell_broken(*org, "presave diff", "not compared");
    sides.push_back(*std::move(org));
  }
  const Difference difference{options.before.string(), options.after.string(),
                              diff::compare(sides[0], sides[1])};
  const std::string report = options.json       ? diff_json(difference)
                             : options.markdown ? diff_markdown(difference)
                                                : diff_text(difference, Painter(stdout));
  std::fputs(report.c_str(), stdout);
  return difference.changes.empty() ? kAllPass : kFailures;
}

}  // namespace presave::cli
