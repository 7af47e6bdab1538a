// Leases and tokens.
#include "server/store/sqlite_tables.h"

namespace presave::server::store {

Result<std::optional<Lease>> SqliteLeases::take(const std::string& name, Millis now, Millis for_how_long) {
  return in_transaction<std::optional<Lease>>(database_, [&]() -> Result<std::optional<Lease>> {
    Statement statement(database_,
                        "INSERT INTO leases VALUES (?1, 1, ?2) ON CONFLICT DO UPDATE SET fence = fence + 1, "
                        "expires = excluded.expires WHERE leases.expires <= ?3 RETURNING fence");
    const auto row = statement.bind(name).bind(now + for_how_long).bind(now).step();
    if (!row) return row.fault();
    if (!*row) return std::optional<Lease>();
    return std::optional<Lease>(Lease{name, statement.number(0), now + for_how_long});
  });
}

// The row stays: its fence must go on growing.
Done SqliteLeases::give_back(const Lease& lease) {
  return in_transaction<std::monostate>(database_, [&] {
    return Statement(database_, "UPDATE leases SET expires = 0 WHERE name = ?1 AND fence = ?2")
        .bind(lease.name)
        .bind(lease.fence)
        .run();
  });
}

Result<std::optional<StoredToken>> SqliteTokens::find(const std::string& name) {
  const std::scoped_lock lock(database_.mutex());
  Statement statement(database_, "SELECT sealed, state, fence, changed FROM tokens WHERE name = ?1");
  const auto row = statement.bind(name).step();
  if (!row) return row.fault();
  if (!*row) return std::optional<StoredToken>();
  return std::optional<StoredToken>(StoredToken{name, statement.bytes(0),
                                                static_cast<TokenState>(statement.number(1)),
                                                statement.number(2), statement.number(3)});
}

Result<bool> SqliteTokens::put(const StoredToken& token) {
  return in_transaction<bool>(database_, [&]() -> Result<bool> {
    Statement statement(
        database_,
        "INSERT INTO tokens VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET sealed = "
        "excluded.sealed, state = excluded.state, fence = excluded.fence, changed = excluded.changed "
        "WHERE tokens.fence <= excluded.fence");
    const Done put = statement.bind(token.name)
                         .bind_bytes(token.sealed)
                         .bind(static_cast<std::int64_t>(token.state))
                         .bind(token.fence)
                         .bind(token.changed)
                         .run();
    if (!put) return put.fault();
    return database_.changes() == 1;
  });
}

Done SqliteTokens::remove(const std::string& name) {
  return in_transaction<std::monostate>(
      database_, [&] { return Statement(database_, "DELETE FROM tokens WHERE name = ?1").bind(name).run(); });
}

Result<std::vector<std::string>> SqliteTokens::unchanged_since(Millis time, int most) {
  const std::scoped_lock lock(database_.mutex());
  Statement statement(database_,
                      "SELECT name FROM tokens WHERE changed < ?1 AND state <> ?2 ORDER BY changed LIMIT ?3");
  statement.bind(time).bind(static_cast<std::int64_t>(TokenState::kParked)).bind(most);
  std::vector<std::string> names;
  while (true) {
    const auto row = statement.step();
    if (!row) return row.fault();
    if (!*row) return names;
    names.push_back(statement.bytes(0));
  }
}

}  // namespace presave::server::store
