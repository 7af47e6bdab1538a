// What the network counts while it runs, for whoever shows it (metrics). Written on every thread, read on
// any.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace presave::server::http {

/// Why somebody was not served.
enum class TurnedAway : std::size_t {
  kConnections,             ///< too many connections in all
  kConnectionsFromAddress,  ///< too many connections of one address
  kProxyHeader,             ///< a trusted proxy did not say for whom it speaks
  kHandshake,               ///< no TLS connection came about
  kFraming,                 ///< not a request that has one meaning, or one past a bound
  kTooSlow,                 ///< the request did not arrive, or the answer was not taken, in time
  kWaitingRoom,             ///< too many requests wait for others
  kCount,
};

/// The reasons as metrics name them, in the order of TurnedAway.
inline constexpr std::array<std::string_view, static_cast<std::size_t>(TurnedAway::kCount)> kTurnedAwayNames =
    {"connections", "connections_from_address", "proxy_header", "handshake", "framing", "too_slow",
     "waiting_room"};

/// Counters since the start, but for the two that say how many there are now.
struct Traffic {
  std::atomic<std::uint64_t> accepted{0};   ///< connections
  std::atomic<std::int64_t> open{0};        ///< connections now
  std::atomic<std::int64_t> waiting{0};     ///< requests now that wait for others
  std::atomic<std::uint64_t> requests{0};   ///< read whole and answered
  std::atomic<std::uint64_t> bytes_in{0};   ///< of requests, without TLS
  std::atomic<std::uint64_t> bytes_out{0};  ///< of answers, without TLS
  std::array<std::atomic<std::uint64_t>, static_cast<std::size_t>(TurnedAway::kCount)> turned_away{};

  void count(TurnedAway why) { ++turned_away[static_cast<std::size_t>(why)]; }
};

}  // namespace presave::server::http
