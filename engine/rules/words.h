// The user's language: labels of fields, messages of rules, custom labels.
#pragma once

#include <string_view>

#include "engine/rules/record.h"

namespace presave::rules {

/// The label of one of the record's fields; its API name where it has none.
std::string_view label_of(const Record& record, const run::Slot& place);

/// The message of one of the record's rules.
std::string_view message_of(const Record& record, const schema::ValidationRule& rule);

}  // namespace presave::rules
