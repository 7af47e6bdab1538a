#include "server/privileges.h"

#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace presave::server {
namespace {

Fault failed(const char* what) {
  return {FaultCode::kBadConfiguration, "privileges", std::string(what) + ": " + std::strerror(errno)};
}

/// What a program that this one starts could get. Only who has CAP_SETPCAP may lower it; who has not has no
/// capabilities to hand on, and no_new_privs keeps it so.
Done lower_the_bound() {
  for (unsigned long capability = 0; ::prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0; ++capability) {
    if (::prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0 && errno != EPERM)
      return failed("the bounding set cannot be lowered");
  }
  return done();
}

Done keep_low_ports_alone() {
  constexpr unsigned kLowPorts = 1u << CAP_NET_BIND_SERVICE;
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3> sets{};
  if (::syscall(SYS_capget, &header, sets.data()) != 0) return failed("capabilities cannot be read");
  const unsigned kept = sets[0].permitted & kLowPorts;
  sets = {{{kept, kept, 0}, {0, 0, 0}}};
  if (::syscall(SYS_capset, &header, sets.data()) != 0) return failed("capabilities cannot be given up");
  return done();
}

}  // namespace

Done give_up_privileges() {
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return failed("no_new_privs cannot be set");
  if (::prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) != 0)
    return failed("ambient capabilities cannot be cleared");
  if (const Done lowered = lower_the_bound(); !lowered) return lowered.fault();
  return keep_low_ports_alone();
}

}  // namespace presave::server
