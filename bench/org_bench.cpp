// What an org's bundle costs to load, and one of its records to decide, through the public door.
//   build/release/cli/presave compile DIR -o bundle.json
//   build/release/bench/org_bench bundle.json request.json [FIELD VALUE OTHER_VALUE]
// With a field and two values (JSON), also what setting it costs in a session over the record.
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

// One keystroke: a field of the record of the request is set back and forth between two values.
void keystroke(benchmark::State& state, const Bundle& bundle, const std::string& request, const std::string& field,
               const std::string& one, const std::string& other) {
  presave::Result<presave::Session> session = bundle.open(request, 0);
  if (!session) return state.SkipWithError("the request cannot be opened");
  bool turn = false;
  for (auto _ : state) benchmark::DoNotOptimize(session->set(field, (turn = !turn) ? one : other));
}

}  // namespace

int main(int count, char** arguments) {
  benchmark::Initialize(&count, arguments);
  if (count != 3 && count != 6) {
    std::cerr << "usage: org_bench BUNDLE REQUEST [FIELD VALUE OTHER_VALUE]\n";
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
  if (count == 6) {
    benchmark::RegisterBenchmark("keystroke", [&](benchmark::State& state) {
      keystroke(state, *bundle, request, arguments[3], arguments[4], arguments[5]);
    });
  }
  benchmark::RunSpecifiedBenchmarks();
}
