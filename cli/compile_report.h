// What `presave compile` says about an org: how much was compiled, what was not and where, what was left out.
#pragma once

#include <string>

#include "cli/terminal.h"
#include "engine/presave.h"

namespace presave::cli {

/// For people: counts, each mistake with a mark under its place in the formula, and what was left out by
/// reason (or one by one, when `verbose`).
std::string compile_report(const Bundle& bundle, const Painter& painter, bool verbose);

/// The same for programs: one JSON document.
std::string compile_report_json(const Bundle& bundle);

}  // namespace presave::cli
