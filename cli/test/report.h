// What a test run gives: for people, for programs, and for the tools that read JUnit and LCOV files.
#pragma once

#include <string>

#include "cli/terminal.h"
#include "cli/test/run.h"

namespace presave::cli {

/// For people: cases that failed with what was expected and why it came otherwise, then what is not covered.
/// `verbose`: every case, and everything that is not covered.
std::string test_report(const TestRun& run, const Painter& painter, bool verbose);

/// The same as one JSON document.
std::string test_report_json(const TestRun& run);

/// JUnit's XML.
std::string junit_report(const TestRun& run);

/// LCOV's tracefile: formulas as lines, goals as branches. `root` is the folder that the source files' names start
/// from; empty for none.
std::string lcov_report(const Coverage& coverage, const std::string& root);

/// One HTML page without anything from elsewhere.
std::string html_report(const TestRun& run, const std::string& title);

}  // namespace presave::cli
