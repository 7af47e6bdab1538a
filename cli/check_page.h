// The report of presave check for people who would rather look.
#pragma once

#include <string>
#include <string_view>

#include "cli/reasons.h"
#include "cli/row_report.h"

namespace presave::cli {

/// A page of its own (HTML): how many rows pass, and which rules and fields keep how many from it, with examples.
std::string check_page(std::string_view title, const Tally& tally, const Reasons& reasons);

}  // namespace presave::cli
