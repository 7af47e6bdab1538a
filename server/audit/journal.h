// Who validated and saved what, in a file of lines that are chained: each holds the SHA-256 of the line before, so that
// a line which is changed, taken out or put in shows. Holds ids, names of rules and verdicts; never a field's value.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace presave::server::audit {

/// How the records of a batch were decided.
struct Counts {
  int passed = 0;
  int failed = 0;
  int undetermined = 0;
  int invalid = 0;  ///< that could not be read
};

/// One thing that was done, or is about to be.
struct Entry {
  std::string action;        ///< "validate", "save begins", "save"; of a callout its operation: "validateBatch"
  std::string request_id{};
  std::string organization{};
  std::string user{};        ///< who asked within a session
  std::string caller{};      ///< who asked without one: the caller's name in the setup
  std::string saved_as{};    ///< as whom it is saved, where that is somebody else
  std::string object{};      ///< API name
  std::string record{};      ///< id; empty for a new record
  std::string verdict{};     ///< of the decision, where there is one
  std::vector<std::string> rules{};  ///< that refused it, each once; of an explanation the one that is explained
  std::optional<Counts> counts{};    ///< of a batch
  std::string bundle{};      ///< entity tag
  int status = 0;            ///< of the answer; 0: none yet
};

/// Where the lines go, and how safely.
struct JournalSettings {
  std::string file{};
  bool sync = true;                       ///< a line is on the disk when record() returns
  std::uint64_t rotate_bytes = 64 << 20;  ///< a file of this size is set aside as FILE.1, FILE.2, ...
};

/// Threads may share one. One process only writes a file.
class Journal {
 public:
  /// Goes on after the last line that is there. What a crash left of a line is cut off, and a line says so.
  static Result<std::unique_ptr<Journal>> open(JournalSettings settings);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  /// Writes one line; whoever comes meanwhile shares the next wait for the disk. On a fault (a full disk) nothing of
  /// it stays.
  Done record(const Entry& entry);

  /// True where record() waits for the disk.
  bool waits() const { return settings_.sync; }
  std::uint64_t lines() const { return lines_; }        ///< the number of the last one
  std::uint64_t failures() const { return failures_; }  ///< lines that could not be written

 private:
  /// A thread's line until it is written or cannot be.
  struct Waiting {
    std::string members;
    std::optional<Done> written{};
  };

  explicit Journal(JournalSettings settings) : settings_(std::move(settings)) {}
  Done begin();
  void write_queue(std::unique_lock<std::mutex>& lock) noexcept;
  Done append(const std::vector<std::string>& all_members);
  Done write(const std::string& bytes);
  Done rotate();
  Fault fault(const std::string& what) const;

  const JournalSettings settings_;
  std::mutex mutex_;  // of the queue
  std::condition_variable turn_;
  std::vector<Waiting*> queue_;
  bool writing_ = false;  // one thread at a time; what follows is its alone
  int file_ = -1;
  std::uint64_t size_ = 0;
  std::string previous_;  // SHA-256 of the last line, in hexadecimal
  std::atomic<std::uint64_t> lines_{0};
  std::atomic<std::uint64_t> failures_{0};
};

/// What is found in files that follow one another.
struct Verified {
  std::uint64_t first = 0;  ///< numbers of the first and the last line
  std::uint64_t last = 0;
  std::uint64_t repaired = 0;  ///< lines that say that a crash was repaired before them
  std::string digest{};        ///< SHA-256 of the last line: kept elsewhere, it also shows lines cut off at the end
};

/// Follows the chain through files in their order, oldest first. The fault names file and line of the first break.
Result<Verified> verify(const std::vector<std::string>& files);

}  // namespace presave::server::audit
