// The OpenAPI document of the callout endpoints: what Salesforce's External Services import. Made of the
// lists of operations and schemas, so that it cannot say anything else than they do.
#pragma once

#include <string>

namespace presave::server::api::callout {

/// OpenAPI 3.0.3 (External Services read no later version), indented, ending with a line end.
std::string openapi_document();

}  // namespace presave::server::api::callout
