#include "engine/value/zone.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "engine/value/spelling.h"

namespace presave {
namespace {

EpochMs at(std::string_view moment) {
  return parse_datetime(moment).value();
}

std::string bytes_of(std::uint64_t value, int count) {
  std::string out;
  for (int i = count - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i) & 0xFF);
  return out;
}

/// A zone file built by hand: one transition, two types, and a footer.
struct FileParts {
  char version = '2';
  std::int64_t transition = 0;
  int type = 1;
  std::uint32_t leap_seconds = 0;
  std::int32_t first_offset = 1200;
  std::string footer = "\nCET-1CEST,M3.5.0,M10.5.0/3\n";

  std::string file() const {
    const std::string start = std::string("TZif") + version + std::string(15, '\0');
    const std::string empty = start + std::string(24, '\0');
    const std::string counts = bytes_of(0, 4) + bytes_of(0, 4) + bytes_of(leap_seconds, 4) + bytes_of(1, 4) +
                               bytes_of(2, 4) + bytes_of(4, 4);
    const std::string types = bytes_of(static_cast<std::uint32_t>(first_offset), 4) + bytes_of(0, 2) +
                              bytes_of(3600, 4) + bytes_of(0, 2);
    return empty + start + counts + bytes_of(static_cast<std::uint64_t>(transition), 8) +
           static_cast<char>(type) + types + std::string("CET\0", 4) + std::string(leap_seconds * 12, '\0') +
           footer;
  }
};

TEST(Zone, IsUtcByDefault) {
  EXPECT_EQ(Zone().offset_at(0), 0);
  EXPECT_EQ(Zone().day_at(-1), -1);
}

TEST(Zone, ReadsATableOfOffsets) {
  const Result<Zone> zone =
      Zone::from_spans({{Zone::kSinceEver, 3600}, {1000, 7200}, {2000, -3600}}, "offsets");
  ASSERT_TRUE(zone);
  EXPECT_EQ(zone->offset_at(-1), 3600);
  EXPECT_EQ(zone->offset_at(999'999), 3600);
  EXPECT_EQ(zone->offset_at(1'000'000), 7200);
  EXPECT_EQ(zone->offset_at(2'000'000), -3600);
  EXPECT_EQ(zone->day_at(2'000'000), -1);
}

TEST(Zone, RefusesBadTables) {
  EXPECT_EQ(Zone::from_spans({}, "offsets").fault().code, FaultCode::kBadValue);
  EXPECT_EQ(Zone::from_spans({{5, 0}, {5, 0}}, "offsets").fault().code, FaultCode::kBadValue);
  EXPECT_TRUE(Zone::fixed(Zone::kMaxOffsetSeconds));
  EXPECT_TRUE(Zone::fixed(-Zone::kMaxOffsetSeconds));
  EXPECT_EQ(Zone::fixed(Zone::kMaxOffsetSeconds + 1).fault().code, FaultCode::kBadValue);
  EXPECT_EQ(Zone::fixed(-Zone::kMaxOffsetSeconds - 1).fault().code, FaultCode::kBadValue);
  std::vector<Zone::Span> spans;
  for (std::size_t i = 0; i < Zone::kMaxSpans; ++i) spans.push_back({static_cast<std::int64_t>(i), 0});
  EXPECT_TRUE(Zone::from_spans(spans, "offsets"));
  spans.push_back({1'000'000, 0});
  EXPECT_EQ(Zone::from_spans(spans, "offsets").fault().code, FaultCode::kTooLarge);
}

TEST(Zone, ReadsAZoneFileAndItsRule) {
  const Result<Zone> zone = Zone::from_tzif(FileParts().file(), "Test/Zone");
  ASSERT_TRUE(zone) << zone.fault().text();
  EXPECT_EQ(zone->offset_at(-1), 1200);
  EXPECT_EQ(zone->offset_at(at("2026-01-15T12:00:00Z")), 3600);
  EXPECT_EQ(zone->offset_at(at("2026-03-29T00:59:59Z")), 3600);
  EXPECT_EQ(zone->offset_at(at("2026-03-29T01:00:00Z")), 7200);
  EXPECT_EQ(zone->offset_at(at("2026-10-25T00:59:59Z")), 7200);
  EXPECT_EQ(zone->offset_at(at("2026-10-25T01:00:00Z")), 3600);
  EXPECT_EQ(zone->offset_at(at("9999-07-01T00:00:00Z")), 7200);
  EXPECT_EQ(format_date(zone->day_at(at("2026-07-01T22:00:00Z"))), "2026-07-02");
}

TEST(Zone, KnowsRulesOfAllKinds) {
  struct Case {
    std::string_view rule;
    std::string_view moment;
    std::int32_t offset;
  };
  for (const Case& c :
       std::initializer_list<Case>{{"EST5EDT,M3.2.0,M11.1.0", "2026-03-08T06:59:59Z", -18'000},
                                   {"EST5EDT,M3.2.0,M11.1.0", "2026-03-08T07:00:00Z", -14'400},
                                   {"EST5EDT,M3.2.0,M11.1.0", "2026-11-01T05:59:59Z", -14'400},
                                   {"EST5EDT,M3.2.0,M11.1.0", "2026-11-01T06:00:00Z", -18'000},
                                   {"AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-01-01T00:00:00Z", 39'600},
                                   {"AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-07-01T00:00:00Z", 36'000},
                                   {"<+0545>-5:45", "2026-07-01T00:00:00Z", 20'700},
                                   {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T00:59:59Z", -7'200},
                                   {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00:00Z", -3'600},
                                   {"AAA0BBB-1:30,J60/0,J300/0", "2024-02-29T23:59:59Z", 0},
                                   {"AAA0BBB-1:30,J60/0,J300/0", "2024-03-01T00:00:00Z", 5'400},
                                   {"AAA0BBB,59/0,300/0", "2024-02-29T00:00:00Z", 3'600}}) {
    const std::optional<YearlyRule> rule = parse_posix_zone(c.rule);
    ASSERT_TRUE(rule) << c.rule;
    EXPECT_EQ(rule->offset_at(at(c.moment) / 1000), c.offset) << c.rule << ' ' << c.moment;
  }
  for (const std::string_view bad :
       {"", "CET", "CE-1", "CET-25", "CET-1:60", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0",
        "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,J0,J5", "CET-1CEST,366,5",
        "<CET-1", "CET-1CEST,M3.5.0,M10.5.0 ", "CET-1CEST,M3.5.0/168,M10.5.0", "CET-99999999999999"}) {
    EXPECT_FALSE(parse_posix_zone(bad)) << bad;
  }
}

TEST(Zone, RefusesBrokenFilesWithAReason) {
  const auto fault_of = [](const FileParts& parts) {
    const Result<Zone> zone = Zone::from_tzif(parts.file(), "Test/Zone");
    return zone ? std::string("read") : zone.fault().text();
  };
  FileParts parts;
  EXPECT_EQ(fault_of(parts), "read");
  parts.version = '1';
  EXPECT_NE(fault_of(parts).find("version 1"), std::string::npos);
  parts = {};
  parts.type = 2;
  EXPECT_NE(fault_of(parts).find("unknown type"), std::string::npos);
  parts = {};
  parts.leap_seconds = 1;
  EXPECT_NE(fault_of(parts).find("leap seconds"), std::string::npos);
  parts = {};
  parts.first_offset = 94'000;
  EXPECT_NE(fault_of(parts).find("26 hours"), std::string::npos);
  parts = {};
  parts.footer = "\nnonsense\n";
  EXPECT_NE(fault_of(parts).find("POSIX TZ"), std::string::npos);
  parts.footer = "\nCET-1";
  EXPECT_NE(fault_of(parts).find("footer is missing"), std::string::npos);
  const std::string large(Zone::kMaxFileBytes + 1, 'T');
  EXPECT_EQ(Zone::from_tzif(large, "Test/Zone").fault().code, FaultCode::kTooLarge);
}

TEST(Zone, SurvivesAnyBytes) {
  const std::string whole = FileParts().file();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(Zone::from_tzif(whole.substr(0, size), "cut")) << size;
  }
  std::mt19937 random(9);
  for (int i = 0; i < 100'000; ++i) {
    std::string bytes = whole;
    for (int changes = 1 + static_cast<int>(random() % 4); changes > 0; --changes) {
      bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    const Result<Zone> zone = Zone::from_tzif(bytes, "changed");
    if (zone) static_cast<void>(zone->day_at(static_cast<EpochMs>(random()) * 1'000));
  }
}

}  // namespace
}  // namespace presave
