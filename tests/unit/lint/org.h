// An org of one object for the linter's tests, and what the linter finds in a formula of it.
#pragma once

#include <string>
#include <vector>

#include "engine/lint/lint.h"
#include "engine/schema/org.h"

namespace presave::testing {

/// Thing__c with N__c, M__c (Number of 4 digits, 1 after the point), T__c (Text of 80), D__c (Date), B__c
/// (Checkbox), P__c (Picklist A, B, C; C's label is "Sea"), Mp__c (multi-select A, B), and Parent__r to the
/// same object.
schema::Org lint_org();

/// A rule of the object, whose message stands beside N__c.
schema::ValidationRule lint_rule(const std::string& name, const std::string& formula);

/// "code: marked text" of each finding.
std::vector<std::string> found(const schema::Org& org);
/// The same of an org with one rule.
std::vector<std::string> found(const std::string& formula);

}  // namespace presave::testing
