// The typing rules of the forms: functions and operators whose operands decide the type.
#pragma once

#include <span>

#include "engine/check/checker.h"
#include "engine/check/complaints.h"

namespace presave::check {

/// One call with what is known of its operands.
struct FormCall {
  const syntax::Tree& tree;
  const syntax::Node& call;
  const functions::Row& row;
  std::span<const syntax::NodeIndex> operands;
  const Facts& facts;
  const CallComplaints& complain;

  Type type(std::size_t operand) const { return facts[operands[operand]].type; }
  const syntax::Node& node(std::size_t operand) const { return tree[operands[operand]]; }
};

/// The type of the call; none after a complaint.
std::optional<Type> type_of_form(const FormCall& call);

}  // namespace presave::check
