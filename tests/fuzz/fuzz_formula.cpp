// Formula text: parsed, checked, compiled in both readings of blanks, listed, and run over records that are
// blank, ordinary, extreme and not loaded. The value that comes out must be of the type that the checker
// promised: another one would read memory as what it is not.
#include <limits>

#include "tests/fuzz/targets.h"
#include "tests/unit/core/formula.h"

namespace presave::fuzz {
namespace {

using presave::testing::TestFields;

constexpr std::int64_t kNow = 1'764'000'000'000;
constexpr std::int64_t kLastInstant = 253'402'300'799'999;  // 9999-12-31T23:59:59.999Z
constexpr std::int32_t kLastDay = 2'932'896;                // 9999-12-31
constexpr std::int32_t kFirstDay = -719'164;                // 0001-01-01, Julian

bool fits(const Value& value, Type type) {
  switch (value.kind()) {
    case ValueKind::kNumber: return type == Type::kNumber;
    case ValueKind::kText: return type == Type::kText || type == Type::kPicklist || type == Type::kMultiPicklist;
    case ValueKind::kBoolean: return type == Type::kBoolean;
    case ValueKind::kDate: return type == Type::kDate;
    case ValueKind::kDateTime: return type == Type::kDateTime;
    case ValueKind::kTime: return type == Type::kTime;
    case ValueKind::kGeolocation: return type == Type::kGeolocation;
    case ValueKind::kBlank:
    case ValueKind::kFault:
    case ValueKind::kNotLoaded: return true;
  }
  return false;
}

void set_moments(TestFields& fields, std::int32_t day, std::int64_t instant, std::int32_t time) {
  fields.set("d", Date{day});
  fields.set("dt", DateTime{instant});
  fields.set("tm", Time{time});
}

TestFields blank() {
  TestFields fields;
  for (Value& value : fields.values) value = Value();
  return fields;
}

TestFields ordinary() {
  TestFields fields = blank();
  fields.set("n", *Decimal::parse("12.5"));
  fields.set("m", *Decimal::parse("-3"));
  fields.set("t", Text("Zoë \xF0\x9F\x98\x80 Müller"));
  fields.set("u", Text("2026-02-28"));
  fields.set("b", true);
  fields.set("p", Text("Open"));
  fields.set("mp", Text("Mon;Tue"));
  set_moments(fields, 20'000, kNow, 3'600'000);
  return fields;
}

TestFields largest() {
  TestFields fields = blank();
  fields.set("n", *Decimal::parse("9.99e38"));
  fields.set("m", *Decimal::parse("1e-38"));
  fields.set("t", Text("\r\n\t\"\\<>&;"));
  fields.set("b", false);
  set_moments(fields, kLastDay, kLastInstant, 86'399'999);
  return fields;
}

TestFields smallest() {
  TestFields fields = blank();
  fields.set("n", *Decimal::parse("-9.99e38"));
  fields.set("m", Decimal());
  fields.set("t", Text("\xC4\xB0"));
  set_moments(fields, kFirstDay, -62'135'769'600'000, 0);
  return fields;
}

void run(const program::Program& program, TestFields& fields, TestFields* before) {
  Arena arena;
  run::Machine machine(arena);
  functions::Context context;
  context.now = DateTime{kNow};
  context.has_prior = before != nullptr;
  fields.before = before;
  must(fits(machine.run(program, fields, context).value, program.type));
}

}  // namespace

void fuzz_formula(std::string_view input) {
  for (const program::Blanks blanks : {program::Blanks::kStay, program::Blanks::kAreZero}) {
    const auto compiled = presave::testing::compile(input, check::Place::kValidationRule, kAnyType, blanks);
    must(compiled.program.has_value() == compiled.diagnostics.empty());
    if (!compiled.program) return;
    must(!program::listing(*compiled.program).empty());
    TestFields before = ordinary();
    TestFields not_loaded;
    for (TestFields fields : {blank(), ordinary(), largest(), smallest(), not_loaded}) {
      run(*compiled.program, fields, &before);
      run(*compiled.program, fields, nullptr);
    }
  }
}

}  // namespace presave::fuzz
