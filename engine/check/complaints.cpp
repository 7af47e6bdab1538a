#include "engine/check/complaints.h"

#include <array>

#include "engine/base/ascii.h"
#include "engine/base/join.h"
#include "engine/syntax/text_literal.h"
#include "engine/value/utf16.h"

namespace presave::check {

using syntax::DiagnosticCode;

namespace {

struct Conversion {
  Type expected;
  Type received;
  std::string_view hint;
};

constexpr std::array kConversions = {
    Conversion{Type::kText, Type::kNumber, "Convert the number with TEXT()."},
    Conversion{Type::kText, Type::kDate, "Convert the date with TEXT()."},
    Conversion{Type::kText, Type::kDateTime, "Convert the date/time with TEXT()."},
    Conversion{Type::kText, Type::kTime, "Convert the time with TEXT()."},
    Conversion{Type::kText, Type::kPicklist, "Compare a picklist with ISPICKVAL(), or convert it with TEXT()."},
    Conversion{Type::kText, Type::kMultiPicklist, "Ask for one value with INCLUDES()."},
    Conversion{Type::kNumber, Type::kText, "Convert the text with VALUE()."},
    Conversion{Type::kPicklist, Type::kText, "Compare a picklist with ISPICKVAL(field, \"value\")."},
    Conversion{Type::kMultiPicklist, Type::kText, "Ask for one value with INCLUDES(field, \"value\")."},
    Conversion{Type::kBoolean, Type::kText, "Write TRUE and FALSE without quotes."},
    Conversion{Type::kDate, Type::kDateTime, "Convert with DATEVALUE()."},
    Conversion{Type::kDate, Type::kText, "Write a date as DATE(2026, 12, 31), or convert the text with DATEVALUE()."},
    Conversion{Type::kDateTime, Type::kText, "Convert the text with DATETIMEVALUE()."},
    Conversion{Type::kDateTime, Type::kDate, "Convert with DATETIMEVALUE(), or the other one with DATEVALUE()."},
};

// `joins`: the operator & was given something that is no text.
std::string_view conversion_hint(Type expected, Type received, bool joins) {
  if (joins && received == Type::kBoolean) return "Write && for \"and\": a single & joins texts.";
  for (const Conversion& known : kConversions) {
    if (known.expected == expected && known.received == received) return known.hint;
  }
  return {};
}

}  // namespace

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

void CallComplaints::argument_type(std::size_t operand, Type expected, Type received) const {
  const bool joins = call_.name == "&";
  argument_type(operand, name_of(expected), received, std::string(conversion_hint(expected, received, joins)));
}

void CallComplaints::argument_type(std::size_t operand, std::string_view expected, Type received, std::string hint) const {
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

void CallComplaints::field_name_needed(std::size_t operand) const {
  add(DiagnosticCode::kArgumentType, span_of(operand), join({"Incorrect argument type for ", callee(), "."}),
      "Name a field of another object, such as $ObjectType.Zip_Code__c.Fields.City__c.");
}

void CallComplaints::record_name_needed(std::size_t operand) const {
  add(DiagnosticCode::kArgumentType, span_of(operand), join({"Incorrect argument type for ", callee(), "."}),
      "Records are found by the Name of the object whose field is wanted, such as $ObjectType.Zip_Code__c.Fields.Name.");
}

void CallComplaints::bad_value(std::size_t operand, std::string_view expected) const {
  const syntax::Span span = span_of(operand);
  add(DiagnosticCode::kArgumentValue, span,
      join({"Incorrect parameter value for ", callee(), ". Expected ", expected, ", received ",
            tree_.source().substr(span.begin, span.end - span.begin)}));
}

void CallComplaints::bad_pattern(std::size_t operand, const functions::PatternFlaw& flaw) const {
  const syntax::Span literal = span_of(operand);
  const std::string_view quoted = tree_.source().substr(literal.begin, literal.end - literal.begin);
  const std::size_t begin = syntax::position_in_literal(quoted, flaw.position);
  std::size_t end = begin;
  decode_utf8(quoted, end);  // to behind the character
  if (quoted.substr(begin, 2) == "\\\\") end = begin + 2;
  const auto in_source = [&](std::size_t at) { return literal.begin + static_cast<std::uint32_t>(at); };
  add(flaw.unsupported ? DiagnosticCode::kUnsupported : DiagnosticCode::kBadRegex, {in_source(begin), in_source(end)},
      flaw.message, flaw.unsupported ? "The rule stays undetermined here; Salesforce decides it." : "");
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
