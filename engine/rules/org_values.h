// What the org itself says of the world around a record: custom labels and records of custom metadata types.
#pragma once

#include <string_view>
#include <vector>

#include "engine/run/layout.h"
#include "engine/schema/org.h"
#include "engine/value/value.h"

namespace presave::rules {

struct OrgValue {
  std::uint32_t slot;
  Value value;
};

/// The name of the label that "$Label.Greeting" stands for; empty when the path is another.
std::string_view label_name(std::string_view path);

/// The values of the places in the layout that the org knows. Texts point into the org.
std::vector<OrgValue> org_values(const schema::Org& org, const run::Layout& layout);

}  // namespace presave::rules
