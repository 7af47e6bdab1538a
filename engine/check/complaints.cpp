#include "engine/check/complaints.h"

#include "engine/base/ascii.h"
#include "engine/base/join.h"

namespace presave::check {

using syntax::DiagnosticCode;

void CallComplaints::add(DiagnosticCode code, syntax::Span span, std::string message, std::string hint) const {
  diagnostics_.push_back({code, span, std::move(message), std::move(hint)});
}

// "operator '+'", "function 'ABS()'"; Salesforce calls && and || by the functions they stand for.
std::string CallComplaints::callee() const {
  if (call_.name == "&&") return "function 'and()'";
  if (call_.name == "||") return "function 'or()'";
  if (call_.name.starts_with("unary ")) return join({"operator '", call_.name.substr(6), "'"});
  if (!is_letter(call_.name.front())) return join({"operator '", call_.name, "'"});
  return join({"function '", ascii_upper(call_.name), "()'"});
}

syntax::Span CallComplaints::span_of(std::size_t operand) const { return tree_[tree_.operands(call_)[operand]].span; }

void CallComplaints::argument_count(std::size_t expected) const {
  add(DiagnosticCode::kArgumentCount, call_.span,
      join({"Incorrect number of parameters for ", callee(), ". Expected ", std::to_string(expected), ", received ",
            std::to_string(call_.operand_count)}));
}

void CallComplaints::argument_type(std::size_t operand, std::string_view expected, Type received) const {
  std::string hint;
  if (expected == name_of(Type::kText) && received == Type::kNumber) hint = "Convert the number with TEXT().";
  if (expected == name_of(Type::kNumber) && received == Type::kText) hint = "Convert the text with VALUE().";
  if (expected == name_of(Type::kText) && received == Type::kPicklist) {
    hint = "Compare a picklist with ISPICKVAL(), or convert it with TEXT().";
  }
  if (expected == name_of(Type::kDate) && received == Type::kDateTime) hint = "Convert with DATEVALUE().";
  add(DiagnosticCode::kArgumentType, span_of(operand),
      join({"Incorrect parameter type for ", callee(), ". Expected ", expected, ", received ", name_of(received)}),
      std::move(hint));
}

void CallComplaints::argument_types() const {
  add(DiagnosticCode::kArgumentType, call_.span, join({"Incorrect argument type for ", callee(), "."}));
}

void CallComplaints::literal_needed(std::size_t operand) const {
  add(DiagnosticCode::kArgumentType, span_of(operand),
      join({"Incorrect parameter type for ", callee(), ". Expected a text literal"}),
      "Write the value in quotes: it cannot be computed here.");
}

void CallComplaints::field_needed(std::size_t operand) const {
  add(DiagnosticCode::kArgumentType, span_of(operand), join({"Incorrect argument type for ", callee(), "."}),
      "Name a field of the record itself: neither an expression nor a field of a related record.");
}

void CallComplaints::bad_value(std::size_t operand, std::string_view expected) const {
  const syntax::Span span = span_of(operand);
  add(DiagnosticCode::kArgumentValue, span,
      join({"Incorrect parameter value for ", callee(), ". Expected ", expected, ", received ",
            tree_.source().substr(span.begin, span.end - span.begin)}));
}

void CallComplaints::button_only() const {
  add(DiagnosticCode::kNotAllowedHere, call_.name_span,
      join({"Function ", ascii_upper(call_.name), " may not be used in this type of formula"}),
      "It works only in custom buttons, links and s-controls.");
}

void CallComplaints::changes_only() const {
  add(DiagnosticCode::kNotAllowedHere, call_.name_span,
      join({"Function ", ascii_upper(call_.name), " may not be used in this type of formula"}),
      "It works only where a change is evaluated: in validation rules, not in formula fields.");
}

}  // namespace presave::check
