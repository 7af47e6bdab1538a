#include "server/http/request_id.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>

namespace presave::server::http {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";
constexpr std::size_t kShortest = 8;
constexpr std::size_t kLongest = 128;
constexpr std::size_t kTraceLength = 55;

std::mt19937_64 seeded() {
  std::random_device random;
  std::seed_seq seed{random(), random(), random(), random()};
  return std::mt19937_64(seed);
}

bool is_id_char(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view("-_.:=+/").find(c) != std::string_view::npos;
}

/// Lower-case hexadecimal digits that are not all zeros.
bool is_trace_id(std::string_view text) {
  return text.find_first_not_of(kDigits) == std::string_view::npos &&
         text.find_first_not_of('0') != std::string_view::npos;
}

bool is_traceparent(std::string_view text) {
  return text.size() == kTraceLength && text.substr(0, 3) == "00-" && is_trace_id(text.substr(3, 32)) &&
         text[35] == '-' && is_trace_id(text.substr(36, 16)) && text[52] == '-' &&
         text.substr(53).find_first_not_of(kDigits) == std::string_view::npos;
}

}  // namespace

std::string new_request_id() {
  thread_local std::mt19937_64 generator = seeded();
  std::string id(32, '0');
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < id.size(); ++i) {
    if (i % 16 == 0) bits = generator();
    id[i] = kDigits[bits & 15u];
    bits >>= 4u;
  }
  return id;
}

bool is_request_id(std::string_view text) {
  return text.size() >= kShortest && text.size() <= kLongest &&
         std::all_of(text.begin(), text.end(), is_id_char);
}

void keep_trace_if_well_formed(Request& request) {
  const std::string_view trace = request.header("traceparent");
  const bool well_formed = is_traceparent(trace) && request.count("traceparent") == 1;
  if (well_formed) return;
  std::erase_if(request.headers, [](const Header& header) {
    return same_token(header.first, "traceparent") || same_token(header.first, "tracestate");
  });
}

std::string_view trace_of(const Request& request) {
  const std::string_view parent = request.header("traceparent");
  return is_traceparent(parent) ? parent.substr(3, 32) : std::string_view();
}

}  // namespace presave::server::http
