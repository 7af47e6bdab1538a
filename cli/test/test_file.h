// Test files: cases beside the org, in YAML or JSON. docs/rule-tests.md describes them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/test/yaml_value.h"
#include "engine/base/result.h"

namespace presave::cli {

/// What must come of a case. Sorted, without repeats.
struct Expectation {
  std::vector<std::string> failures;      ///< rules, and constraints as "EndDate__c: required"
  std::vector<std::string> undetermined;  ///< rules; constraints that only the org can decide are not compared
  std::vector<std::string> faulted;       ///< rules

  bool operator==(const Expectation& other) const {
    return failures == other.failures && undetermined == other.undetermined && faulted == other.faulted;
  }
};

struct TestCase {
  std::string name;
  int line = 0;
  std::string object;
  std::string request;  ///< a request document
  Expectation expect;
};

struct TestFile {
  std::string path;
  std::vector<TestCase> cases;
};

/// The cases of one file. Everything in it must be known: a misspelt word would make a test say nothing.
Result<TestFile> read_test_file(const std::filesystem::path& path);

/// Every test file in a folder and the folders in it, by name; or the one file that is named.
Result<std::vector<std::filesystem::path>> find_test_files(const std::filesystem::path& path);

}  // namespace presave::cli
