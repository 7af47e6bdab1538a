// What nobody asks for and must be done all the same: saves whose server died are reported, what has expired is removed
// from the store, and sign-ins that nobody has used for weeks are used once, before Salesforce forgets them.
#pragma once

#include <map>
#include <stop_token>
#include <string>

#include "server/api/live.h"

namespace presave::server::api {

/// One thread uses it, beside those that answer. Any number of processes may keep one store: whoever comes first does
/// it, and the others find it done.
class Housekeeper {
 public:
  explicit Housekeeper(Live& live) : live_(live) {}

  /// One turn; nothing where there is no store. What fails is told to the administrator and tried at the next turn.
  void turn(const std::stop_token& stop);

 private:
  void report_lost(store::Store& store, store::Millis now);
  void report(const store::Save& save);
  void remove_old(store::Store& store, store::Millis now);
  void use_idle_tokens(const Setup& setup, store::Millis now, const std::stop_token& stop);
  bool use(const Setup& setup, const std::string& name, const std::stop_token& stop);
  void tell(std::string_view what, const Fault& fault);

  Live& live_;
  std::map<std::string, store::Millis> failed_;  // tokens that could not be used, and when; they do not hold up others
};

}  // namespace presave::server::api
