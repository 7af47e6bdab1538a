// Random formulas, well typed by construction (only the literal NULL in odd places may get one refused). What can
// be written is read from the rows, so a new function is generated as soon as it has got a row.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/functions/function.h"
#include "tests/property/world.h"

namespace presave::property {

/// What a generated formula may read.
enum class Reads : bool { kLiterals, kFields };

/// Writes random formulas.
class Generator {
 public:
  Generator(Random& random, Reads reads);

  /// The source of a formula of that type, at most `depth` calls deep.
  std::string formula(Type type, std::size_t depth);

 private:
  /// One way to make a value: a row, and of plain rows the overload.
  struct Way {
    const functions::Row* row;
    const functions::Overload* overload;
  };

  void add_ways(const functions::Row& row);
  bool can_make(Type type) const { return reads_ == Reads::kFields || ways_.contains(type); }

  std::string leaf(Type type);
  std::string literal(Type type);
  std::string any_field();
  std::string field(Type type, bool of_record);
  std::string call(const Way& way, Type type, std::size_t depth);
  std::string form(const functions::Row& row, Type type, std::size_t depth);
  std::string cases(const functions::Row& row, Type type, std::size_t depth);
  std::string sum(const functions::Row& row, Type type, std::size_t depth);
  std::vector<std::string> arguments(const Way& way, std::size_t depth);
  std::string fitting_literal(const functions::LiteralRule& rule);
  /// A part of a formula: now and then the literal NULL.
  std::string part(Type type, std::size_t depth);
  std::string written(const functions::Row& row, const std::vector<std::string>& operands);

  Random& random_;
  Reads reads_;
  std::map<Type, std::vector<Way>> ways_;
};

/// A text literal of that content.
std::string quoted(std::string_view text);

/// A call of a function or operator, with every operand in parentheses where it could matter.
std::string spelled_call(std::string_view name, const std::vector<std::string>& operands);

}  // namespace presave::property
