// What becomes of blanks: the corners of the language that authors know least.
#include "engine/base/join.h"
#include "engine/lint/looks.h"

namespace presave::lint {
namespace {

using functions::Form;

bool is_empty_literal(const Formula& formula, NodeIndex index) {
  const Node& node = formula.node(index);
  return node.kind == NodeKind::kNull || (node.kind == NodeKind::kText && formula.tree.text(node).empty());
}

void look_at_comparison(const Formula& formula, NodeIndex index, Report& report) {
  const auto operands = formula.operands(index);
  const bool left_empty = is_empty_literal(formula, operands[0]);
  if (left_empty == is_empty_literal(formula, operands[1])) return;
  const NodeIndex compared = operands[left_empty ? 1 : 0];
  const std::string field(formula.source_of(compared));
  const bool equality = formula.is(index, Form::kEqual) || formula.is(index, Form::kNotEqual);
  if (formula.type(compared) == Type::kText && equality) {
    const bool equal = formula.is(index, Form::kEqual);
    report.add("compare-with-blank-text", formula, index,
               join({formula.source_of(index), " asks whether ", field, " is blank."}),
               equal ? join({"Write ISBLANK(", field, ")."}) : join({"Write NOT(ISBLANK(", field, "))."}));
  } else {
    report.add("compare-with-null", formula, index,
               join({formula.source_of(index), " is never TRUE: a comparison with NULL is NULL."}));
  }
}

void look_at_blank_test(const Formula& formula, NodeIndex index, Report& report) {
  const NodeIndex tested = formula.operands(index)[0];
  const Form form = *formula.form(index);
  const bool null_form = form == Form::kIsNull || form == Form::kNullValue;
  const std::string name(formula.facts[index].row->name);
  if (null_form && formula.type(tested) == Type::kText) {
    const bool test = form == Form::kIsNull;
    report.add("isnull-on-text", formula, index,
               test ? "ISNULL is FALSE for every text, also a blank one."
                    : "NULLVALUE gives its first text, also a blank one.",
               join({"Write ", test ? "ISBLANK" : "BLANKVALUE", "."}));
  } else if (formula.blanks_are_zero() && formula.type(tested) == Type::kNumber &&
             formula.node(tested).kind == NodeKind::kReference) {
    report.add("blank-as-zero", formula, index,
               join({name, " never finds ", formula.source_of(tested),
                     " blank: this field treats blanks as zeros."}));
  }
}

// TEXT(Stage__c) = "Won"
void look_at_picklist_text(const Formula& formula, NodeIndex index, Report& report) {
  for (const NodeIndex operand : formula.operands(index)) {
    if (!formula.is(operand, Form::kTextOf) || formula.type(formula.operands(operand)[0]) != Type::kPicklist)
      continue;
    const auto operands = formula.operands(index);
    const NodeIndex other = operands[operands[0] == operand ? 1 : 0];
    if (formula.node(other).kind != NodeKind::kText) continue;
    const std::string test = join(
        {"ISPICKVAL(", formula.source_of(formula.operands(operand)[0]), ", ", formula.source_of(other), ")"});
    const bool equal = formula.is(index, Form::kEqual);
    report.add("text-of-picklist", formula, index, "The picklist is converted to text to compare it.",
               equal ? join({"Write ", test, "."}) : join({"Write NOT(", test, ")."}));
    return;
  }
}

}  // namespace

void look_at_blanks(const Formula& formula, Report& report) {
  for (NodeIndex index = 0; index < formula.tree.size(); ++index) {
    const std::optional<Form> form = formula.form(index);
    if (!form) continue;
    if (is_comparison(*form)) look_at_comparison(formula, index, report);
    if (*form == Form::kEqual || *form == Form::kNotEqual) look_at_picklist_text(formula, index, report);
    const bool blank_test = *form == Form::kIsNull || *form == Form::kNullValue || *form == Form::kIsBlank ||
                            *form == Form::kBlankValue;
    if (blank_test) look_at_blank_test(formula, index, report);
  }
}

}  // namespace presave::lint
