// What the operating system lets the process do.
#pragma once

#include "engine/base/result.h"

namespace presave::server {

/// Gives up, for this thread and all that it starts, every capability but the one to listen on low ports, and
/// the ways to get more (capabilities(7), no_new_privs of prctl(2)). Root then reads what its own files
/// allow, no more.
Done give_up_privileges();

}  // namespace presave::server
