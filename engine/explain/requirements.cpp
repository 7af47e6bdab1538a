#include "engine/explain/requirements.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/base/ascii.h"
#include "engine/base/join.h"
#include "engine/explain/formula.h"
#include "engine/explain/reads.h"
#include "engine/rules/record_type.h"

namespace presave::explain {
namespace {

using Paths = std::set<std::string, schema::NameLess>;

std::vector<std::string> listed(const Paths& paths) { return {paths.begin(), paths.end()}; }

bool begins(std::string_view path, std::string_view prefix) {
  return path.size() > prefix.size() && compare_ascii_nocase(path.substr(0, prefix.size()), prefix) == 0;
}

/// Sorts what is read into its kinds.
class Sorter {
 public:
  explicit Sorter(const run::Layout& layout) : layout_(layout) {}

  void present(std::uint32_t slot) {
    const run::Slot& place = layout_[slot];
    if (place.global) return global(place.path);
    if (place.of_record) {
      if (!place.field->is_formula()) fields_.insert(place.path);  // else it does not compile, and nobody can give it
      return;
    }
    parents_.insert(place.path);
    own_lookup(slot);
  }

  void prior(std::uint32_t slot) {
    const run::Slot& place = layout_[slot];
    if (place.global || (place.of_record && place.field->is_formula())) return;
    prior_.insert(place.path);
    present(slot);  // a query gives the record as it is stored: both at once
  }

  Requirements result() const {
    return {listed(fields_),   listed(parents_),         listed(prior_), listed(globals_), listed(permissions_),
            listed(settings_), listed(custom_metadata_), {}};
  }

 private:
  void global(const std::string& path) {
    constexpr std::string_view kPermission = "$Permission.";
    if (begins(path, kPermission)) permissions_.insert(path.substr(kPermission.size()));
    else if (begins(path, "$Setup.")) settings_.insert(path);
    else if (begins(path, "$CustomMetadata.")) custom_metadata_.insert(path);
    else globals_.insert(path);
  }

  // Whether there is a parent at all is said by the record's own lookup.
  void own_lookup(std::uint32_t slot) {
    std::optional<std::uint32_t> at = layout_[slot].lookup;
    while (at && !layout_[*at].of_record) at = layout_[*at].lookup;
    if (at) fields_.insert(layout_[*at].path);
  }

  const run::Layout& layout_;
  Paths fields_, parents_, prior_, globals_, permissions_, settings_, custom_metadata_;
};

// VLOOKUP(field to return, field to match, value): the first two are "$ObjectType.Object.Fields.Field".
class LookupCollector {
 public:
  void add(const syntax::Tree& tree) {
    for (syntax::NodeIndex i = 0; i < tree.size(); ++i) {
      const syntax::Node& node = tree[i];
      if (node.kind != syntax::NodeKind::kCall || compare_ascii_nocase(node.name, "VLOOKUP") != 0) continue;
      for (const syntax::NodeIndex operand : tree.operands(node)) add_path(tree[operand]);
    }
  }

  std::vector<LookupTable> result() const {
    std::vector<LookupTable> out;
    for (const auto& [object, fields] : tables_) out.push_back({object, listed(fields)});
    return out;
  }

 private:
  void add_path(const syntax::Node& node) {
    constexpr std::string_view kBefore = "$ObjectType.";
    constexpr std::string_view kBetween = ".Fields.";
    if (node.kind != syntax::NodeKind::kReference || !begins(node.name, kBefore)) return;
    const std::string_view rest = node.name.substr(kBefore.size());
    const std::size_t dot = rest.find('.');
    if (dot == std::string_view::npos || !begins(rest.substr(dot), kBetween)) return;
    tables_[std::string(rest.substr(0, dot))].insert(std::string(rest.substr(dot + kBetween.size())));
  }

  std::map<std::string, Paths, schema::NameLess> tables_;
};

std::vector<LookupTable> lookups_of(const schema::Org& org, const rules::RuleSet& rules) {
  LookupCollector lookups;
  FormulaReader formulas(org, rules);
  for (const rules::Rule& rule : rules.rules()) {
    if (const auto formula = formulas.read(rule)) lookups.add(formula->tree);
  }
  for (std::uint32_t slot = 0; slot < rules.layout().size(); ++slot) {
    if (const auto formula = formulas.read(slot)) lookups.add(formula->tree);
  }
  return lookups.result();
}

// "Owner:User.Name": the fields of a parent that is of that kind, where there are several kinds.
struct KindOfParent {
  std::string relationship;
  std::string kind;
  std::string rest;
};

std::optional<KindOfParent> kind_of_parent(const std::string& path) {
  const std::size_t colon = path.find(':');
  if (colon == std::string::npos) return std::nullopt;
  const std::size_t dot = path.find('.', colon);
  return KindOfParent{path.substr(0, colon), path.substr(colon + 1, dot - colon - 1), path.substr(dot + 1)};
}

std::string without_kinds(std::string path) {
  for (std::size_t colon = path.find(':'); colon != std::string::npos; colon = path.find(':')) {
    path.erase(colon, path.find('.', colon) - colon);
  }
  return path;
}

/// Gathers what a query selects. SOQL follows five relationships, and a TYPEOF cannot stand in another (SOQL and SOSL
/// Reference, "Understanding Relationship Query Limitations", "TYPEOF").
class QueryWriter {
 public:
  void add_field(const std::string& name) {
    if (!schema::same_name(name, "Id")) columns_.insert(name);
  }

  void add_parent(const std::string& path) {
    constexpr std::ptrdiff_t kMostRelationships = 5;
    const std::optional<KindOfParent> several = kind_of_parent(path);
    const bool nested = several && several->rest.find(':') != std::string::npos;
    if (nested || std::count(path.begin(), path.end(), '.') > kMostRelationships) beyond_.push_back(path);
    else if (several) kinds_[several->relationship][several->kind].insert(several->rest);
    else columns_.insert(path);
  }

  Query write(const std::string& object) {
    std::string typeofs;
    for (auto& [relationship, by_kind] : kinds_) typeofs += type_of(relationship, by_kind);
    std::string out = "SELECT Id";
    for (const std::string& column : columns_) out += join({", ", column});
    return {join({out, typeofs, " FROM ", object}), std::move(beyond_)};
  }

 private:
  using Kinds = std::map<std::string, Paths>;

  // A relationship that has a TYPEOF cannot be selected beside it: what is read of every kind stands in each branch.
  std::string type_of(const std::string& relationship, Kinds& by_kind) {
    Paths of_all;
    const std::string before = relationship + ".";
    for (auto column = columns_.begin(); column != columns_.end();) {
      const bool is_below = begins(*column, before);
      if (is_below) of_all.insert(column->substr(before.size()));
      column = is_below ? columns_.erase(column) : std::next(column);
    }
    std::string out = join({", TYPEOF ", relationship});
    for (auto& [kind, fields] : by_kind) {
      fields.insert(of_all.begin(), of_all.end());
      out += join({" WHEN ", kind, " THEN ", listed_in_words(fields)});
    }
    if (!of_all.empty()) out += join({" ELSE ", listed_in_words(of_all)});
    return out + " END";
  }

  static std::string listed_in_words(const Paths& paths) {
    std::string out;
    for (const std::string& path : paths) out += join({out.empty() ? "" : ", ", path});
    return out;
  }

  Paths columns_;
  std::map<std::string, Kinds> kinds_;  // by relationship, then kind
  std::vector<std::string> beyond_;
};

// Labels and custom metadata that the bundle holds: nobody needs to load them.
std::vector<bool> answered_by_org(const rules::RuleSet& rules) {
  std::vector<bool> answered(rules.layout().size());
  for (const rules::OrgValue& known : rules.org_values()) answered[known.slot] = true;
  return answered;
}

}  // namespace

Requirements requirements_of(const schema::Org& org, const rules::RuleSet& rules) {
  ReadsCollector collector(rules);
  for (const rules::Rule& rule : rules.rules()) {
    if (rule.program) collector.add(*rule.program);
  }
  const std::vector<std::uint32_t> read = collector.reads().present;  // a copy: it grows meanwhile
  for (const std::uint32_t slot : read) {
    const std::optional<std::uint32_t> given_by_default = rules.layout()[slot].default_program;
    if (given_by_default) collector.add(rules.programs()[*given_by_default]);
  }
  Sorter sorter(rules.layout());
  const std::vector<bool> answered = answered_by_org(rules);
  for (const std::uint32_t slot : collector.reads().present) {
    if (!answered[slot]) sorter.present(slot);
  }
  // Record types decide which picklist values are taken.
  const auto record_type = rules.layout().find(rules::kRecordTypeName);
  if (record_type) sorter.present(*record_type);
  for (const std::uint32_t slot : collector.reads().prior) sorter.prior(slot);
  Requirements out = sorter.result();
  out.lookups = lookups_of(org, rules);
  return out;
}

Query query_of(const std::string& object, const Requirements& requirements) {
  QueryWriter writer;
  for (const std::string& field : requirements.fields) writer.add_field(field);
  for (const std::string& path : requirements.parents) writer.add_parent(path);
  return writer.write(object);
}

std::vector<std::string> ui_fields_of(const std::string& object, const Requirements& requirements) {
  Paths out;
  for (const std::string& field : requirements.fields) out.insert(join({object, ".", field}));
  for (const std::string& path : requirements.parents) out.insert(join({object, ".", without_kinds(path)}));
  return listed(out);
}

}  // namespace presave::explain
