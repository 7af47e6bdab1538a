#include "server/log/log.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>

#include "server/http/respond.h"

namespace presave::server::log {
namespace {

constexpr int kPollMs = 100;
constexpr std::chrono::milliseconds kGather{5};  // lines that come close together are written together
constexpr std::chrono::seconds kFarewell{1};

constexpr std::string_view name_of(Level level) {
  switch (level) {
    case Level::kInfo: return "info";
    case Level::kWarning: return "warning";
    case Level::kError: return "error";
  }
  return "";
}

/// "2026-11-23T22:21:45.123Z"
std::string now() {
  const auto time = std::chrono::system_clock::now().time_since_epoch();
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
  const std::time_t seconds = static_cast<std::time_t>(ms / 1000);
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  char text[32];
  const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
  const std::string fraction = std::to_string(1000 + ms % 1000);
  return std::string(text, size) + "." + fraction.substr(1) + "Z";
}

/// What others chose, on one line of a terminal: no control characters.
std::string printable(std::string_view text) {
  std::string out(text.empty() ? std::string_view("-") : text);
  for (char& c : out) {
    if (static_cast<unsigned char>(c) < ' ' || c == 127) c = '?';
  }
  return out;
}

std::string cut(std::string_view path) {
  return path.size() <= kMostPathBytes ? std::string(path) : std::string(path.substr(0, kMostPathBytes)) + "...";
}

}  // namespace

Log::Log(int descriptor, Format format)
    : descriptor_(descriptor), format_(format), writer_([this](const std::stop_token& stop) { write_all(stop); }) {}

Log::~Log() {
  writer_.request_stop();
  more_.notify_all();
}

void Log::request(const RequestLine& line) {
  const std::string path = cut(line.path);
  const std::string took = std::to_string(line.took.count());
  if (format_ == Format::kPlain) {
    queue(printable(line.method) + " " + printable(path) + " " + std::to_string(line.status) + " " + took + "us " +
          printable(line.id));
    return;
  }
  queue(R"({"time":")" + now() + R"(","level":"info","event":"request","id":)" + http::json_text(line.id) +
        (line.trace.empty() ? std::string() : R"(,"trace":)" + http::json_text(line.trace)) + R"(,"method":)" + http::json_text(line.method) + R"(,"path":)" + http::json_text(path) + R"(,"status":)" +
        std::to_string(line.status) + R"(,"us":)" + took + R"(,"address":)" + http::json_text(line.address) + "}");
}

void Log::note(Level level, std::string_view text) {
  const std::string_view bounded = text.substr(0, kMostLineBytes / 8);  // a byte becomes six at most, "\u0000"
  if (format_ == Format::kPlain) {
    queue("presave serve: " + (level == Level::kInfo ? std::string() : std::string(name_of(level)) + ": ") +
          printable(bounded));
    return;
  }
  queue(R"({"time":")" + now() + R"(","level":")" + std::string(name_of(level)) + R"(","event":"note","text":)" +
        http::json_text(bounded) + "}");
}

void Log::queue(std::string line) {
  line.resize(std::min(line.size(), kMostLineBytes - 1));
  line += '\n';
  bool first = false;
  {
    const std::scoped_lock lock(mutex_);
    if (lines_.size() == kMostQueuedLines) {
      ++dropped_;
      return;
    }
    first = lines_.empty();
    lines_.push_back(std::move(line));
  }
  if (first) more_.notify_one();  // a writer that has lines to write needs no waking, which costs a request dearly
}

void Log::write_all(const std::stop_token& stop) {
  std::uint64_t told = 0;
  while (true) {
    const Piece piece = next(stop);
    if (piece.lines == 0) return;
    if (!write(piece.text, stop)) {
      dropped_ += piece.lines;
      if (stop.stop_requested()) return;
      continue;
    }
    if (const std::uint64_t lost = dropped_; lost > told) {
      told = lost;
      note(Level::kWarning, "the log was not taken in time: " + std::to_string(lost) + " lines dropped so far");
    }
  }
}

/// Waits for lines, and for a moment more for those that come close behind. Nothing when the program ends.
Log::Piece Log::next(const std::stop_token& stop) {
  Piece piece;
  std::unique_lock lock(mutex_);
  if (lines_.empty()) {
    if (!more_.wait(lock, stop, [this] { return !lines_.empty(); })) return piece;
    more_.wait_for(lock, stop, kGather, [] { return false; });
  }
  while (!lines_.empty() && piece.text.size() + lines_.front().size() <= kMostLineBytes) {
    piece.text += lines_.front();
    ++piece.lines;
    lines_.pop_front();
  }
  return piece;
}

/// Writes when the reader is ready for it; so few bytes go into a ready pipe whole. False when
/// nobody reads any more, or the program ends first.
bool Log::write(std::string_view piece, const std::stop_token& stop) {
  auto end = std::chrono::steady_clock::time_point::max();
  while (true) {
    if (stop.stop_requested() && end == std::chrono::steady_clock::time_point::max()) {
      end = std::chrono::steady_clock::now() + kFarewell;
    }
    pollfd ready{descriptor_, POLLOUT, 0};
    const int count = ::poll(&ready, 1, kPollMs);
    if (count < 0 && errno != EINTR) return false;
    if (count > 0 && (ready.revents & POLLOUT) == 0) return false;  // closed at the other end
    if (count > 0) {
      const auto written = ::write(descriptor_, piece.data(), piece.size());
      if (written >= 0) return static_cast<std::size_t>(written) == piece.size();
      if (errno != EINTR && errno != EAGAIN) return false;
    }
    if (std::chrono::steady_clock::now() > end) return false;
  }
}

}  // namespace presave::server::log
