// What an org's bundle costs to load, and one of its records to decide, through the public door.
//   build/release/cli/presave compile DIR -o bundle.json
//   build/release/bench/org_bench bundle.json request.json
#include <benchmark/benchmark.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "engine/presave.h"

namespace {

using presave::Bundle;

std::string read(const char* path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void load(benchmark::State& state, const std::string& document) {
  for (auto _ : state) benchmark::DoNotOptimize(Bundle::load(document));
}

void validate(benchmark::State& state, const Bundle& bundle, const std::string& request) {
  for (auto _ : state) benchmark::DoNotOptimize(bundle.validate(request, 0));
}

}  // namespace

int main(int count, char** arguments) {
  benchmark::Initialize(&count, arguments);
  if (count != 3) {
    std::cerr << "usage: org_bench BUNDLE REQUEST\n";
    return 2;
  }
  const std::string document = read(arguments[1]);
  const std::string request = read(arguments[2]);
  const presave::Result<Bundle> bundle = Bundle::load(document);
  if (!bundle) return std::cerr << bundle.fault().text() << '\n', 3;
  const presave::Result<std::string> outcome = bundle->validate(request, 0);
  if (!outcome) return std::cerr << outcome.fault().text() << '\n', 3;
  std::cout << *outcome << '\n';
  benchmark::RegisterBenchmark("load", load, document);
  benchmark::RegisterBenchmark("validate", [&](benchmark::State& state) { validate(state, *bundle, request); });
  benchmark::RunSpecifiedBenchmarks();
}
