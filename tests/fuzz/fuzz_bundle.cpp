// A bundle document: read, written, read again, compiled, every object of it asked to decide an empty record, and
// its formulas looked through for mistakes.
#include <string>

#include "engine/lint/lint.h"
#include "engine/presave.h"
#include "tests/fuzz/targets.h"

namespace presave::fuzz {
namespace {

constexpr std::int64_t kNow = 1'764'000'000'000;

void decide(const Bundle& bundle, const std::string& object) {
  for (const std::string_view operation : {"insert", "update"}) {
    const Result<std::string> outcome = bundle.validate(
        "{\"object\":\"" + object + "\",\"operation\":\"" + std::string(operation) +
            "\",\"record\":{},\"formulaFields\":true,\"context\":{\"globals\":{\"$User\":{\"Id\":\"005\"}}}}",
        kNow);
    must(static_cast<bool>(outcome));
  }
  must(static_cast<bool>(bundle.describe(object)));
}

void look_through(const schema::Org& org) {
  for (const lint::Finding& finding : lint::look_through(org)) {
    must(finding.begin <= finding.end && finding.end <= finding.formula.size());
    must(!finding.message.empty() && !finding.advice.empty());
  }
}

}  // namespace

void fuzz_bundle(std::string_view input) {
  const Result<schema::Org> org = read_bundle(input);
  if (!org) return must(!org.fault().detail.empty());
  const std::string written = write_bundle(*org);
  const Result<schema::Org> again = read_bundle(written);
  must(again && write_bundle(*again) == written);
  const Result<Bundle> bundle = Bundle::load(written);
  must(static_cast<bool>(bundle));
  for (const auto& [name, object] : bundle->org().objects) decide(*bundle, name);
  look_through(bundle->org());
}

}  // namespace presave::fuzz
