// Decides a record: constraints of its fields, then every active validation rule.
#pragma once

#include "engine/rules/outcome.h"
#include "engine/rules/record.h"

namespace presave::rules {

/// Everything that would make Salesforce refuse the record because of what is in it. The record must be
/// complete(). Never a false failure and never a false pass: what cannot be decided is said.
Outcome decide(Record& record);

/// Adds the failures of the record's fields: required, restricted picklist, length, range, format, type.
void check_constraints(Record& record, Outcome& outcome);

}  // namespace presave::rules
