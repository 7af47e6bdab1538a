// Making an imported org whole: what the source leaves to the platform or tells in another place.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/schema/org.h"
#include "metadata/background.h"

namespace presave::metadata {

/// A picklist whose values stand in a global value set.
struct SharedPicklist {
  std::string object;
  std::string field;
  std::string value_set;
  std::map<std::string, std::vector<std::string>> value_settings;  ///< see FieldReading
};

/// A roll-up whose type is that of the field it rolls up ("Child__c.Day__c").
struct RollUp {
  std::string object;
  std::string field;
  std::string summarized_field;
};

/// A record type that takes values from a business process.
struct ProcessUse {
  std::string object;
  std::string record_type;
  std::string process;
};

/// What the source tells, before completion.
struct Source {
  schema::Org org;
  Background background;
  schema::ByName<std::vector<schema::PicklistValue>> value_sets;
  std::vector<SharedPicklist> shared_picklists;
  std::vector<RollUp> roll_ups;
  schema::ByName<std::map<std::string, schema::OfferedValues>> processes;  ///< by object, then by name
  std::vector<ProcessUse> process_uses;
};

/// Fills shared picklists, adds system and standard fields and the standard objects that lookups reach, and
/// puts everything in its order. What cannot be found is named in left_out.
schema::Org complete(Source source);

}  // namespace presave::metadata
