#include "cli/test/command.h"

#include <cstdio>
#include <system_error>

#include "cli/clock.h"
#include "cli/exit_code.h"
#include "cli/output_file.h"
#include "cli/test/generate.h"
#include "cli/test/report.h"
#include "cli/test/run.h"

namespace presave::cli {
namespace {

int refuse(const Fault& fault) {
  std::fprintf(stderr, "presave test: %s\n", printable(fault.text()).c_str());
  return kInput;
}

Result<std::vector<TestFile>> read_files(const TestOptions& options) {
  std::error_code error;
  // The first cases are generated where there are none yet.
  if (options.generate && !std::filesystem::exists(options.path, error)) return std::vector<TestFile>();
  const auto paths = find_test_files(options.path);
  if (!paths) return paths.fault();
  std::vector<TestFile> files;
  for (const std::filesystem::path& path : *paths) {
    Result<TestFile> file = read_test_file(path);
    if (!file) return file.fault();
    files.push_back(*std::move(file));
  }
  if (files.empty() && !options.generate) {
    return Fault{FaultCode::kNotFound, options.path.generic_string(),
                 "no test files (.yaml, .yml, .json) in it; --generate proposes some"};
  }
  return files;
}

// Source files are named from the folder that was imported.
std::string source_root(const TestOptions& options) {
  return options.org.source.size() == 1 ? options.org.source.front().generic_string() : std::string();
}

Done write_reports(const TestOptions& options, const TestRun& run) {
  const std::pair<const std::filesystem::path&, std::string> reports[] = {
      {options.lcov, options.lcov.empty() ? std::string() : lcov_report(run.coverage, source_root(options))},
      {options.html, options.html.empty() ? std::string() : html_report(run, "Rule tests")},
      {options.junit, options.junit.empty() ? std::string() : junit_report(run)}};
  for (const auto& [path, text] : reports) {
    if (path.empty()) continue;
    if (Done written = write_file(path, text); !written) return written.fault();
  }
  return done();
}

// A name that no file has: proposals are added to, never written over.
std::filesystem::path free_name(const std::filesystem::path& folder, const std::string& object) {
  std::filesystem::path path = folder / (object + ".proposed.yaml");
  for (int number = 2; std::filesystem::exists(path); ++number) {
    path = folder / (object + ".proposed-" + std::to_string(number) + ".yaml");
  }
  return path;
}

int generate(const TestOptions& options, const Bundle& bundle, const std::vector<TestFile>& files, TestRun& run,
             std::int64_t now) {
  const auto proposed = propose_cases(bundle, files, now, run.coverage);
  if (!proposed) return refuse(proposed.fault());
  const bool one_file = std::filesystem::is_regular_file(options.path);
  const std::filesystem::path folder = one_file ? options.path.parent_path() : options.path;
  std::error_code error;
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  for (const ProposedFile& file : *proposed) {
    if (file.cases > 0) {
      const std::filesystem::path path = free_name(folder, file.object);
      if (Done written = write_file(path, file.text); !written) return refuse(written.fault());
      std::printf("%s: %s, %zu more of %s's conditions shown\n", printable(path.generic_string()).c_str(),
                  counted(file.cases, "case").c_str(), file.shown, printable(file.object).c_str());
    }
    for (const std::string& open : file.open) std::printf("  no case found for %s\n", printable(open).c_str());
    if (file.gave_up) std::puts("  the search was ended by its bound: with these cases added, --generate goes on from there");
  }
  std::printf("Conditions seen both ways: %s\n", percent_text(run.coverage.seen(), run.coverage.total()).c_str());
  return kAllPass;
}

}  // namespace

int test_command(const TestOptions& options) {
  const Result<Bundle> bundle = load_org(options.org);
  if (!bundle) return refuse(bundle.fault());
  const Result<std::vector<TestFile>> files = read_files(options);
  if (!files) return refuse(files.fault());
  const std::int64_t now = now_ms();
  Result<TestRun> run = run_tests(*bundle, *files, now);
  if (!run) return refuse(run.fault());
  if (options.generate) return generate(options, *bundle, *files, *run, now);
  if (Done written = write_reports(options, *run); !written) return refuse(written.fault());
  const std::string text = options.json ? test_report_json(*run) : test_report(*run, Painter(stdout), options.verbose);
  std::fputs(text.c_str(), stdout);
  const bool covered = run->coverage.percent() >= options.min_coverage;
  if (!covered) {
    std::fprintf(stderr, "presave test: coverage %s is below the %g %% asked for\n",
                 percent_text(run->coverage.seen(), run->coverage.total()).c_str(), options.min_coverage);
  }
  return run->failed() == 0 && covered ? kAllPass : kFailures;
}

}  // namespace presave::cli
