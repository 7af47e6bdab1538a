// SQLite's C interface as values: a connection that is set up for durability, statements that are prepared
// once, and transactions that are undone unless they are committed.
#pragma once

#include <sqlite3.h>

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "server/store/sqlite_store.h"

namespace presave::server::store {

/// One connection. Statements and transactions are made while `mutex()` is held.
class Database {
 public:
  static Result<std::unique_ptr<Database>> open(const SqliteSettings& settings);

  std::mutex& mutex() { return mutex_; }
  /// The fault for one of SQLite's codes: whether it may pass, and what to do.
  Fault fault_of(int code) const;
  /// Runs text that gives no rows.
  Done run(const char* sql);
  /// Null when it cannot be prepared; fault_of(last_code()) says why.
  sqlite3_stmt* prepare(const char* sql);
  int last_code() const { return sqlite3_extended_errcode(connection_.get()); }
  /// Operations that failed, for those who watch the server.
  void count_failure() { ++failures_; }
  std::uint64_t failures() const { return failures_; }
  int changes() const { return sqlite3_changes(connection_.get()); }

 private:
  struct Close {
    void operator()(sqlite3* connection) const { sqlite3_close(connection); }
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };

  explicit Database(const SqliteSettings& settings) : file_(settings.file) {}
  Done connect();
  Done set_up(const SqliteSettings& settings);
  Done write_ahead(std::chrono::milliseconds patience);
  Done bring_up_to_date();
  Result<std::int64_t> number(const char* sql);

  const std::string file_;
  std::atomic<std::uint64_t> failures_{0};
  std::mutex mutex_;
  std::unique_ptr<sqlite3, Close> connection_;
  std::map<const char*, std::unique_ptr<sqlite3_stmt, Finalize>> statements_;  // by the address of a constant
};

/// One use of a prepared statement. What is bound must outlive it.
class Statement {
 public:
  Statement(Database& database, const char* sql) : database_(database), statement_(database.prepare(sql)) {}
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement();

  /// Values for ?1, ?2 and so on, in their order.
  Statement& bind(std::string_view text);
  Statement& bind_bytes(std::string_view bytes);
  Statement& bind(std::int64_t number);

  /// True when there is a row.
  Result<bool> step();
  /// Steps over all rows.
  Done run();

  std::int64_t number(int column) const { return sqlite3_column_int64(statement_, column); }
  std::string bytes(int column) const;

 private:
  Database& database_;
  sqlite3_stmt* statement_;
  int bound_ = 0;
};

/// Holds the connection from its begin to its end; undone unless commit() succeeds.
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(database), lock_(database.mutex()) {}
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();

  /// The right to write from the first statement on: a reader that turns writer could find itself too late.
  Done begin();
  Done commit();

 private:
  Database& database_;
  std::scoped_lock<std::mutex> lock_;
  bool open_ = false;
};

}  // namespace presave::server::store
