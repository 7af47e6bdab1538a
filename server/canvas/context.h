// What a verified signed request says, typed: who opens the app, for which org, on which record.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace presave::server::canvas {

/// Texts are empty where the request leaves them out: an org may exclude any part of the context.
struct CanvasContext {
  std::string user_id;
  std::string user_name;
  std::string full_name;
  std::string email;
  std::string locale;     ///< "de_DE"
  std::string language;   ///< "en_US"
  std::string time_zone;  ///< "Europe/Berlin"
  std::string profile_id;
  std::string organization_id;
  std::string organization_name;
  std::string application_name;
  std::string instance_url;
  std::string target_origin;
  std::string instance_id;
  std::string display_location;
  std::string record;      ///< environment.record as a JSON document; "{}" when absent
  std::string parameters;  ///< environment.parameters as a JSON document; "{}" when absent
};

/// Reads a verified envelope. Unknown members are ignored; userId and the algorithm HMACSHA256 are needed,
/// and members that are there must be of the right kind.
Result<CanvasContext> read_context(std::string_view envelope);

}  // namespace presave::server::canvas
