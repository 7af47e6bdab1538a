#include "cli/test/run.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

namespace presave::cli {
namespace {

using Json = nlohmann::ordered_json;

void tidy(std::vector<std::string>& names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
}

// Names that only one of the two lists has.
void add_differences(const std::vector<std::string>& a, const std::vector<std::string>& b, std::set<std::string>& out) {
  std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(), std::inserter(out, out.end()));
}

// The rules that came out otherwise than expected. Constraints ("Field: constraint") explain themselves.
void explain_differences(const Bundle& bundle, std::int64_t now_ms, CaseResult& result) {
  std::set<std::string> names;
  add_differences(result.test->expect.failures, result.got.failures, names);
  add_differences(result.test->expect.undetermined, result.got.undetermined, names);
  add_differences(result.test->expect.faulted, result.got.faulted, names);
  for (const std::string& name : names) {
    if (name.find(": ") != std::string::npos) continue;
    const Result<std::string> explanation = bundle.explain(
        R"({"repair":false,"rule":)" + Json(name).dump() + R"(,"request":)" + result.test->request + "}", now_ms);
    if (explanation) result.explanations.push_back(*explanation);
    else result.unexplained.push_back(explanation.fault().detail);
  }
}

CaseResult run_case(const Bundle& bundle, const TestCase& test, std::int64_t now_ms, Coverage& coverage) {
  CaseResult result;
  result.test = &test;
  const Result<std::string> document = bundle.cover(R"({"request":)" + test.request + "}", now_ms);
  if (!document) {
    result.refused = document.fault().text();
    return result;
  }
  const Json covered = Json::parse(*document);
  coverage.add(covered.at("object").get<std::string>(), covered.at("rules"));
  result.got = expectation_of(covered.at("outcome"));
  result.passed = result.got == test.expect;
  if (!result.passed) explain_differences(bundle, now_ms, result);
  return result;
}

}  // namespace

std::size_t TestRun::cases() const {
  std::size_t out = 0;
  for (const FileResult& file : files) out += file.cases.size();
  return out;
}

std::size_t TestRun::failed() const {
  std::size_t out = 0;
  for (const FileResult& file : files) {
    out += static_cast<std::size_t>(std::count_if(file.cases.begin(), file.cases.end(), [](const CaseResult& one) { return !one.passed; }));
  }
  return out;
}

Result<TestRun> run_tests(const Bundle& bundle, const std::vector<TestFile>& files, std::int64_t now_ms) {
  Result<Coverage> coverage = Coverage::of(bundle);
  if (!coverage) return coverage.fault();
  TestRun run{{}, *std::move(coverage)};
  for (const TestFile& file : files) {
    FileResult result{file.path, {}};
    for (const TestCase& test : file.cases) result.cases.push_back(run_case(bundle, test, now_ms, run.coverage));
    run.files.push_back(std::move(result));
  }
  return run;
}

Expectation expectation_of(const Json& outcome) {
  Expectation out;
  for (const Json& failure : outcome.at("failures")) {
    const std::string rule = failure.at("rule").get<std::string>();
    const bool constraint = failure.at("kind") == "constraint";
    out.failures.push_back(constraint ? failure.value("field", std::string()) + ": " + rule : rule);
  }
  for (const Json& rule : outcome.at("undetermined")) {
    // Constraints that only the org can decide (unique, lookup filters) are no matter of a test without an org.
    if (rule.at("kind") == "validationRule") out.undetermined.push_back(rule.at("rule").get<std::string>());
  }
  for (const Json& rule : outcome.at("faulted")) out.faulted.push_back(rule.at("rule").get<std::string>());
  tidy(out.failures);
  tidy(out.undetermined);
  tidy(out.faulted);
  return out;
}

}  // namespace presave::cli
