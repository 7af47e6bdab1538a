// The store: what each table promises, and that the promises hold when the disk is full, the database is
// locked, or the process is killed at any write.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <functional>
#include <stdexcept>
#include <thread>

#include "server/store/sqlite_store.h"
#include "tests/server/killing_disk.h"

namespace presave::server::store {
namespace {

constexpr Millis kNow = 1'800'000'000'000;

class StoreTest : public ::testing::Test {
 protected:
  StoreTest() : folder_(make_folder()) {}
  ~StoreTest() override { std::filesystem::remove_all(folder_); }

  SqliteSettings settings() const {
    SqliteSettings made{(folder_ / "store.db").string()};
    made.busy_timeout = std::chrono::milliseconds(50);
    return made;
  }
  static std::unique_ptr<Store> open(const SqliteSettings& settings) {
    auto store = open_sqlite(settings);
    if (!store) throw std::runtime_error(store.fault().text());
    return std::move(*store);
  }
  std::unique_ptr<Store> open() const { return open(settings()); }

  std::filesystem::path folder_;

 private:
  static std::filesystem::path make_folder() {
    std::string name = ::testing::TempDir() + "/presave-store-XXXXXX";
    if (!::mkdtemp(name.data())) throw std::runtime_error("no folder");
    return name;
  }
};

TEST_F(StoreTest, ALeaseHasOneHolderAndItsFenceGrows) {
  const auto store = open();
  Leases& leases = store->leases();
  const auto first = leases.take("refresh/a", kNow, 1000);
  ASSERT_TRUE(first && *first);
  EXPECT_FALSE(*leases.take("refresh/a", kNow + 999, 1000));
  EXPECT_TRUE(*leases.take("refresh/b", kNow, 1000)) << "another name is another lease";
  const auto second = leases.take("refresh/a", kNow + 1000, 1000);
  ASSERT_TRUE(second && *second);
  EXPECT_GT((*second)->fence, (*first)->fence);
  ASSERT_TRUE(leases.give_back(**first)) << "without effect: its time was over";
  EXPECT_FALSE(*leases.take("refresh/a", kNow + 1001, 1000));
  ASSERT_TRUE(leases.give_back(**second));
  const auto third = leases.take("refresh/a", kNow + 1002, 1000);
  ASSERT_TRUE(third && *third);
  EXPECT_GT((*third)->fence, (*second)->fence);
}

TEST_F(StoreTest, AWriterThatWasPausedPastItsLeaseSpoilsNothing) {
  const auto store = open();
  Tokens& tokens = store->tokens();
  EXPECT_TRUE(*tokens.put({"a", "of fence 1", TokenState::kLive, 1, kNow}));
  EXPECT_TRUE(*tokens.put({"a", "of fence 2", TokenState::kRefreshing, 2, kNow + 1}));
  EXPECT_FALSE(*tokens.put({"a", "late", TokenState::kLive, 1, kNow + 2}));
  const auto found = tokens.find("a");
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->sealed, "of fence 2");
  EXPECT_EQ((*found)->state, TokenState::kRefreshing);
  EXPECT_EQ((*found)->changed, kNow + 1);
}

TEST_F(StoreTest, TokensAreBytesAndCanBeRemoved) {
  const auto store = open();
  Tokens& tokens = store->tokens();
  const std::string bytes("\0\xFF'; DROP TABLE tokens; --", 26);
  ASSERT_TRUE(*tokens.put({"o'b", bytes, TokenState::kLive, 0, kNow}));
  ASSERT_TRUE(*tokens.put({"parked", "", TokenState::kParked, 0, kNow}));
  EXPECT_EQ((*tokens.find("o'b"))->sealed, bytes);
  EXPECT_EQ((*tokens.find("parked"))->sealed, "");
  EXPECT_FALSE(*tokens.find("O'B"));
  EXPECT_EQ(tokens.unchanged_since(kNow + 1, 10)->size(), 1u) << "a parked one cannot be kept alive";
  EXPECT_TRUE(tokens.unchanged_since(kNow, 10)->empty());
  ASSERT_TRUE(tokens.remove("o'b"));
  EXPECT_FALSE(*tokens.find("o'b"));
}

TEST_F(StoreTest, ARepeatedCallGetsTheSameAnswer) {
  const auto store = open();
  RepeatableCalls& calls = store->repeatable_calls();
  const RepeatableCall call{"org", "key-1", "digest"};
  const auto begun = calls.begin(call, kNow, 1000);
  ASSERT_TRUE(begun);
  EXPECT_EQ(begun->how, Beginning::kNew);
  EXPECT_EQ(calls.begin(call, kNow + 999, 1000)->how, Beginning::kUnderWay);
  EXPECT_EQ(calls.begin({"other org", "key-1", "digest"}, kNow, 1000)->how, Beginning::kNew);
  EXPECT_EQ(calls.begin({"org", "key-1", "another"}, kNow, 1000)->how, Beginning::kOtherRequest);
  EXPECT_TRUE(*calls.finish(call, begun->ticket, {200, "the answer"}, kNow + 5000));
  EXPECT_FALSE(*calls.finish(call, begun->ticket, {500, "again"}, kNow + 5000));
  const auto again = calls.begin(call, kNow + 4999, 1000);
  EXPECT_EQ(again->how, Beginning::kAnswered);
  EXPECT_EQ(again->answer.status, 200);
  EXPECT_EQ(again->answer.body, "the answer");
  EXPECT_EQ(calls.begin({"org", "key-1", "another"}, kNow, 1000)->how, Beginning::kOtherRequest);
  EXPECT_EQ(*calls.remove_expired(kNow + 4999), 0);
  EXPECT_EQ(*calls.remove_expired(kNow + 5000), 1);
  EXPECT_EQ(calls.begin(call, kNow + 5000, 1000)->how, Beginning::kNew);
}

TEST_F(StoreTest, ACallWhoseServerDiedIsBegunAnew) {
  const auto store = open();
  RepeatableCalls& calls = store->repeatable_calls();
  const RepeatableCall call{"org", "key-1", "digest"};
  const auto dead = calls.begin(call, kNow, 1000);
  const auto anew = calls.begin(call, kNow + 1000, 1000);
  ASSERT_TRUE(dead && anew);
  EXPECT_EQ(anew->how, Beginning::kNew);
  EXPECT_NE(anew->ticket, dead->ticket);
  EXPECT_FALSE(*calls.finish(call, dead->ticket, {200, "late"}, kNow + 9000));
  ASSERT_TRUE(calls.forget(call, dead->ticket));
  EXPECT_EQ(calls.begin(call, kNow + 1001, 1000)->how, Beginning::kUnderWay);
  ASSERT_TRUE(calls.forget(call, anew->ticket));
  EXPECT_EQ(calls.begin(call, kNow + 1002, 1000)->how, Beginning::kNew);
}

TEST_F(StoreTest, ASaveIsBegunOnceAndAfterARestartItIsUnknown) {
  {
    const auto store = open();
    Saves& saves = store->saves();
    ASSERT_TRUE(saves.begin({"1", "user", "{}", SaveState::kBegun, "", kNow, 0}));
    ASSERT_TRUE(saves.begin({"2", "user", "{}", SaveState::kBegun, "", kNow + 1, 0}));
    const Done twice = saves.begin({"1", "user", "{}", SaveState::kBegun, "", kNow, 0});
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.fault().code, FaultCode::kBadValue);
    ASSERT_TRUE(saves.end("1", SaveState::kSaved, "001", kNow + 2));
    EXPECT_FALSE(saves.end("1", SaveState::kRefused, "", kNow + 3)) << "ended is ended";
    EXPECT_FALSE(saves.end("3", SaveState::kSaved, "", kNow + 3));
  }
  const auto store = open();
  Saves& saves = store->saves();
  const auto lost = saves.lose_track(kNow + 10, kNow + 10);
  ASSERT_TRUE(lost);
  ASSERT_EQ(lost->size(), 1u);
  EXPECT_EQ(lost->front().id, "2");
  EXPECT_EQ(lost->front().state, SaveState::kUnknown);
  EXPECT_EQ((*saves.find("1"))->outcome, "001");
  EXPECT_EQ(saves.unknown("user", 10)->size(), 1u);
  EXPECT_EQ(saves.unknown("", 10)->size(), 1u);
  EXPECT_TRUE(saves.unknown("somebody else", 10)->empty());
  EXPECT_EQ(*saves.remove_ended(kNow + 100), 1) << "an unknown one stays until somebody has looked";
  ASSERT_TRUE(saves.end("2", SaveState::kRefused, "not there", kNow + 11)) << "somebody has looked";
  EXPECT_EQ(*saves.remove_ended(kNow + 100), 1);
  EXPECT_FALSE(*saves.find("2"));
}

TEST_F(StoreTest, ManyThreadsTakeOneLeaseOnce) {
  const auto store = open();
  std::atomic<int> holders{0};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 30; ++i) {
      threads.emplace_back([&] {
        const auto lease = store->leases().take("one", kNow, 1000);
        if (lease && *lease) ++holders;
      });
    }
  }
  EXPECT_EQ(holders, 1);
}

/// Runs `work` in `count` processes that begin together, after `first` has been done in this one (SQLite
/// forbids processes made while a database is open). Gives how many of them ended well.
int processes_that_end_well(
    int count, const std::function<bool()>& work, const std::function<void()>& first = [] {}) {
  int gate[2];
  if (::pipe(gate) != 0) throw std::runtime_error("no pipe");
  std::vector<pid_t> children;
  for (int i = 0; i < count; ++i) {
    const pid_t child = ::fork();
    if (child == 0) {
      ::close(gate[1]);
      char nothing;
      (void)!::read(gate[0], &nothing, 1);  // until the parent opens the gate by closing its end
      ::_exit(work() ? 0 : 1);
    }
    children.push_back(child);
  }
  ::close(gate[0]);
  first();
  ::close(gate[1]);
  return static_cast<int>(std::count_if(children.begin(), children.end(), [](pid_t child) {
    int status = 0;
    return ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
  }));
}

TEST_F(StoreTest, ManyProcessesOpenANewStoreAtOnce) {
  for (int round = 0; round < 10; ++round) {
    SqliteSettings settings{(folder_ / ("new-" + std::to_string(round) + ".db")).string()};
    EXPECT_EQ(processes_that_end_well(6, [&] { return bool(open_sqlite(settings)); }), 6)
        << "round " << round;
  }
}

TEST_F(StoreTest, OpeningItOnceMoreTakesNoLockFromWhoHasIt) {
  std::unique_ptr<Store> store;
  const auto open_twice = [&] {
    store = open();
    ASSERT_TRUE(store->probe(kNow));
    ASSERT_TRUE(open_sqlite(settings()));  // as at a reload; it is closed at once
  };
  // Who is alone with the file takes its log away at the end. The other process must see that this one is
  // there.
  EXPECT_EQ(processes_that_end_well(
                1, [&] { return bool(open_sqlite(settings())); }, open_twice),
            1);
  EXPECT_TRUE(std::filesystem::exists(settings().file + "-wal"));
}

TEST_F(StoreTest, IsReadableByItsOwnerAlone) {
  const auto store = open();
  ASSERT_TRUE(store->probe(kNow));
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    struct stat status {};
    ASSERT_EQ(::stat(entry.path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777u, 0600u) << entry.path();
    ++files;
  }
  EXPECT_EQ(files, 3) << "the database, its log and the log's index";
}

TEST_F(StoreTest, RefusesWhatIsNotItsOwn) {
  const auto refusal = [this](const std::string& file) {
    const auto store = open_sqlite({(folder_ / file).string()});
    return store ? std::string("opened") : store.fault().text();
  };
  std::ofstream(folder_ / "text.db") << std::string(5000, 'x');
  EXPECT_NE(refusal("text.db").find("no database"), std::string::npos) << refusal("text.db");
  EXPECT_NE(refusal("nowhere/store.db").find("cannot be opened"), std::string::npos);
  EXPECT_NE(refusal("").find("cannot be opened"), std::string::npos);

  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open((folder_ / "other.db").c_str(), &other), SQLITE_OK);
  sqlite3_exec(other, "CREATE TABLE theirs (a)", nullptr, nullptr, nullptr);
  sqlite3_close(other);
  EXPECT_NE(refusal("other.db").find("another program's"), std::string::npos) << refusal("other.db");

  open();
  ASSERT_EQ(sqlite3_open(settings().file.c_str(), &other), SQLITE_OK);
  sqlite3_exec(other, "PRAGMA user_version = 99", nullptr, nullptr, nullptr);
  sqlite3_close(other);
  const auto later = open_sqlite(settings());
  ASSERT_FALSE(later);
  EXPECT_EQ(later.fault().code, FaultCode::kUnsupportedVersion);
}

TEST_F(StoreTest, ALockedDatabaseIsBusyAndThenGoesOn) {
  const auto store = open();
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(settings().file.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  const auto refused = store->tokens().put({"a", "v", TokenState::kLive, 0, kNow});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.fault().code, FaultCode::kBusy);
  EXPECT_TRUE(may_pass(refused.fault().code));
  EXPECT_TRUE(store->tokens().find("a")) << "readers do not wait";
  sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr);
  sqlite3_close(other);
  EXPECT_TRUE(store->tokens().put({"a", "v", TokenState::kLive, 0, kNow}));
}

TEST_F(StoreTest, AFullDiskIsSaidAndNothingIsLost) {
  SqliteSettings small = settings();
  small.most_bytes = 25 * 4096;
  const auto store = open(small);
  int kept = 0;
  FaultCode code = FaultCode::kBusy;
  const std::string value(1000, 'v');
  for (int i = 0; i < 1000; ++i) {
    const auto put = store->tokens().put({std::to_string(i), value, TokenState::kLive, 0, kNow});
    if (!put) {
      code = put.fault().code;
      break;
    }
    ++kept;
  }
  EXPECT_EQ(code, FaultCode::kUnreadable);
  EXPECT_FALSE(may_pass(code));
  EXPECT_EQ(store->failures(), 1u) << "for those who watch";
  EXPECT_GT(kept, 3);
  for (int i = 0; i < kept; ++i) EXPECT_EQ((*store->tokens().find(std::to_string(i)))->sealed, value);
  EXPECT_FALSE(*store->tokens().find(std::to_string(kept)));
  ASSERT_TRUE(store->tokens().remove("0"));
  EXPECT_TRUE(store->tokens().put({"again", "v", TokenState::kLive, 0, kNow})) << "with room it goes on";
}

/// What a server does with its store, step by step. Says after each step that it is done.
void live(Store& store, const std::function<void()>& done_with) {
  const auto lease = store.leases().take("refresh", kNow, 1000);
  if (!lease || !*lease) return;
  done_with();
  for (const char* const value : {"old", "in flight", "new"}) {
    if (!store.tokens().put({"a", value, TokenState::kLive, (*lease)->fence, kNow})) return;
    done_with();
  }
  if (!store.saves().begin({"save", "user", std::string(9000, 'r'), SaveState::kBegun, "", kNow, 0})) return;
  done_with();
  if (!store.saves().end("save", SaveState::kSaved, "001", kNow)) return;
  done_with();
}

/// Lives in a process of its own that is killed at the given write. Gives how many steps it had said were
/// done; `killed` tells whether it was killed at all.
int live_until(const SqliteSettings& settings, int writes, bool& killed) {
  int pipe_ends[2];
  if (::pipe(pipe_ends) != 0) throw std::runtime_error("no pipe");
  const pid_t child = ::fork();
  if (child == 0) {
    testing::KillingDisk::install(writes);
    auto store = open_sqlite(settings);
    if (!store) ::_exit(1);
    live(**store, [&] {
      if (::write(pipe_ends[1], ".", 1) != 1) ::_exit(1);
    });
    store = Fault{FaultCode::kBusy, "", ""};  // closes it, which writes as well
    ::_exit(0);
  }
  ::close(pipe_ends[1]);
  int done = 0;
  for (char c = 0; ::read(pipe_ends[0], &c, 1) == 1;) ++done;
  ::close(pipe_ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  killed = WIFSIGNALED(status);
  EXPECT_TRUE(killed || (WIFEXITED(status) && WEXITSTATUS(status) == 0)) << "write " << writes;
  return done;
}

/// What must be there after so many steps, whether the next one was under way or not.
void expect_kept(Store& store, int done) {
  constexpr const char* kValues[] = {"", "old", "in flight", "new"};
  const auto token = store.tokens().find("a");
  ASSERT_TRUE(token);
  const std::string value = *token ? (*token)->sealed : "";
  const auto at_least = std::clamp(done - 1, 0, 3);
  EXPECT_TRUE(value == kValues[at_least] || (at_least < 3 && value == kValues[at_least + 1])) << value;
  if (done >= 1) {
    EXPECT_FALSE(*store.leases().take("refresh", kNow, 1000));
  }
  const auto save = store.saves().find("save");
  ASSERT_TRUE(save);
  if (done >= 5) {
    ASSERT_TRUE(*save);
    EXPECT_EQ((*save)->request.size(), 9000u);
  }
  if (done >= 6) {
    EXPECT_EQ((*save)->outcome, "001");
  }
  EXPECT_TRUE(store.probe(kNow)) << "the store goes on";
}

TEST_F(StoreTest, WhatWasDoneStaysDoneWhereverTheProcessIsKilled) {
  bool killed = true;
  int writes = 0;
  int most_done = 0;
  for (; killed && writes < 2000; ++writes) {
    SqliteSettings one = settings();
    one.file += std::to_string(writes);
    const int done = live_until(one, writes, killed);
    most_done = std::max(most_done, done);
    const auto store = open_sqlite(one);
    ASSERT_TRUE(store) << "killed at write " << writes << ": " << store.fault().text();
    SCOPED_TRACE("killed at write " + std::to_string(writes));
    expect_kept(**store, done);
  }
  EXPECT_GT(writes, 30) << "the steps of the disk were counted";
  EXPECT_EQ(most_done, 6);
}

}  // namespace
}  // namespace presave::server::store
