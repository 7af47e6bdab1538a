#include "cli/org_input.h"

#include <utility>

#include "engine/base/limits.h"
#include "metadata/import.h"
#include "metadata/text_file.h"

namespace presave::cli {

Result<Bundle> load_org(const OrgInput& input) {
  if (input.bundle.empty()) {
    Result<schema::Org> org = metadata::import_source(input.source);
    if (!org) return org.fault();
    return Bundle::compile(std::move(*org));
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

}  // namespace presave::cli
