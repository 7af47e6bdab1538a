// How many files and sockets the process may have open at once. Shells and systemd allow few of them (1,024) for the sake
// of programs that use select(); whoever uses none may take what the hard limit allows.
#pragma once

#include <cstdint>

#include "server/net/server.h"

namespace presave::server {

struct OpenFiles {
  std::uint64_t needed = 0;   ///< when every connection is taken
  std::uint64_t allowed = 0;  ///< at most, by the hard limit
};

OpenFiles open_files(const net::Settings& settings);

/// Takes all that the hard limit allows.
Done allow_open_files();

}  // namespace presave::server
