#include "cli/progress.h"

#include <algorithm>

#include "cli/terminal.h"

namespace presave::cli {
namespace {

constexpr std::uint64_t kBarWidth = 20;
constexpr std::uint64_t kRowsPerClock = 256;  // the clock costs, too
constexpr std::chrono::milliseconds kPause{100};

/// "1,250,000".
std::string grouped(std::uint64_t number) {
  std::string out = std::to_string(number);
  for (std::size_t at = out.size(); at > 3;) out.insert(at -= 3, ",");
  return out;
}

}  // namespace

std::string progress_line(std::uint64_t rows, std::uint64_t bytes, std::optional<std::uint64_t> of_bytes) {
  const std::string count = grouped(rows) + (rows == 1 ? " row" : " rows");
  if (!of_bytes || *of_bytes == 0) return count;
  const double share = std::min(1.0, static_cast<double>(bytes) / static_cast<double>(*of_bytes));
  const auto full = static_cast<std::size_t>(share * static_cast<double>(kBarWidth));
  const std::string percent = std::to_string(static_cast<int>(share * 100));
  return '[' + std::string(full, '#') + std::string(kBarWidth - full, '.') + "] " +
         std::string(3 - percent.size(), ' ') + percent + " %  " + count;
}

Progress::Progress(std::optional<std::uint64_t> of_bytes)
    : of_bytes_(of_bytes),
      on_(is_terminal(stderr) && !is_terminal(stdout)),
      next_(std::chrono::steady_clock::now() + kPause) {}

Progress::~Progress() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
}

void Progress::show(std::uint64_t rows, std::uint64_t bytes) {
  if (!on_ || rows % kRowsPerClock != 0) return;
  const auto now = std::chrono::steady_clock::now();
  if (now < next_) return;
  next_ = now + kPause;
  shown_ = true;
  std::fprintf(stderr, "\r%s\x1b[K", progress_line(rows, bytes, of_bytes_).c_str());
}

}  // namespace presave::cli
