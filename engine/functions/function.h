// A function of the formula language is one row beside one plain C++ function. The row's signature is deduced
// from the C++ function's own type:
//   Decimal, Text, bool, Date, DateTime, Time, Geolocation   strict: a blank argument makes the result blank
//   std::optional<T>                                         asked to see blanks
//   Rest<T>                                                  last: one or more further strict arguments
//   const Context&                                           depends on the world, so it is never folded
//   Arena&                                                   makes text
// and the result T, std::optional<T> (may be blank) or Answer<T> (may also fault).
// Faults and fields that are not loaded never reach a function: the machine stops before the call.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "engine/base/meter.h"
#include "engine/functions/context.h"
#include "engine/value/arena.h"
#include "engine/value/type.h"
#include "engine/value/value.h"

namespace presave::functions {

/// A result that may be a value, blank (`{}`) or a fault.
template <class T>
class Answer {
 public:
  Answer() = default;
  Answer(T value) : value_(value) {}
  Answer(std::optional<T> value) : value_(value ? Value(*value) : Value()) {}
  Answer(EvalFault fault) : value_(fault) {}
  const Value& value() const { return value_; }

 private:
  Value value_;
};

/// Text made in the arena, or the fault that it became too long.
inline Answer<Text> text_or_fault(std::optional<Text> text) {
  if (!text) return EvalFault::kTextTooLong;
  return *text;
}

// How one C++ type stands for a type of the language.
template <class T> struct Spelled;
template <> struct Spelled<Decimal> {
  static constexpr Type kType = Type::kNumber;
  static const Decimal& of(const Value& value) { return value.number(); }
};
template <> struct Spelled<Text> {
  static constexpr Type kType = Type::kText;
  static Text of(const Value& value) { return value.text(); }
};
template <> struct Spelled<bool> {
  static constexpr Type kType = Type::kBoolean;
  static bool of(const Value& value) { return value.boolean(); }
};
template <> struct Spelled<Date> {
  static constexpr Type kType = Type::kDate;
  static Date of(const Value& value) { return value.date(); }
};
template <> struct Spelled<DateTime> {
  static constexpr Type kType = Type::kDateTime;
  static DateTime of(const Value& value) { return value.instant(); }
};
template <> struct Spelled<Time> {
  static constexpr Type kType = Type::kTime;
  static Time of(const Value& value) { return value.time(); }
};
template <> struct Spelled<Geolocation> {
  static constexpr Type kType = Type::kGeolocation;
  static Geolocation of(const Value& value) { return value.place(); }
};

/// The strict arguments from here to the end, for MAX and its like.
template <class T>
class Rest {
 public:
  Rest(const Value* first, std::size_t count) : first_(first), count_(count) {}
  std::size_t size() const { return count_; }
  decltype(auto) operator[](std::size_t index) const { return Spelled<T>::of(first_[index]); }

 private:
  const Value* first_;
  std::size_t count_;
};

/// What one parameter accepts.
struct Parameter {
  Type type = Type::kNumber;
  bool sees_blanks = false;
};

/// The world around one call.
struct Surroundings {
  const Context& context;
  Arena& arena;
  Meter* meter = nullptr;  ///< null: nobody counts the work
};

using Call = Value (*)(const Value* arguments, std::size_t count, Surroundings& around);

inline constexpr std::size_t kMostParameters = 4;

/// One way to call a function: its types, and the call itself.
struct Overload {
  std::array<Parameter, kMostParameters> parameters{};
  std::uint8_t count = 0;
  bool open = false;              ///< the last parameter may repeat
  bool context_dependent = false; ///< never folded
  Type result = Type::kNumber;
  Call call = nullptr;
};

namespace binding {

template <class T> using Bare = std::remove_cvref_t<T>;
template <class T> struct OptionalOf : std::false_type {};
template <class T> struct OptionalOf<std::optional<T>> : std::true_type { using Inner = T; };
template <class T> struct AnswerOf : std::false_type {};
template <class T> struct AnswerOf<Answer<T>> : std::true_type { using Inner = T; };
template <class T> struct RestOf : std::false_type {};
template <class T> struct RestOf<Rest<T>> : std::true_type { using Inner = T; };

template <class T>
inline constexpr bool kInjected =
    std::is_same_v<Bare<T>, Context> || std::is_same_v<Bare<T>, Arena> || std::is_same_v<Bare<T>, Meter*>;

template <class T>
constexpr Type result_type() {
  if constexpr (OptionalOf<T>::value) return Spelled<typename OptionalOf<T>::Inner>::kType;
  else if constexpr (AnswerOf<T>::value) return Spelled<typename AnswerOf<T>::Inner>::kType;
  else return Spelled<T>::kType;
}

template <class T>
constexpr void add_parameter(Overload& overload) {
  using P = Bare<T>;
  if constexpr (std::is_same_v<P, Context>) {
    overload.context_dependent = true;
  } else if constexpr (kInjected<P>) {
    // brings no argument
  } else if constexpr (OptionalOf<P>::value) {
    overload.parameters[overload.count++] = {Spelled<typename OptionalOf<P>::Inner>::kType, true};
  } else if constexpr (RestOf<P>::value) {
    overload.parameters[overload.count++] = {Spelled<typename RestOf<P>::Inner>::kType, false};
    overload.open = true;
  } else {
    overload.parameters[overload.count++] = {Spelled<P>::kType, false};
  }
}

/// How many arguments of the call stand before parameter `index` of the C++ function.
template <class... P>
constexpr std::size_t arguments_before(std::size_t index) {
  constexpr std::array<bool, sizeof...(P) + 1> kInjectedFlags = {kInjected<P>..., false};
  std::size_t count = 0;
  for (std::size_t i = 0; i < index; ++i) count += kInjectedFlags[i] ? 0u : 1u;
  return count;
}

template <class T>
decltype(auto) argument(const Value* arguments, std::size_t at, std::size_t count, Surroundings& around) {
  using P = Bare<T>;
  if constexpr (std::is_same_v<P, Context>) {
    return (around.context);
  } else if constexpr (std::is_same_v<P, Arena>) {
    return (around.arena);
  } else if constexpr (std::is_same_v<P, Meter*>) {
    return (around.meter);
  } else if constexpr (OptionalOf<P>::value) {
    using Inner = typename OptionalOf<P>::Inner;
    return arguments[at].is_blank() ? P() : P(Spelled<Inner>::of(arguments[at]));
  } else if constexpr (RestOf<P>::value) {
    return P(arguments + at, count - at);
  } else {
    return Spelled<P>::of(arguments[at]);
  }
}

// A number beyond all bounds becomes a fault here, so that no function has to look.
inline Value checked(const Decimal& number) {
  return number.is_overflow() ? Value(EvalFault::kNumericDomain) : Value(number);
}
inline Value checked(const Value& value) {
  return value.kind() == ValueKind::kNumber ? checked(value.number()) : value;
}

template <class T>
Value value_of(T&& result) {
  using R = Bare<T>;
  if constexpr (OptionalOf<R>::value) return result ? value_of(*result) : Value();
  else if constexpr (std::is_same_v<R, Answer<Decimal>>) return checked(result.value());
  else if constexpr (AnswerOf<R>::value) return result.value();
  else if constexpr (std::is_same_v<R, Decimal>) return checked(result);
  else return Value(result);
}

template <auto Function, class R, class... P, std::size_t... I>
constexpr Overload bind(R (*)(P...), std::index_sequence<I...>) {
  Overload overload;
  (add_parameter<P>(overload), ...);
  overload.result = result_type<R>();
  overload.call = [](const Value* arguments, std::size_t count, Surroundings& around) -> Value {
    // The blanks of strict arguments are looked for here, so that no function has to.
    constexpr Overload kShape = [] {
      Overload shape;
      (add_parameter<P>(shape), ...);
      return shape;
    }();
    for (std::size_t i = 0; i < (kShape.open ? count : kShape.count); ++i) {
      const std::size_t parameter = i < kShape.count ? i : kShape.count - 1u;
      if (!kShape.parameters[parameter].sees_blanks && arguments[i].is_blank()) return {};
    }
    (void)count;
    (void)around;
    return value_of(Function(argument<P>(arguments, arguments_before<P...>(I), count, around)...));
  };
  return overload;
}

template <class R, class... P>
constexpr std::index_sequence_for<P...> indices(R (*)(P...)) {
  return {};
}

}  // namespace binding

/// The overload that calls `Function`.
template <auto Function>
inline constexpr Overload kOverload = binding::bind<Function>(Function, decltype(binding::indices(Function)){});

/// The overloads that call these functions, as a list for a row. At most one needs no looking further.
template <auto... Functions>
inline constexpr std::array<Overload, sizeof...(Functions)> kOverloads = {kOverload<Functions>...};

/// What is wrong with a pattern that stands in a formula.
struct PatternFlaw {
  bool unsupported = false;  ///< right in Salesforce, but beyond this engine
  std::size_t position = 0;  ///< bytes before the place in the pattern
  std::string message;       ///< a sentence
};

/// Where a function may be used (Salesforce: "Formula Operators and Functions by Context").
enum class Availability : std::uint8_t {
  kEverywhere,
  kChangesOnly,  ///< validation rules and other places where a change is evaluated; not in formula fields
  kButtonsOnly,  ///< custom buttons, links and s-controls: refused in rules and fields, with this reason
  kHost,         ///< only the org can answer: compiles, and is undetermined at decision time
};

/// How the checker types a call and the compiler lowers it. All but kPlain are forms whose operands decide
/// the type or which do not evaluate all operands; engine/check/forms.cpp and engine/program/forms.cpp hold
/// one entry for each.
enum class Form : std::uint8_t {
  kPlain, kMatch, kIf, kAnd, kOr, kCase, kIsBlank, kIsNull, kBlankValue, kNullValue, kIsPickval, kIncludes,
  kPriorValue, kIsChanged, kTextOf, kEqual, kNotEqual, kLess, kLessEqual, kGreater, kGreaterEqual,
  kAdd, kSubtract, kCurrencyRate, kLookUp, kHostCall,
};

/// What a row demands of one operand beyond its type.
struct LiteralRule {
  std::uint8_t operand = 0;
  bool literal_only = false;                                ///< it must be written down, not computed
  bool (*accepts_text)(std::string_view text) = nullptr;    ///< of a text literal; null: any
  bool (*accepts_number)(const Decimal& number) = nullptr;  ///< of a number literal, which may have a sign
  std::string_view expected{};                              ///< in the message: "'mi'/'km'"
  /// Says of a text literal what `expected` would say too little of; null: nothing.
  std::optional<PatternFlaw> (*flaw_of_pattern)(std::string_view pattern) = nullptr;
};

/// Whose result is wanted: a rule's, computed when a record is saved, or a formula field's as the API shows it.
/// Salesforce computes the two in different places, and they differ in corners.
enum class View : std::uint8_t { kRule, kApi };

// Words about a row make docs/functions.md, and its example is run as a test. A browser would load them for nothing,
// so there they are dropped as they are written.
#ifdef __EMSCRIPTEN__
class Prose {
 public:
  constexpr Prose() = default;
  constexpr Prose(const char*) {}
};
#else
using Prose = std::string_view;
#endif

/// One function or operator: everything there is to know of it.
struct Row {
  std::string_view name;  ///< upper case
  Prose doc;              ///< one line
  Prose example;          ///< a formula, run as a test
  Prose result;           ///< of the example, as engine/value/spelling writes it; "" for blank
  std::span<const Overload> overloads{};
  /// What the API shows for a formula field differs from what a rule computes: one for each overload, of the same
  /// types. Empty where there is no difference.
  std::span<const Overload> api_overloads{};
  Availability availability = Availability::kEverywhere;
  Form form = Form::kPlain;
  Prose signature{};             ///< of forms: "IF(Boolean, T, T) -> T"
  Type host_result = Type::kText; ///< of host calls
  bool null_literal = true;      ///< the literal NULL may stand for an argument
  std::span<const LiteralRule> literals{};

  /// The overload to call for the one that the checker chose.
  const Overload& seen(const Overload& chosen, View view) const {
    if (view == View::kRule || api_overloads.empty()) return chosen;
    return api_overloads[static_cast<std::size_t>(&chosen - overloads.data())];
  }

  const LiteralRule* literal_rule(std::size_t operand) const {
    for (const LiteralRule& rule : literals) {
      if (rule.operand == operand) return &rule;
    }
    return nullptr;
  }
};

}  // namespace presave::functions
