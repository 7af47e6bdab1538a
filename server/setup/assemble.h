// From Settings to what is served: bundles, secrets, pages and certificates are read, names resolved, all mistakes
// gathered. Nothing is changed by it, so that a reload may fail and the running setup goes on.
#pragma once

#include <string>
#include <vector>

#include "server/api/setup.h"
#include "server/setup/settings.h"

namespace presave::server::setup {

/// Either the setup, or why there is none.
struct Assembled {
  api::SetupPointer setup;            ///< null where there are mistakes
  std::vector<Fault> mistakes;        ///< at least one where there is no setup
  std::vector<std::string> warnings;  ///< what works, but should not stay so
};

/// Reads everything that the settings name.
Assembled assemble(const Settings& settings);

}  // namespace presave::server::setup
