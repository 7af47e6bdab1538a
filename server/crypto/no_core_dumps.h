// A process that holds secrets leaves no image of its memory behind.
#pragma once

#include "engine/base/result.h"

namespace presave::server::crypto {

/// From now on the kernel writes no core dump of this process, and others of the same user cannot look into
/// its memory (which also means: no debugger). Call it before a secret is read.
Done forbid_core_dumps();

}  // namespace presave::server::crypto
