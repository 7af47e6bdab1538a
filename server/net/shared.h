// What all connections of one server share.
#pragma once

#include <atomic>

#include "server/http/networks.h"
#include "server/net/doorkeeper.h"
#include "server/net/server.h"
#include "server/net/tls.h"
#include "server/net/waiting_room.h"

namespace presave::server::net {

struct Shared {
  Shared(const Settings& chosen, Application& above, http::Networks trusted_proxies)
      : settings(chosen), application(above), trusted(std::move(trusted_proxies)) {}

  const Settings settings;
  Application& application;
  const http::Networks trusted;
  CurrentTls tls;
  std::atomic<bool> draining{false};  // finish the requests under way and close
  Doorkeeper door{settings.connections, settings.connections_of_address};
  WaitingRoom waiting_room{settings.waiting_threads, settings.waiting_requests};
  http::Traffic& traffic = *settings.traffic;
};

}  // namespace presave::server::net
