// What operators and forms do once the checker has settled the types. Raw calls: they see blanks themselves.
#pragma once

#include "engine/functions/function.h"

namespace presave::functions {

/// The call that compares two operands of that type; `type` is the common one (kNull for NULL = NULL).
Call equality(Form form, Type type);
/// <, <=, >, >=.
Call ordering(Form form, Type type);
/// + and -, by the operands' types; the literal NULL makes everything blank.
Call sum(Form form, Type left, Type right, View view);
/// CASE over evaluated operands (value, case, result, …, else).
Call case_of(Type compared);
/// Whether a blank value matches a blank case: only text does.
bool blank_matches(Type compared);
/// The result beside the first case that equals the value: `cases` is (case, result, …, else).
const Value& choose(const Value& value, const Value* cases, std::size_t count, bool blank_matches);
/// What a comparison of that form says of an order (negative, 0, positive).
constexpr bool holds(Form form, int order) {
  switch (form) {
    case Form::kEqual: return order == 0;
    case Form::kNotEqual: return order != 0;
    case Form::kLess: return order < 0;
    case Form::kLessEqual: return order <= 0;
    case Form::kGreater: return order > 0;
    case Form::kGreaterEqual: return order >= 0;
    default: return false;
  }
}
/// ISBLANK, ISNULL, BLANKVALUE, NULLVALUE, by the type of the first operand.
Call blank_test(Form form, Type type);
/// ISPICKVAL(value, literal), INCLUDES(values, literal).
Call picklist_test(Form form);
/// ISCHANGED over (present, prior).
Call changed();

}  // namespace presave::functions
