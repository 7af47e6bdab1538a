// The checker's sentences, in Salesforce's wording. Apart from the rules, so that both can be read.
#pragma once

#include <string>
#include <string_view>

#include "engine/functions/function.h"
#include "engine/syntax/diagnostic.h"
#include "engine/syntax/tree.h"

namespace presave::check {

/// Says what is wrong with one call. Each function adds one diagnostic.
class CallComplaints {
 public:
  CallComplaints(const syntax::Tree& tree, const syntax::Node& call, syntax::Diagnostics& diagnostics)
      : tree_(tree), call_(call), diagnostics_(diagnostics) {}

  void argument_count(std::size_t expected) const;
  /// "Expected Number, received Text" at that operand, and how to convert it where that is known.
  void argument_type(std::size_t operand, Type expected, Type received) const;
  /// The same where several types are expected.
  void argument_type(std::size_t operand, std::string_view expected, Type received, std::string hint = {}) const;
  /// Of several ways to call it, none takes these types.
  void argument_types() const;
  /// The operand must be written down, not computed.
  void literal_needed(std::size_t operand) const;
  /// PRIORVALUE, ISCHANGED: the operand must be a field of the record itself.
  void field_needed(std::size_t operand) const;
  /// VLOOKUP: the operand must name a field of an object.
  void field_name_needed(std::size_t operand) const;
  /// VLOOKUP: the operand must be the Name of the object whose field is wanted.
  void record_name_needed(std::size_t operand) const;
  void bad_value(std::size_t operand, std::string_view expected) const;
  /// At the place in the text literal that the flaw names.
  void bad_pattern(std::size_t operand, const functions::PatternFlaw& flaw) const;
  void button_only() const;
  void changes_only() const;

 private:
  void add(syntax::DiagnosticCode code, syntax::Span span, std::string message, std::string hint = {}) const;
  std::string callee() const;
  syntax::Span span_of(std::size_t operand) const;

  const syntax::Tree& tree_;
  const syntax::Node& call_;
  syntax::Diagnostics& diagnostics_;
};

}  // namespace presave::check
