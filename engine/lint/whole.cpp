// A formula as a whole: its size, and where its message stands.
#include <algorithm>
#include <map>
#include <set>

#include "engine/base/ascii.h"
#include "engine/base/join.h"
#include "engine/base/limits.h"
#include "engine/lint/looks.h"
#include "engine/value/utf16.h"

namespace presave::lint {
namespace {

constexpr std::size_t kNearSourceLimit = limits::kFormulaCharacters * 9 / 10;
constexpr std::size_t kCompiledLimit = 5000;  // Salesforce: bytes of a compiled formula
constexpr std::size_t kMostLevels = limits::kFormulaFieldDepth;

std::string number(std::size_t value) {
  return std::to_string(value);
}

// Characters of a formula with the formula fields that it reads written out, each time it reads them. What
// Salesforce compiles is of that order; its exact size only the org knows.
class Expanded {
 public:
  std::size_t size(const Formula& formula) {
    std::size_t total = formula.text.size();
    for (NodeIndex index = 0; index < formula.tree.size(); ++index) {
      if (formula.node(index).kind != NodeKind::kReference) continue;
      const schema::Field* field = formula.field_read(index);
      if (field && field->is_formula()) total += size_of(*field, slot_owner(formula, index), 0);
    }
    return total;
  }

 private:
  static const schema::Object* slot_owner(const Formula& formula, NodeIndex index) {
    return formula.layout[formula.facts[index].reference.slot].owner;
  }

  // By names alone: fields of the same object. Enough for what is only an estimate, and always too small.
  std::size_t size_of(const schema::Field& field, const schema::Object* owner, std::size_t level) {
    const auto known = sizes_.find(&field);
    if (known != sizes_.end()) return known->second;
    std::size_t total = field.formula.size();
    if (owner && level < kMostLevels) {
      for (const std::string_view name : names_in(field.formula)) {
        const auto at = owner->fields.find(name);
        if (at != owner->fields.end() && at->second.is_formula() && &at->second != &field) {
          total += size_of(at->second, owner, level + 1);
        }
      }
    }
    total = std::min(total, kCompiledLimit * 100);  // fields that double each other must not overflow
    sizes_[&field] = total;
    return total;
  }

  static std::vector<std::string_view> names_in(std::string_view formula) {
    std::vector<std::string_view> names;
    for (std::size_t at = 0; at < formula.size();) {
      std::size_t end = at;
      while (end < formula.size() &&
             (is_letter(formula[end]) || is_digit(formula[end]) || formula[end] == '_'))
        ++end;
      if (end > at) names.push_back(formula.substr(at, end - at));
      at = std::max(end, at + 1);
    }
    return names;
  }

  std::map<const schema::Field*, std::size_t> sizes_;
};

void look_at_size(const Formula& formula, Report& report) {
  const syntax::Span all = formula.node(formula.tree.root()).span;
  const std::size_t source = utf16_length(formula.text);
  if (source > kNearSourceLimit) {
    report.add("formula-size", formula, all,
               join({"The formula has ", number(source), " of at most ", number(limits::kFormulaCharacters),
                     " characters."}));
    return;
  }
  const std::size_t expanded = Expanded().size(formula);
  if (expanded <= kCompiledLimit) return;
  report.add(
      "formula-size", formula, all,
      join({"With the formula fields it reads written out the formula has ", number(expanded),
            " characters; Salesforce refuses compiled formulas of more than ", number(kCompiledLimit), "."}));
}

// The fields of the record itself that a rule reads, each once; a parent's field is read through its lookup.
std::set<std::string> own_fields(const Formula& formula) {
  std::set<std::string> fields;
  for (NodeIndex index = 0; index < formula.tree.size(); ++index) {
    const check::Reference& reference = formula.facts[index].reference;
    if (formula.node(index).kind != NodeKind::kReference || reference.has_constant) continue;
    const run::Slot* slot = &formula.layout[reference.slot];
    while (slot->lookup) slot = &formula.layout[*slot->lookup];
    if (slot->of_record) fields.insert(slot->path);
  }
  return fields;
}

void look_at_message(const Formula& formula, Report& report) {
  if (!formula.rule || !formula.rule->field.empty()) return;
  const std::set<std::string> fields = own_fields(formula);
  if (fields.size() != 1) return;
  report.add("message-without-field", formula, formula.tree.root(),
             join({*fields.begin(),
                   " is the one field of the record that the rule reads, but its message stands at the top "
                   "of the page."}),
             join({"Show the message beside ", *fields.begin(), " (errorDisplayField)."}));
}

}  // namespace

void look_at_whole(const Formula& formula, Report& report) {
  look_at_size(formula, report);
  look_at_message(formula, report);
}

}  // namespace presave::lint
