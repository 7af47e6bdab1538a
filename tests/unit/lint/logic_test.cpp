// The linter against brute force: random conditions over few values, where trying all records is possible. It
// must say "never" and "always" exactly where no record and every record makes the rule fire.
#include <gtest/gtest.h>

#include <random>

#include "engine/presave.h"
#include "tests/unit/lint/org.h"

namespace presave::testing {
namespace {

constexpr int kFormulas = 400;

class Conditions {
 public:
  explicit Conditions(unsigned seed) : random_(seed) {}

  std::string condition(int depth) {
    if (depth == 0 || pick(4) == 0) return simple();
    switch (pick(5)) {
      case 0:
        return "AND(" + condition(depth - 1) + ", " + condition(depth - 1) + ")";
      case 1:
        return "OR(" + condition(depth - 1) + ", " + condition(depth - 1) + ")";
      case 2:
        return "NOT(" + condition(depth - 1) + ")";
      case 3:
        return "IF(" + condition(depth - 1) + ", " + condition(depth - 1) + ", " + condition(depth - 1) + ")";
      default:
        return "((" + condition(depth - 1) + (pick(2) ? ") = (" : ") <> (") + condition(depth - 1) + "))";
    }
  }

 private:
  std::string simple() {
    constexpr const char* kOperators[] = {" = ", " <> ", " < ", " <= ", " > ", " >= "};
    const std::string number = std::to_string(1 + pick(2));
    switch (pick(7)) {
      case 0:
        return "N__c" + std::string(kOperators[pick(6)]) + number;
      case 1:
        return number + kOperators[pick(6)] + "N__c";
      case 2:
        return "ISBLANK(N__c)";
      case 3:
        return std::string("ISPICKVAL(P__c, \"") + "AB"[pick(2)] + "\")";
      case 4:
        return std::string("T__c") + kOperators[pick(2)] + (pick(3) ? "\"x\"" : "\"y\"");
      case 5:
        return pick(2) ? "ISBLANK(T__c)" : "ISBLANK(P__c)";
      default:
        return "B__c";
    }
  }

  unsigned pick(unsigned count) { return static_cast<unsigned>(random_() % count); }

  std::minstd_rand random_;
};

struct Fired {
  bool ever = false;
  bool always = true;
};

Fired over_all_records(const Bundle& bundle) {
  Fired fired;
  for (const char* n : {"null", "0", "1", "1.5", "2", "3"}) {
    for (const char* p : {"null", "\"A\"", "\"B\"", "\"C\""}) {
      for (const char* t : {"null", "\"x\"", "\"y\"", "\"z\""}) {
        for (const char* b : {"true", "false"}) {
          const std::string record = std::string(R"({"N__c":)") + n + R"(,"P__c":)" + p + R"(,"T__c":)" + t +
                                     R"(,"B__c":)" + b + "}";
          const auto outcome = bundle.validate(R"({"object":"Thing__c","record":)" + record + "}", 0);
          const bool refused = outcome && outcome->find("\"verdict\":\"fail\"") != std::string::npos;
          EXPECT_TRUE(outcome) << record;
          fired.ever = fired.ever || refused;
          fired.always = fired.always && refused;
        }
      }
    }
  }
  return fired;
}

bool has(const schema::Org& org, std::string_view code) {
  for (const lint::Finding& finding : lint::look_through(org)) {
    if (finding.rule->code == code) return true;
  }
  return false;
}

TEST(LintLogic, AgreesWithTryingAllRecords) {
  Conditions conditions(20261123);
  int constant = 0;
  for (int i = 0; i < kFormulas; ++i) {
    const std::string formula = conditions.condition(3);
    schema::Org org = lint_org();
    org.objects["Thing__c"].rules = {lint_rule("Rule", formula)};
    const bool never = has(org, "never-fires");
    const bool always = has(org, "always-fires");
    const auto bundle = Bundle::compile(std::move(org));
    ASSERT_TRUE(bundle && bundle->findings().empty()) << formula;
    const Fired fired = over_all_records(*bundle);
    EXPECT_EQ(never, !fired.ever) << formula;
    EXPECT_EQ(always, fired.always) << formula;
    constant += never || always ? 1 : 0;
  }
  EXPECT_GT(constant, kFormulas / 40) << "too few formulas that the test is about";
}

}  // namespace
}  // namespace presave::testing
