// An explanation for people: the formula, with the values of its parts under them.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cli/terminal.h"

namespace presave::cli {

/// The whole report, in 80 columns where the formula lets itself be broken. `open`: with the formula fields.
std::string explain_report(const nlohmann::ordered_json& explanation, const Painter& painter, bool open);

/// Only the formula with its values, each line after `indent` blanks: for reports about several rules.
std::string explained_formula(const nlohmann::ordered_json& explanation, const Painter& painter, std::size_t indent);

}  // namespace presave::cli
