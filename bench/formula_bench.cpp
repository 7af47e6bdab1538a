// How many evaluations and compilations a second, one JSON line a formula. Built natively and, for Node, to
// WebAssembly; bench/race.mjs runs both beside other engines.
#include <algorithm>
#include <chrono>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "bench/heap.h"
#include "bench/options.h"
#include "bench/sides.h"
#include "engine/value/calendar.h"

namespace presave::bench {
namespace {

using nlohmann::json;

// What a pass returned: written so that no compiler can leave the pass out.
volatile std::uint64_t sink = 0;

/// Operations a second of `pass`, which does `operations` of them: the median of the rounds, after a warm-up.
template <class Pass>
double per_second(const Options& options, std::size_t operations, Pass pass) {
  using Clock = std::chrono::steady_clock;
  const auto round = [&](double least_seconds) {
    const Clock::time_point start = Clock::now();
    double passes = 0;
    std::chrono::duration<double> elapsed{};
    do {
      sink = pass();
      ++passes;
      elapsed = Clock::now() - start;
    } while (elapsed.count() < least_seconds);
    return passes * static_cast<double>(operations) / elapsed.count();
  };
  round(options.seconds / 4);
  std::vector<double> rounds;
  for (int i = 0; i < options.rounds; ++i) rounds.push_back(round(options.seconds));
  std::sort(rounds.begin(), rounds.end());
  return rounds[rounds.size() / 2];
}

class Bench {
 public:
  Bench(const Options& options, RaceInput& input)
      : options_(options),
        input_(input),
        context_{DateTime{options.now_ms}},
        engine_(input, context_),
        hand_(HandSide::over(input, {static_cast<std::int32_t>(utc_day(options.now_ms)), context_.is_new})) {}

  /// The line of one formula; an "error" member says that it does not compile.
  json line(const RaceFormula& formula) {
    json out = {{"formula", formula.source}};
    const std::optional<program::Program> program = compile(formula, out);
    if (!program) return out;
    const std::optional<ByHand> twin = hand_ ? by_hand(formula.source) : std::nullopt;
    if (options_.count_passes > 0)
      count(*program, twin);
    else
      time(formula, *program, twin, out);
    if (options_.results) {
      out["results"] = engine_.results(*program, formula.type);
      if (twin) out["resultsByHand"] = hand_->results(*twin);
    }
    return out;
  }

 private:
  std::optional<program::Program> compile(const RaceFormula& formula, json& out) {
    syntax::Diagnostics diagnostics;
    const HeapWatch watch;
    std::optional<program::Program> program = engine_.compile(formula, diagnostics);
    // What is alive now is the program: without mistakes the diagnostics own nothing.
    const std::uint64_t bytes = sizeof(program::Program) + watch.live_bytes();
    if (program)
      out["programBytes"] = bytes;
    else
      out["error"] = diagnostics.front().message;
    return program;
  }

  // Of one warm pass over all records.
  std::uint64_t allocations(const program::Program& program) {
    const HeapWatch watch;
    sink = engine_.evaluate_all(program);
    return watch.allocations();
  }

  void time(const RaceFormula& formula, const program::Program& program, const std::optional<ByHand>& twin,
            json& out) {
    const std::size_t records = input_.records.size();
    out["evaluations"] = per_second(options_, records, [&] { return engine_.evaluate_all(program); });
    out["allocations"] = allocations(program);
    if (twin)
      out["evaluationsByHand"] = per_second(options_, records, [&] { return hand_->evaluate_all(*twin); });
    constexpr std::size_t kCompilations = 100;
    out["compilations"] = per_second(options_, kCompilations, [&] {
      std::uint64_t instructions = 0;
      for (std::size_t i = 0; i < kCompilations; ++i) {
        syntax::Diagnostics none;
        instructions += engine_.compile(formula, none)->code.size();
      }
      return instructions;
    });
  }

  // Passes to be counted from outside, by the name of the function.
  void count(const program::Program& program, const std::optional<ByHand>& twin) {
    for (int i = 0; i < options_.count_passes; ++i) {
      sink = engine_.evaluate_all(program);
      if (twin) sink = hand_->evaluate_all(*twin);
    }
  }

  const Options& options_;
  RaceInput& input_;
  functions::Context context_;
  EngineSide engine_;
  std::optional<HandSide> hand_;
};

int fail(const Fault& fault) {
  std::cerr << "formula_bench: " << fault.text() << '\n';
  return 2;
}

int run(int count, char** arguments) {
  const Result<Options> options = read_options(count, arguments);
  if (!options) return fail(options.fault());
  Result<RaceInput> input = read_race(options->file);
  if (!input) return fail(input.fault());
  if (options->only && *options->only >= input->formulas.size()) {
    return fail({FaultCode::kBadConfiguration, "--only", "the file has fewer formulas"});
  }
  Bench bench(*options, *input);
  bool all_compiled = true;
  for (std::size_t i = 0; i < input->formulas.size(); ++i) {
    if (options->only && *options->only != i) continue;
    const json line = bench.line(input->formulas[i]);
    all_compiled = all_compiled && !line.contains("error");
    std::cout << line.dump() << '\n' << std::flush;
  }
  return all_compiled ? 0 : 1;
}

}  // namespace
}  // namespace presave::bench

int main(int count, char** arguments) {
  return presave::bench::run(count, arguments);
}
