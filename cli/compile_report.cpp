#include "cli/compile_report.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/formula_mark.h"

namespace presave::cli {
namespace {

struct Counts {
  std::size_t objects = 0;
  std::size_t fields = 0;
  std::size_t formula_fields = 0;
  std::size_t rules = 0;
  std::size_t active_rules = 0;
  std::size_t record_types = 0;
};

Counts count(const schema::Org& org) {
  Counts counts;
  counts.objects = org.objects.size();
  for (const auto& [name, object] : org.objects) {
    counts.fields += object.fields.size();
    counts.rules += object.rules.size();
    counts.record_types += object.record_types.size();
    for (const auto& [field_name, field] : object.fields)
      counts.formula_fields += field.is_formula() ? 1u : 0u;
    for (const schema::ValidationRule& rule : object.rules) counts.active_rules += rule.active ? 1u : 0u;
  }
  return counts;
}

/// What only some orgs have: ", 2 record types, 7 custom metadata records, languages de, fr".
std::string more_counts(const schema::Org& org, const Counts& counts) {
  std::string out;
  std::size_t records = 0;
  for (const auto& [type, of_type] : org.custom_metadata) records += of_type.size();
  if (counts.record_types > 0) out += ", " + counted(counts.record_types, "record type");
  if (records > 0) out += ", " + counted(records, "custom metadata record");
  std::string_view before = ", languages ";
  for (const auto& [language, translation] : org.translations) {
    out += std::string(before) + language;
    before = ", ";
  }
  return out;
}

/// The formula that a finding is about; empty when the org has none of that name.
std::string_view formula_of(const schema::Org& org, const Finding& finding) {
  const auto object = org.objects.find(finding.object);
  if (object == org.objects.end()) return {};
  for (const schema::ValidationRule& rule : object->second.rules) {
    if (rule.name == finding.name) return rule.formula;
  }
  const auto found = object->second.fields.find(finding.name);
  if (found == object->second.fields.end()) return {};
  const schema::Field& field = found->second;
  return field.is_formula() ? field.formula : field.default_value;
}

std::string place_of(const Finding& finding, std::size_t lines_before) {
  if (finding.source.file.empty()) return {};
  return printable(finding.source.file) + ':' +
         std::to_string(static_cast<std::size_t>(std::max(finding.source.line, 1)) + lines_before) + ": ";
}

std::string finding_text(const schema::Org& org, const Finding& finding, const Painter& painter) {
  const std::string_view formula = formula_of(org, finding);
  const Spot spot = find_spot(formula, finding.begin, finding.end);
  std::string out = painter.paint(Colour::kBold, place_of(finding, spot.lines_before)) +
                    painter.paint(finding.unsupported ? Colour::kYellow : Colour::kRed,
                                  finding.unsupported ? "is not supported here: " : "does not compile: ") +
                    finding.object + '.' + finding.name + ": " + printable(finding.message) + '\n';
  if (!formula.empty()) out += mark(spot, painter);
  return out;
}

/// The namespace of "npe01__Rate__c"; empty where a name has none.
std::string_view namespace_of(std::string_view name) {
  const std::size_t first = name.find("__");
  const bool has_another =
      first != std::string_view::npos && name.find("__", first + 2) != std::string_view::npos;
  return has_another ? name.substr(0, first) : std::string_view();
}

/// The packages whose fields formulas read in vain: what a person must add is not the fields one by one.
std::set<std::string> missing_packages(const Bundle& bundle) {
  std::set<std::string> packages;
  for (const Finding& finding : bundle.findings()) {
    const std::string_view formula = formula_of(bundle.org(), finding);
    if (finding.begin >= finding.end || finding.end > formula.size()) continue;
    std::string_view path = formula.substr(finding.begin, finding.end - finding.begin);
    while (!path.empty()) {
      const std::string_view step = path.substr(0, path.find('.'));
      if (const std::string_view package = namespace_of(step); !package.empty()) packages.emplace(package);
      path.remove_prefix(std::min(step.size() + 1, path.size()));
    }
  }
  return packages;
}

std::string missing_packages_text(const Bundle& bundle, const Painter& painter) {
  std::string names;
  for (const std::string& package : missing_packages(bundle))
    names += names.empty() ? package : ", " + package;
  if (names.empty()) return {};
  return painter.paint(Colour::kBold, "managed packages: ") + printable(names) +
         ": their fields are not in the source; REST describes of the objects, given beside it, tell them\n";
}

std::string left_out_item(const schema::LeftOut& item) {
  const std::string line = item.line > 0 ? ':' + std::to_string(item.line) : std::string();
  const std::string place = item.file.empty() ? std::string() : " (" + item.file + line + ')';
  return printable(item.what + place);
}

/// Every malformed part of the source: it should have been taken over.
std::string broken_text(const schema::Org& org, const Painter& painter) {
  std::string out;
  for (const schema::LeftOut& item : org.left_out) {
    if (!item.broken) continue;
    const std::string line = item.line > 0 ? ':' + std::to_string(item.line) : std::string();
    out += painter.paint(Colour::kBold, printable(item.file) + line + ": ") +
           painter.paint(Colour::kRed, "cannot be read: ") + printable(item.what + ": " + item.why) + '\n';
  }
  return out;
}

/// By reason, since the reason is what a reader has to judge.
std::string left_out_text(const schema::Org& org, bool verbose) {
  std::map<std::string, std::vector<const schema::LeftOut*>> by_reason;
  for (const schema::LeftOut& item : org.left_out) {
    if (!item.broken) by_reason[item.why].push_back(&item);
  }
  if (by_reason.empty()) return {};
  std::string out = "left out" + std::string(verbose ? "" : " (--verbose names each)") + ":\n";
  for (const auto& [why, items] : by_reason) {
    out += padded("  " + std::to_string(items.size()), 7) + printable(why) + ": ";
    if (!verbose) {
      out += printable(items.front()->what) + (items.size() > 1 ? ", …" : "") + '\n';
      continue;
    }
    out += '\n';
    for (const schema::LeftOut* item : items) out += "         " + left_out_item(*item) + '\n';
  }
  return out;
}

}  // namespace

std::string compile_report(const Bundle& bundle, const Painter& painter, bool verbose) {
  const schema::Org& org = bundle.org();
  const Counts counts = count(org);
  std::string out = painter.paint(Colour::kBold, printable(org.name)) + ": " +
                    counted(counts.objects, "object") + ", " + counted(counts.fields, "field") + ", " +
                    counted(counts.rules, "validation rule") + " (" + std::to_string(counts.active_rules) +
                    " active), " + counted(counts.formula_fields, "formula field") +
                    more_counts(org, counts) + '\n';
  out += "compiled: " + counted(bundle.compiled_rules(), "rule") + ", " +
         counted(bundle.compiled_formula_fields(), "formula field") + '\n';
  for (const Finding& finding : bundle.findings()) out += finding_text(org, finding, painter);
  return out + missing_packages_text(bundle, painter) + broken_text(org, painter) +
         left_out_text(org, verbose);
}

std::string compile_report_json(const Bundle& bundle) {
  using Json = nlohmann::ordered_json;
  const Counts counts = count(bundle.org());
  Json out = {{"name", bundle.org().name},
              {"objects", counts.objects},
              {"fields", counts.fields},
              {"rules", counts.rules},
              {"activeRules", counts.active_rules},
              {"formulaFields", counts.formula_fields},
              {"recordTypes", counts.record_types},
              {"compiledRules", bundle.compiled_rules()},
              {"compiledFormulaFields", bundle.compiled_formula_fields()},
              {"findings", Json::array()},
              {"broken", Json::array()},
              {"leftOut", bundle.org().left_out.size()}};
  for (const Finding& finding : bundle.findings()) {
    out["findings"].push_back({{"object", finding.object},
                               {"name", finding.name},
                               {"message", finding.message},
                               {"begin", finding.begin},
                               {"end", finding.end},
                               {"unsupported", finding.unsupported},
                               {"file", finding.source.file},
                               {"line", finding.source.line}});
  }
  for (const schema::LeftOut& item : bundle.org().left_out) {
    if (!item.broken) continue;
    out["broken"].push_back(
        {{"file", item.file}, {"line", item.line}, {"what", item.what}, {"why", item.why}});
  }
  return out.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace presave::cli
