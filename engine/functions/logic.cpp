// Logic: choice, blank tests and defaults.
#include "engine/functions/operators.h"
#include "engine/functions/registry.h"

namespace presave::functions {
namespace {

Answer<bool> negation(bool value) { return !value; }

Value is_blank(const Value* arguments, std::size_t, Surroundings&) { return arguments[0].is_blank(); }
// ISNULL of a text is FALSE even when it is blank (Salesforce: "use ISBLANK").
Value never(const Value*, std::size_t, Surroundings&) { return false; }
Value value_or_default(const Value* arguments, std::size_t, Surroundings&) {
  return arguments[0].is_blank() ? arguments[1] : arguments[0];
}
Value value_itself(const Value* arguments, std::size_t, Surroundings&) { return arguments[0]; }

bool same(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case ValueKind::kNumber: return a.number() == b.number();
    case ValueKind::kText: return a.view() == b.view();
    case ValueKind::kDate: return a.date() == b.date();
    case ValueKind::kDateTime: return a.instant() == b.instant();
    case ValueKind::kTime: return a.time() == b.time();
    default: return true;  // two blanks; the caller says whether these match
  }
}

template <bool kBlankMatches>
Value chosen(const Value* arguments, std::size_t count, Surroundings&) {
  return choose(arguments[0], arguments + 1, count - 1, kBlankMatches);
}

constexpr Row kRows[] = {
    {.name = "AND", .doc = "TRUE when all are TRUE; blank counts as FALSE; evaluates only what it needs.",
     .example = "AND(1 < 2, 2 < 3)", .result = "true", .form = Form::kAnd, .signature = "AND(Boolean, …) -> Boolean"},
    {.name = "BLANKVALUE", .doc = "The second value when the first is blank.", .example = "BLANKVALUE(NULL, 5)",
     .result = "5", .form = Form::kBlankValue, .signature = "BLANKVALUE(T, T) -> T"},
    {.name = "CASE", .doc = "The result beside the first equal value, or the last argument. Evaluates every argument.",
     .example = "CASE(2, 1, \"one\", 2, \"two\", \"many\")", .result = "two", .form = Form::kCase,
     .signature = "CASE(T, T, R, …, R) -> R"},
    {.name = "IF", .doc = "The second argument when the first is TRUE, else the third.", .example = "IF(1 > 2, \"a\", \"b\")",
     .result = "b", .form = Form::kIf, .signature = "IF(Boolean, T, T) -> T"},
    {.name = "ISBLANK", .doc = "TRUE when there is no value; works on text too.", .example = "ISBLANK(\"\")",
     .result = "true", .form = Form::kIsBlank, .signature = "ISBLANK(T) -> Boolean"},
    {.name = "ISNULL", .doc = "TRUE when there is no value; always FALSE for text. Use ISBLANK.",
     .example = "ISNULL(\"\")", .result = "false", .form = Form::kIsNull, .signature = "ISNULL(T) -> Boolean"},
    {.name = "NOT", .doc = "TRUE when the argument is FALSE.", .example = "NOT(1 = 2)", .result = "true",
     .overloads = kOverloads<negation>},
    {.name = "NULLVALUE", .doc = "The second value when the first is blank; never for text. Use BLANKVALUE.",
     .example = "NULLVALUE(NULL, 5)", .result = "5", .form = Form::kNullValue, .signature = "NULLVALUE(T, T) -> T"},
    {.name = "OR", .doc = "TRUE when one is TRUE; blank counts as FALSE; evaluates only what it needs.",
     .example = "OR(1 > 2, 2 > 1)", .result = "true", .form = Form::kOr, .signature = "OR(Boolean, …) -> Boolean"},
};

}  // namespace

std::span<const Row> logic_rows() { return kRows; }

bool blank_matches(Type compared) { return compared == Type::kText || compared == Type::kPicklist; }

Call case_of(Type compared) { return blank_matches(compared) ? &chosen<true> : &chosen<false>; }

const Value& choose(const Value& value, const Value* cases, std::size_t count, bool blank_matches) {
  if (!value.is_blank() || blank_matches) {
    for (std::size_t i = 0; i + 1 < count; i += 2) {
      if (same(value, cases[i])) return cases[i + 1];
    }
  }
  return cases[count - 1];
}

Call blank_test(Form form, Type type) {
  const bool text = type == Type::kText;
  switch (form) {
    case Form::kIsNull: return text ? &never : &is_blank;
    case Form::kBlankValue: return &value_or_default;
    case Form::kNullValue: return text ? &value_itself : &value_or_default;
    default: return &is_blank;
  }
}

}  // namespace presave::functions
