// Operators: comparison, sums, joining of text. The table of rows stands at the end.
#include "engine/functions/operators.h"

#include <cstring>

#include "engine/functions/dates.h"
#include "engine/functions/registry.h"
#include "engine/value/utf16.h"

namespace presave::functions {
namespace {

Value blank(const Value*, std::size_t, Surroundings&) { return {}; }

// ---- comparison

int order(Decimal const& a, Decimal const& b) { return compare(a, b); }
int order(Text a, Text b) { return compare_utf16(a.view(), b.view()); }
int order(Date a, Date b) { return (a.days > b.days) - (a.days < b.days); }
int order(DateTime a, DateTime b) { return (a.ms > b.ms) - (a.ms < b.ms); }
int order(Time a, Time b) { return (a.ms > b.ms) - (a.ms < b.ms); }
int order(bool a, bool b) { return (a > b) - (a < b); }

template <class T, Form kForm>
Value compared(const Value* arguments, std::size_t, Surroundings&) {
  if (arguments[0].is_blank() || arguments[1].is_blank()) return {};
  return holds(kForm, order(Spelled<T>::of(arguments[0]), Spelled<T>::of(arguments[1])));
}

// Text alone takes blank for "" when it is tested for equality.
template <Form kForm>
Value text_equality(const Value* arguments, std::size_t, Surroundings&) {
  return (arguments[0].view() == arguments[1].view()) == (kForm == Form::kEqual);
}

template <Form kForm>
Call comparison_of(Type type) {
  switch (type) {
    case Type::kNumber: return &compared<Decimal, kForm>;
    case Type::kText:
    case Type::kPicklist: return &compared<Text, kForm>;
    case Type::kDate: return &compared<Date, kForm>;
    case Type::kDateTime: return &compared<DateTime, kForm>;
    case Type::kTime: return &compared<Time, kForm>;
    case Type::kBoolean: return &compared<bool, kForm>;
    default: return &blank;
  }
}

// ---- sums

Decimal add(const Decimal& a, const Decimal& b) { return a + b; }
Decimal subtract(const Decimal& a, const Decimal& b) { return a - b; }
Decimal multiply(const Decimal& a, const Decimal& b) { return a * b; }
Decimal negative(const Decimal& a) { return -a; }
Decimal positive(const Decimal& a) { return a; }

Answer<Decimal> quotient(const Decimal& a, const Decimal& b) {
  if (b.is_zero()) return EvalFault::kDivideByZero;
  return divide(a, b);
}

Answer<Decimal> raised(const Decimal& base, const Decimal& exponent) {
  const std::optional<std::int64_t> whole = exponent.to_int64_truncated();
  constexpr std::int64_t kMost = 1'000'000;
  if (!exponent.is_integer() || !whole || *whole > kMost || *whole < -kMost) return EvalFault::kOutOfRange;
  const std::optional<Decimal> result = power(base, static_cast<std::int32_t>(*whole));
  if (!result) return EvalFault::kOutOfRange;
  return *result;
}

Answer<Text> join(std::optional<Text> a, std::optional<Text> b, Arena& arena) {
  if (!a) return b;
  if (!b) return a;
  char* start = arena.take(std::size_t{a->size} + b->size);
  if (!start) return EvalFault::kTextTooLong;
  std::memcpy(start, a->data, a->size);
  std::memcpy(start + a->size, b->data, b->size);
  return Text(std::string_view(start, std::size_t{a->size} + b->size));
}

struct SumEntry {
  Form form;
  Type left;
  Type right;
  Call call;
};

constexpr Type kN = Type::kNumber, kD = Type::kDate, kDt = Type::kDateTime, kTm = Type::kTime;

constexpr SumEntry kSums[] = {
    {Form::kAdd, kN, kN, kOverload<add>.call},
    {Form::kAdd, Type::kText, Type::kText, kOverload<join>.call},
    {Form::kAdd, kD, kN, kOverload<date_plus_days>.call},
    {Form::kAdd, kN, kD, kOverload<days_plus_date>.call},
    {Form::kAdd, kDt, kN, kOverload<datetime_plus_days>.call},
    {Form::kAdd, kN, kDt, kOverload<days_plus_datetime>.call},
    {Form::kAdd, kTm, kN, kOverload<time_plus_ms>.call},
    {Form::kSubtract, kN, kN, kOverload<subtract>.call},
    {Form::kSubtract, kD, kN, kOverload<date_minus_days>.call},
    {Form::kSubtract, kD, kD, kOverload<days_between_dates>.call},
    {Form::kSubtract, kDt, kN, kOverload<datetime_minus_days>.call},
    {Form::kSubtract, kDt, kDt, kOverload<days_between_datetimes>.call},
    {Form::kSubtract, kTm, kN, kOverload<time_minus_ms>.call},
    {Form::kSubtract, kTm, kTm, kOverload<ms_between_times>.call},
};

constexpr Row kRows[] = {
    {.name = "&", .doc = "Joins two texts.", .example = "\"a\" & \"b\"", .result = "ab", .overloads = kOverloads<join>},
    {.name = "&&", .doc = "TRUE when both are TRUE; evaluates only what it needs.", .example = "TRUE && FALSE",
     .result = "false", .form = Form::kAnd, .signature = "Boolean && Boolean -> Boolean"},
    {.name = "*", .doc = "Product of two numbers.", .example = "6 * 7", .result = "42", .overloads = kOverloads<multiply>},
    {.name = "+", .doc = "Sum of numbers, joining of texts, or a moment later by so many days (times: milliseconds).",
     .example = "DATE(2024, 2, 28) + 1", .result = "2024-02-29", .form = Form::kAdd,
     .signature = "Number + Number -> Number; Text + Text -> Text; Date, DateTime or Time + Number -> the same; "
                  "Number + Date or DateTime -> the same"},
    {.name = "-", .doc = "Difference of numbers or moments, or a moment earlier by so many days (times: milliseconds).",
     .example = "DATE(2024, 3, 1) - DATE(2024, 2, 28)", .result = "2", .form = Form::kSubtract,
     .signature = "Number - Number -> Number; Date, DateTime or Time - Number -> the same; "
                  "Date - Date, DateTime - DateTime or Time - Time -> Number"},
    {.name = "/", .doc = "Quotient of two numbers; faults when the second is 0.", .example = "7 / 2", .result = "3.5",
     .overloads = kOverloads<quotient>},
    {.name = "<", .doc = "TRUE when the first is less.", .example = "1 < 2", .result = "true", .form = Form::kLess,
     .signature = "T < T -> Boolean; T is Number, Text, Date, DateTime or Time"},
    {.name = "<=", .doc = "TRUE when the first is less or equal.", .example = "2 <= 2", .result = "true",
     .form = Form::kLessEqual, .signature = "T <= T -> Boolean; T is Number, Text, Date, DateTime or Time"},
    {.name = "<>", .doc = "TRUE when the two differ.", .example = "1 <> 2", .result = "true", .form = Form::kNotEqual,
     .signature = "T <> T -> Boolean; T is Number, Text, Boolean, Date, DateTime or Time"},
    {.name = "=", .doc = "TRUE when the two are equal; blank text equals blank text.", .example = "\"\" = NULL",
     .result = "true", .form = Form::kEqual, .signature = "T = T -> Boolean; T is Number, Text, Boolean, Date, DateTime or Time"},
    {.name = ">", .doc = "TRUE when the first is greater.", .example = "\"b\" > \"a\"", .result = "true",
     .form = Form::kGreater, .signature = "T > T -> Boolean; T is Number, Text, Date, DateTime or Time"},
    {.name = ">=", .doc = "TRUE when the first is greater or equal.", .example = "1 >= 2", .result = "false",
     .form = Form::kGreaterEqual, .signature = "T >= T -> Boolean; T is Number, Text, Date, DateTime or Time"},
    {.name = "^", .doc = "Power with a whole exponent. Binds looser than * and /.", .example = "2 * 3 ^ 2", .result = "36",
     .overloads = kOverloads<raised>},
    {.name = "unary +", .doc = "The number itself.", .example = "+3", .result = "3", .overloads = kOverloads<positive>},
    {.name = "unary -", .doc = "The number with the other sign.", .example = "-(-3)", .result = "3",
     .overloads = kOverloads<negative>},
    {.name = "||", .doc = "TRUE when one is TRUE; evaluates only what it needs.", .example = "TRUE || FALSE",
     .result = "true", .form = Form::kOr, .signature = "Boolean || Boolean -> Boolean"},
};

}  // namespace

std::span<const Row> operator_rows() { return kRows; }

Call equality(Form form, Type type) {
  const bool equal = form == Form::kEqual;
  if (type == Type::kText) {
    return equal ? &text_equality<Form::kEqual> : &text_equality<Form::kNotEqual>;
  }
  return equal ? comparison_of<Form::kEqual>(type) : comparison_of<Form::kNotEqual>(type);
}

Call ordering(Form form, Type type) {
  switch (form) {
    case Form::kLess: return comparison_of<Form::kLess>(type);
    case Form::kLessEqual: return comparison_of<Form::kLessEqual>(type);
    case Form::kGreater: return comparison_of<Form::kGreater>(type);
    default: return comparison_of<Form::kGreaterEqual>(type);
  }
}

Call sum(Form form, Type left, Type right, View view) {
  const bool below_midnight = form == Form::kSubtract && left == Type::kTime && right == Type::kNumber;
  if (below_midnight && view == View::kApi) return kOverload<api_time_minus_ms>.call;
  for (const SumEntry& entry : kSums) {
    if (entry.form == form && entry.left == left && entry.right == right) return entry.call;
  }
  return &blank;  // one of them is the literal NULL
}

}  // namespace presave::functions
