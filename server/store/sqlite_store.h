// The store of one machine: a SQLite database in one file.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "server/http/limits.h"
#include "server/store/store.h"

namespace presave::server::store {

struct SqliteSettings {
  std::string file;  ///< created where it is not there, readable by its owner alone; not on a network drive
  std::chrono::milliseconds busy_timeout = limits::kStoreBusy;  ///< how long a locked database is waited for
  std::int64_t most_bytes = limits::kStoreBytes;                ///< past this the disk counts as full
};

/// Opens or creates it. Refuses a database that is another program's or of a later version.
Result<std::unique_ptr<Store>> open_sqlite(const SqliteSettings& settings);

}  // namespace presave::server::store
