#include "server/open_files.h"

#include <sys/resource.h>

#include <cerrno>
#include <cstring>

namespace presave::server {
namespace {

constexpr std::uint64_t kOthers = 64;  // store, journal, log, listener, epoll, files while they are read

}  // namespace

OpenFiles open_files(const net::Settings& settings) {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  return {settings.connections + limits::kOutboundCalls + kOthers, limit.rlim_max};
}

Done allow_open_files() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    limit.rlim_cur = limit.rlim_max;
    if (::setrlimit(RLIMIT_NOFILE, &limit) == 0) return done();
  }
  return Fault{FaultCode::kBadConfiguration, "open files", std::string("the limit cannot be raised: ") + std::strerror(errno)};
}

}  // namespace presave::server
