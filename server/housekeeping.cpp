#include "server/housekeeping.h"

#include "server/api/live.h"
#include "server/http/limits.h"

namespace presave::server {

Housekeeping::Housekeeping(std::function<void(const std::stop_token&)> turn)
    : thread_([turn = std::move(turn)](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
          turn(stop);
          api::pause_for(limits::kHousekeeping, stop);
        }
      }) {}

}  // namespace presave::server
