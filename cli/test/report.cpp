#include "cli/test/report.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "cli/explain_report.h"

namespace presave::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLongestCondition = 56;  // characters
constexpr std::size_t kShownGoals = 20;  // goals that are listed unless everything is wanted

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + printable(name);
  return out;
}

std::string words(const Expectation& expectation) {
  std::string out;
  const auto add = [&](const std::vector<std::string>& names, const std::string& what) {
    if (!names.empty()) out += (out.empty() ? "" : "; ") + what + joined(names);
  };
  add(expectation.failures, "");
  add(expectation.undetermined, "undetermined: ");
  add(expectation.faulted, "faulted: ");
  return out.empty() ? "passes" : out;
}

std::string failed_case(const FileResult& file, const CaseResult& result, const Painter& painter) {
  std::string out = painter.paint(Colour::kRed, "FAIL") + "  " + painter.paint(Colour::kBold, printable(result.test->name)) + "  " +
                    painter.paint(Colour::kFaint, printable(file.path) + ":" + std::to_string(result.test->line)) + '\n';
  if (!result.refused.empty()) return out + "      " + printable(result.refused) + '\n';
  out += "      expected  " + words(result.test->expect) + "\n      got       " + words(result.got) + '\n';
  for (const std::string& why : result.unexplained) out += "      " + printable(why) + '\n';
  for (const std::string& document : result.explanations) {
    const Json explanation = Json::parse(document);
    out += "      " + printable(explanation.at("rule").get_ref<const std::string&>()) + '\n' +
           explained_formula(explanation, painter, 8);
  }
  return out;
}

std::string cases_text(const TestRun& run, const Painter& painter, bool verbose) {
  std::string out;
  for (const FileResult& file : run.files) {
    for (const CaseResult& result : file.cases) {
      if (!result.passed) out += failed_case(file, result, painter);
      else if (verbose) out += painter.paint(Colour::kGreen, "pass") + "  " + printable(result.test->name) + '\n';
    }
  }
  return out;
}

struct Sum {
  std::size_t rules = 0;
  std::size_t seen = 0;
  std::size_t total = 0;
};

std::string objects_text(const Coverage& coverage, const Painter& painter) {
  std::map<std::string, Sum> sums;
  std::size_t widest = 0;
  for (const CoveredRule& rule : coverage.rules()) {
    Sum& sum = sums[rule.object];
    ++sum.rules;
    sum.seen += rule.seen();
    sum.total += rule.goals.size();
    widest = std::max(widest, rule.object.size());
  }
  std::string out;
  for (const auto& [object, sum] : sums) {
    const Colour colour = sum.seen == sum.total ? Colour::kGreen : sum.seen == 0 ? Colour::kRed : Colour::kYellow;
    out += "  " + padded(printable(object), widest) + "  " + painter.paint(colour, padded(percent_text(sum.seen, sum.total), 7)) +
           "  " + std::to_string(sum.seen) + " of " + std::to_string(sum.total) + " in " + counted(sum.rules, "rule") + '\n';
  }
  return out;
}

std::string missing_text(const Coverage& coverage, const Painter& painter, bool verbose) {
  std::string out;
  std::size_t shown = 0;
  std::size_t left = 0;
  for (const CoveredRule& rule : coverage.rules()) {
    if (!rule.compiles) out += "  " + printable(rule.object + "." + rule.rule) + painter.paint(Colour::kYellow, "  does not compile: no test can show it") + '\n';
    bool named = false;
    for (const CoveredGoal& goal : rule.goals) {
      if (goal.cases > 0) continue;
      if (!verbose && shown == kShownGoals) {
        ++left;
        continue;
      }
      if (!named) {
        out += "  " + painter.paint(Colour::kBold, printable(rule.object + "." + rule.rule)) +
               painter.paint(Colour::kFaint, "  " + printable(rule.file)) + '\n';
      }
      named = true;
      ++shown;
      out += "    line " + std::to_string(rule.line_at(goal.begin)) + "  never " + side_text(goal.side) + ": " +
             printable(one_line(goal.text, kLongestCondition)) + '\n';
    }
  }
  if (left > 0) out += "  and " + std::to_string(left) + " more; --verbose shows all, --generate proposes cases\n";
  return out;
}

Json expectation_json(const Expectation& expectation) {
  return {{"failures", expectation.failures}, {"undetermined", expectation.undetermined}, {"faulted", expectation.faulted}};
}

Json case_json(const CaseResult& result) {
  Json out = {{"name", result.test->name}, {"line", result.test->line}, {"passed", result.passed}};
  if (!result.refused.empty()) {
    out["refused"] = result.refused;
  } else if (!result.passed) {
    out["expected"] = expectation_json(result.test->expect);
    out["got"] = expectation_json(result.got);
    Json& explanations = out["explanations"] = Json::array();
    for (const std::string& document : result.explanations) explanations.push_back(Json::parse(document));
  }
  return out;
}

Json rule_json(const CoveredRule& rule) {
  Json goals = Json::array();
  for (const CoveredGoal& goal : rule.goals) {
    goals.push_back({{"text", goal.text}, {"side", goal.side}, {"span", {goal.begin, goal.end}}, {"line", rule.line_at(goal.begin)}, {"cases", goal.cases}});
  }
  Json out = {{"object", rule.object}, {"rule", rule.rule}, {"compiles", rule.compiles}, {"seen", rule.seen()}, {"total", rule.goals.size()}, {"goals", std::move(goals)}};
  if (!rule.file.empty()) out["source"] = {{"file", rule.file}, {"line", rule.line}};
  return out;
}

}  // namespace

std::string test_report(const TestRun& run, const Painter& painter, bool verbose) {
  std::string out = cases_text(run, painter, verbose);
  if (!out.empty()) out += '\n';
  const std::size_t failed = run.failed();
  out += counted(run.cases(), "case") + ": " + painter.paint(Colour::kGreen, std::to_string(run.cases() - failed) + " pass");
  if (failed > 0) out += ", " + painter.paint(Colour::kRed, std::to_string(failed) + " fail");
  const Coverage& coverage = run.coverage;
  out += "\n\nConditions seen both ways: " + percent_text(coverage.seen(), coverage.total()) + " (" + std::to_string(coverage.seen()) +
         " of " + std::to_string(coverage.total()) + ")\n" + objects_text(coverage, painter);
  const std::string missing = missing_text(coverage, painter, verbose);
  return missing.empty() ? out : out + "\nNot shown by any case:\n" + missing;
}

std::string test_report_json(const TestRun& run) {
  Json files = Json::array();
  for (const FileResult& file : run.files) {
    Json cases = Json::array();
    for (const CaseResult& result : file.cases) cases.push_back(case_json(result));
    files.push_back({{"file", file.path}, {"cases", std::move(cases)}});
  }
  Json rules = Json::array();
  for (const CoveredRule& rule : run.coverage.rules()) rules.push_back(rule_json(rule));
  const Json out = {{"cases", run.cases()},
                    {"failed", run.failed()},
                    {"files", std::move(files)},
                    {"coverage", {{"seen", run.coverage.seen()}, {"total", run.coverage.total()}, {"percent", run.coverage.percent()}, {"rules", std::move(rules)}}}};
  return out.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace presave::cli
