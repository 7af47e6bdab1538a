// Values that are compared with a picklist or are cases of CASE: whether they exist, and whether they are
// reached.
#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/base/join.h"
#include "engine/check/nearest.h"
#include "engine/lint/looks.h"
#include "engine/lint/subject.h"

namespace presave::lint {
namespace {

using functions::Form;

class Values {
 public:
  Values(const Formula& formula, Report& report) : formula_(formula), report_(report) {}

  void look_at(NodeIndex index) {
    const auto operands = formula_.operands(index);
    switch (*formula_.form(index)) {
      case Form::kIsPickval:
      case Form::kIncludes:
        return look_at_value(operands[0], operands[1]);
      case Form::kEqual:
      case Form::kNotEqual:
        look_at_text(operands[0], operands[1]);
        return look_at_text(operands[1], operands[0]);
      case Form::kCase:
        return look_at_cases(index);
      default:
        return;
    }
  }

 private:
  // TEXT(picklist) beside a text literal.
  void look_at_text(NodeIndex text, NodeIndex literal) {
    if (formula_.is(text, Form::kTextOf) && formula_.node(literal).kind == NodeKind::kText) {
      look_at_value(formula_.operands(text)[0], literal);
    }
  }

  void look_at_value(NodeIndex picklist, NodeIndex literal) {
    const schema::Field* field = formula_.field_read(picklist);
    if (!field || field->values.empty() || field->built_in_values) return;  // what the org itself has is not known
    const std::string& wanted = formula_.tree.text(formula_.node(literal));
    const auto has = [&](const schema::PicklistValue& value) { return value.value == wanted; };
    if (wanted.empty() || std::any_of(field->values.begin(), field->values.end(), has)) return;
    check::Nearest nearest(wanted);
    const schema::PicklistValue* labelled = nullptr;
    for (const schema::PicklistValue& value : field->values) {
      nearest.offer(value.value);
      if (value.label == wanted) labelled = &value;
    }
    std::string advice;
    if (labelled)
      advice = join({"\"", wanted, "\" is a label: write the API name \"", labelled->value, "\"."});
    else if (!nearest.name().empty())
      advice = join({"Did you mean \"", nearest.name(), "\"?"});
    report_.add("unknown-picklist-value", formula_, literal,
                join({formula_.source_of(picklist), " has no value \"", wanted, "\"."}), std::move(advice));
  }

  void look_at_cases(NodeIndex index) {
    const auto operands = formula_.operands(index);
    const NodeIndex compared = operands[0];
    const bool picklist = formula_.type(compared) == Type::kPicklist;
    const Domain domain = domain_of(formula_, compared);
    std::vector<Value> seen;
    for (std::size_t i = 1; i + 1 < operands.size(); i += 2) {
      if (picklist) look_at_value(compared, operands[i]);
      const std::optional<Value> value = constant_of(formula_, operands[i], arena_);
      if (!value) continue;
      if (std::any_of(seen.begin(), seen.end(),
                      [&](const Value& known) { return order_of(known, *value) == 0; })) {
        report_.add("unreachable-case", formula_, operands[i],
                    join({"The case ", formula_.source_of(operands[i]),
                          " stands here a second time; the first one is chosen."}));
      } else if (!is_reached(*value, formula_.type(compared), domain)) {
        report_.add("unreachable-case", formula_, operands[i],
                    join({formula_.source_of(compared), " is never ", formula_.source_of(operands[i]), "."}));
      }
      seen.push_back(*value);
    }
  }

  static bool is_reached(const Value& value, Type compared, const Domain& domain) {
    if (value.is_blank())
      return compared == Type::kText || compared == Type::kPicklist;  // numbers and dates never match NULL
    if (value.kind() != ValueKind::kNumber) return true;
    const Decimal& number = value.number();
    return !(domain.least && number < *domain.least) && !(domain.most && number > *domain.most) &&
           !(domain.whole && !number.is_integer());
  }

  const Formula& formula_;
  Report& report_;
  Arena arena_;
};

}  // namespace

void look_at_values(const Formula& formula, Report& report) {
  Values values(formula, report);
  for (NodeIndex index = 0; index < formula.tree.size(); ++index) {
    if (formula.form(index)) values.look_at(index);
  }
}

}  // namespace presave::lint
