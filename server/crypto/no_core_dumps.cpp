#include "server/crypto/no_core_dumps.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include <cerrno>
#include <cstring>

namespace presave::server::crypto {

Done forbid_core_dumps() {
  const rlimit none{0, 0};
  if (::setrlimit(RLIMIT_CORE, &none) != 0 || ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
    return Fault{FaultCode::kBadConfiguration, "core dumps",
                 std::string("cannot be turned off: ") + std::strerror(errno)};
  }
  return done();
}

}  // namespace presave::server::crypto
