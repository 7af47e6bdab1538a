#include "engine/check/forms.h"

#include <string>

#include "engine/base/ascii.h"
#include "engine/base/limits.h"

namespace presave::check {
namespace {

using functions::Form;
using syntax::NodeKind;

constexpr TypeSet kOrdered = set_of(Type::kNumber, Type::kText, Type::kDate, Type::kDateTime, Type::kTime);
constexpr TypeSet kComparable = set_of(Type::kBoolean, Type::kPicklist) | kOrdered;
constexpr TypeSet kResults = set_of(Type::kBoolean) | kOrdered;

bool needs(const FormCall& call, std::size_t count) {
  if (call.operands.size() == count) return true;
  call.complain.argument_count(count);
  return false;
}

// Two operands that must agree: the literal NULL agrees with everything. The type of both.
std::optional<Type> agree(const FormCall& call, std::size_t first, std::size_t second, TypeSet allowed) {
  const Type a = call.type(first);
  const Type b = call.type(second);
  const Type common = a == Type::kNull ? b : a;
  if (common != Type::kNull && !contains(allowed, common)) {
    call.complain.argument_types();
    return std::nullopt;
  }
  if (b != Type::kNull && b != common) {
    call.complain.argument_type(second, common, b);
    return std::nullopt;
  }
  return common;
}

std::optional<Type> type_of_if(const FormCall& call) {
  if (!needs(call, 3)) return std::nullopt;
  if (call.type(0) != Type::kBoolean) {
    call.complain.argument_type(0, Type::kBoolean, call.type(0));
    return std::nullopt;
  }
  return agree(call, 1, 2, kResults);
}

std::optional<Type> type_of_junction(const FormCall& call) {
  if (call.operands.size() > limits::kArguments) {
    call.complain.argument_count(limits::kArguments);
    return std::nullopt;
  }
  bool fits = true;
  for (std::size_t i = 0; i < call.operands.size(); ++i) {
    if (call.type(i) == Type::kBoolean || call.type(i) == Type::kNull) continue;
    call.complain.argument_type(i, Type::kBoolean, call.type(i));
    fits = false;
  }
  return fits ? std::optional(Type::kBoolean) : std::nullopt;
}

// One case of CASE: a value that fits what is compared.
bool case_value_fits(const FormCall& call, std::size_t operand, Type compared) {
  const Type type = call.type(operand);
  if (compared == Type::kPicklist) {
    if (call.node(operand).kind == NodeKind::kText) return true;
    call.complain.literal_needed(operand);
    return false;
  }
  if (type == Type::kNull || (type == compared && contains(kOrdered, type))) return true;
  if (compared == Type::kNull && contains(kOrdered, type)) return true;
  call.complain.argument_type(operand, compared, type);
  return false;
}

std::optional<Type> type_of_case(const FormCall& call) {
  const std::size_t count = call.operands.size();
  if (count < 4 || count % 2 != 0) {
    call.complain.argument_count(count < 4 ? 4 : count - 1);
    return std::nullopt;
  }
  const Type compared = call.type(0);
  if (compared != Type::kNull && !contains(kOrdered | set_of(Type::kPicklist), compared)) {
    call.complain.argument_types();
    return std::nullopt;
  }
  Type result = Type::kNull;
  for (std::size_t i = 1; i < count; ++i) {
    const bool is_value = i % 2 == 1 && i + 1 < count;
    if (is_value) {
      if (!case_value_fits(call, i, compared)) return std::nullopt;
      continue;
    }
    const Type type = call.type(i);
    if (result == Type::kNull) result = type;
    if (type != Type::kNull && (type != result || !contains(kOrdered, type))) {
      call.complain.argument_type(i, result, type);
      return std::nullopt;
    }
  }
  return result;
}

std::optional<Type> type_of_blank_test(const FormCall& call) {
  if (!needs(call, 1)) return std::nullopt;
  if (call.type(0) != Type::kBoolean) return Type::kBoolean;
  call.complain.argument_types();
  return std::nullopt;
}

std::optional<Type> type_of_blank_default(const FormCall& call) {
  if (!needs(call, 2)) return std::nullopt;
  if (call.type(0) == Type::kBoolean) {
    call.complain.argument_types();
    return std::nullopt;
  }
  return agree(call, 0, 1, kResults);
}

std::optional<Type> type_of_picklist_test(const FormCall& call) {
  if (!needs(call, 2)) return std::nullopt;
  const Type expected = call.row.form == Form::kIncludes ? Type::kMultiPicklist : Type::kPicklist;
  if (call.type(0) != expected) {
    call.complain.argument_type(0, expected, call.type(0));
    return std::nullopt;
  }
  if (call.node(1).kind == NodeKind::kText) return Type::kBoolean;
  call.complain.literal_needed(1);
  return std::nullopt;
}

std::optional<Type> type_of_change(const FormCall& call) {
  if (!needs(call, 1)) return std::nullopt;
  const bool own_field = call.node(0).kind == NodeKind::kReference && call.facts[call.operands[0]].reference.of_record;
  if (!own_field) {
    call.complain.field_needed(0);
    return std::nullopt;
  }
  return call.row.form == Form::kIsChanged ? Type::kBoolean : call.type(0);
}

std::optional<Type> type_of_text(const FormCall& call) {
  if (!needs(call, 1)) return std::nullopt;
  constexpr TypeSet kTexts =
      set_of(Type::kNull, Type::kNumber, Type::kDate, Type::kDateTime, Type::kTime, Type::kPicklist);
  if (contains(kTexts, call.type(0))) return Type::kText;
  call.complain.argument_type(0, "Number, Date, DateTime, Picklist", call.type(0));
  return std::nullopt;
}

std::optional<Type> type_of_order(const FormCall& call) {
  for (std::size_t i = 0; i < 2; ++i) {
    const Type type = call.type(i);
    if (type == Type::kNull || contains(kOrdered, type)) continue;
    if (type == Type::kGeolocation) call.complain.argument_types();
    else if (i == 1 && call.type(0) != Type::kNull) call.complain.argument_type(1, call.type(0), type);
    else if (call.type(1 - i) != Type::kNull && i == 0) call.complain.argument_type(1, type, call.type(1));
    else call.complain.argument_type(i, "Number, Date, DateTime", type);
    return std::nullopt;
  }
  return agree(call, 0, 1, kOrdered) ? std::optional(Type::kBoolean) : std::nullopt;
}

// Sums and differences of NULL take the other operand's type, or Number where that one cannot be added.
Type type_with_null(Type other) {
  constexpr TypeSet kKept = set_of(Type::kText, Type::kDate, Type::kDateTime, Type::kTime);
  return contains(kKept, other) ? other : Type::kNumber;
}

std::optional<Type> type_of_sum(const FormCall& call) {
  const Type a = call.type(0);
  const Type b = call.type(1);
  const bool minus = call.row.form == Form::kSubtract;
  if (a == Type::kNull || b == Type::kNull) return type_with_null(a == Type::kNull ? b : a);
  constexpr TypeSet kMoments = set_of(Type::kDate, Type::kDateTime, Type::kTime);
  if (a == Type::kNumber && b == Type::kNumber) return Type::kNumber;
  if (a == Type::kText && b == Type::kText && !minus) return Type::kText;
  if (contains(kMoments, a) && b == Type::kNumber) return a;
  if (a == Type::kNumber && contains(set_of(Type::kDate, Type::kDateTime), b) && !minus) return b;
  if (contains(kMoments, a) && a == b && minus) return Type::kNumber;
  call.complain.argument_type(1, contains(kMoments, a) ? Type::kNumber : a, b);
  return std::nullopt;
}

std::optional<Type> type_of_currency_rate(const FormCall& call) {
  if (call.operands.size() != 1) return call.complain.argument_count(1), std::nullopt;
  if (call.type(0) == Type::kText) return Type::kNumber;
  call.complain.argument_type(0, Type::kText, call.type(0));
  return std::nullopt;
}

// "$ObjectType.Zip__c.Fields." of the field's name, and "City__c".
struct FieldName {
  std::string_view object;
  std::string_view field;
};
FieldName field_name(std::string_view path) {
  const std::size_t dot = path.rfind('.') + 1;
  return {path.substr(0, dot), path.substr(dot)};
}

// Salesforce's help: the field to return, the Name of the same object, and a text to find there.
std::optional<Type> type_of_look_up(const FormCall& call) {
  if (call.operands.size() != 3) return call.complain.argument_count(3), std::nullopt;
  for (const std::size_t operand : {0u, 1u}) {
    const bool is_name = call.node(operand).kind == NodeKind::kReference &&
                         call.facts[call.operands[operand]].reference.names_field;
    if (!is_name) return call.complain.field_name_needed(operand), std::nullopt;
  }
  const FieldName returned = field_name(call.node(0).name);
  const FieldName key = field_name(call.node(1).name);
  if (compare_ascii_nocase(returned.object, key.object) != 0 || compare_ascii_nocase(key.field, "Name") != 0) {
    return call.complain.record_name_needed(1), std::nullopt;
  }
  if (call.type(2) == Type::kText) return call.type(0);
  call.complain.argument_type(2, Type::kText, call.type(2));
  return std::nullopt;
}

}  // namespace

std::optional<Type> type_of_form(const FormCall& call) {
  switch (call.row.form) {
    case Form::kIf: return type_of_if(call);
    case Form::kAnd:
    case Form::kOr: return type_of_junction(call);
    case Form::kCase: return type_of_case(call);
    case Form::kIsBlank:
    case Form::kIsNull: return type_of_blank_test(call);
    case Form::kBlankValue:
    case Form::kNullValue: return type_of_blank_default(call);
    case Form::kIsPickval:
    case Form::kIncludes: return type_of_picklist_test(call);
    case Form::kPriorValue:
    case Form::kIsChanged: return type_of_change(call);
    case Form::kTextOf: return type_of_text(call);
    case Form::kEqual:
    case Form::kNotEqual: return agree(call, 0, 1, kComparable) ? std::optional(Type::kBoolean) : std::nullopt;
    case Form::kLess:
    case Form::kLessEqual:
    case Form::kGreater:
    case Form::kGreaterEqual: return type_of_order(call);
    case Form::kAdd:
    case Form::kSubtract: return type_of_sum(call);
    case Form::kCurrencyRate: return type_of_currency_rate(call);
    case Form::kLookUp: return type_of_look_up(call);
    case Form::kHostCall: return call.row.host_result;
    case Form::kMatch:
    case Form::kPlain: break;
  }
  return std::nullopt;
}

}  // namespace presave::check
