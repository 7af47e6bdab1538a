// How many bytes of CSV a second the engine reads: checked as UTF-8, scanned, cells given. The file is in memory and
// comes in pieces of 64 KB; memchr() for a byte that is not there says what looking at each byte costs at least.
//   cmake --preset release -DPRESAVE_BENCH=ON && cmake --build --preset release --target csv_bench
//   build/release/bench/csv_bench
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>

#include "engine/csv/reader.h"

namespace {

namespace csv = presave::csv;

constexpr std::size_t kFileBytes = 32u << 20;
constexpr std::size_t kPieceBytes = 1u << 16;
constexpr int kColumns = 20;

std::string file_of(std::string_view cell) {
  std::string row;
  for (int i = 0; i < kColumns; ++i) row.append(i == 0 ? "" : ",").append(cell);
  row += '\n';
  std::string file;
  while (file.size() < kFileBytes) file += row;
  return file;
}

void read(benchmark::State& state, std::string_view cell) {
  const std::string file = file_of(cell);
  for (auto _ : state) {
    csv::Reader reader{csv::Dialect{}};
    std::size_t cells = 0;
    std::string_view rest = file;
    while (true) {
      const presave::Result<csv::Reader::Step> step = reader.next();
      if (!step) return state.SkipWithError(step.fault().text().c_str());
      if (*step == csv::Reader::Step::kEnd) break;
      if (*step == csv::Reader::Step::kRow) {
        cells += reader.row().cells.size();
      } else if (rest.empty()) {
        reader.finish();
      } else {
        reader.feed(rest.substr(0, kPieceBytes));
        rest.remove_prefix(std::min(rest.size(), kPieceBytes));
      }
    }
    benchmark::DoNotOptimize(cells);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(file.size()));
}
BENCHMARK_CAPTURE(read, plain_of_4_bytes, "1250")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read, plain_of_10_bytes, "2030-03-01")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read, plain_of_40_bytes, "forty bytes of text that says very much.")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read, quoted_of_10_bytes, "\"2030,03,01\"")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read, quoted_with_quotes, "\"say \"\"yes\"\"\"")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read, letters_of_two_bytes, "f\u00fcnf B\u00e4nke")->Unit(benchmark::kMillisecond);

void look_at_each_byte(benchmark::State& state) {
  const std::string file = file_of("2030-03-01");
  for (auto _ : state) benchmark::DoNotOptimize(std::memchr(file.data(), 0, file.size()));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(file.size()));
}
BENCHMARK(look_at_each_byte)->Unit(benchmark::kMillisecond);

}  // namespace
