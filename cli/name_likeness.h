// How much two names mean the same: a column's heading and a field's name.
#pragma once

#include <string_view>

namespace presave::cli {

/// 0 (nothing in common) to 1 (the same words). Letter case, separators, "__c" and the order of words do not count:
/// "Last Name", "last_name", "NameLast__c".
double likeness(std::string_view a, std::string_view b);

}  // namespace presave::cli
