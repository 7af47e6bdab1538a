#include "cli/test/coverage.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/value/utf16.h"

namespace presave::cli {
namespace {

using Json = nlohmann::ordered_json;

CoveredRule rule_of(const std::string& object, const Json& rule) {
  CoveredRule out;
  out.object = object;
  out.rule = rule.at("rule").get<std::string>();
  out.formula = rule.at("formula").get<std::string>();
  out.compiles = rule.at("compiles").get<bool>();
  if (rule.contains("source")) {
    out.file = rule.at("source").at("file").get<std::string>();
    out.line = rule.at("source").at("line").get<int>();
  }
  for (const Json& goal : rule.at("goals")) {
    const Json& span = goal.at("span");
    out.goals.push_back({span.at(0).get<std::size_t>(), span.at(1).get<std::size_t>(), goal.at("side").get<std::string>(),
                         goal.at("text").get<std::string>(), 0});
  }
  return out;
}

}  // namespace

std::size_t CoveredRule::seen() const {
  return static_cast<std::size_t>(std::count_if(goals.begin(), goals.end(), [](const CoveredGoal& goal) { return goal.cases > 0; }));
}

int CoveredRule::line_at(std::size_t offset) const {
  const std::string_view before = std::string_view(formula).substr(0, offset);
  return line + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
}

// A record without fields shows something, too, but is no case: what it shows is not counted.
Result<Coverage> Coverage::of(const Bundle& bundle) {
  Coverage out;
  for (const auto& [name, object] : bundle.org().objects) {
    const bool has_rules = std::any_of(object.rules.begin(), object.rules.end(), [](const schema::ValidationRule& rule) { return rule.active; });
    if (!has_rules) continue;
    const Result<std::string> document =
        bundle.cover(R"({"request":{"object":)" + Json(name).dump() + R"(,"record":{}}})", 0);
    if (!document) return document.fault();
    const Json parsed = Json::parse(*document);
    for (const Json& rule : parsed.at("rules")) out.rules_.push_back(rule_of(name, rule));
  }
  return out;
}

std::size_t Coverage::add(const std::string& object, const Json& rules) {
  std::size_t fresh = 0;
  for (const Json& rule : rules) {
    const auto known = std::find_if(rules_.begin(), rules_.end(), [&](const CoveredRule& one) {
      return schema::same_name(one.object, object) && one.rule == rule.at("rule");
    });
    if (known == rules_.end()) continue;
    for (std::size_t i = 0; i < known->goals.size(); ++i) {
      if (!rule.at("goals").at(i).at("seen").get<bool>()) continue;
      if (known->goals[i].cases++ == 0) ++fresh;
    }
  }
  return fresh;
}

std::size_t Coverage::seen() const {
  std::size_t out = 0;
  for (const CoveredRule& rule : rules_) out += rule.seen();
  return out;
}

std::size_t Coverage::total() const {
  std::size_t out = 0;
  for (const CoveredRule& rule : rules_) out += rule.goals.size();
  return out;
}

double Coverage::percent() const {
  return total() == 0 ? 100.0 : 100.0 * static_cast<double>(seen()) / static_cast<double>(total());
}

std::string percent_text(std::size_t seen, std::size_t total) {
  const double exact = total == 0 ? 100.0 : 100.0 * static_cast<double>(seen) / static_cast<double>(total);
  char out[16];
  std::snprintf(out, sizeof out, "%.1f %%", std::floor(exact * 10) / 10);
  return out;
}

std::string side_text(const std::string& side) {
  if (side == "true") return "TRUE";
  return side == "false" ? "FALSE" : "chosen";
}

std::string one_line(std::string text, std::size_t most) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  const auto blanks = [](char a, char b) { return a == ' ' && b == ' '; };
  text.erase(std::unique(text.begin(), text.end(), blanks), text.end());
  return shortened(text, most);
}

}  // namespace presave::cli
