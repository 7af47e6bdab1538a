// Reading and checking what `presave serve` was told, whole, before anything is opened: whoever sets a server
// up learns of all mistakes at once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/api/api.h"
#include "server/serve.h"

namespace presave::server {

/// Either the parts, or why there are none.
struct Configuration {
  std::optional<api::Parts> parts;
  std::vector<Fault> mistakes;  ///< at least one where there are no parts
};

/// `secret_variable` is the value of PRESAVE_CANVAS_SECRET, null when it is not set.
Configuration read_configuration(const ServeOptions& options, const char* secret_variable);

}  // namespace presave::server
