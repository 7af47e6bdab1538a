// Numbers: rounding, extremes, logarithms, trigonometry. Money is decimal throughout; only the transcendental
// functions go through doubles, as Salesforce's do.
#include <cmath>

#include "engine/base/real_math.h"
#include "engine/functions/name_order.h"
#include "engine/functions/numbers.h"
#include "engine/functions/registry.h"

namespace presave::functions {
namespace {

Decimal absolute(const Decimal& x) { return x.abs(); }

// The four that round to integers first drop the digits that a division leaves (1/9*9), 33 digits being kept.
constexpr int kKeptDigits = 33;

Decimal settled_from_above(const Decimal& x) { return x.round_significant(kKeptDigits, Rounding::kHalfDown); }
Decimal settled_from_below(const Decimal& x) { return x.round_significant(kKeptDigits, Rounding::kHalfUp); }

Decimal ceiling(const Decimal& x) {
  const Decimal settled = settled_from_above(x);
  return settled.sign() < 0 ? settled.floor() : settled.ceiling();
}

Decimal floor_toward_zero(const Decimal& x) { return settled_from_below(x).truncate_to(0); }

Decimal mathematical_ceiling(const Decimal& x) { return settled_from_above(x).ceiling(); }

Decimal mathematical_floor(const Decimal& x) { return settled_from_below(x).floor(); }

// ROUND and TRUNC: when no digit is left of the number the result is 0, even where rounding up would give
// one: ROUND(5, -1) and ROUND(95, -2) are 0. Below 1 Salesforce counts the zero before the point as a digit.
Decimal rounded_with_a_digit_left(const Decimal& x, const Decimal& digits, Rounding mode) {
  const std::int32_t kept = whole(digits);
  const std::int64_t digits_left = std::int64_t{std::max(x.integer_digits(), 1)} + kept;
  return digits_left <= 0 ? Decimal() : x.rounded(kept, mode);
}

Decimal round(const Decimal& x, const Decimal& digits) {
  return rounded_with_a_digit_left(x, digits, Rounding::kHalfUp);
}

Decimal truncate(const Decimal& x, const Decimal& digits) {
  return rounded_with_a_digit_left(x, digits, Rounding::kTowardZero);
}

Answer<Decimal> modulo(const Decimal& dividend, const Decimal& divisor) {
  if (divisor.is_zero()) return EvalFault::kDivideByZero;
  const std::optional<Decimal> rest = remainder(dividend, divisor);
  if (!rest) return EvalFault::kOutOfRange;
  return *rest;
}

Answer<Decimal> api_modulo(const Decimal& dividend, const Decimal& divisor) {
  return divisor.is_zero() ? Answer<Decimal>(dividend) : modulo(dividend, divisor);
}

Decimal maximum(Rest<Decimal> numbers) {
  Decimal most = numbers[0];
  for (std::size_t i = 1; i < numbers.size(); ++i) most = std::max(most, Decimal(numbers[i]));
  return most;
}

Decimal minimum(Rest<Decimal> numbers) {
  Decimal least = numbers[0];
  for (std::size_t i = 1; i < numbers.size(); ++i) least = std::min(least, Decimal(numbers[i]));
  return least;
}

// 3.14159265358979323846, in two parts that each fit a word.
Decimal pi() { return Decimal::from_scaled(314'159'265'358'979'323, 17) + Decimal::from_scaled(846, 20); }

Answer<Decimal> exponential(const Decimal& x) { return decimal_of(real::exp(x.to_double())); }
Answer<Decimal> natural_logarithm(const Decimal& x) { return decimal_of(real::log(x.to_double())); }
// Not log10: Salesforce divides, and LOG(1000) shows it.
Answer<Decimal> logarithm(const Decimal& x) { return decimal_of(real::log(x.to_double()) / real::log(10.0)); }
Answer<Decimal> square_root(const Decimal& x) { return decimal_of(std::sqrt(x.to_double())); }
Answer<Decimal> sine(const Decimal& x) { return decimal_of(real::sin(x.to_double())); }
Answer<Decimal> cosine(const Decimal& x) { return decimal_of(real::cos(x.to_double())); }
Answer<Decimal> tangent(const Decimal& x) { return decimal_of(real::tan(x.to_double())); }
Answer<Decimal> arc_sine(const Decimal& x) { return decimal_of(real::asin(x.to_double())); }
Answer<Decimal> arc_cosine(const Decimal& x) { return decimal_of(real::acos(x.to_double())); }
Answer<Decimal> arc_tangent(const Decimal& x) { return decimal_of(real::atan(x.to_double())); }

// The one numeric function that refuses blanks.
Answer<Decimal> arc_tangent_of_ratio(std::optional<Decimal> y, std::optional<Decimal> x) {
  if (!y || !x) return EvalFault::kNullArgument;
  return decimal_of(real::atan2(y->to_double(), x->to_double()));
}

Answer<Decimal> api_arc_tangent_of_ratio(const Decimal& y, const Decimal& x) { return arc_tangent_of_ratio(y, x); }

constexpr Row kRows[] = {
    {.name = "ABS",
     .doc = "The number without its sign.",
     .example = "ABS(-2.5)",
     .result = "2.5",
     .overloads = kOverloads<absolute>},
    {.name = "ACOS",
     .doc = "The arc cosine, in radians.",
     .example = "ACOS(1)",
     .result = "0",
     .overloads = kOverloads<arc_cosine>},
    {.name = "ASIN",
     .doc = "The arc sine, in radians.",
     .example = "ASIN(0)",
     .result = "0",
     .overloads = kOverloads<arc_sine>},
    {.name = "ATAN",
     .doc = "The arc tangent, in radians.",
     .example = "ATAN(0)",
     .result = "0",
     .overloads = kOverloads<arc_tangent>},
    {.name = "ATAN2",
     .doc = "The angle, in radians, of the point with the second number as x and the first as y.",
     .example = "ATAN2(0, 1)",
     .result = "0",
     .overloads = kOverloads<arc_tangent_of_ratio>,
     .api_overloads = kOverloads<api_arc_tangent_of_ratio>},
    {.name = "CEILING",
     .doc = "The next integer away from zero.",
     .example = "CEILING(-2.1)",
     .result = "-3",
     .overloads = kOverloads<ceiling>},
    {.name = "COS",
     .doc = "The cosine of an angle in radians.",
     .example = "COS(0)",
     .result = "1",
     .overloads = kOverloads<cosine>},
    {.name = "EXP",
     .doc = "e to the power of the number.",
     .example = "EXP(0)",
     .result = "1",
     .overloads = kOverloads<exponential>},
    {.name = "FLOOR",
     .doc = "The next integer toward zero.",
     .example = "FLOOR(-2.1)",
     .result = "-2",
     .overloads = kOverloads<floor_toward_zero>},
    {.name = "LN",
     .doc = "The natural logarithm.",
     .example = "LN(1)",
     .result = "0",
     .overloads = kOverloads<natural_logarithm>},
    {.name = "LOG",
     .doc = "The logarithm to base 10.",
     .example = "LOG(100)",
     .result = "2",
     .overloads = kOverloads<logarithm>},
    {.name = "MAX",
     .doc = "The largest of the numbers; blank when any of them is.",
     .example = "MAX(3, 10, -7)",
     .result = "10",
     .overloads = kOverloads<maximum>},
    {.name = "MCEILING",
     .doc = "The next integer that is not smaller.",
     .example = "MCEILING(-2.1)",
     .result = "-2",
     .overloads = kOverloads<mathematical_ceiling>},
    {.name = "MFLOOR",
     .doc = "The next integer that is not larger.",
     .example = "MFLOOR(-2.1)",
     .result = "-3",
     .overloads = kOverloads<mathematical_floor>},
    {.name = "MIN",
     .doc = "The smallest of the numbers; blank when any of them is.",
     .example = "MIN(3, 10, -7)",
     .result = "-7",
     .overloads = kOverloads<minimum>},
    {.name = "MOD",
     .doc = "What is left after division, with the sign of the first number.",
     .example = "MOD(-7, 3)",
     .result = "-1",
     .overloads = kOverloads<modulo>,
     .api_overloads = kOverloads<api_modulo>},
    {.name = "PI",
     .doc = "Pi, to 20 digits after the point.",
     .example = "PI()",
     .result = "3.14159265358979323846",
     .overloads = kOverloads<pi>},
    {.name = "ROUND",
     .doc = "Rounded to some digits after the point, halves away from zero; negative: before the point.",
     .example = "ROUND(1.005, 2)",
     .result = "1.01",
     .overloads = kOverloads<round>},
    {.name = "SIN",
     .doc = "The sine of an angle in radians.",
     .example = "SIN(0)",
     .result = "0",
     .overloads = kOverloads<sine>},
    {.name = "SQRT",
     .doc = "The square root.",
     .example = "SQRT(16)",
     .result = "4",
     .overloads = kOverloads<square_root>},
    {.name = "TAN",
     .doc = "The tangent of an angle in radians.",
     .example = "TAN(0)",
     .result = "0",
     .overloads = kOverloads<tangent>},
    {.name = "TRUNC",
     .doc = "Cut to some digits after the point; negative: before the point.",
     .example = "TRUNC(-1.99, 1)",
     .result = "-1.9",
     .overloads = kOverloads<truncate>},
};
static_assert(in_name_order(kRows));

}  // namespace

std::span<const Row> math_rows() { return kRows; }

}  // namespace presave::functions
