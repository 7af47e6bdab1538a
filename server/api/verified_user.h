// Who asks, as Salesforce signed it: a page may not decide a rule for somebody else by what it claims.
#pragma once

#include <string>
#include <string_view>

#include "engine/bundle/json_reader.h"
#include "server/canvas/context.h"

namespace presave::server::api {

/// The request document with what the verified context says of the user in place of what the page says: $User,
/// $Profile, $UserRole, $Organization field by field, and the language. What the context does not say (permissions,
/// other fields of $User) stays the page's word.
Result<std::string> with_verified_user(std::string_view request, const canvas::CanvasContext& verified);
/// The same of a request that is read already.
Result<std::string> with_verified_user(const json::Node& request, const canvas::CanvasContext& verified);

}  // namespace presave::server::api
