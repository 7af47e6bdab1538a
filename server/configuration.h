// Reading and checking what `presave serve` was told, whole, before anything is opened: whoever sets a server
// up learns of all mistakes at once.
#pragma once

#include <string>
#include <vector>

#include "server/api/setup.h"
#include "server/serve.h"

namespace presave::server {

/// Either the setup, or why there is none.
struct Configuration {
  api::SetupPointer setup;      ///< null where there are mistakes
  std::vector<Fault> mistakes;  ///< at least one where there is no setup
};

/// `secret_variable` is the value of PRESAVE_CANVAS_SECRET, null when it is not set.
Configuration read_configuration(const ServeOptions& options, const char* secret_variable);

}  // namespace presave::server
