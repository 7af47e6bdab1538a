#include "bench/options.h"

#include <cstdlib>
#include <string_view>

namespace presave::bench {
namespace {

Fault refusal(std::string_view argument, std::string detail) {
  return {FaultCode::kBadConfiguration, std::string(argument), std::move(detail) + "; " + kUsage};
}

// A number of [least, most] with nothing behind it.
std::optional<double> number(const std::string& text, double least, double most) {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (text.empty() || *end != '\0' || !(value >= least && value <= most)) return std::nullopt;
  return value;
}

struct NumberOption {
  std::string_view name;
  double least;
  double most;
  void (*set)(Options&, double);
};

constexpr NumberOption kNumbers[] = {
    {"--now", -6e13, 2.5e14, [](Options& o, double value) { o.now_ms = static_cast<std::int64_t>(value); }},
    {"--seconds", 0.001, 60, [](Options& o, double value) { o.seconds = value; }},
    {"--rounds", 1, 1000, [](Options& o, double value) { o.rounds = static_cast<int>(value); }},
    {"--only", 0, 1000, [](Options& o, double value) { o.only = static_cast<std::size_t>(value); }},
    {"--count", 1, 1e6, [](Options& o, double value) { o.count_passes = static_cast<int>(value); }},
};

std::optional<Fault> take(Options& options, const std::string& argument) {
  if (argument == "--results") {
    options.results = true;
    return std::nullopt;
  }
  if (argument.rfind("--", 0) != 0) {
    if (!options.file.empty()) return refusal(argument, "one file is enough");
    options.file = argument;
    return std::nullopt;
  }
  const std::size_t equals = argument.find('=');
  for (const NumberOption& option : kNumbers) {
    if (argument.substr(0, equals) != option.name) continue;
    const std::string text = equals == std::string::npos ? std::string() : argument.substr(equals + 1);
    const std::optional<double> value = number(text, option.least, option.most);
    if (!value) return refusal(argument, "not a number in range");
    option.set(options, *value);
    return std::nullopt;
  }
  return refusal(argument, "no such option");
}

}  // namespace

Result<Options> read_options(int count, char** arguments) {
  Options options;
  for (int i = 1; i < count; ++i) {
    if (const std::optional<Fault> fault = take(options, arguments[i])) return *fault;
  }
  if (options.file.empty()) return refusal("FILE", "missing");
  return options;
}

}  // namespace presave::bench
