// A file system for SQLite that kills the process at its Nth write, sync or truncation: as a power cut would,
// at every place where it can hurt.
#pragma once

#include <sqlite3.h>

#include <csignal>
#include <cstddef>

namespace presave::server::testing {

/// Everything but the counted steps is passed on to the real file system.
class KillingDisk {
 public:
  /// Takes the place of SQLite's default in this process, until it ends. Steps are counted from now.
  static void install(int steps_to_live) {
    steps_left() = steps_to_live;
    sqlite3_initialize();
    real() = sqlite3_vfs_find(nullptr);
    static sqlite3_vfs disk = *real();
    disk.zName = "killing";
    disk.szOsFile = static_cast<int>(kOwnBytes) + real()->szOsFile;
    disk.xOpen = open;
    sqlite3_vfs_register(&disk, 1);
  }

 private:
  /// What SQLite sees; the real file stands behind it.
  struct File {
    sqlite3_file base;
    sqlite3_io_methods methods;
  };
  static constexpr std::size_t kOwnBytes = (sizeof(File) + 15) / 16 * 16;

  static sqlite3_vfs*& real() {
    static sqlite3_vfs* vfs = nullptr;
    return vfs;
  }
  static int& steps_left() {
    static int left = 0;
    return left;
  }
  static sqlite3_file* behind(sqlite3_file* file) {
    return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + kOwnBytes);
  }
  static void count() {
    if (steps_left()-- == 0) std::raise(SIGKILL);
  }

  static int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
    const int code = real()->xOpen(real(), name, behind(file), flags, out);
    if (!behind(file)->pMethods) return code;
    auto* own = reinterpret_cast<File*>(file);
    own->methods = pass_on();
    own->methods.iVersion =
        behind(file)->pMethods->iVersion < 2 ? 1 : 2;  // no memory mapping: it hides writes
    file->pMethods = &own->methods;
    return code;
  }

  static sqlite3_io_methods pass_on() {
    sqlite3_io_methods own{};
    own.xClose = [](sqlite3_file* f) { return behind(f)->pMethods->xClose(behind(f)); };
    own.xRead = [](sqlite3_file* f, void* to, int n, sqlite3_int64 at) {
      return behind(f)->pMethods->xRead(behind(f), to, n, at);
    };
    own.xWrite = [](sqlite3_file* f, const void* from, int n, sqlite3_int64 at) {
      count();
      return behind(f)->pMethods->xWrite(behind(f), from, n, at);
    };
    own.xTruncate = [](sqlite3_file* f, sqlite3_int64 size) {
      count();
      return behind(f)->pMethods->xTruncate(behind(f), size);
    };
    own.xSync = [](sqlite3_file* f, int flags) {
      count();
      return behind(f)->pMethods->xSync(behind(f), flags);
    };
    own.xFileSize = [](sqlite3_file* f, sqlite3_int64* size) {
      return behind(f)->pMethods->xFileSize(behind(f), size);
    };
    own.xLock = [](sqlite3_file* f, int kind) { return behind(f)->pMethods->xLock(behind(f), kind); };
    own.xUnlock = [](sqlite3_file* f, int kind) { return behind(f)->pMethods->xUnlock(behind(f), kind); };
    own.xCheckReservedLock = [](sqlite3_file* f, int* out) {
      return behind(f)->pMethods->xCheckReservedLock(behind(f), out);
    };
    own.xFileControl = [](sqlite3_file* f, int op, void* argument) {
      return behind(f)->pMethods->xFileControl(behind(f), op, argument);
    };
    own.xSectorSize = [](sqlite3_file* f) { return behind(f)->pMethods->xSectorSize(behind(f)); };
    own.xDeviceCharacteristics = [](sqlite3_file* f) {
      return behind(f)->pMethods->xDeviceCharacteristics(behind(f));
    };
    own.xShmMap = [](sqlite3_file* f, int page, int size, int extend, void volatile** out) {
      return behind(f)->pMethods->xShmMap(behind(f), page, size, extend, out);
    };
    own.xShmLock = [](sqlite3_file* f, int offset, int n, int flags) {
      return behind(f)->pMethods->xShmLock(behind(f), offset, n, flags);
    };
    own.xShmBarrier = [](sqlite3_file* f) { behind(f)->pMethods->xShmBarrier(behind(f)); };
    own.xShmUnmap = [](sqlite3_file* f, int remove) {
      return behind(f)->pMethods->xShmUnmap(behind(f), remove);
    };
    return own;
  }
};

}  // namespace presave::server::testing
