// Calls that may be repeated. A row with status 0 is under way.
#include "server/store/sqlite_tables.h"

namespace presave::server::store {

Result<BegunCall> SqliteCalls::begin(const RepeatableCall& call, Millis now, Millis give_up_after) {
  return in_transaction<BegunCall>(database_, [&]() -> Result<BegunCall> {
    auto before = begun_before(call, now, give_up_after);
    if (!before || before->how != Beginning::kNew) return before;
    return begin_anew(call, now);
  });
}

/// kNew where there is nothing that counts.
Result<BegunCall> SqliteCalls::begun_before(const RepeatableCall& call, Millis now, Millis give_up_after) {
  Statement statement(
      database_, "SELECT digest, begun, status, body, expires FROM calls WHERE caller = ?1 AND key = ?2");
  const auto row = statement.bind(call.caller).bind(call.key).step();
  if (!row) return row.fault();
  if (!*row) return BegunCall{};
  const int status = static_cast<int>(statement.number(2));
  const bool over = status == 0 ? statement.number(1) + give_up_after <= now : statement.number(4) <= now;
  if (over) return BegunCall{};
  if (statement.bytes(0) != call.digest) return BegunCall{Beginning::kOtherRequest, 0, {}};
  if (status == 0) return BegunCall{Beginning::kUnderWay, 0, {}};
  return BegunCall{Beginning::kAnswered, 0, {status, statement.bytes(3)}};
}

Result<BegunCall> SqliteCalls::begin_anew(const RepeatableCall& call, Millis now) {
  Statement statement(
      database_,
      "INSERT INTO calls VALUES (?1, ?2, ?3, 1, ?4, 0, x'', 0) ON CONFLICT DO UPDATE SET digest = "
      "excluded.digest, ticket = ticket + 1, begun = excluded.begun, status = 0, body = x'', expires = 0 "
      "RETURNING ticket");
  const auto row = statement.bind(call.caller).bind(call.key).bind(call.digest).bind(now).step();
  if (!row) return row.fault();
  return BegunCall{Beginning::kNew, statement.number(0), {}};
}

Result<bool> SqliteCalls::finish(const RepeatableCall& call, std::int64_t ticket, const KeptAnswer& answer,
                                 Millis expires) {
  return in_transaction<bool>(database_, [&]() -> Result<bool> {
    Statement statement(
        database_,
        "UPDATE calls SET status = ?1, body = ?2, expires = ?3 WHERE caller = ?4 AND key = ?5 AND ticket "
        "= ?6 AND status = 0");
    const Done finished = statement.bind(answer.status)
                              .bind_bytes(answer.body)
                              .bind(expires)
                              .bind(call.caller)
                              .bind(call.key)
                              .bind(ticket)
                              .run();
    if (!finished) return finished.fault();
    return database_.changes() == 1;
  });
}

Done SqliteCalls::forget(const RepeatableCall& call, std::int64_t ticket) {
  return in_transaction<std::monostate>(database_, [&] {
    return Statement(database_,
                     "DELETE FROM calls WHERE caller = ?1 AND key = ?2 AND ticket = ?3 AND status = 0")
        .bind(call.caller)
        .bind(call.key)
        .bind(ticket)
        .run();
  });
}

Result<std::int64_t> SqliteCalls::remove_expired(Millis now) {
  return in_transaction<std::int64_t>(database_, [&]() -> Result<std::int64_t> {
    const Done removed =
        Statement(database_, "DELETE FROM calls WHERE status <> 0 AND expires <= ?1").bind(now).run();
    if (!removed) return removed.fault();
    return std::int64_t{database_.changes()};
  });
}

}  // namespace presave::server::store
