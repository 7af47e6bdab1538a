#include "server/api/memory_saves.h"

#include <algorithm>

#include "server/http/limits.h"

namespace presave::server::api {

using store::Save;
using store::SaveState;

Done MemorySaves::begin(const Save& save) {
  const std::scoped_lock lock(mutex_);
  if (by_id_.contains(save.id)) {
    return Fault{FaultCode::kBadValue, "save " + save.id, "this id was used before; give each save its own"};
  }
  if (in_order_.size() == limits::kSavesRemembered) {
    by_id_.erase(in_order_.front());
    in_order_.pop_front();
  }
  in_order_.push_back(save.id);
  by_id_.emplace(save.id, save);
  return done();
}

Done MemorySaves::end(const std::string& id, SaveState state, const std::string& outcome, store::Millis now) {
  const std::scoped_lock lock(mutex_);
  const auto found = by_id_.find(id);
  const bool open = found != by_id_.end() && (found->second.state == SaveState::kBegun ||
                                              found->second.state == SaveState::kUnknown);
  if (!open) return Fault{FaultCode::kNotFound, "save " + id, "no save of this id is under way"};
  found->second.state = state;
  found->second.outcome = outcome;
  found->second.ended = now;
  return done();
}

Result<std::optional<Save>> MemorySaves::find(const std::string& id) {
  const std::scoped_lock lock(mutex_);
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? std::optional<Save>() : std::optional(found->second);
}

Result<std::vector<Save>> MemorySaves::lose_track(store::Millis begun_before, store::Millis now) {
  const std::scoped_lock lock(mutex_);
  std::vector<Save> lost;
  for (auto& [id, save] : by_id_) {
    if (save.state != SaveState::kBegun || save.begun >= begun_before) continue;
    save.state = SaveState::kUnknown;
    save.ended = now;
    lost.push_back(save);
  }
  return lost;
}

Result<std::vector<Save>> MemorySaves::unknown(const std::string& owner, int most) {
  const std::scoped_lock lock(mutex_);
  std::vector<Save> found;
  for (const std::string& id : in_order_) {
    const Save& save = by_id_.at(id);
    const bool asked = owner.empty() || save.owner == owner;
    if (asked && save.state == SaveState::kUnknown && static_cast<int>(found.size()) < most) found.push_back(save);
  }
  return found;
}

Result<std::int64_t> MemorySaves::remove_ended(store::Millis before) {
  const std::scoped_lock lock(mutex_);
  const auto over = [this, before](const std::string& id) {
    const Save& save = by_id_.at(id);
    const bool known = save.state == SaveState::kSaved || save.state == SaveState::kRefused;
    return known && save.ended < before;
  };
  std::int64_t removed = 0;
  std::deque<std::string> left;
  for (std::string& id : in_order_) {
    if (!over(id)) {
      left.push_back(std::move(id));
      continue;
    }
    by_id_.erase(id);
    ++removed;
  }
  in_order_ = std::move(left);
  return removed;
}

}  // namespace presave::server::api
