// Reports in the formats of other tools: JUnit's XML and LCOV's tracefile.
#include <algorithm>
#include <map>
#include <set>

#include "cli/markup.h"
#include "cli/test/report.h"

namespace presave::cli {
namespace {

std::string listed(const Expectation& expectation) {
  std::string out;
  for (const auto* names : {&expectation.failures, &expectation.undetermined, &expectation.faulted}) {
    for (const std::string& name : *names) out += (out.empty() ? "" : ", ") + name;
  }
  return out.empty() ? "passes" : out;
}

std::string case_element(const FileResult& file, const CaseResult& result) {
  std::string out = "    <testcase classname=\"" + escaped(result.test->object) + "\" name=\"" + escaped(result.test->name) +
                    "\" file=\"" + escaped(file.path) + "\" line=\"" + std::to_string(result.test->line) + "\"";
  if (result.passed) return out + "/>\n";
  const std::string message =
      result.refused.empty() ? "expected " + listed(result.test->expect) + ", got " + listed(result.got) : result.refused;
  return out + ">\n      <failure message=\"" + escaped(message) + "\">" + escaped(message) + "</failure>\n    </testcase>\n";
}

/// The branches and lines of one source file.
struct SourceFile {
  std::map<int, std::size_t> lines;  ///< cases by line
  std::string branches;
  std::size_t found = 0;
  std::size_t hit = 0;
};

void add_rule(const CoveredRule& rule, SourceFile& file) {
  std::map<std::size_t, std::size_t> next_branch;  // by block: a condition's place in the formula
  for (const CoveredGoal& goal : rule.goals) {
    const int line = rule.line_at(goal.begin);
    std::size_t& cases = file.lines[line];
    cases = std::max(cases, goal.cases);
    const std::size_t block = goal.begin * 10'000 + goal.end;  // conditions may begin at the same place
    file.branches += "BRDA:" + std::to_string(line) + ',' + std::to_string(block) + ',' + std::to_string(next_branch[block]++) + ',' +
                     std::to_string(goal.cases) + '\n';
    ++file.found;
    if (goal.cases > 0) ++file.hit;
  }
}

}  // namespace

std::string junit_report(const TestRun& run) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"" + std::to_string(run.cases()) + "\" failures=\"" +
                    std::to_string(run.failed()) + "\">\n";
  for (const FileResult& file : run.files) {
    const auto failed = std::count_if(file.cases.begin(), file.cases.end(), [](const CaseResult& one) { return !one.passed; });
    out += "  <testsuite name=\"" + escaped(file.path) + "\" tests=\"" + std::to_string(file.cases.size()) + "\" failures=\"" +
           std::to_string(failed) + "\">\n";
    for (const CaseResult& result : file.cases) out += case_element(file, result);
    out += "  </testsuite>\n";
  }
  return out + "</testsuites>\n";
}

std::string lcov_report(const Coverage& coverage, const std::string& root) {
  std::map<std::string, SourceFile> files;
  for (const CoveredRule& rule : coverage.rules()) {
    if (!rule.file.empty()) add_rule(rule, files[rule.file]);
  }
  std::string out = "TN:presave\n";
  for (const auto& [name, file] : files) {
    out += "SF:" + (root.empty() ? name : root + "/" + name) + '\n' + file.branches;
    out += "BRF:" + std::to_string(file.found) + "\nBRH:" + std::to_string(file.hit) + '\n';
    std::size_t lines_hit = 0;
    for (const auto& [line, cases] : file.lines) {
      out += "DA:" + std::to_string(line) + ',' + std::to_string(cases) + '\n';
      if (cases > 0) ++lines_hit;
    }
    out += "LF:" + std::to_string(file.lines.size()) + "\nLH:" + std::to_string(lines_hit) + "\nend_of_record\n";
  }
  return out;
}

}  // namespace presave::cli
