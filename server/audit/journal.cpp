#include "server/audit/journal.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <utility>

#include "engine/base/json_text.h"
#include "server/audit/line.h"
#include "server/crypto/hash.h"

namespace presave::server::audit {
namespace {

namespace fs = std::filesystem;

/// The last whole line of a file, and where it ends; the rest is what a crash left.
struct Tail {
  std::string line;
  std::uint64_t end = 0;
  std::uint64_t size = 0;
};

Result<Tail> tail_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary | std::ios::ate);
  if (!in) return Fault{FaultCode::kUnreadable, path, "cannot be read"};
  Tail tail;
  tail.size = static_cast<std::uint64_t>(in.tellg());
  const std::uint64_t begin = tail.size > 2 * kMostLineBytes ? tail.size - 2 * kMostLineBytes : 0;
  std::string text(tail.size - begin, '\0');
  in.seekg(static_cast<std::streamoff>(begin));
  if (!in.read(text.data(), static_cast<std::streamsize>(text.size()))) {
    return Fault{FaultCode::kUnreadable, path, "cannot be read"};
  }
  const auto newline = text.rfind('\n');
  if (newline == std::string::npos) {
    if (begin > 0) return Fault{FaultCode::kWrongShape, path, "is no audit file: its last line is too long"};
    return tail;  // nothing whole in it
  }
  tail.end = begin + newline + 1;
  const auto before = newline == 0 ? std::string::npos : text.rfind('\n', newline - 1);
  const std::size_t first = before == std::string::npos ? 0 : before + 1;
  tail.line = text.substr(first, newline - first);
  return tail;
}

std::string aside(const std::string& file, std::uint64_t number) {
  return file + "." + std::to_string(number);
}

std::uint64_t free_number(const std::string& file) {
  std::error_code error;
  std::uint64_t number = 1;
  while (fs::exists(aside(file, number), error)) ++number;
  return number;
}

/// The beginning of a text, cut between two characters.
std::string_view bounded(std::string_view text) {
  if (text.size() <= kMostTextBytes) return text;
  std::size_t size = kMostTextBytes;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0u) == 0x80u) --size;
  return text.substr(0, size);
}

std::string members_of(const Entry& entry) {
  JsonText json;
  json.begin_object();
  const std::pair<const char*, const std::string*> texts[] = {
      {"action", &entry.action}, {"request", &entry.request_id}, {"organization", &entry.organization},
      {"user", &entry.user},     {"caller", &entry.caller},   {"savedAs", &entry.saved_as}, {"object", &entry.object},      {"record", &entry.record},
      {"verdict", &entry.verdict}, {"bundle", &entry.bundle}};
  for (const auto& [name, text] : texts) {
    if (!text->empty()) json.member(name, bounded(*text));
  }
  if (entry.status != 0) json.member("status", entry.status);
  if (entry.counts) {
    json.begin_object("records");
    json.member("passed", entry.counts->passed);
    json.member("failed", entry.counts->failed);
    json.member("undetermined", entry.counts->undetermined);
    json.member("invalid", entry.counts->invalid);
    json.end_object();
  }
  if (!entry.rules.empty()) {
    json.begin_array("rules");
    std::size_t bytes = 0;
    for (const std::string& rule : entry.rules) {
      bytes += rule.size();
      if (bytes > kMostRuleBytes) break;
      json.item(std::string_view(rule));
    }
    json.end_array();
  }
  json.end_object();
  return std::move(json).take();
}

}  // namespace

Fault Journal::fault(const std::string& what) const {
  return {FaultCode::kUnreadable, settings_.file, what + ": " + std::strerror(errno)};
}

Journal::~Journal() {
  if (file_ >= 0) ::close(file_);
}

Result<std::unique_ptr<Journal>> Journal::open(JournalSettings settings) {
  std::unique_ptr<Journal> journal(new Journal(std::move(settings)));
  if (const Done begun = journal->begin(); !begun) return begun.fault();
  return journal;
}

Done Journal::begin() {
  file_ = ::open(settings_.file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file_ < 0) return fault("cannot be opened");
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) return fault("another server writes it");
  auto tail = tail_of(settings_.file);
  if (!tail) return tail.fault();
  const std::uint64_t torn = tail->size - tail->end;
  if (torn > 0 && ::ftruncate(file_, static_cast<off_t>(tail->end)) != 0) return fault("a torn line cannot be cut off");
  size_ = tail->end;
  std::string last = tail->line;
  if (last.empty()) {
    // The chain goes on from the file that was set aside last.
    if (const std::uint64_t number = free_number(settings_.file); number > 1) {
      auto before = tail_of(aside(settings_.file, number - 1));
      if (!before) return before.fault();
      last = before->line;
    }
  }
  previous_ = std::string(kNothingBefore);
  if (!last.empty()) {
    const auto read = read_line(last);
    if (!read) return Fault{FaultCode::kWrongShape, settings_.file, "is no audit file: " + read.fault().detail};
    const auto digest = crypto::sha256_hex(last);
    if (!digest) return digest.fault();
    previous_ = *digest;
    lines_ = read->number;
  }
  if (torn == 0) return done();
  JsonText repaired;
  repaired.begin_object();
  repaired.member("action", std::string_view(kRepaired));
  repaired.member("tornBytes", static_cast<int>(torn));
  repaired.end_object();
  return append({std::move(repaired).take()});
}

Done Journal::record(const Entry& entry) {
  Waiting own{members_of(entry)};
  std::unique_lock lock(mutex_);
  queue_.push_back(&own);
  while (!own.written) {
    if (writing_) {
      turn_.wait(lock);
    } else {
      write_queue(lock);
    }
  }
  if (!*own.written) ++failures_;
  return *own.written;
}

/// One thread writes for all that wait, so that they wait for the disk together. noexcept: without memory for some
/// lines the process ends, and the next one repairs the file.
void Journal::write_queue(std::unique_lock<std::mutex>& lock) noexcept {
  const std::vector<Waiting*> batch = std::exchange(queue_, {});
  writing_ = true;
  lock.unlock();
  std::vector<std::string> all_members;
  for (Waiting* one : batch) all_members.push_back(std::move(one->members));
  const Done written = append(all_members);
  lock.lock();
  writing_ = false;
  for (Waiting* one : batch) one->written = written;
  turn_.notify_all();
}

/// All lines or none.
Done Journal::append(const std::vector<std::string>& all_members) {
  if (size_ >= settings_.rotate_bytes) {
    if (Done rotated = rotate(); !rotated) return rotated;
  }
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  std::string bytes;
  std::string previous = previous_;
  std::uint64_t number = lines_;
  for (const std::string& members : all_members) {
    // The chain's own members come first; the rest follows in the same object.
    const std::string line = "{\"n\":" + std::to_string(++number) + ",\"previous\":\"" + previous + "\",\"ms\":" +
                             std::to_string(ms) + "," + members.substr(1);
    auto digest = crypto::sha256_hex(line);
    if (!digest) return digest.fault();
    previous = std::move(*digest);
    bytes += line + "\n";
  }
  if (Done written = write(bytes); !written) return written;
  previous_ = std::move(previous);
  lines_ = number;
  return done();
}

/// Whatever fails, the file ends as it ended before.
Done Journal::write(const std::string& bytes) {
  const auto count = ::write(file_, bytes.data(), bytes.size());
  const bool whole = count >= 0 && static_cast<std::size_t>(count) == bytes.size();
  if (!whole || (settings_.sync && ::fdatasync(file_) != 0)) {
    Fault failed = whole || count < 0 ? fault("cannot be written") : Fault{FaultCode::kUnreadable, settings_.file, "the disk is full"};
    // A rest that cannot be cut off either stops the file from growing: the next line would be glued to it.
    if (::ftruncate(file_, static_cast<off_t>(size_)) != 0) return fault("a torn line cannot be cut off");
    return failed;
  }
  size_ += bytes.size();
  return done();
}

/// Sets the file aside and begins a new one; the chain goes on in it.
Done Journal::rotate() {
  const std::string target = aside(settings_.file, free_number(settings_.file));
  if (::rename(settings_.file.c_str(), target.c_str()) != 0) return fault("cannot be set aside");
  const int fresh = ::open(settings_.file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600);
  if (fresh < 0 || ::flock(fresh, LOCK_EX | LOCK_NB) != 0) {
    Fault failed = fault("a new file cannot be opened");
    if (fresh >= 0) ::close(fresh);
    // Back to the old name, so that nothing is lost from sight; the next line tries again.
    if (::rename(target.c_str(), settings_.file.c_str()) != 0) return fault("cannot be set back");
    return failed;
  }
  ::close(file_);
  file_ = fresh;
  size_ = 0;
  return done();
}

}  // namespace presave::server::audit
