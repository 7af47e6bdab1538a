#include "server/store/sqlite_database.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <thread>

#include "server/store/schema.h"

namespace presave::server::store {
namespace {

constexpr std::int64_t kApplicationId = 0x50525356;  // "PRSV": says in the file itself whose it is
constexpr std::int64_t kPageBytes = 4096;
constexpr int kPlainCode = 0xFF;  // the low byte of an extended code is the plain one

Fault unusable(const std::string& file, std::string detail) {
  return {FaultCode::kBadConfiguration, "store " + file, std::move(detail)};
}

/// Creates the file so that its owner alone can read it; the files that SQLite puts beside it are like it.
/// One that is there is not opened: closing it would drop the locks that this process has on it (SQLite, "How
/// To Corrupt An SQLite Database File", 2.2).
Done create(const std::string& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor >= 0) {
    ::close(descriptor);
    return done();
  }
  if (errno != EEXIST)
    return unusable(file, std::string("cannot be opened for writing: ") + std::strerror(errno));
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return unusable(file, "is not a file");
  if (::access(file.c_str(), R_OK | W_OK) != 0) {
    return unusable(file, std::string("cannot be opened for writing: ") + std::strerror(errno));
  }
  return done();
}

}  // namespace

Result<std::unique_ptr<Database>> Database::open(const SqliteSettings& settings) {
  if (const Done created = create(settings.file); !created) return created.fault();
  std::unique_ptr<Database> database(new Database(settings));
  if (const Done connected = database->connect(); !connected) return connected.fault();
  if (const Done ready = database->set_up(settings); !ready) return ready.fault();
  if (const Done current = database->bring_up_to_date(); !current) return current.fault();
  return database;
}

Done Database::connect() {
  sqlite3* connection = nullptr;
  const int code =
      sqlite3_open_v2(file_.c_str(), &connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  connection_.reset(connection);
  if (code != SQLITE_OK) return fault_of(code);
  sqlite3_extended_result_codes(connection, 1);
  return done();
}

Done Database::set_up(const SqliteSettings& settings) {
  sqlite3_busy_timeout(connection_.get(), static_cast<int>(settings.busy_timeout.count()));
  if (sqlite3_db_config(connection_.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr) != SQLITE_OK)
    return fault_of(last_code());
  // FULL: what was answered is on the disk, also when the power fails. A removed token is overwritten.
  const Done durable =
      run("PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON");
  if (!durable) return durable.fault();
  if (const Done logs = write_ahead(settings.busy_timeout); !logs) return logs.fault();
  const std::string bound = "PRAGMA max_page_count = " +
                            std::to_string(std::max<std::int64_t>(1, settings.most_bytes / kPageBytes));
  if (const Done bounded = run(bound.c_str()); !bounded) return bounded.fault();
  Statement mode(*this, "PRAGMA journal_mode");
  const auto row = mode.step();
  if (!row) return row.fault();
  if (!*row || mode.bytes(0) != "wal") {
    return unusable(file_, "this file system cannot hold it (no shared memory); use a local disk");
  }
  return done();
}

/// Changing to write-ahead logging needs the file for itself, and SQLite does not wait for that.
Done Database::write_ahead(std::chrono::milliseconds patience) {
  constexpr std::chrono::milliseconds kPause{2};
  const auto end = std::chrono::steady_clock::now() + patience;
  while (true) {
    const Done changed = run("PRAGMA journal_mode = WAL");
    if (changed || changed.fault().code != FaultCode::kBusy || std::chrono::steady_clock::now() >= end)
      return changed;
    std::this_thread::sleep_for(kPause);
  }
}

Done Database::bring_up_to_date() {
  Transaction transaction(*this);
  if (const Done begun = transaction.begin(); !begun) return begun.fault();
  const auto version = number("PRAGMA user_version");
  if (!version) return version.fault();
  const auto application = number("PRAGMA application_id");
  if (!application) return application.fault();
  const auto tables = number("SELECT count(*) FROM sqlite_schema");
  if (!tables) return tables.fault();
  const auto known = static_cast<std::int64_t>(kVersions.size());
  if (*tables > 0 && *application != kApplicationId)
    return unusable(file_, "is another program's database; name another file");
  if (*version > known) {
    return Fault{FaultCode::kUnsupportedVersion, "store " + file_,
                 "was written by a later version of Presave (" + std::to_string(*version) +
                     ", this one knows " + std::to_string(known) +
                     "); start that version, or name another file"};
  }
  if (*version == known) return transaction.commit();
  for (auto next = static_cast<std::size_t>(*version); next < kVersions.size(); ++next) {
    if (const Done made = run(kVersions[next]); !made) return made.fault();
  }
  const std::string mark = "PRAGMA application_id = " + std::to_string(kApplicationId) +
                           "; PRAGMA user_version = " + std::to_string(known);
  if (const Done marked = run(mark.c_str()); !marked) return marked.fault();
  return transaction.commit();
}

Result<std::int64_t> Database::number(const char* sql) {
  Statement statement(*this, sql);
  const auto row = statement.step();
  if (!row) return row.fault();
  return *row ? statement.number(0) : 0;
}

Fault Database::fault_of(int code) const {
  const std::string where = "store " + file_;
  switch (code & kPlainCode) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {FaultCode::kBusy, where, "another process has it locked; nothing was changed"};
    case SQLITE_NOMEM:
      return {FaultCode::kBusy, where, "no memory; nothing was changed"};
    case SQLITE_FULL:
      return {FaultCode::kUnreadable, where,
              "the disk is full, or the store has its largest size; nothing was changed. Make room"};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {FaultCode::kUnreadable, where, "is damaged, or no database; restore it from a copy"};
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return {FaultCode::kUnreadable, where,
              "cannot be written; its folder and its files must be writable for the server's user"};
    default:
      return {FaultCode::kUnreadable, where, std::string("nothing was changed: ") + sqlite3_errstr(code)};
  }
}

Done Database::run(const char* sql) {
  const int code = sqlite3_exec(connection_.get(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return fault_of(code);
  return done();
}

sqlite3_stmt* Database::prepare(const char* sql) {
  auto& kept = statements_[sql];
  if (!kept) {
    sqlite3_stmt* made = nullptr;
    sqlite3_prepare_v3(connection_.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &made, nullptr);
    kept.reset(made);
  }
  return kept.get();
}

Statement::~Statement() {
  if (!statement_) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

// What is bound outlives the statement's use, so SQLite need not copy it.
Statement& Statement::bind(std::string_view text) {
  sqlite3_bind_text64(statement_, ++bound_, text.empty() ? "" : text.data(), text.size(), nullptr,
                      SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind_bytes(std::string_view bytes) {
  sqlite3_bind_blob64(statement_, ++bound_, bytes.empty() ? "" : bytes.data(), bytes.size(), nullptr);
  return *this;
}

Statement& Statement::bind(std::int64_t number) {
  sqlite3_bind_int64(statement_, ++bound_, number);
  return *this;
}

Result<bool> Statement::step() {
  if (!statement_) return database_.fault_of(database_.last_code());
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return database_.fault_of(code);
}

Done Statement::run() {
  while (true) {
    const auto row = step();
    if (!row) return row.fault();
    if (!*row) return done();
  }
}

std::string Statement::bytes(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return bytes ? std::string(static_cast<const char*>(bytes), size) : std::string();
}

Transaction::~Transaction() {
  // What fails here has been undone already: SQLite rolls back by itself where a disk fails.
  if (open_) (void)database_.run("ROLLBACK");
}

Done Transaction::begin() {
  const Done begun = database_.run("BEGIN IMMEDIATE");
  open_ = static_cast<bool>(begun);
  return begun;
}

Done Transaction::commit() {
  const Done committed = database_.run("COMMIT");
  if (committed) open_ = false;
  return committed;
}

}  // namespace presave::server::store
