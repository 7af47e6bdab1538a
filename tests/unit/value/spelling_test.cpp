#include "engine/value/spelling.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace presave {
namespace {

/// Java's SimpleDateFormat (not lenient, GMT) gave these, after DATEVALUE's check for four digits and "-".
TEST(Spelling, DateValueReadsAsJava) {
  constexpr EpochMs kDay = kMsPerDay;
  const std::map<std::string_view, EpochMs> good = {
      {"2024-2-9", 1707436800000},           {"2024-02-09", 1707436800000},
      {"2024-02-09junk", 1707436800000},     {"2024- 2-\t9", 1707436800000},
      {"9999-12-31", 253402214400000},       {"1500-02-29", -14825894400000},
      {"2024-002-0009", 1707436800000},      {"2024-2-9.5", 1707436800000},
      {"2024-02-029", 1709164800000},        {"2024-02-09T10:00", 1707436800000},
      {"2024-02-09 24:00:00", 1707436800000}};
  for (const auto& [text, moment] : good) EXPECT_EQ(datevalue_of_text(text), moment / kDay) << text;
  for (const std::string_view text : {"",
                                      "2024",
                                      "2024-02-",
                                      "2024-2",
                                      "0000-01-01",
                                      "2024-02-30",
                                      "2024-13-01",
                                      "1582-10-10",
                                      "24-02-09",
                                      "02024-02-09",
                                      "2024-02-09\n",
                                      "2024-+2-09",
                                      "2024--2-09",
                                      "2024-02--9",
                                      "2024-2.5-9",
                                      "2024/02/09",
                                      " 2024-02-09",
                                      "2024-02-00",
                                      "2024-2 -9",
                                      "2024-02-09\xC2\x85x",
                                      "2024-99999999999999999999-09"}) {
    EXPECT_FALSE(datevalue_of_text(text)) << text;
  }
}

TEST(Spelling, DateTimeValueReadsAsJava) {
  const std::map<std::string_view, EpochMs> good = {{"2024-02-09 10:00:00", 1707472800000},
                                                    {"2024-02-09 1:2:3", 1707440523000},
                                                    {"2024-02-09  1: 2:3", 1707440523000},
                                                    {"2024-02-09 10:00:00.500", 1707472800000},
                                                    {"2024-2-9 010:00:00Z", 1707472800000}};
  for (const auto& [text, moment] : good) EXPECT_EQ(datetimevalue_of_text(text), moment) << text;
  for (const std::string_view text :
       {"", "2024-02-09", "2024-02-09junk", "2024-02-09 24:00:00", "2024-02-09 23:59:60",
        "2024-02-09 23:60:00", "2024-02-09 10:00", "2024-02-09T10:00:00", "2024-02-09\t10:00:00",
        "2024-02-09 10:00:00\n"}) {
    EXPECT_FALSE(datetimevalue_of_text(text)) << text;
  }
}

TEST(Spelling, TimeValueReadsAsJava) {
  const std::map<std::string_view, MsOfDay> good = {{"17:30:45.125", 63045125}, {"1:2:3.4", 3723004},
                                                    {"23:59:59.999", 86399999}, {"1:2:3.0004", 3723004},
                                                    {" 1:2:3.4", 3723004},      {"1: 2:3. 4", 3723004}};
  for (const auto& [text, time] : good) EXPECT_EQ(timevalue_of_text(text), time) << text;
  for (const std::string_view text :
       {"", "17:30:45", "24:00:00.000", "23:59:60.000", "1:2:3.1000", "1:2:3.4 ", "01:66:29.345", "1:2:3.",
        "12:34:56.789Z", "+1:2:3.4", "1:2:3.-4"}) {
    EXPECT_FALSE(timevalue_of_text(text)) << text;
  }
}

TEST(Spelling, RecordsAreReadStrictly) {
  EXPECT_EQ(parse_date("1970-01-02"), 1);
  for (const std::string_view text : {"", "2024-2-9", "2024-02-09 ", " 2024-02-09", "2024-02-09T",
                                      "2024-02-30", "1582-10-10", "+024-01-01", "2024-0a-01"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
  const std::map<std::string_view, MsOfDay> times = {{"00:00:00", 0},
                                                     {"09:30:00.000", 34'200'000},
                                                     {"09:30:00.5Z", 34'200'500},
                                                     {"23:59:59.9999", 86'399'999}};
  for (const auto& [text, time] : times) EXPECT_EQ(parse_time(text), time) << text;
  for (const std::string_view text : {"", "9:30:00", "09:30", "09:30:00.", "24:00:00", "09:60:00", "09:30:60",
                                      "09:30:00.000ZZ", "09:30:00.000+00"}) {
    EXPECT_FALSE(parse_time(text)) << text;
  }
}

TEST(Spelling, MomentsNeedAnOffset) {
  constexpr EpochMs kMoment = 1772357400000;  // 2026-03-01T09:30:00Z
  for (const std::string_view text :
       {"2026-03-01T09:30:00Z", "2026-03-01T09:30:00.000Z", "2026-03-01T09:30:00.000+0000",
        "2026-03-01T11:30:00+02:00", "2026-03-01T11:30:00+02", "2026-02-28T22:00:00.0009-1130"}) {
    EXPECT_EQ(parse_datetime(text), kMoment) << text;
  }
  for (const std::string_view text :
       {"", "2026-03-01", "2026-03-01T09:30:00", "2026-03-01 09:30:00Z", "2026-03-01T09:30Z",
        "2026-03-01T09:30:00+2", "2026-03-01T09:30:00+24:00", "2026-03-01T09:30:00+02:60",
        "2026-03-01T09:30:00.Z", "2026-03-01T09:30:00z", "2026-03-01T09:30:00Z ", "2026-02-29T09:30:00Z",
        "2026-03-01T24:00:00Z", "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-00:01"}) {
    EXPECT_FALSE(parse_datetime(text)) << text;
  }
}

TEST(Spelling, WritesWhatItReads) {
  EXPECT_EQ(format_date(kFirstDay), "0001-01-01");
  EXPECT_EQ(format_date(kLastDay), "9999-12-31");
  EXPECT_EQ(format_datetime(-1), "1969-12-31T23:59:59.999Z");
  EXPECT_EQ(format_datetime_as_text(1772357400000), "2026-03-01 09:30:00Z");
  EXPECT_EQ(format_time(0), "00:00:00.000");
  EXPECT_EQ(format_time(kMsPerDay - 1), "23:59:59.999");
  std::mt19937_64 random(3);
  for (int i = 0; i < 20'000; ++i) {
    std::uniform_int_distribution<EpochMs> moments(start_of_day(kFirstDay), start_of_day(kLastDay + 1) - 1);
    const EpochMs moment = moments(random);
    ASSERT_EQ(parse_datetime(format_datetime(moment)), moment);
    ASSERT_EQ(datetimevalue_of_text(format_datetime_as_text(moment)), moment - (moment % 1000 + 1000) % 1000);
    const MsOfDay time = utc_time_of_day(moment);
    ASSERT_EQ(parse_time(format_time(time)), time);
    ASSERT_EQ(timevalue_of_text(format_time(time)), time);
  }
}

}  // namespace
}  // namespace presave
