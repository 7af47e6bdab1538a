// Standard picklists: which standard value set each takes its values from, and the values that the platform gives a
// new org. Orgs change them, so they are a hint and never a reason to refuse a record.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "engine/schema/org.h"

namespace presave::metadata {

struct StandardPicklist {
  std::string_view value_set;  ///< "LeadSource"
  std::string_view object;
  std::string_view field;
};

/// All that are known (Metadata API Developer Guide, "StandardValueSet Names and Standard Picklist Fields").
std::span<const StandardPicklist> standard_picklists();

/// What a new org has in a standard value set; none of a set that starts empty or is not known.
std::vector<schema::PicklistValue> built_in_values(std::string_view value_set);

}  // namespace presave::metadata
