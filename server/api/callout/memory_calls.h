// Repeated calls remembered in this process's memory: enough for one server whose answers can be computed
// again.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "server/http/limits.h"
#include "server/store/store.h"

namespace presave::server::api::callout {

/// Threads may share one. Full, it answers kBusy until answers expire.
class MemoryCalls final : public store::RepeatableCalls {
 public:
  explicit MemoryCalls(std::size_t capacity = limits::kRememberedCalls) : capacity_(capacity) {}

  Result<store::BegunCall> begin(const store::RepeatableCall& call, store::Millis now,
                                 store::Millis give_up_after) override;
  Result<bool> finish(const store::RepeatableCall& call, std::int64_t ticket, const store::KeptAnswer& answer,
                      store::Millis expires) override;
  Done forget(const store::RepeatableCall& call, std::int64_t ticket) override;
  Result<std::int64_t> remove_expired(store::Millis now) override;

 private:
  struct Entry {
    std::string digest;
    std::int64_t ticket = 0;
    bool answered = false;
    store::KeptAnswer answer;
    store::Millis until = 0;  ///< under way: when it is given up; answered: when it is forgotten
  };
  using Key = std::pair<std::string, std::string>;  // caller, key
  std::map<Key, Entry>::iterator find(const store::RepeatableCall& call, std::int64_t ticket);
  std::int64_t expire(store::Millis now);

  const std::size_t capacity_;
  std::mutex mutex_;
  std::map<Key, Entry> entries_;
  std::int64_t last_ticket_ = 0;
  std::size_t bytes_ = 0;  // of the answers
};

}  // namespace presave::server::api::callout
