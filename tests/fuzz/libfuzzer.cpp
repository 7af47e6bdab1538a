// libFuzzer's door to one target of the list, named by PRESAVE_FUZZ_TARGET.
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/targets.h"

namespace {

constexpr presave::fuzz::Target target_named(std::string_view name) {
  for (const presave::fuzz::NamedTarget& target : presave::fuzz::kTargets) {
    if (target.name == name) return target.run;
  }
  return nullptr;
}

constexpr presave::fuzz::Target kTarget = target_named(PRESAVE_FUZZ_TARGET);
static_assert(kTarget != nullptr, "no target of that name in targets.h");

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  kTarget({reinterpret_cast<const char*>(data), size});
  return 0;
}
