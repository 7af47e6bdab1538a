#include "server/store/sqlite_store.h"

#include "server/store/sqlite_tables.h"

namespace presave::server::store {
namespace {

class SqliteStore final : public Store {
 public:
  explicit SqliteStore(std::unique_ptr<Database> database)
      : database_(std::move(database)),
        leases_(*database_),
        tokens_(*database_),
        calls_(*database_),
        saves_(*database_) {}

  Leases& leases() override { return leases_; }
  Tokens& tokens() override { return tokens_; }
  RepeatableCalls& repeatable_calls() override { return calls_; }
  Saves& saves() override { return saves_; }
  std::uint64_t failures() const override { return database_->failures(); }

  Done probe(Millis now) override {
    return in_transaction<std::monostate>(*database_, [this, now] {
      return Statement(*database_,
                       "INSERT INTO probes VALUES (1, ?1) ON CONFLICT DO UPDATE SET time = excluded.time")
          .bind(now)
          .run();
    });
  }

 private:
  std::unique_ptr<Database> database_;
  SqliteLeases leases_;
  SqliteTokens tokens_;
  SqliteCalls calls_;
  SqliteSaves saves_;
};

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite(const SqliteSettings& settings) {
  auto database = Database::open(settings);
  if (!database) return database.fault();
  return std::unique_ptr<Store>(std::make_unique<SqliteStore>(std::move(*database)));
}

}  // namespace presave::server::store
