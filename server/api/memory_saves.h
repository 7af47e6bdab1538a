// The journal of saves where no store is set up: for as long as the process lives.
#pragma once

#include <deque>
#include <map>
#include <mutex>

#include "server/store/store.h"

namespace presave::server::api {

/// Threads may share one. Past limits::kSavesRemembered the oldest is forgotten.
class MemorySaves final : public store::Saves {
 public:
  Done begin(const store::Save& save) override;
  Done end(const std::string& id, store::SaveState state, const std::string& outcome, store::Millis now) override;
  Result<std::optional<store::Save>> find(const std::string& id) override;
  Result<std::vector<store::Save>> lose_track(store::Millis begun_before, store::Millis now) override;
  Result<std::vector<store::Save>> unknown(const std::string& owner, int most) override;
  Result<std::int64_t> remove_ended(store::Millis before) override;

 private:
  std::mutex mutex_;
  std::map<std::string, store::Save> by_id_;
  std::deque<std::string> in_order_;  // ids, oldest first
};

}  // namespace presave::server::api
