// Random formulas over random records: the machine against its slow twin, in every mode.
#include <gtest/gtest.h>

#include <set>

#include "engine/functions/registry.h"
#include "tests/property/generator.h"
#include "tests/property/trial.h"

namespace presave::property {
namespace {

constexpr Type kRoots[] = {Type::kBoolean, Type::kNumber, Type::kText,    Type::kDate,
                           Type::kDateTime, Type::kTime, Type::kPicklist, Type::kGeolocation};
constexpr std::size_t kDepth = 5;
constexpr Reading kReadings[] = {{program::Blanks::kStay, functions::View::kRule},
                                 {program::Blanks::kAreZero, functions::View::kRule},
                                 {program::Blanks::kStay, functions::View::kApi},
                                 {program::Blanks::kAreZero, functions::View::kApi}};

void note_rows(const Subject& subject, std::set<const functions::Row*>& seen) {
  for (const check::NodeFacts& facts : subject.facts) {
    if (facts.row) seen.insert(facts.row);
  }
}

TEST(Machine, AgreesWithTheWalkerOnRandomFormulas) {
  Random random(20260301);
  Generator generator(random, Reads::kFields);
  const std::size_t wanted = rounds(20000);
  std::size_t refused = 0;
  std::set<const functions::Row*> seen;
  for (std::size_t round = 0; round < wanted; ++round) {
    const std::string formula = generator.formula(one_of(random, kRoots), 1 + pick(random, kDepth));
    const std::optional<Subject> subject = understand(formula);
    if (!subject) {
      ++refused;
      continue;
    }
    note_rows(*subject, seen);
    Situation situation(random);
    for (const Reading& reading : kReadings) {
      const auto complaint = [&](const Subject& part) { return machine_mismatch(part, reading, situation); };
      ASSERT_EQ(complaint(*subject), "") << smallest_complaint(*subject, complaint);
    }
  }
  EXPECT_LT(refused, wanted / 10) << "the generator writes too much that is refused";
  for (const functions::Row* row : functions::all_rows()) {
    EXPECT_TRUE(seen.contains(row)) << row->name << " was never generated: teach tests/property/generator.cpp its operands";
  }
}

}  // namespace
}  // namespace presave::property
