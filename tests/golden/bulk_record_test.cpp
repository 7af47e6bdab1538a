// What `presave run` keeps of a file: cells of records, and keys.
#include <gtest/gtest.h>

#include "cli/bulk_record.h"
#include "cli/seen_keys.h"

namespace presave::cli {
namespace {

using Kind = BulkCell::Kind;

std::string shown(const BulkRecord& record) {
  std::string out;
  for (const BulkCell& cell : record.cells()) {
    out += cell.kind == Kind::kLeft ? "." : cell.kind == Kind::kNull ? "null" : "[" + std::string(cell.text) + "]";
  }
  return out;
}

const std::vector<std::string> kColumns = {"Name", "Depot__r.Code__c", "Lead:Who.Email", "Limit__c", "Active__c"};

TEST(BulkRecord, ReadsEachFormOfValue) {
  BulkRecord record(kColumns);
  ASSERT_TRUE(record.read(R"({"Name":"a, } b","Depot__r":{"Code__c":"HAM"},"Who":{"attributes":{"type":"Lead"},"Email":"x@y"},)"
                          R"("Limit__c":-1.50,"Active__c":true})"));
  EXPECT_EQ(shown(record), "[a, } b][HAM][x@y][-1.50][true]");
  ASSERT_TRUE(record.read(R"({"Name":"","Depot__r":null,"Limit__c":null})"));
  EXPECT_EQ(shown(record), "[]null.null.");
  ASSERT_TRUE(record.read("{}"));
  EXPECT_EQ(shown(record), ".....");
  ASSERT_TRUE(record.read(R"({"Active__c":false})"));
  EXPECT_EQ(shown(record), "....[false]");
}

TEST(BulkRecord, UnescapesTexts) {
  BulkRecord record({"A", "B", "C"});
  ASSERT_TRUE(record.read(R"({"A":"say \"hi\"","B":"\\","C":"line\nend"})"));
  EXPECT_EQ(shown(record), "[say \"hi\"][\\][line\nend]");
}

TEST(BulkRecord, RefusesWhatNoMappingWrites) {
  BulkRecord record({"A", "B"});
  for (const char* text : {"", "{", "[]", R"({"A":"x)", R"({"A":"x"} )", R"({"C":1})", R"({"B":1,"A":2})", R"({"A":})", R"({"A":1,)", R"({"A":"x\)"}) {
    EXPECT_FALSE(record.read(text)) << text;
  }
}

TEST(SeenKeys, KnowsTheFirstLineOfEachOfManyKeys) {
  SeenKeys seen;
  constexpr std::uint64_t kMany = 20'000;  // the table grows several times
  for (std::uint64_t i = 1; i <= kMany; ++i) ASSERT_EQ(seen.first_line(digest_of(std::to_string(i)), i), 0u);
  for (std::uint64_t i = 1; i <= kMany; ++i) ASSERT_EQ(seen.first_line(digest_of(std::to_string(i)), kMany + i), i);
  EXPECT_EQ(seen.first_line(digest_of(""), 7), 0u);
}

}  // namespace
}  // namespace presave::cli
