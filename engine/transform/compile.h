// A mapping document, read and checked against an org.
#pragma once

#include <string_view>

#include "engine/base/result.h"
#include "engine/transform/mapping.h"

namespace presave::transform {

/// Refuses a document of the wrong shape; what does not fit the org is among the plan's findings.
Result<Plan> compile(const schema::Org& org, std::string_view document);

}  // namespace presave::transform
