// Saving one record through an org's REST API: the call to make, and what its answer means. Pure: nothing is sent
// from here, so that a test plays the org.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "server/crypto/secret.h"
#include "server/outbound/client.h"

namespace presave::server::salesforce {

/// Where the org's REST API stands. The caller has checked the host.
struct Org {
  std::string instance_url;  ///< "https://acme.my.salesforce.com"
  std::string api_version;   ///< "62.0"
};

/// True for what may stand in an address as a version: "62.0".
bool is_api_version(std::string_view text);

/// One record to save: created, updated where `id` is given, or one or the other where an external id tells.
struct RecordWrite {
  std::string object;             ///< API name
  std::string id{};               ///< 15 or 18 characters
  std::string external_id{};      ///< API name of a field
  std::string external_value{};   ///< its value
  std::string values;             ///< a JSON object of field values

  /// True when doing it twice gives what doing it once gives.
  bool repeatable() const { return !id.empty() || !external_id.empty(); }
};

/// Refuses names and ids that would change the address.
Done check(const RecordWrite& write);

/// The call of a write that passes check().
Result<outbound::Call> call_for(const RecordWrite& write, const Org& org, const crypto::Secret& token);

/// What became of the record.
enum class Standing : std::uint8_t {
  kSaved,
  kRefused,       ///< the org does not take it: the errors say why
  kSessionOver,   ///< the token is over or invalid; nothing was saved
  kLocked,        ///< somebody else is saving it or its parent this moment; nothing was saved
  kBusy,          ///< not now: too many calls at once; nothing was saved
  kLimitReached,  ///< the org's calls of this day are used up; nothing was saved
  kUnclear,       ///< no answer of the org itself: it may have been saved or not
};

/// One error of the org, in its own words.
struct RecordError {
  std::string code;
  std::string message;
  std::vector<std::string> fields;  ///< API names; empty: it is about the record
};

struct WriteAnswer {
  Standing standing = Standing::kUnclear;
  std::string id;
  bool created = false;
  std::vector<RecordError> errors;
};

/// The errors that an answer of the REST API lists; none where it lists none (a page of some proxy, for one).
std::vector<RecordError> read_errors(const outbound::Answer& answer);

WriteAnswer read_answer(const RecordWrite& write, const outbound::Answer& answer);

}  // namespace presave::server::salesforce
