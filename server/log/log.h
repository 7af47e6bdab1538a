// The server's log: one line for each event, as JSON or plain, on a descriptor (standard error). Writing happens on a
// thread of its own and never longer than the reader allows: what does not fit into the queue is counted, not waited
// for, so that a full pipe slows no request. Lines are made of names and numbers of ours; whoever logs gives no secret.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace presave::server::log {

enum class Format : std::uint8_t { kJson, kPlain };
enum class Level : std::uint8_t { kInfo, kWarning, kError };

/// One request that was answered. Holds no query, header or body: those may carry secrets.
struct RequestLine {
  std::string_view method;
  std::string_view path;  ///< cut at kMostPathBytes
  std::string_view id;
  std::string_view trace;  ///< empty: none
  std::string_view address;
  int status = 0;
  std::chrono::microseconds took{};
};

inline constexpr std::size_t kMostPathBytes = 200;     ///< of a path; the rest is "..."
inline constexpr std::size_t kMostLineBytes = 4096;    ///< of a line: a pipe takes so much in one piece
inline constexpr std::size_t kMostQueuedLines = 4096;  ///< one more is dropped, and counted

/// Threads may share one.
class Log {
 public:
  /// Does not own the descriptor.
  Log(int descriptor, Format format);
  /// Writes what is queued, for as long as the reader takes it, but for a second at most.
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  void request(const RequestLine& line);
  void note(Level level, std::string_view text);
  /// Lines that were not written because nobody took them.
  std::uint64_t dropped() const { return dropped_; }

 private:
  void queue(std::string line);
  void write_all(const std::stop_token& stop);
  /// Lines that are written at once.
  struct Piece {
    std::string text;
    std::uint64_t lines = 0;
  };

  Piece next(const std::stop_token& stop);
  bool write(std::string_view piece, const std::stop_token& stop);

  const int descriptor_;
  const Format format_;
  std::atomic<std::uint64_t> dropped_{0};
  std::mutex mutex_;
  std::condition_variable_any more_;
  std::deque<std::string> lines_;
  std::jthread writer_;  // last: it uses all of the above
};

}  // namespace presave::server::log
