// Which settings count at a start only: sockets, threads, and files that stay open.
#pragma once

#include <string>
#include <vector>

#include "server/setup/settings.h"

namespace presave::server::setup {

/// What of `read` is not as `running` and waits for a restart: "server.port", "[log]".
std::vector<std::string> waiting_for_restart(const Settings& running, const Settings& read);

}  // namespace presave::server::setup
