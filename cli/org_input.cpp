#include "cli/org_input.h"

#include <cstdio>
#include <system_error>
#include <utility>

#include "cli/terminal.h"
#include "engine/base/join.h"
#include "engine/base/limits.h"
#include "metadata/import.h"
#include "metadata/text_file.h"

namespace presave::cli {
namespace {

constexpr const char* kProjectFile = "sfdx-project.json";

Result<Bundle> compile_source(const std::vector<std::filesystem::path>& folders) {
  Result<schema::Org> org = metadata::import_source(folders);
  if (!org) return org.fault();
  for (const schema::LeftOut& item : org->left_out) {
    if (!item.broken) continue;
    // A verdict without a part of the org's rules would let records through.
    const std::string line = item.line > 0 ? ":" + std::to_string(item.line) : std::string();
    return Fault{FaultCode::kWrongShape, item.file + line,
                 item.what + ": " + item.why + "; correct it, or accept it by making a bundle with `presave compile`"};
  }
  return Bundle::compile(std::move(*org));
}

}  // namespace

Result<Bundle> load_org(const OrgInput& input) {
  if (!input.source.empty()) return compile_source(input.source);
  if (input.bundle.empty()) {
    if (std::filesystem::exists(kProjectFile)) return compile_source({"."});
    return Fault{FaultCode::kNotFound, kProjectFile,
                 "this folder is no SFDX project; say where the org's rules are with --source DIR or --bundle FILE"};
  }
  const std::string shown = input.bundle.string();
  const Result<std::string> text = metadata::read_text_file(input.bundle, shown, limits::kBundleBytes);
  if (!text) return text.fault();
  Result<Bundle> bundle = Bundle::load(*text);
  if (bundle) return bundle;
  Fault fault = bundle.fault();
  fault.where = fault.where.empty() ? shown : shown + ": " + fault.where;
  return fault;
}

Result<schema::Org> read_org(const std::filesystem::path& path) {
  std::error_code error;  // a path that is not there is refused by the import
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

std::size_t tell_broken(const schema::Org& org, std::string_view command, std::string_view omission) {
  std::size_t count = 0;
  for (const schema::LeftOut& item : org.left_out) {
    if (!item.broken) continue;
    const std::string line = item.line > 0 ? ":" + std::to_string(item.line) : "";
    const std::string text = join({command, ": ", item.file, line, ": ", omission, ": ", item.what, ": ", item.why});
    std::fprintf(stderr, "%s\n", printable(text).c_str());
    ++count;
  }
  return count;
}

}  // namespace presave::cli
