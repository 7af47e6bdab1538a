// The rules of one object, compiled: programs over a shared layout of slots.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/program/program.h"
#include "engine/rules/org_values.h"
#include "engine/rules/record_keys.h"
#include "engine/run/layout.h"
#include "engine/schema/org.h"
#include "engine/syntax/diagnostic.h"

namespace presave::rules {

/// An active validation rule.
struct Rule {
  const schema::ValidationRule* source = nullptr;
  std::optional<program::Program> program;  ///< none when it does not compile
  syntax::Diagnostics diagnostics;          ///< why not
};

/// A formula field or default value that does not compile.
struct BrokenFormula {
  std::string field;
  const schema::Field* source = nullptr;
  syntax::Diagnostics diagnostics;
};

/// Immutable after compile(); threads may share it. Points into the org, which must outlive it.
class RuleSet {
 public:
  /// Compiles every active rule, formula field and default value of the object, and the formula fields of
  /// parents that they read. What does not compile is kept with its diagnostics.
  static RuleSet compile(const schema::Org& org, const std::string& object_name);

  const std::string& object_name() const { return object_name_; }
  const schema::Object& object() const { return *object_; }
  const run::Layout& layout() const { return layout_; }
  const std::vector<Rule>& rules() const { return rules_; }
  const std::vector<program::Program>& programs() const { return programs_; }
  const std::vector<BrokenFormula>& broken() const { return broken_; }
  /// Slots of the record's fields whose definition may choose a value for a new record that brings none. A Checkbox that
  /// is FALSE by default is not among them: a blank one reads the same.
  const std::vector<std::uint32_t>& defaults() const { return defaults_; }
  /// What the org says of places that no record holds: custom labels, custom metadata.
  const std::vector<OrgValue>& org_values() const { return org_values_; }
  /// What the keys of a record document mean.
  const RecordKeys& keys() const { return keys_; }
  /// The record's own formula fields that did compile.
  std::size_t formula_fields() const { return formula_fields_; }

 private:
  friend class RuleSetCompiler;
  std::string object_name_;
  const schema::Object* object_ = nullptr;
  run::Layout layout_;
  std::vector<Rule> rules_;
  std::vector<program::Program> programs_;
  std::vector<BrokenFormula> broken_;
  std::vector<std::uint32_t> defaults_;
  std::vector<OrgValue> org_values_;
  RecordKeys keys_;
  std::size_t formula_fields_ = 0;
};

}  // namespace presave::rules
