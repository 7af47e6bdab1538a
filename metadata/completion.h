// Making an imported org whole: what the source leaves to the platform or tells in another place.
#pragma once

#include <string>
#include <vector>

#include "engine/schema/org.h"

namespace presave::metadata {

/// A picklist whose values stand in a global value set.
struct SharedPicklist {
  std::string object;
  std::string field;
  std::string value_set;
};

/// What the source tells, before completion.
struct Source {
  schema::Org org;
  schema::ByName<std::vector<schema::PicklistValue>> value_sets;
  std::vector<SharedPicklist> shared_picklists;
};

/// Fills shared picklists, adds system and standard fields and the standard objects that lookups reach, and
/// puts everything in its order. What cannot be found is named in left_out.
schema::Org complete(Source source);

}  // namespace presave::metadata
