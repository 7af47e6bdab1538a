// The coverage page: every rule's formula with its conditions marked, and a table of them, so that colour is never
// all that tells them apart.
#include <algorithm>
#include <map>
#include <vector>

#include "cli/html_page.h"
#include "cli/markup.h"
#include "cli/test/report.h"

namespace presave::cli {
namespace {

/// What only this page shows: formulas with their conditions marked.
constexpr std::string_view kStyle = R"(
.all { color: var(--all); } .some { color: var(--some); } .none { color: var(--none); }
pre .all, pre .some, pre .none { color: inherit; border-radius: .2rem; }
pre .all { background: var(--all-back); } pre .some { background: var(--some-back); text-decoration: underline dotted var(--some); }
pre .none { background: var(--none-back); text-decoration: underline wavy var(--none); text-underline-offset: .25em; }
)";

/// Everything that is counted of one place in a formula.
struct Spot {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::vector<const CoveredGoal*> goals;

  std::string_view state() const {
    const auto seen = std::count_if(goals.begin(), goals.end(), [](const CoveredGoal* goal) { return goal->cases > 0; });
    if (seen == 0) return "none";
    return static_cast<std::size_t>(seen) == goals.size() ? "all" : "some";
  }
};

// By place, the larger first: they nest.
std::vector<Spot> spots_of(const CoveredRule& rule) {
  std::vector<Spot> out;
  for (const CoveredGoal& goal : rule.goals) {
    const auto known = std::find_if(out.begin(), out.end(), [&](const Spot& spot) { return spot.begin == goal.begin && spot.end == goal.end; });
    if (known == out.end()) out.push_back({goal.begin, goal.end, {&goal}});
    else known->goals.push_back(&goal);
  }
  std::stable_sort(out.begin(), out.end(), [](const Spot& a, const Spot& b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
  return out;
}

std::string how_often(std::size_t cases) { return cases == 0 ? "never" : counted(cases, "case"); }

std::string hint(const Spot& spot) {
  std::string out;
  for (const CoveredGoal* goal : spot.goals) out += (out.empty() ? "" : ", ") + side_text(goal->side) + ": " + how_often(goal->cases);
  return out;
}

std::string marked_formula(const CoveredRule& rule) {
  std::string out;
  std::vector<std::size_t> open;  // where spans end
  std::size_t at = 0;
  const auto copy_to = [&](std::size_t end) {
    out += escaped(std::string_view(rule.formula).substr(at, end - at), true);
    at = end;
  };
  const auto close_until = [&](std::size_t begin) {
    while (!open.empty() && open.back() <= begin) {
      copy_to(open.back());
      open.pop_back();
      out += "</span>";
    }
  };
  for (const Spot& spot : spots_of(rule)) {
    close_until(spot.begin);
    copy_to(spot.begin);
    out += "<span class=\"" + std::string(spot.state()) + "\" title=\"" + escaped(hint(spot)) + "\">";
    open.push_back(spot.end);
  }
  close_until(rule.formula.size());
  copy_to(rule.formula.size());
  return out;
}

std::string bar(std::size_t seen, std::size_t total) { return html_bar(seen, total) + " " + percent_text(seen, total); }

// A condition has a cell for each side; a branch of CASE is one cell.
std::string spot_row(const Spot& spot) {
  std::string out = "<tr><th scope=\"row\"><code>" + escaped(spot.goals.front()->text) + "</code></th>";
  for (const CoveredGoal* goal : spot.goals) {
    const bool branch = goal->side == "chosen";
    out += std::string("<td class=\"") + (goal->cases == 0 ? "none" : "all") + (branch ? "\" colspan=\"2\">chosen: " : "\">") + how_often(goal->cases) + "</td>";
  }
  return out + "</tr>\n";
}

std::string rule_article(const CoveredRule& rule) {
  std::string out = "<article>\n<h3><code>" + escaped(rule.rule) + "</code></h3>\n";
  if (!rule.file.empty()) out += "<p class=\"faint\">" + escaped(rule.file) + ", line " + std::to_string(rule.line) + "</p>\n";
  if (!rule.compiles) return out + "<p class=\"none\">The formula does not compile: no test can show it.</p>\n</article>\n";
  out += "<pre tabindex=\"0\">" + marked_formula(rule) + "</pre>\n<table>\n<caption>" + std::to_string(rule.seen()) + " of " +
         std::to_string(rule.goals.size()) + " shown</caption>\n<tr><th scope=\"col\">Condition</th><th scope=\"col\">TRUE</th><th scope=\"col\">FALSE</th></tr>\n";
  for (const Spot& spot : spots_of(rule)) out += spot_row(spot);
  return out + "</table>\n</article>\n";
}

std::string expectation_text(const Expectation& expectation) {
  std::string out;
  for (const auto* names : {&expectation.failures, &expectation.undetermined, &expectation.faulted}) {
    for (const std::string& name : *names) out += (out.empty() ? "" : ", ") + name;
  }
  return escaped(out.empty() ? "passes" : out);
}

std::string failures_section(const TestRun& run) {
  if (run.failed() == 0) return {};
  std::string out = "<h2>Cases that fail</h2>\n<table>\n<tr><th scope=\"col\">Case</th><th scope=\"col\">Expected</th><th scope=\"col\">Got</th></tr>\n";
  for (const FileResult& file : run.files) {
    for (const CaseResult& result : file.cases) {
      if (result.passed) continue;
      out += "<tr><td>" + escaped(result.test->name) + "<br><span class=\"faint\">" + escaped(file.path) + ":" + std::to_string(result.test->line) +
             "</span></td><td>" + expectation_text(result.test->expect) + "</td><td>" +
             (result.refused.empty() ? expectation_text(result.got) : escaped(result.refused)) + "</td></tr>\n";
    }
  }
  return out + "</table>\n";
}

/// The rules of one object.
struct ObjectRules {
  std::vector<const CoveredRule*> rules;
  std::size_t seen = 0;
  std::size_t total = 0;
};

std::map<std::string, ObjectRules> by_object(const Coverage& coverage) {
  std::map<std::string, ObjectRules> out;
  for (const CoveredRule& rule : coverage.rules()) {
    ObjectRules& object = out[rule.object];
    object.rules.push_back(&rule);
    object.seen += rule.seen();
    object.total += rule.goals.size();
  }
  return out;
}

}  // namespace

std::string html_report(const TestRun& run, const std::string& title) {
  const auto objects = by_object(run.coverage);
  std::string out = "<header>\n<h1>" + escaped(title) + "</h1>\n<p>" + counted(run.cases(), "case") + ", <strong class=\"" +
                    (run.failed() == 0 ? "all" : "none") + "\">" + (run.failed() == 0 ? std::string("all pass") : std::to_string(run.failed()) + " fail") +
                    "</strong>. Conditions seen both ways: " + bar(run.coverage.seen(), run.coverage.total()) + "</p>\n</header>\n<main>\n" +
                    failures_section(run);
  out += "<h2>Objects</h2>\n<table>\n<tr><th scope=\"col\">Object</th><th scope=\"col\" class=\"number\">Rules</th><th scope=\"col\">Coverage</th><th scope=\"col\" class=\"number\">Shown</th></tr>\n";
  for (const auto& [name, object] : objects) {
    out += "<tr><td><a href=\"#" + escaped(name) + "\"><code>" + escaped(name) + "</code></a></td><td class=\"number\">" + std::to_string(object.rules.size()) +
           "</td><td>" + bar(object.seen, object.total) + "</td><td class=\"number\">" + std::to_string(object.seen) + " of " + std::to_string(object.total) + "</td></tr>\n";
  }
  out += "</table>\n<p class=\"faint\">In the formulas: plain background, every side of the condition was seen; dotted underline, one side; wavy underline, none.</p>\n";
  for (const auto& [name, object] : objects) {
    out += "<section aria-labelledby=\"" + escaped(name) + "\">\n<h2 id=\"" + escaped(name) + "\"><code>" + escaped(name) + "</code></h2>\n";
    for (const CoveredRule* rule : object.rules) out += rule_article(*rule);
    out += "</section>\n";
  }
  return html_page(title, kStyle, out + "</main>\n");
}

}  // namespace presave::cli
