// One row of a source through a mapping.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/json_text.h"
#include "engine/run/machine.h"
#include "engine/transform/mapping.h"
#include "engine/value/arena.h"

namespace presave::transform {

/// What stands in one column of a row.
struct Cell {
  std::string_view text;
  enum class Kind : std::uint8_t { kText, kJson, kNested } kind = Kind::kText;  ///< kJson: a number or boolean
};

/// Transforms row after row. Keeps its memory between rows; for one thread.
class Rows final : private run::Fields {
 public:
  /// The plan must have no error, and outlive this.
  explicit Rows(const Plan& plan);
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  /// The answer document for the cells, by column slot. Texts in them must stay until it returns.
  std::string transform(const std::vector<Cell>& cells, DateTime now);

 private:
  /// Why a row is no record.
  struct Reason {
    std::string field;   // empty: of the row filter
    std::string column;  // empty: a formula's
    std::string value;
    std::string message;
  };

  Value late(std::uint32_t slot) override;
  Value run(const program::Program& program, std::string_view field);
  void add(JsonText& out, const FieldPlan& field);
  Ready value_of(const FieldPlan& field);
  Ready from_column(const FieldPlan& field);
  void refuse(std::string_view field, std::string column, std::string_view value, std::string message);
  std::string refusal() const;
  std::string_view text_of(std::uint32_t slot) const;

  const Plan& plan_;
  Arena arena_;
  run::Machine machine_;
  functions::Context context_;
  const std::vector<Cell>* cells_ = nullptr;
  std::string_view field_;  // that is being computed
  std::vector<Reason> reasons_;
};

}  // namespace presave::transform
