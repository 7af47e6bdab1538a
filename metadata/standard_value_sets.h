// Which standard picklists take their values from which standard value set.
#pragma once

#include <span>
#include <string_view>

namespace presave::metadata {

struct StandardPicklist {
  std::string_view value_set;  ///< "LeadSource"
  std::string_view object;
  std::string_view field;
};

/// All that are known (Metadata API Developer Guide, "StandardValueSet Names and Standard Picklist Fields").
std::span<const StandardPicklist> standard_picklists();

}  // namespace presave::metadata
