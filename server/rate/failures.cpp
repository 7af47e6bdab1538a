#include "server/rate/failures.h"

#include <algorithm>

namespace presave::server::rate {

std::string network_of(std::string_view address) {
  constexpr int kGroups = 4;  // of 16 bits
  std::size_t end = 0;
  for (int group = 0; group < kGroups; ++group) {
    const auto colon = address.find(':', end);
    if (colon == std::string_view::npos) return std::string(address);  // IPv4
    const bool shortened = colon == end && end > 0;
    end = colon + 1;
    if (shortened) break;  // "::" stands for zeros; what follows it belongs to the host
  }
  return std::string(address.substr(0, end));
}

bool Failures::too_many(std::string_view address, Time now) {
  const std::scoped_lock lock(mutex_);
  const auto found = windows_.find(network_of(address));
  return found != windows_.end() && now - found->second.begun < limits::kFailureWindow &&
         found->second.failures >= limits::kFailedAttempts;
}

void Failures::add(std::string_view address, Time now) {
  const std::scoped_lock lock(mutex_);
  std::string network = network_of(address);
  if (windows_.size() >= limits::kFailingAddresses && windows_.count(network) == 0) make_room(now);
  Window& window = windows_[std::move(network)];
  if (window.failures == 0 || now - window.begun >= limits::kFailureWindow) window = {now, 0};
  ++window.failures;
}

/// Forgets windows that are over; where there are none, all: a flood from everywhere is no guessing of one.
void Failures::make_room(Time now) {
  std::erase_if(windows_,
                [now](const auto& one) { return now - one.second.begun >= limits::kFailureWindow; });
  if (windows_.size() >= limits::kFailingAddresses) windows_.clear();
}

}  // namespace presave::server::rate
