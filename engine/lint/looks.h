// The looks: each goes through formulas for one kind of mistake.
#pragma once

#include <span>

#include "engine/lint/formula.h"
#include "engine/lint/report.h"

namespace presave::lint {

/// Rules, and parts of them, that have the same answer for every record.
void look_at_conditions(const Formula& formula, Report& report);
/// Pairs of one object's rules that together refuse everything.
void look_at_pairs(std::span<const Formula> rules, Report& report);
/// Operands of AND and OR that a sibling makes superfluous.
void look_at_redundancy(const Formula& formula, Report& report);
/// Comparisons and functions that cannot mean what they say: NULL, ISNULL, blanks as zeros, TEXT of a
/// picklist.
void look_at_blanks(const Formula& formula, Report& report);
/// Values of picklists, cases of CASE.
void look_at_values(const Formula& formula, Report& report);
/// Ids and regular expressions that stand in the formula.
void look_at_texts(const Formula& formula, Report& report);
/// Size, and where a rule's message stands.
void look_at_whole(const Formula& formula, Report& report);
/// What Salesforce limits of an object as a whole; `formulas` are all of it that compile.
void look_at_limits(const std::string& name, const schema::Object& object, std::span<const Formula> formulas,
                    Report& report);

}  // namespace presave::lint
