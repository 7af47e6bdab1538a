// A mapping as it is run: which columns are read, which rows are skipped, what each field gets.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/presave.h"
#include "engine/program/program.h"
#include "engine/transform/columns.h"

namespace presave::transform {

enum class Operation : std::uint8_t { kInsert, kUpdate, kUpsert, kDelete };

/// A value that the mapping itself names, as the record holds it: JSON.
using Ready = std::optional<std::string>;

/// Other words for the values of a source.
struct ValueMap {
  std::map<std::string, std::string, std::less<>> ready;  ///< JSON by source value
  Ready otherwise;                                        ///< none: a value that is not in the map is refused
};

/// What one field of the record gets.
struct FieldPlan {
  std::string name;      ///< as the org spells it; of a lookup the relationship, "Customer__r"
  std::string relation_field;   ///< of a lookup: the external id on the parent
  std::string relation_object;  ///< of a lookup to one of several objects: which one
  schema::FieldType type = schema::FieldType::kText;  ///< of the value: of a lookup the external id's
  std::optional<std::uint32_t> column;
  std::optional<program::Program> formula;
  Ready constant;
  std::optional<ValueMap> map;
  Ready fallback;  ///< in place of blank
  std::optional<program::Program> when;
};

/// A checked mapping. Complete only where no finding is an error.
struct Plan {
  std::string object;
  Operation operation = Operation::kInsert;
  std::string key;  ///< the field by which records are found: Id, or an external id; empty: they are inserted
  std::string rows;  ///< where in a JSON document the rows stand, a JSON pointer
  bool trim = true;
  bool clears = false;  ///< a blank value is written as null; otherwise its field is left out
  Columns columns;
  std::optional<program::Program> where;
  std::vector<FieldPlan> fields;
  std::vector<MappingFinding> findings;
};

}  // namespace presave::transform
