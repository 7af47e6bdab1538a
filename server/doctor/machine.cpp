#include "server/doctor/machine.h"

#include <netdb.h>
#include <sys/socket.h>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace presave::server::doctor {
namespace {

constexpr std::uint64_t kMegabyte = 1'000'000;
constexpr std::uint64_t kLittle = 200 * kMegabyte;   // a journal of the usual size, and a store beside it
constexpr std::uint64_t kNothing = 10 * kMegabyte;  // the next writes will fail

void tell_user(const Tell& tell) {
  if (::geteuid() != 0) return;
  tell({Grade::kWarning, "user", "asked by root, who may read and write what the service's own user may not",
        "ask as that user: sudo -u USER presave doctor …"});
}

/// Signed requests, sessions and JWT assertions count by this clock.
void tell_clock(const Tell& tell) {
  timex state{};
  const int answer = ::adjtimex(&state);
  if (answer == -1) return;  // a container may not ask
  if (answer != TIME_ERROR && (state.status & STA_UNSYNC) == 0) {
    tell({Grade::kFine, "clock", "kept right by the network"});
    return;
  }
  tell({Grade::kWarning, "clock", "nothing tells the kernel that this clock is kept right",
        "timedatectl set-ntp true; --online compares it with the org's"});
}

/// The nearest folder that is there.
std::filesystem::path folder_of(const std::string& file) {
  const std::filesystem::path folder = std::filesystem::path(file).parent_path();
  return folder.empty() ? std::filesystem::path(".") : folder;
}

struct Socket {
  int descriptor;
  ~Socket() {
    if (descriptor >= 0) ::close(descriptor);
  }
};

struct FreeAddresses {
  addrinfo* list = nullptr;
  ~FreeAddresses() {
    if (list) ::freeaddrinfo(list);
  }
};

/// 0, or the error of opening the port.
int try_port(const addrinfo& address) {
  const Socket socket{::socket(address.ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  if (socket.descriptor < 0) return errno;
  const int on = 1;
  ::setsockopt(socket.descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  return ::bind(socket.descriptor, address.ai_addr, address.ai_addrlen) == 0 ? 0 : errno;
}

}  // namespace

Diagnosis look_at_file(const std::string& what, const std::string& file) {
  const std::filesystem::path folder = folder_of(file);
  const bool there = ::access(file.c_str(), F_OK) == 0;
  // SQLite and a journal that is set aside also write beside the file.
  if (::access(folder.c_str(), W_OK) != 0 || (there && ::access(file.c_str(), W_OK) != 0)) {
    return {Grade::kFailure, what, file + " cannot be written: " + std::strerror(errno), "give the service's user that folder"};
  }
  struct statvfs disk {};
  if (::statvfs(folder.c_str(), &disk) != 0) return {Grade::kFailure, what, folder.string() + ": " + std::strerror(errno)};
  const std::uint64_t free = std::uint64_t{disk.f_bavail} * disk.f_frsize;
  const std::string said = file + " can be written, " + std::to_string(free / kMegabyte) + " MB are free";
  const Grade grade = free < kNothing ? Grade::kFailure : free < kLittle ? Grade::kWarning : Grade::kFine;
  return {grade, what, said, grade == Grade::kFine ? "" : "make room: saves are refused where they cannot be written down"};
}

Diagnosis look_at_port(const std::string& address, std::uint16_t port) {
  const std::string subject = "port";
  const std::string number = std::to_string(port);
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE;
  hints.ai_socktype = SOCK_STREAM;
  FreeAddresses found;
  if (::getaddrinfo(address.c_str(), number.c_str(), &hints, &found.list) != 0) {
    return {Grade::kFailure, subject, "server.address " + address + " is no IPv4 or IPv6 address"};
  }
  const std::string place = address + " port " + number;
  switch (const int error = try_port(*found.list)) {
    case 0:
      return {Grade::kFine, subject, place + " can be opened"};
    case EADDRINUSE:
      return {Grade::kWarning, subject, place + " is taken", "fine where it is presave itself that runs; else choose another server.port"};
    case EACCES:
      return {Grade::kFailure, subject, place + " is not this user's to open",
              "choose a server.port above 1023, or AmbientCapabilities=CAP_NET_BIND_SERVICE"};
    default:
      return {Grade::kFailure, subject, place + " cannot be opened: " + std::strerror(error)};
  }
}

void look_at_machine(const Plan& plan, const Tell& tell) {
  tell_user(tell);
  tell_clock(tell);
  if (plan.net.port != 0) tell(look_at_port(plan.net.address, plan.net.port));  // else any that is free
  if (!plan.settings.store.file.empty()) tell(look_at_file("store", plan.settings.store.file));
  if (!plan.settings.audit.file.empty()) tell(look_at_file("audit journal", plan.settings.audit.file));
}

}  // namespace presave::server::doctor
