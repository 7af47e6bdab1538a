#include "server/api/callout/memory_calls.h"

namespace presave::server::api::callout {

using store::Beginning;
using store::BegunCall;
using store::KeptAnswer;
using store::Millis;
using store::RepeatableCall;

Result<BegunCall> MemoryCalls::begin(const RepeatableCall& call, Millis now, Millis give_up_after) {
  const std::scoped_lock lock(mutex_);
  const Key key(call.caller, call.key);
  if (const auto found = entries_.find(key); found != entries_.end() && found->second.until > now) {
    const Entry& entry = found->second;
    if (entry.digest != call.digest) return BegunCall{Beginning::kOtherRequest, 0, {}};
    if (entry.answered) return BegunCall{Beginning::kAnswered, 0, entry.answer};
    return BegunCall{Beginning::kUnderWay, 0, {}};
  }
  if (entries_.size() >= capacity_ || bytes_ >= limits::kRememberedBytes) expire(now);
  if (entries_.count(key) == 0 && (entries_.size() >= capacity_ || bytes_ >= limits::kRememberedBytes)) {
    return Fault{FaultCode::kBusy, "idempotency keys",
                 "too many are remembered; try again later, or without a key"};
  }
  Entry& entry = entries_[key];
  bytes_ -= entry.answer.body.size();
  entry = {call.digest, ++last_ticket_, false, {}, now + give_up_after};
  return BegunCall{Beginning::kNew, entry.ticket, {}};
}

/// Under the lock.
std::map<MemoryCalls::Key, MemoryCalls::Entry>::iterator MemoryCalls::find(const RepeatableCall& call,
                                                                           std::int64_t ticket) {
  const auto found = entries_.find(Key(call.caller, call.key));
  return found != entries_.end() && found->second.ticket == ticket ? found : entries_.end();
}

Result<bool> MemoryCalls::finish(const RepeatableCall& call, std::int64_t ticket, const KeptAnswer& answer,
                                 Millis expires) {
  const std::scoped_lock lock(mutex_);
  const auto found = find(call, ticket);
  if (found == entries_.end()) return false;
  found->second.answered = true;
  found->second.answer = answer;
  found->second.until = expires;
  bytes_ += answer.body.size();
  return true;
}

Done MemoryCalls::forget(const RepeatableCall& call, std::int64_t ticket) {
  const std::scoped_lock lock(mutex_);
  if (const auto found = find(call, ticket); found != entries_.end()) {
    bytes_ -= found->second.answer.body.size();
    entries_.erase(found);
  }
  return done();
}

Result<std::int64_t> MemoryCalls::remove_expired(Millis now) {
  const std::scoped_lock lock(mutex_);
  return expire(now);
}

/// Under the lock.
std::int64_t MemoryCalls::expire(Millis now) {
  std::int64_t removed = 0;
  for (auto one = entries_.begin(); one != entries_.end();) {
    if (one->second.until > now) {
      ++one;
      continue;
    }
    bytes_ -= one->second.answer.body.size();
    one = entries_.erase(one);
    ++removed;
  }
  return removed;
}

}  // namespace presave::server::api::callout
