// The columns of a source: what formulas call them, where they stand in the source, how their text is read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "engine/base/ascii.h"
#include "engine/check/scope.h"
#include "engine/transform/pattern.h"

namespace presave::transform {

/// One column. Its slot is its place among the columns.
struct Column {
  std::string name;     ///< in formulas and `from`
  std::string heading;  ///< in the source: a CSV heading, a member, or members with dots between them
  Type type = Type::kText;
  std::string format;  ///< as the mapping writes it; empty: as documents write it (docs/documents.md)
  std::variant<std::monostate, NumberPattern, DatePattern, WordPattern> pattern = {};

  /// The value of a text that is not blank; none where it is none of the column's. `is_json` is a number or boolean
  /// that needs no pattern. Text points into `text`.
  std::optional<Value> read(std::string_view text, bool is_json) const;
  /// What the column wants, for reasons: "a date of the form dd.MM.yyyy".
  std::string wanted() const;
};

/// The columns as a formula sees them: what was declared, and any other name, which then is a text column.
class Columns final : public check::Scope {
 public:
  /// The slot of a column, made as a text column where it was not declared. None past kMostColumns.
  std::optional<std::uint32_t> slot(std::string_view name);
  /// False when there is one of that name, or no room.
  bool declare(Column column);

  std::optional<check::Reference> find(std::string_view path) override;
  std::string nearest(std::string_view path) const override;

  const std::vector<Column>& all() const { return columns_; }
  const Column& operator[](std::uint32_t slot) const { return columns_[slot]; }

 private:
  std::vector<Column> columns_;
  std::unordered_map<std::string, std::uint32_t, NocaseHash, NocaseEqual> by_name_;
};

}  // namespace presave::transform
