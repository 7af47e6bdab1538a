#include "server/hangup.h"

#include <pthread.h>

#include <csignal>

namespace presave::server {
namespace {

sigset_t hangup_alone() {
  sigset_t set;
  ::sigemptyset(&set);
  ::sigaddset(&set, SIGHUP);
  return set;
}

}  // namespace

void block_hangup() {
  const sigset_t set = hangup_alone();
  ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

Hangup::Hangup(std::function<void()> hung_up)
    : waiting_([hung_up = std::move(hung_up)](const std::stop_token& stop) {
        const sigset_t set = hangup_alone();
        for (int number = 0; ::sigwait(&set, &number) == 0 && !stop.stop_requested();) hung_up();
      }) {}

Hangup::~Hangup() {
  waiting_.request_stop();
  ::pthread_kill(waiting_.native_handle(), SIGHUP);
}

}  // namespace presave::server
