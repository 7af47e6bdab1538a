// The call that saves a record: with whose token it is made, and when it is made again.
#pragma once

#include <stop_token>

#include "server/api/live.h"
#include "server/api/save_order.h"
#include "server/api/session_guard.h"
#include "server/salesforce/record_write.h"

namespace presave::server::api {

/// One save: what it works with.
struct Saving {
  Live& live;
  const Within& within;
  const SaveOrder& order;
  SaveAs as = SaveAs::kUser;
  std::stop_token stop{};  ///< nobody waits any more: no further call begins. One that was sent is waited for
};

/// Makes the call: anew with another token where the org takes this one no more, and after a moment where a row is
/// locked. A fault says that nothing was saved.
Result<salesforce::WriteAnswer> call_org(const Saving& saving);

}  // namespace presave::server::api
