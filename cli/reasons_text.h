// Why rows do not pass, as a table for the terminal.
#pragma once

#include <string>

#include "cli/reasons.h"
#include "cli/terminal.h"

namespace presave::cli {

/// A line for each reason, the most frequent first: how many rows, which rule, which field, and the first row's message.
/// Each with its line end; empty where there is none.
std::string reasons_text(const Reasons& reasons, const Painter& painter);

}  // namespace presave::cli
