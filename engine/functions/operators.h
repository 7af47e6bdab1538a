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
/// ISBLANK, ISNULL, BLANKVALUE, NULLVALUE, by the type of the first operand.
Call blank_test(Form form, Type type);
/// ISPICKVAL(value, literal), INCLUDES(values, literal).
Call picklist_test(Form form);
/// ISCHANGED over (present, prior).
Call changed();

}  // namespace presave::functions
