// The slow, obvious twin of compiler and machine: evaluates a checked tree by walking it, node by node, with no
// program, no folding and no jumps. Written from the language's rules, not from the compiler.
#pragma once

#include <deque>
#include <span>
#include <string>
#include <vector>

#include "engine/check/checker.h"
#include "engine/program/compiler.h"
#include "engine/run/machine.h"

namespace presave::property {

/// Walks one tree over one record.
class Walker {
 public:
  Walker(const syntax::Tree& tree, const check::Facts& facts, program::Blanks blanks, functions::View view,
         run::Fields& fields, const functions::Context& context)
      : tree_(tree), facts_(facts), blanks_(blanks), view_(view), fields_(fields), context_(context) {}

  /// The value of the whole formula. Text in it lives as long as the walker, the tree and the record.
  Value run() { return walk(tree_.root()); }
  /// Where a fault arose or the missing field was read; the root when nothing of the kind happened.
  syntax::NodeIndex stopped_at() const { return stopped_at_.value_or(tree_.root()); }
  bool host_needed() const { return host_needed_; }

 private:
  using Operands = std::span<const syntax::NodeIndex>;

  Value walk(syntax::NodeIndex index);
  Value call(syntax::NodeIndex index);
  Value stop(syntax::NodeIndex index, const Value& value);
  /// Remembers where a value got stuck that `index` has just computed.
  Value made(syntax::NodeIndex index, const Value& value) { return value.is_stuck() ? stop(index, value) : value; }

  Value field(syntax::NodeIndex index);
  Value prior(syntax::NodeIndex index);
  Value junction(Operands operands, bool decisive);
  Value choice(Operands operands);
  Value plain(syntax::NodeIndex index);
  Value eager(syntax::NodeIndex index);
  Value of_values(syntax::NodeIndex index, std::span<const Value> values);
  Value text_of(syntax::NodeIndex index, const Value& value);
  Value sum(Operands operands, const Value& a, const Value& b, bool minus);
  Value function_of(const functions::Overload& overload, std::span<const Value> values);

  Type type(syntax::NodeIndex index) const { return facts_[index].type; }
  /// The type of the first operand that is not the literal NULL.
  Type common_type(Operands operands) const;
  bool is_empty_literal(syntax::NodeIndex index) const;

  const syntax::Tree& tree_;
  const check::Facts& facts_;
  program::Blanks blanks_;
  functions::View view_;
  run::Fields& fields_;
  const functions::Context& context_;
  Arena arena_;
  std::deque<std::string> texts_;
  std::optional<syntax::NodeIndex> stopped_at_;
  bool host_needed_ = false;
};

}  // namespace presave::property
