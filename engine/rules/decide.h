// Decides a record: constraints of its fields, then every active validation rule.
#pragma once

#include "engine/rules/outcome.h"
#include "engine/rules/record.h"

namespace presave::rules {

/// Everything that would make Salesforce refuse the record because of what is in it. The record must be
/// complete(). Never a false failure and never a false pass: what cannot be decided is said.
Outcome decide(Record& record);

/// Adds what the definitions of the record's fields say of its values: docs/documents.md lists the constraints.
void check_constraints(Record& record, Outcome& outcome);
/// The same of one slot.
void check_field(Record& record, std::uint32_t slot, Outcome& outcome);
/// Adds what one validation rule says, if anything.
void decide_rule(Record& record, const Rule& rule, Outcome& outcome);

}  // namespace presave::rules
