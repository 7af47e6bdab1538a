// Every overload of every row over every combination of odd arguments: nothing crashes, and every answer is a
// sound value of the type that the row promises.
#include <gtest/gtest.h>

#include <vector>

#include "engine/base/limits.h"
#include "engine/functions/registry.h"
#include "engine/value/arena.h"
#include "engine/value/calendar.h"
#include "engine/value/utf16.h"
#include "tests/unit/functions/call_row.h"

namespace presave::functions::testing {
namespace {

// Arguments that a hostile record or formula can bring, blank among them.
std::vector<Value> odd_values(Type type) {
  switch (type) {
    case Type::kNumber:
      return {blank(),
              number("0"),
              number("-1"),
              number("2.5"),
              number("-0.999999999999999999999999999999999999999"),
              number("999999999999999999999999999999999999999"),
              number("-1e300"),
              number("1e-300"),
              number("-1e14"),
              number("60")};
    case Type::kText:
    case Type::kPicklist:
    case Type::kMultiPicklist:
      return {blank(),
              text(" "),
              text("a"),
              text("\U0001F600\U0001F600"),
              text("ß\u2028<b>\"'&\\*/"),
              text(";;"),
              text("2024-02-29 23:59:59"),
              text("((a*)*)*b"),
              text(std::string_view("\0x", 2)),
              text("mi")};
    case Type::kBoolean:
      return {blank(), Value(true), Value(false)};
    case Type::kDate:
      return {blank(), Date{kFirstDay}, Date{kLastDay}, Date{kFirstGregorianDay - 1}, Date{0}};
    case Type::kDateTime:
      return {blank(), DateTime{start_of_day(kFirstDay)}, DateTime{start_of_day(kLastDay) + kMsPerDay - 1},
              DateTime{-1}};
    case Type::kTime:
      return {blank(), Time{0}, Time{kMsPerDay - 1}};
    case Type::kGeolocation:
      return {blank(), Geolocation{90, -180}, Geolocation{-90, 180}, Geolocation{0, 0}};
    case Type::kNull:
      break;
  }
  return {blank()};
}

void expect_sound(const Row& row, Type promised, const Value& answer) {
  switch (answer.kind()) {
    case ValueKind::kBlank:
    case ValueKind::kFault:
      return;
    case ValueKind::kNumber:
      EXPECT_EQ(promised, Type::kNumber) << row.name;
      EXPECT_FALSE(answer.number().is_overflow()) << row.name;
      return;
    case ValueKind::kText:
      EXPECT_EQ(promised, Type::kText) << row.name;
      EXPECT_TRUE(is_valid_utf8(answer.view())) << row.name;
      EXPECT_LE(answer.view().size(), limits::kTextBytes) << row.name;
      return;
    case ValueKind::kBoolean:
      EXPECT_EQ(promised, Type::kBoolean) << row.name;
      return;
    case ValueKind::kDate:
      EXPECT_EQ(promised, Type::kDate) << row.name;
      EXPECT_TRUE(in_calendar(answer.date().days)) << row.name;
      return;
    case ValueKind::kDateTime:
      EXPECT_EQ(promised, Type::kDateTime) << row.name;
      EXPECT_TRUE(in_calendar(utc_day(answer.instant().ms))) << row.name;
      return;
    case ValueKind::kTime:
      EXPECT_EQ(promised, Type::kTime) << row.name;
      EXPECT_TRUE(answer.time().ms >= 0 && answer.time().ms < kMsPerDay) << row.name;
      return;
    case ValueKind::kGeolocation:
      EXPECT_EQ(promised, Type::kGeolocation) << row.name;
      return;
    case ValueKind::kNotLoaded:
      FAIL() << row.name;
  }
}

// Calls with every combination, counting through them as an odometer does.
void try_all(const Row& row, const Overload& overload) {
  std::vector<std::vector<Value>> choices;
  for (std::size_t i = 0; i < overload.count; ++i) choices.push_back(odd_values(overload.parameters[i].type));
  std::vector<std::size_t> wheel(choices.size(), 0);
  const Context context;
  Arena arena;
  Surroundings around{context, arena};
  for (std::size_t turned = 0; turned != choices.size() || choices.empty();) {
    std::vector<Value> arguments;
    for (std::size_t i = 0; i < choices.size(); ++i) arguments.push_back(choices[i][wheel[i]]);
    arena.reset();
    expect_sound(row, overload.result, overload.call(arguments.data(), arguments.size(), around));
    if (choices.empty()) return;
    for (turned = 0; turned < wheel.size() && ++wheel[turned] == choices[turned].size(); ++turned)
      wheel[turned] = 0;
  }
}

TEST(OddValues, GiveSoundAnswers) {
  for (const Row* row : all_rows()) {
    for (const Overload& overload : row->overloads) try_all(*row, overload);
  }
}

}  // namespace
}  // namespace presave::functions::testing
