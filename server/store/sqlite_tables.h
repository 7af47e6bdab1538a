// The tables of the store in SQLite's words: one class a table, one transaction an operation.
#pragma once

#include <string>
#include <vector>

#include "server/store/sqlite_database.h"
#include "server/store/store.h"

namespace presave::server::store {

template <class T, class Body>
Result<T> try_in_transaction(Database& database, const Body& body) {
  Transaction transaction(database);
  if (const Done begun = transaction.begin(); !begun) return begun.fault();
  Result<T> result = body();
  if (!result) return result;
  if (const Done committed = transaction.commit(); !committed) return committed.fault();
  return result;
}

/// Runs `body`, which gives a Result<T>, between BEGIN IMMEDIATE and COMMIT; a fault undoes all of it, and is counted.
template <class T, class Body>
Result<T> in_transaction(Database& database, const Body& body) {
  Result<T> result = try_in_transaction<T>(database, body);
  if (!result) database.count_failure();
  return result;
}

class SqliteLeases final : public Leases {
 public:
  explicit SqliteLeases(Database& database) : database_(database) {}
  Result<std::optional<Lease>> take(const std::string& name, Millis now, Millis for_how_long) override;
  Done give_back(const Lease& lease) override;

 private:
  Database& database_;
};

class SqliteTokens final : public Tokens {
 public:
  explicit SqliteTokens(Database& database) : database_(database) {}
  Result<std::optional<StoredToken>> find(const std::string& name) override;
  Result<bool> put(const StoredToken& token) override;
  Done remove(const std::string& name) override;
  Result<std::vector<std::string>> unchanged_since(Millis time, int most) override;

 private:
  Database& database_;
};

class SqliteCalls final : public RepeatableCalls {
 public:
  explicit SqliteCalls(Database& database) : database_(database) {}
  Result<BegunCall> begin(const RepeatableCall& call, Millis now, Millis give_up_after) override;
  Result<bool> finish(const RepeatableCall& call, std::int64_t ticket, const KeptAnswer& answer,
                      Millis expires) override;
  Done forget(const RepeatableCall& call, std::int64_t ticket) override;
  Result<std::int64_t> remove_expired(Millis now) override;

 private:
  Result<BegunCall> begun_before(const RepeatableCall& call, Millis now, Millis give_up_after);
  Result<BegunCall> begin_anew(const RepeatableCall& call, Millis now);
  Database& database_;
};

class SqliteSaves final : public Saves {
 public:
  explicit SqliteSaves(Database& database) : database_(database) {}
  Done begin(const Save& save) override;
  Done end(const std::string& id, SaveState state, const std::string& outcome, Millis now) override;
  Result<std::optional<Save>> find(const std::string& id) override;
  Result<std::vector<Save>> lose_track(Millis begun_before, Millis now) override;
  Result<std::vector<Save>> unknown(const std::string& owner, int most) override;
  Result<std::int64_t> remove_ended(Millis before) override;

 private:
  Database& database_;
};

}  // namespace presave::server::store
