// What an org's refusal means for whoever set it up: which setting is missing, and where it is. One table, for the
// server's log and for `presave doctor`.
#pragma once

#include <string>
#include <string_view>

namespace presave::server::salesforce {

/// One known failure and its mending.
struct Advice {
  std::string_view error;  ///< Salesforce's code: "invalid_grant", "API_DISABLED_FOR_ORG"; empty: whichever
  std::string_view words;  ///< a part of its description, in lower case; empty: whichever
  std::string_view place;  ///< where the setting is: "presave.toml, login_url"
  std::string_view to_do;  ///< what to do there

  /// "PLACE: TO DO".
  std::string text() const;
};

/// What helps against the failure; null where nothing is known. Letters' case does not count.
const Advice* advice_for(std::string_view error, std::string_view description);

/// "CODE: description", followed by what helps, if that is known: "; PLACE: TO DO".
std::string with_advice(std::string_view error, std::string_view description);

/// A text of with_advice(), taken apart again.
struct Advised {
  std::string_view said;
  std::string_view next;  ///< empty where no advice stands at the end
};
Advised take_apart(std::string_view text);

}  // namespace presave::server::salesforce
