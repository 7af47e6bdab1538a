// What a race is run over: typed fields, records and formulas, from one JSON file.
//   {"fields": {"Amount": {"type": "Currency"}, …}, "records": [{"Amount": "12.5", …}, …],
//    "formulas": [{"formula": "Amount > 5", "returnType": "Boolean"}, …]}
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/bundle/json_reader.h"
#include "engine/check/scope.h"
#include "engine/run/machine.h"
#include "engine/value/type.h"

namespace presave::bench {

/// A field that formulas may read; its place in the list is its slot.
struct RaceField {
  std::string name;
  Type type = Type::kText;
};

struct RaceFormula {
  std::string source;
  Type type = Type::kBoolean;
};

/// One record in slots, as the engine reads it. Its texts belong to the RaceInput.
class RaceRecord final : public run::Fields {
 public:
  Value late(std::uint32_t slot) override { return Value::not_loaded(slot); }
};

/// A whole race in memory.
struct RaceInput {
  json::Document document;  ///< owns the texts
  std::vector<RaceField> fields;
  std::vector<RaceFormula> formulas;
  std::vector<RaceRecord> records;

  /// The slot of a field in any case; none when there is no such field.
  std::optional<std::uint32_t> slot(std::string_view name) const;
};

/// Reads a race. The fault names the file and the place in it.
Result<RaceInput> read_race(const std::string& path);

/// The fields as names in formulas.
class RaceScope final : public check::Scope {
 public:
  explicit RaceScope(const RaceInput& input) : input_(input) {}
  std::optional<check::Reference> find(std::string_view path) override;
  std::string nearest(std::string_view) const override { return {}; }

 private:
  const RaceInput& input_;
};

}  // namespace presave::bench
