// Everything that a server runs with, from either way of saying it: the flags of `presave serve` or presave.toml. Made
// anew, whole, at every reload.
#pragma once

#include <string>
#include <vector>

#include "server/api/setup.h"
#include "server/net/server.h"
#include "server/serve.h"
#include "server/setup/settings.h"

namespace presave::server {

/// Either a plan, or why there is none.
struct Plan {
  api::SetupPointer setup;  ///< null where there are mistakes
  net::Settings net;
  setup::Settings settings;           ///< as the file says them; of flags, their defaults
  std::vector<Fault> mistakes;        ///< at least one where there is no setup
  std::vector<std::string> warnings;  ///< what works, but should not stay so
};

/// Reads and checks what the options name.
Plan make_plan(const ServeOptions& options);

}  // namespace presave::server
