// The journal of records that were sent to an org.
#include "server/store/sqlite_tables.h"

namespace presave::server::store {
namespace {

constexpr std::int64_t number_of(SaveState state) {
  return static_cast<std::int64_t>(state);
}

/// Columns in the order of the table.
Save save_of(const Statement& row) {
  return {row.bytes(0), row.bytes(1),  row.bytes(2), static_cast<SaveState>(row.number(3)),
          row.bytes(4), row.number(5), row.number(6)};
}

Result<std::vector<Save>> all_of(Statement& statement) {
  std::vector<Save> saves;
  while (true) {
    const auto row = statement.step();
    if (!row) return row.fault();
    if (!*row) return saves;
    saves.push_back(save_of(statement));
  }
}

}  // namespace

Done SqliteSaves::begin(const Save& save) {
  return in_transaction<std::monostate>(database_, [&]() -> Done {
    const Done begun =
        Statement(database_, "INSERT INTO saves VALUES (?1, ?2, ?3, ?4, x'', ?5, 0) ON CONFLICT DO NOTHING")
            .bind(save.id)
            .bind(save.owner)
            .bind_bytes(save.request)
            .bind(number_of(SaveState::kBegun))
            .bind(save.begun)
            .run();
    if (!begun) return begun;
    if (database_.changes() == 1) return begun;
    return Fault{FaultCode::kBadValue, "save " + save.id, "this id was used before; give each save its own"};
  });
}

Done SqliteSaves::end(const std::string& id, SaveState state, const std::string& outcome, Millis now) {
  return in_transaction<std::monostate>(database_, [&]() -> Done {
    const Done ended =
        Statement(database_,
                  "UPDATE saves SET state = ?1, outcome = ?2, ended = ?3 WHERE id = ?4 AND state IN (?5, ?6)")
            .bind(number_of(state))
            .bind_bytes(outcome)
            .bind(now)
            .bind(id)
            .bind(number_of(SaveState::kBegun))
            .bind(number_of(SaveState::kUnknown))
            .run();
    if (!ended) return ended;
    if (database_.changes() == 1) return ended;
    return Fault{FaultCode::kNotFound, "save " + id, "no save of this id is under way"};
  });
}

Result<std::optional<Save>> SqliteSaves::find(const std::string& id) {
  const std::scoped_lock lock(database_.mutex());
  Statement statement(database_, "SELECT * FROM saves WHERE id = ?1");
  const auto row = statement.bind(id).step();
  if (!row) return row.fault();
  if (!*row) return std::optional<Save>();
  return std::optional<Save>(save_of(statement));
}

Result<std::vector<Save>> SqliteSaves::lose_track(Millis begun_before, Millis now) {
  return in_transaction<std::vector<Save>>(database_, [&] {
    Statement statement(
        database_,
        "UPDATE saves SET state = ?1, ended = ?2 WHERE state = ?3 AND begun < ?4 RETURNING id, owner, "
        "request, state, outcome, begun, ended");
    statement.bind(number_of(SaveState::kUnknown))
        .bind(now)
        .bind(number_of(SaveState::kBegun))
        .bind(begun_before);
    return all_of(statement);
  });
}

Result<std::vector<Save>> SqliteSaves::unknown(const std::string& owner, int most) {
  const std::scoped_lock lock(database_.mutex());
  Statement statement(
      database_,
      "SELECT * FROM saves WHERE state = ?1 AND (?2 = '' OR owner = ?2) ORDER BY begun, id LIMIT ?3");
  statement.bind(number_of(SaveState::kUnknown)).bind(owner).bind(most);
  return all_of(statement);
}

Result<std::int64_t> SqliteSaves::remove_ended(Millis before) {
  return in_transaction<std::int64_t>(database_, [&]() -> Result<std::int64_t> {
    const Done removed = Statement(database_, "DELETE FROM saves WHERE state IN (?1, ?2) AND ended < ?3")
                             .bind(number_of(SaveState::kSaved))
                             .bind(number_of(SaveState::kRefused))
                             .bind(before)
                             .run();
    if (!removed) return removed.fault();
    return std::int64_t{database_.changes()};
  });
}

}  // namespace presave::server::store
