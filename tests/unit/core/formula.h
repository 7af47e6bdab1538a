// Compiles and runs one formula over fields that a test names.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/check/checker.h"
#include "engine/program/compiler.h"
#include "engine/run/machine.h"
#include "engine/syntax/parser.h"

namespace presave::testing {

/// Fields n, m (Number), t, u (Text), b (Boolean), d (Date), dt (DateTime), tm (Time), p (Picklist), mp
/// (MultiPicklist) and Parent.n, in this order of slots.
class TestScope final : public check::Scope {
 public:
  std::optional<check::Reference> find(std::string_view path) override;
  std::string nearest(std::string_view path) const override;
};

/// Values by slot; what a test does not set is not loaded.
class TestFields final : public run::Fields {
 public:
  TestFields();
  Value late(std::uint32_t slot) override { return Value::not_loaded(slot); }
  void set(std::string_view name, const Value& value);
};

struct Compiled {
  syntax::Diagnostics diagnostics;
  std::optional<program::Program> program;
};

Compiled compile(std::string_view formula, check::Place place = check::Place::kValidationRule,
                 TypeSet types = kAnyType, program::Blanks blanks = program::Blanks::kStay);

/// The value, spelled: "3", "true", "\"text\"", "2024-02-29", "blank", "fault divideByZero", "not loaded".
std::string evaluate(std::string_view formula, TestFields& fields, program::Blanks blanks = program::Blanks::kStay);
std::string evaluate(std::string_view formula);

}  // namespace presave::testing
