// Running cases: what each should give, what it gave, and what all of them have shown.
#pragma once

#include <string>
#include <vector>

#include "cli/test/coverage.h"
#include "cli/test/test_file.h"

namespace presave::cli {

/// How one case went.
struct CaseResult {
  const TestCase* test = nullptr;
  bool passed = false;
  std::string refused;                     ///< the request cannot be read, and why; empty otherwise
  Expectation got;
  std::vector<std::string> explanations;   ///< explain documents of the rules that differ
  std::vector<std::string> unexplained;    ///< why a rule that differs has none: it is not active, or misspelt
};

struct FileResult {
  std::string path;
  std::vector<CaseResult> cases;
};

struct TestRun {
  std::vector<FileResult> files;
  Coverage coverage;

  std::size_t cases() const;
  std::size_t failed() const;
};

/// Runs every case at the same moment, unless it brings its own. The files must outlive the answer.
Result<TestRun> run_tests(const Bundle& bundle, const std::vector<TestFile>& files, std::int64_t now_ms);

/// What an outcome document says, in the form of an expectation.
Expectation expectation_of(const nlohmann::ordered_json& outcome);

}  // namespace presave::cli
