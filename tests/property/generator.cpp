#include "tests/property/generator.h"

#include <algorithm>
#include <array>

#include "engine/base/ascii.h"
#include "engine/functions/registry.h"
#include "engine/syntax/precedence.h"

namespace presave::property {
namespace {

using functions::Form;
using functions::Row;

constexpr std::array kOrdered = {Type::kNumber, Type::kText, Type::kDate, Type::kDateTime, Type::kTime};
constexpr std::array kResults = {Type::kBoolean, Type::kNumber, Type::kText, Type::kDate, Type::kDateTime, Type::kTime};
constexpr std::array kBlankTested = {Type::kNumber, Type::kText,     Type::kDate,          Type::kDateTime,
                                     Type::kTime,   Type::kPicklist, Type::kMultiPicklist, Type::kGeolocation};
constexpr std::array kCased = {Type::kNumber, Type::kText, Type::kDate, Type::kDateTime, Type::kTime, Type::kPicklist};
constexpr std::array kTextual = {Type::kNumber, Type::kDate, Type::kDateTime, Type::kTime, Type::kPicklist};
constexpr std::array kEverything = {Type::kNumber,   Type::kText,          Type::kBoolean,    Type::kDate,
                                    Type::kDateTime, Type::kTime,          Type::kPicklist,   Type::kMultiPicklist,
                                    Type::kGeolocation};

struct Sum {
  Form form;
  Type result, left, right;
};
constexpr Type kN = Type::kNumber, kD = Type::kDate, kDt = Type::kDateTime, kTm = Type::kTime;
constexpr std::array kSums = {
    Sum{Form::kAdd, kN, kN, kN},    Sum{Form::kAdd, Type::kText, Type::kText, Type::kText},
    Sum{Form::kAdd, kD, kD, kN},    Sum{Form::kAdd, kD, kN, kD},
    Sum{Form::kAdd, kDt, kDt, kN},  Sum{Form::kAdd, kDt, kN, kDt},
    Sum{Form::kAdd, kTm, kTm, kN},  Sum{Form::kSubtract, kN, kN, kN},
    Sum{Form::kSubtract, kD, kD, kN}, Sum{Form::kSubtract, kDt, kDt, kN},
    Sum{Form::kSubtract, kTm, kTm, kN}, Sum{Form::kSubtract, kN, kD, kD},
    Sum{Form::kSubtract, kN, kDt, kDt}, Sum{Form::kSubtract, kN, kTm, kTm}};

// The types that a form may give; kPriorValue's need fields.
std::vector<Type> results_of(const Row& row) {
  switch (row.form) {
    case Form::kIf:
    case Form::kNullValue:
    case Form::kBlankValue: return {kResults.begin(), kResults.end()};
    case Form::kCase: return {kOrdered.begin(), kOrdered.end()};
    case Form::kPriorValue: return {kEverything.begin(), kEverything.end()};
    case Form::kTextOf: return {Type::kText};
    case Form::kCurrencyRate: return {kN};
    case Form::kLookUp: return {Type::kText};
    case Form::kHostCall: return {row.host_result};
    case Form::kAdd: return {kN, Type::kText, kD, kDt, kTm};
    case Form::kSubtract: return {kN, kD, kDt, kTm};
    default: return {Type::kBoolean};
  }
}

bool needs_fields(Form form) {
  return form == Form::kPriorValue || form == Form::kIsChanged || form == Form::kIsPickval || form == Form::kIncludes;
}

}  // namespace

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string spelled_call(std::string_view name, const std::vector<std::string>& operands) {
  if (name == "unary -" || name == "unary +") return std::string(1, name.back()) + "(" + operands[0] + ")";
  if (syntax::binary_level(name) != 0) return "(" + operands[0] + ")" + std::string(name) + "(" + operands[1] + ")";
  std::string out = std::string(name) + "(";
  for (std::size_t i = 0; i < operands.size(); ++i) out += (i == 0 ? "" : ",") + operands[i];
  return out + ")";
}

Generator::Generator(Random& random, Reads reads) : random_(random), reads_(reads) {
  for (const Row* row : functions::all_rows()) add_ways(*row);
}

void Generator::add_ways(const Row& row) {
  if (row.form == Form::kPlain || row.form == Form::kMatch) {
    for (const functions::Overload& overload : row.overloads) {
      const auto parameters = std::span(overload.parameters).first(overload.count);
      const bool picked = std::any_of(parameters.begin(), parameters.end(), [](const functions::Parameter& parameter) {
        return parameter.type == Type::kPicklist || parameter.type == Type::kMultiPicklist;
      });
      if (reads_ == Reads::kFields || !picked) ways_[overload.result].push_back({&row, &overload});
    }
    return;
  }
  if (reads_ == Reads::kLiterals && needs_fields(row.form)) return;
  for (const Type type : results_of(row)) ways_[type].push_back({&row, nullptr});
}

std::string Generator::formula(Type type, std::size_t depth) {
  const auto ways = ways_.find(type);
  if (depth == 0 || ways == ways_.end() || once_in(random_, 6)) return leaf(type);
  return call(one_of(random_, ways->second), type, depth - 1);
}

std::string Generator::part(Type type, std::size_t depth) {
  return once_in(random_, 25) ? "NULL" : formula(type, depth);
}

std::string Generator::leaf(Type type) {
  const bool has_literal = type != Type::kPicklist && type != Type::kMultiPicklist;
  if (reads_ == Reads::kLiterals || (has_literal && once_in(random_, 3))) return literal(type);
  return field(type, false);
}

std::string Generator::field(Type type, bool of_record) {
  std::vector<std::string_view> found;
  for (const Name& name : names()) {
    if (name.type == type && (name.of_record || !of_record)) found.push_back(name.path);
  }
  return std::string(one_of(random_, found));
}

std::string Generator::any_field() { return field(one_of(random_, kEverything), true); }

std::string Generator::literal(Type type) {
  const Value value = odd_value(random_, type);
  switch (type) {
    case Type::kNumber: return (value.number().sign() < 0 ? "-" : "") + value.number().abs().to_string();
    case Type::kText: return value.view() == "\n" || once_in(random_, 6) ? "\"\"" : quoted(value.view());
    case Type::kBoolean: return value.boolean() ? "TRUE" : "FALSE";
    case Type::kDate: return "DATEVALUE(" + quoted(spelled(value)) + ")";
    case Type::kDateTime: return "FROMUNIXTIME(" + std::to_string(value.instant().ms / 1000) + ")";
    case Type::kTime: return "TIMEVALUE(" + quoted(spelled(value)) + ")";
    default: return "GEOLOCATION(" + std::to_string(pick(random_, 91)) + ", 7.5)";
  }
}

std::string Generator::fitting_literal(const functions::LiteralRule& rule) {
  if (rule.accepts_number) return std::to_string(pick(random_, 91));
  std::vector<std::string_view> fitting;
  for (const std::string_view text : odd_texts()) {
    const bool fits = (!rule.accepts_text || rule.accepts_text(text)) && (!rule.flaw_of_pattern || !rule.flaw_of_pattern(text));
    if (text != "\n" && fits) fitting.push_back(text);
  }
  return fitting.empty() ? "\"\"" : quoted(one_of(random_, fitting));
}

std::vector<std::string> Generator::arguments(const Way& way, std::size_t depth) {
  const functions::Overload& overload = *way.overload;
  const std::size_t count = overload.count + (overload.open ? pick(random_, 4) : 0);
  std::vector<std::string> out;
  for (std::size_t i = 0; i < count; ++i) {
    const Type type = overload.parameters[std::min<std::size_t>(i, overload.count - 1u)].type;
    const functions::LiteralRule* rule = way.row->literal_rule(i);
    if (rule && (rule->literal_only || reads_ == Reads::kLiterals || once_in(random_, 2))) out.push_back(fitting_literal(*rule));
    else if (rule) out.push_back(field(type, false));
    else out.push_back(way.row->null_literal ? part(type, depth) : formula(type, depth));
  }
  return out;
}

std::string Generator::written(const Row& row, const std::vector<std::string>& operands) {
  return spelled_call(once_in(random_, 4) ? ascii_lower(row.name) : std::string(row.name), operands);
}

std::string Generator::call(const Way& way, Type type, std::size_t depth) {
  return way.overload ? written(*way.row, arguments(way, depth)) : form(*way.row, type, depth);
}

std::string Generator::form(const Row& row, Type type, std::size_t depth) {
  const auto made = [&](Type of) { return formula(of, depth); };
  const auto typed = [&](const auto& types) {
    for (;;) {
      const Type chosen = one_of(random_, types);
      if (can_make(chosen)) return chosen;
    }
  };
  switch (row.form) {
    case Form::kIf: return written(row, {made(Type::kBoolean), made(type), part(type, depth)});
    case Form::kAnd:
    case Form::kOr: {
      std::vector<std::string> operands = {part(Type::kBoolean, depth), made(Type::kBoolean)};
      while (is_letter(row.name.front()) && once_in(random_, 2)) operands.push_back(made(Type::kBoolean));
      return written(row, operands);
    }
    case Form::kBlankValue:
    case Form::kNullValue:
      if (type == Type::kBoolean) return made(type);  // they do not take Boolean
      return written(row, {part(type, depth), made(type)});
    case Form::kIsBlank:
    case Form::kIsNull: return written(row, {part(typed(kBlankTested), depth)});
    case Form::kIsPickval: return written(row, {made(Type::kPicklist), once_in(random_, 3) ? "\"\"" : "\"Won\""});
    case Form::kIncludes: return written(row, {made(Type::kMultiPicklist), quoted(once_in(random_, 2) ? "Mon" : "Won")});
    case Form::kIsChanged: return written(row, {any_field()});
    case Form::kPriorValue: return written(row, {field(type, true)});
    case Form::kTextOf: return written(row, {part(typed(kTextual), depth)});
    case Form::kCurrencyRate: return written(row, {made(Type::kText)});
    case Form::kLookUp: return written(row, {std::string(kFieldName), std::string(kFieldName), made(Type::kText)});
    case Form::kHostCall: return written(row, {});
    case Form::kCase: return cases(row, type, depth);
    case Form::kAdd:
    case Form::kSubtract: return sum(row, type, depth);
    case Form::kEqual:
    case Form::kNotEqual: {
      const Type compared = once_in(random_, 6) ? Type::kBoolean : typed(kCased);
      return written(row, {made(compared), part(compared, depth)});
    }
    case Form::kLess:
    case Form::kLessEqual:
    case Form::kGreater:
    case Form::kGreaterEqual: {
      const Type compared = one_of(random_, kOrdered);
      return written(row, {made(compared), part(compared, depth)});
    }
    case Form::kPlain:
    case Form::kMatch: break;  // written from their overloads
  }
  return leaf(type);
}

std::string Generator::cases(const Row& row, Type type, std::size_t depth) {
  Type compared = one_of(random_, kCased);
  while (!can_make(compared)) compared = one_of(random_, kOrdered);
  std::vector<std::string> operands = {part(compared, depth)};
  for (std::size_t i = 1 + pick(random_, 3); i > 0; --i) {
    const bool literal_needed = compared == Type::kPicklist;
    operands.push_back(literal_needed ? quoted(once_in(random_, 2) ? "Won" : "Open") : part(compared, depth));
    operands.push_back(formula(type, depth));
  }
  operands.push_back(part(type, depth));
  return written(row, operands);
}

std::string Generator::sum(const Row& row, Type type, std::size_t depth) {
  for (;;) {
    const Sum& chosen = one_of(random_, kSums);
    if (chosen.form != row.form || chosen.result != type) continue;
    return written(row, {formula(chosen.left, depth), part(chosen.right, depth)});
  }
}

}  // namespace presave::property
