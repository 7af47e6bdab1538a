// The tables, as SQL that makes each version out of the one before. What stands here is never changed, only
// followed by more.
#pragma once

#include <array>

namespace presave::server::store {

/// Entry i takes a database from version i to version i + 1.
inline constexpr std::array<const char*, 1> kVersions = {R"sql(
CREATE TABLE leases (name TEXT PRIMARY KEY, fence INTEGER NOT NULL, expires INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE tokens (name TEXT PRIMARY KEY, sealed BLOB NOT NULL, state INTEGER NOT NULL, fence INTEGER NOT NULL,
                     changed INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX tokens_by_change ON tokens (changed);
CREATE TABLE calls (caller TEXT NOT NULL, key TEXT NOT NULL, digest TEXT NOT NULL, ticket INTEGER NOT NULL,
                    begun INTEGER NOT NULL, status INTEGER NOT NULL, body BLOB NOT NULL, expires INTEGER NOT NULL,
                    PRIMARY KEY (caller, key)) STRICT;
CREATE INDEX calls_by_expiry ON calls (expires);
CREATE TABLE saves (id TEXT PRIMARY KEY, owner TEXT NOT NULL, request BLOB NOT NULL, state INTEGER NOT NULL,
                    outcome BLOB NOT NULL, begun INTEGER NOT NULL, ended INTEGER NOT NULL) STRICT;
CREATE INDEX saves_by_state ON saves (state, begun);
CREATE TABLE probes (one INTEGER PRIMARY KEY CHECK (one = 1), time INTEGER NOT NULL) STRICT;
)sql"};

}  // namespace presave::server::store
