#include "tests/unit/core/formula.h"

#include <array>

#include "engine/base/ascii.h"
#include "engine/value/spelling.h"

namespace presave::testing {
namespace {

struct TestField {
  std::string_view name;
  Type type;
};
constexpr std::array kFields = {
    TestField{"n", Type::kNumber},    TestField{"m", Type::kNumber}, TestField{"t", Type::kText},
    TestField{"u", Type::kText},      TestField{"b", Type::kBoolean}, TestField{"d", Type::kDate},
    TestField{"dt", Type::kDateTime}, TestField{"tm", Type::kTime},  TestField{"p", Type::kPicklist},
    TestField{"mp", Type::kMultiPicklist}, TestField{"Parent.n", Type::kNumber}};

std::string spelled(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kBlank: return "blank";
    case ValueKind::kNumber: return value.number().to_string();
    case ValueKind::kText: return "\"" + std::string(value.view()) + "\"";
    case ValueKind::kBoolean: return value.boolean() ? "true" : "false";
    case ValueKind::kDate: return format_date(value.date().days);
    case ValueKind::kDateTime: return format_datetime(value.instant().ms);
    case ValueKind::kTime: return format_time(value.time().ms);
    case ValueKind::kGeolocation: return "a place";
    case ValueKind::kFault: return "fault " + std::string(entry_of(value.fault()).name);
    case ValueKind::kNotLoaded: return "not loaded";
  }
  return "?";
}

}  // namespace

std::optional<check::Reference> TestScope::find(std::string_view path) {
  for (std::uint32_t slot = 0; slot < kFields.size(); ++slot) {
    if (compare_ascii_nocase(kFields[slot].name, path) != 0) continue;
    check::Reference reference;
    reference.type = kFields[slot].type;
    reference.slot = slot;
    reference.of_record = path.find('.') == std::string_view::npos;
    return reference;
  }
  return std::nullopt;
}

std::string TestScope::nearest(std::string_view) const { return {}; }

TestFields::TestFields() {
  for (std::uint32_t slot = 0; slot < kFields.size(); ++slot) values.push_back(Value::not_loaded(slot));
}

void TestFields::set(std::string_view name, const Value& value) {
  for (std::uint32_t slot = 0; slot < kFields.size(); ++slot) {
    if (kFields[slot].name == name) values[slot] = value;
  }
}

Compiled compile(std::string_view formula, check::Place place, TypeSet types, program::Blanks blanks) {
  Compiled out;
  const std::optional<syntax::Tree> tree = syntax::parse(formula, out.diagnostics);
  if (!tree) return out;
  TestScope scope;
  const check::Facts facts = check::check(*tree, scope, place, {types, "true or false"}, out.diagnostics);
  if (out.diagnostics.empty()) out.program = program::compile(*tree, facts, blanks);
  return out;
}

std::string evaluate(std::string_view formula, TestFields& fields, program::Blanks blanks) {
  const Compiled compiled = compile(formula, check::Place::kValidationRule, kAnyType, blanks);
  if (!compiled.program) return "refused: " + compiled.diagnostics.front().message;
  Arena arena;
  run::Machine machine(arena);
  functions::Context context;
  context.has_prior = fields.before != nullptr;
  return spelled(machine.run(*compiled.program, fields, context).value);
}

std::string evaluate(std::string_view formula) {
  TestFields fields;
  return evaluate(formula, fields);
}

}  // namespace presave::testing
