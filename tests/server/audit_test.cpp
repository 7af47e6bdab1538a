// The audit journal: its chain, what breaks it, what a crash and a full disk leave; and how often somebody may ask.
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "server/audit/journal.h"
#include "server/rate/buckets.h"

namespace presave::server {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

class Journals : public ::testing::Test {
 protected:
  Journals() {
    std::string made = ::testing::TempDir() + "presave-audit-XXXXXX";
    if (!::mkdtemp(made.data())) std::abort();
    folder = made;
    file = folder + "/audit.jsonl";
  }
  ~Journals() override { fs::remove_all(folder); }

  std::unique_ptr<audit::Journal> open(std::uint64_t rotate_bytes = 1 << 20) const {
    auto journal = audit::Journal::open({file, false, rotate_bytes});
    EXPECT_TRUE(journal) << journal.fault().text();
    return std::move(*journal);
  }
  void write_lines(int count) const {
    const auto journal = open();
    for (int i = 0; i < count; ++i) ASSERT_TRUE(journal->record(entry()));
  }
  static audit::Entry entry() {
    audit::Entry made{"validate", "request", "00D000000000001AAA", "005000000000001AAA", "Rental__c"};
    made.verdict = "fail";
    made.rules = {"A \"rule\"", "B"};
    made.status = 200;
    return made;
  }
  std::string content() const {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }
  void replace(const std::string& text) const { std::ofstream(file, std::ios::binary) << text; }
  std::string verdict(std::vector<std::string> files = {}) const {
    const auto verified = audit::verify(files.empty() ? std::vector<std::string>{file} : files);
    if (!verified) return verified.fault().text();
    return std::to_string(verified->first) + "-" + std::to_string(verified->last) + " repaired " + std::to_string(verified->repaired);
  }

  std::string folder, file;
};

TEST_F(Journals, GoOnWithTheirChain) {
  write_lines(2);
  write_lines(3);
  EXPECT_EQ(verdict(), "1-5 repaired 0");
}

TEST_F(Journals, EveryChangeOfAByteShows) {
  write_lines(3);
  const std::string whole = content();
  const std::size_t end_of_second = whole.find('\n', whole.find('\n') + 1) + 1;
  for (std::size_t i = 0; i < end_of_second; ++i) {
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    replace(changed);
    EXPECT_FALSE(audit::verify({file})) << "byte " << i << " can be changed";
  }
}

TEST_F(Journals, SayWhereTheChainBreaks) {
  write_lines(3);
  const std::string whole = content();
  const std::size_t first = whole.find('\n') + 1, second = whole.find('\n', first) + 1;
  replace(whole.substr(0, first) + whole.substr(second));
  EXPECT_NE(verdict().find("audit.jsonl:2:"), std::string::npos) << verdict();
  replace(whole.substr(first));
  EXPECT_EQ(verdict(), "2-3 repaired 0") << "a file by itself may begin later: it says so";
}

TEST_F(Journals, RepairATornLineVisibly) {
  write_lines(2);
  replace(content() + "{\"n\":3,\"prev");
  EXPECT_NE(verdict().find("torn"), std::string::npos);
  write_lines(1);
  EXPECT_EQ(verdict(), "1-4 repaired 1");
  EXPECT_NE(content().find("\"action\":\"repaired\",\"tornBytes\":12"), std::string::npos);
}

TEST_F(Journals, SurviveKillAtAnyMoment) {
  for (int round = 0; round < 5; ++round) {
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      auto journal = audit::Journal::open({file, false, 4096});
      while (journal && (*journal)->record(entry())) {}
      ::_exit(1);
    }
    std::this_thread::sleep_for(20ms);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
  }
  write_lines(1);
  std::vector<std::string> files;
  for (int i = 1; fs::exists(file + "." + std::to_string(i)); ++i) files.push_back(file + "." + std::to_string(i));
  EXPECT_GT(files.size(), 2u);
  files.push_back(file);
  EXPECT_EQ(verdict(files).substr(0, 2), "1-") << verdict(files);
}

TEST_F(Journals, ChainTheLinesOfManyThreads) {
  constexpr int kThreads = 8, kLines = 50;
  auto opened = audit::Journal::open({file, true, 1 << 14});
  ASSERT_TRUE(opened) << opened.fault().text();
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < kThreads; ++i) {
      threads.emplace_back([&journal = **opened] {
        for (int line = 0; line < kLines; ++line) EXPECT_TRUE(journal.record(entry()));
      });
    }
  }
  EXPECT_EQ((*opened)->lines(), static_cast<std::uint64_t>(kThreads * kLines));
  std::vector<std::string> files;
  for (int i = 1; fs::exists(file + "." + std::to_string(i)); ++i) files.push_back(file + "." + std::to_string(i));
  files.push_back(file);
  EXPECT_EQ(verdict(files), "1-400 repaired 0");
}

TEST_F(Journals, CountTheRecordsOfABatch) {
  {
    const auto journal = open();
    audit::Entry batch{"validateBatch", "request", "00D000000000001AAA"};
    batch.caller = "flows";
    batch.counts = audit::Counts{3, 2, 1, 0};
    ASSERT_TRUE(journal->record(batch));
  }
  EXPECT_NE(content().find("\"caller\":\"flows\""), std::string::npos) << content();
  EXPECT_NE(content().find("\"records\":{\"passed\":3,\"failed\":2,\"undetermined\":1,\"invalid\":0}"), std::string::npos) << content();
}

TEST_F(Journals, SetFilesAsideAndGoOn) {
  const auto journal = open(1000);
  for (int i = 0; i < 10; ++i) ASSERT_TRUE(journal->record(entry()));
  ASSERT_TRUE(fs::exists(file + ".2"));
  EXPECT_EQ(verdict({file + ".1", file + ".2", file}).substr(0, 2), "1-");
  EXPECT_NE(verdict({file + ".2", file + ".1"}).find("chain is broken"), std::string::npos);
}

TEST_F(Journals, AFullDiskLeavesNoHalfLine) {
  const auto journal = open();
  ASSERT_TRUE(journal->record(entry()));
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit full{content().size() + 40, before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &full);
  const Done refused = journal->record(entry());
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, ignored);
  EXPECT_FALSE(refused);
  EXPECT_EQ(journal->failures(), 1u);
  EXPECT_EQ(verdict(), "1-1 repaired 0");
  EXPECT_TRUE(journal->record(entry())) << "when there is room again";
  EXPECT_EQ(verdict(), "1-2 repaired 0");
}

TEST_F(Journals, AreWrittenByOneProcess) {
  const auto journal = open();
  const auto second = audit::Journal::open({file});
  ASSERT_FALSE(second);
  EXPECT_NE(second.fault().text().find("another server"), std::string::npos);
}

TEST(Buckets, GiveAMinutesWorthAndThenOneByOne) {
  rate::Buckets buckets(2);
  rate::Buckets::Time now{};
  for (int i = 0; i < 6; ++i) EXPECT_FALSE(buckets.take("a", 6, now));
  EXPECT_EQ(buckets.take("a", 6, now), 10s);
  EXPECT_EQ(buckets.take("a", 6, now - 1h), 10s) << "a clock that goes back gives nothing";
  EXPECT_EQ(buckets.take("a", 6, now + 9s), 1s);
  EXPECT_FALSE(buckets.take("a", 6, now + 10s));
  EXPECT_FALSE(buckets.take("b", 6, now));
  EXPECT_FALSE(buckets.take("a", 0, now)) << "0: without bound";
  for (const char* name : {"c", "d", "a"}) EXPECT_FALSE(buckets.take(name, 6, now)) << "a was forgotten for others";
}

}  // namespace
}  // namespace presave::server
