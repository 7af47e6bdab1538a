// Which values a picklist takes: by its own definition, its record type and its controlling field.
#pragma once

#include <string_view>

#include "engine/rules/outcome.h"
#include "engine/rules/record.h"

namespace presave::rules {

/// Checks a value that is not blank. Salesforce refuses a value that a restricted picklist does not have, or that
/// its record type does not offer; what else its pages would not offer, but its APIs save, becomes a warning.
void check_picklist(const Record& record, std::uint32_t slot, std::string_view values, Outcome& outcome);

}  // namespace presave::rules
