// vectors [--skip LIST] [--failures N] [--outcomes FILE] FILE...: runs conformance files, counts by suite and
// function, and fails when a vector that is not in the skip list does not pass. --outcomes writes what the
// engine gave for each, to compare the native build with WebAssembly.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "tests/vectors/runner/evaluate.h"

namespace {

using presave::vectors::Vector;

// A line of the skip list: an id, or the beginning of ids followed by '*', then the reason.
struct Skip {
  std::string pattern;
  std::string reason;
  int used = 0;

  bool covers(const std::string& id) const {
    if (pattern.back() != '*') return id == pattern;
    return id.starts_with(std::string_view(pattern).substr(0, pattern.size() - 1));
  }
};

struct Count {
  int passed = 0;
  int failed = 0;
  int skipped = 0;
};

struct Run {
  std::vector<Skip> skips;
  int failures_to_show = 20;
  std::ofstream outcomes;
  std::map<std::string, Count> by_suite;
  std::map<std::string, Count> by_function;
  Count all;
};

bool read_skips(const std::string& path, std::vector<Skip>& skips) {
  std::ifstream file(path);
  if (!file) {
    std::cerr << "vectors: cannot read the skip list " << path << "\n";
    return false;
  }
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    const std::size_t gap = line.find("  ");
    if (gap == std::string::npos || gap + 2 >= line.size()) {
      std::cerr << "vectors: " << path << ":" << number << ": a line is an id, two blanks and the reason\n";
      return false;
    }
    skips.push_back({line.substr(0, gap), line.substr(gap + 2)});
  }
  return true;
}

std::string why_skipped(Run& run, const Vector& vector) {
  for (Skip& skip : run.skips) {
    if (!skip.covers(vector.id)) continue;
    ++skip.used;
    return skip.reason;
  }
  return {};
}

void count(Run& run, const Vector& vector, int Count::*kind) {
  ++(run.all.*kind);
  ++(run.by_suite[vector.suite].*kind);
  for (const std::string& function : vector.functions) ++(run.by_function[function].*kind);
}

void run_vector(Run& run, const Vector& vector) {
  const auto [outcome, wrong] = presave::vectors::judge(vector);
  if (run.outcomes.is_open()) run.outcomes << vector.id << '\t' << outcome << '\n';
  if (!why_skipped(run, vector).empty()) return count(run, vector, &Count::skipped);
  if (wrong.empty()) return count(run, vector, &Count::passed);
  count(run, vector, &Count::failed);
  if (run.all.failed > run.failures_to_show) return;
  std::cout << "FAIL " << vector.id << "\n     " << vector.formula << "\n     input " << vector.input.dump() << "\n     "
            << wrong << "\n";
}

bool run_file(Run& run, const std::string& path) {
  std::ifstream file(path);
  if (!file) {
    std::cerr << "vectors: cannot read " << path << "\n";
    return false;
  }
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty()) continue;
    try {
      run_vector(run, presave::vectors::read_vector(line));
    } catch (const std::exception& problem) {
      std::cerr << "vectors: " << path << ":" << number << ": " << problem.what() << "\n";
      return false;
    }
  }
  return true;
}

void print(const char* title, const std::map<std::string, Count>& counts, bool only_failing) {
  std::printf("%-24s %8s %8s %8s\n", title, "passed", "failed", "skipped");
  for (const auto& [name, count] : counts) {
    if (only_failing && count.failed == 0) continue;
    std::printf("  %-22s %8d %8d %8d\n", name.c_str(), count.passed, count.failed, count.skipped);
  }
}

}  // namespace

int main(int argc, char** argv) {
  Run run;
  std::vector<std::string> files;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--skip" && i + 1 < argc) {
      if (!read_skips(argv[++i], run.skips)) return 2;
    } else if (argument == "--outcomes" && i + 1 < argc) {
      run.outcomes.open(argv[++i]);
      if (!run.outcomes) {
        std::cerr << "vectors: cannot write " << argv[i] << "\n";
        return 2;
      }
    } else if (argument == "--failures" && i + 1 < argc) {
      run.failures_to_show = std::atoi(argv[++i]);
    } else {
      files.push_back(argument);
    }
  }
  if (files.empty()) {
    std::cerr << "usage: vectors [--skip LIST] [--failures N] [--outcomes FILE] FILE...\n";
    return 2;
  }
  for (const std::string& file : files) {
    if (!run_file(run, file)) return 2;
  }
  print("suite", run.by_suite, false);
  print("functions that fail", run.by_function, true);
  for (const Skip& skip : run.skips) {
    if (skip.used == 0) std::printf("note: the skip list's %s matched no vector\n", skip.pattern.c_str());
  }
  std::printf("%d passed, %d failed, %d skipped\n", run.all.passed, run.all.failed, run.all.skipped);
  return run.all.failed == 0 ? 0 : 1;
}
