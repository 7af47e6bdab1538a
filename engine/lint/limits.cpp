// Salesforce's limits on what an object may have: names, messages, relationships. Formulas have theirs in whole.cpp.
#include <set>
#include <string>

#include "engine/base/join.h"
#include "engine/lint/looks.h"
#include "engine/value/utf16.h"

namespace presave::lint {
namespace {

constexpr std::size_t kNameCharacters = 40;       // of a developer name, without namespace and ending
constexpr std::size_t kMessageCharacters = 255;
constexpr std::size_t kRelationships = 15;        // of one object, through all its formulas
constexpr std::size_t kManyRelationships = 12;    // from here on it is worth knowing how many are used

/// "Rate" of "npe01__Rate__c".
std::string_view developer_name(std::string_view name) {
  const std::size_t ending = name.rfind("__");
  if (ending == std::string_view::npos) return name;
  name = name.substr(0, ending);
  const std::size_t space = name.find("__");
  return space == std::string_view::npos ? name : name.substr(space + 2);
}

class Limits {
 public:
  Limits(const std::string& name, const schema::Object& object, Report& report)
      : name_(name), object_(object), report_(report) {}

  void look(std::span<const Formula> formulas) {
    for (const schema::ValidationRule& rule : object_.rules) look_at_rule(rule);
    for (const auto& [name, field] : object_.fields) look_at_name(name, developer_name(name), field.source);
    look_at_relationships(formulas);
  }

 private:
  void look_at_rule(const schema::ValidationRule& rule) {
    look_at_name(rule.name, rule.name, rule.source);
    const std::size_t length = utf16_length(rule.message);
    if (length <= kMessageCharacters) return;
    add("message-too-long", rule.name, rule.source,
        join({"The error message has ", std::to_string(length), " characters; Salesforce takes at most ",
              std::to_string(kMessageCharacters), "."}));
  }

  void look_at_name(const std::string& name, std::string_view checked, const schema::Source& source) {
    if (checked.size() <= kNameCharacters) return;
    add("name-too-long", name, source,
        join({"The name ", checked, " has ", std::to_string(checked.size()), " characters; Salesforce takes at most ",
              std::to_string(kNameCharacters), "."}));
  }

  // "Account.Owner.Name" goes through two: Account, and Account.Owner.
  void look_at_relationships(std::span<const Formula> formulas) {
    std::set<std::string, schema::NameLess> used;
    for (const Formula& formula : formulas) {
      for (std::uint32_t slot = 0; slot < formula.layout.size(); ++slot) {
        if (!formula.layout[slot].global) add_relationships(formula.layout[slot].path, used);
      }
    }
    if (used.size() < kManyRelationships) return;
    std::string names;
    for (const std::string& path : used) names += names.empty() ? path : ", " + path;
    add("relationship-limit", {}, object_.source,
        join({"The formulas of this object go through ", std::to_string(used.size()), " relationships; Salesforce's limit is ",
              std::to_string(kRelationships), ", unless it has raised it for the org: ", names, "."}));
  }

  static void add_relationships(std::string_view path, std::set<std::string, schema::NameLess>& used) {
    for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.', dot + 1))
      used.emplace(path.substr(0, dot));
  }

  void add(std::string_view code, const std::string& name, const schema::Source& source, std::string message) {
    report_.add({&rule_named(code), name_, name, std::move(message), {}, {}, 0, 0, source});
  }

  const std::string& name_;
  const schema::Object& object_;
  Report& report_;
};

}  // namespace

void look_at_limits(const std::string& name, const schema::Object& object, std::span<const Formula> formulas,
                    Report& report) {
  Limits(name, object, report).look(formulas);
}

}  // namespace presave::lint
