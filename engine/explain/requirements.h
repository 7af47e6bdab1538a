// What must be loaded so that every rule of an object can be decided.
#pragma once

#include <string>
#include <vector>

#include "engine/rules/rule_set.h"
#include "engine/schema/org.h"

namespace presave::explain {

/// Fields of an object that VLOOKUP searches.
struct LookupTable {
  std::string object;
  std::vector<std::string> fields;
};

/// Paths as the org spells them, sorted.
struct Requirements {
  std::vector<std::string> fields;           ///< of the record itself
  std::vector<std::string> parents;          ///< of its parents: "Program__r.StartDate__c"
  std::vector<std::string> prior;            ///< also needed as they were before an update
  std::vector<std::string> globals;          ///< "$User.Id"
  std::vector<std::string> permissions;      ///< names of custom permissions
  std::vector<std::string> settings;         ///< "$Setup.Settings__c.Limit__c"
  std::vector<std::string> custom_metadata;  ///< "$CustomMetadata.Type__mdt.Record.Field__c"
  std::vector<LookupTable> lookups;
};

/// What the rules read, also through formula fields and default values. A formula field of the record is never
/// in it: it is computed here.
Requirements requirements_of(const schema::Org& org, const rules::RuleSet& rules);

/// A query that loads the record and what it needs of its parents. Parents of several kinds are told apart with TYPEOF.
struct Query {
  std::string soql;
  std::vector<std::string> beyond;  ///< parents' fields that one query cannot load
};
Query query_of(const std::string& object, const Requirements& requirements);

/// The same as field names of the UI API: "Rental__c.Customer__r.Kind__c".
std::vector<std::string> ui_fields_of(const std::string& object, const Requirements& requirements);

}  // namespace presave::explain
