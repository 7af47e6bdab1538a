#include "cli/diff_command.h"

#include <cstdio>
#include <string>
#include <system_error>
#include <vector>

#include "cli/diff_report.h"
#include "cli/exit_code.h"
#include "engine/base/limits.h"
#include "engine/presave.h"
#include "metadata/import.h"
#include "metadata/text_file.h"

namespace presave::cli {
namespace {

/// What cannot be read cannot be compared; the rest is, and the reader is told.
void warn_of_broken(const schema::Org& org) {
  for (const schema::LeftOut& item : org.left_out) {
    if (!item.broken) continue;
    const std::string text = item.file + (item.line > 0 ? ":" + std::to_string(item.line) : "") + ": not compared: " +
                             item.what + ": " + item.why;
    std::fprintf(stderr, "presave diff: %s\n", printable(text).c_str());
  }
}

Result<schema::Org> read_side(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return metadata::import_source(path);
  const std::string shown = path.string();
  const Result<std::string> text = metadata::read_text_file(path, shown, limits::kBundleBytes);
  if (!text) return text.fault();
  if (text->find("\"presaveBundle\"") == std::string::npos) return metadata::import_source(path);
  Result<schema::Org> org = read_bundle(*text);
  if (org) return org;
  Fault fault = org.fault();
  fault.where = fault.where.empty() ? shown : shown + ": " + fault.where;
  return fault;
}

}  // namespace

int diff_command(const DiffOptions& options) {
  std::vector<schema::Org> sides;
  for (const std::filesystem::path* path : {&options.before, &options.after}) {
    Result<schema::Org> org = read_side(*path);
    if (!org) {
      std::fprintf(stderr, "presave diff: %s\n", printable(org.fault().text()).c_str());
      return kInput;
    }
    warn_of_broken(*org);
    sides.push_back(*std::move(org));
  }
  const Difference difference{options.before.string(), options.after.string(), diff::compare(sides[0], sides[1])};
  const std::string report = options.json       ? diff_json(difference)
                             : options.markdown ? diff_markdown(difference)
                                                : diff_text(difference, Painter(stdout));
  std::fputs(report.c_str(), stdout);
  return difference.changes.empty() ? kAllPass : kFailures;
}

}  // namespace presave::cli
