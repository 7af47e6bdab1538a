// What one decision and one compilation cost, through the public door.
//   cmake --preset release -DPRESAVE_BENCH=ON && cmake --build --preset release --target engine_bench
//   build/release/bench/engine_bench
#include <benchmark/benchmark.h>

#include <string>
#include <utility>

#include "engine/presave.h"

namespace {

using presave::Bundle;
using presave::schema::FieldType;

presave::schema::Field field(FieldType type) {
  presave::schema::Field made;
  made.type = type;
  made.label = "Label";
  return made;
}

presave::schema::Org org_with_rules(const std::string& formula, int copies) {
  presave::schema::Org org;
  presave::schema::Object& deal = org.objects["Deal__c"];
  deal.fields["Start__c"] = field(FieldType::kDate);
  deal.fields["End__c"] = field(FieldType::kDate);
  deal.fields["Amount__c"] = field(FieldType::kCurrency);
  deal.fields["Stage__c"] = field(FieldType::kPicklist);
  deal.fields["Name__c"] = field(FieldType::kText);
  for (int i = 0; i < copies; ++i) {
    presave::schema::ValidationRule rule;
    rule.name = "Rule" + std::to_string(i);
    rule.formula = formula;
    rule.message = "No";
    deal.rules.push_back(std::move(rule));
  }
  return org;
}

constexpr const char* kRequest = R"({"object": "Deal__c", "record": {"Start__c": "2026-01-01", "End__c": "2026-02-01",
  "Amount__c": 103510, "Stage__c": "Won", "Name__c": "Spring intake"}})";

// One more rule costs the difference between the two counts, divided by 100.
void decide(benchmark::State& state, const std::string& formula) {
  const presave::Result<Bundle> bundle = Bundle::compile(org_with_rules(formula, static_cast<int>(state.range(0))));
  if (!bundle || !bundle->findings().empty()) return state.SkipWithError("the formula does not compile");
  for (auto _ : state) benchmark::DoNotOptimize(bundle->validate(kRequest, 0));
}
BENCHMARK_CAPTURE(decide, dates, "Start__c > End__c")->Arg(1)->Arg(101);
BENCHMARK_CAPTURE(decide, picklist, "AND(ISPICKVAL(Stage__c, \"Closed\"), ISBLANK(Name__c))")->Arg(1)->Arg(101);
BENCHMARK_CAPTURE(decide, money, "ROUND(Amount__c * 1.0825, 2) < 0")->Arg(1)->Arg(101);
BENCHMARK_CAPTURE(decide, text, "LEFT(Name__c, 3) & UPPER(RIGHT(Name__c, 2)) = \"x\"")->Arg(1)->Arg(101);

void compile(benchmark::State& state, const std::string& formula) {
  constexpr int kCopies = 100;
  const presave::schema::Org org = org_with_rules(formula, kCopies);
  for (auto _ : state) benchmark::DoNotOptimize(Bundle::compile(org));
  state.SetItemsProcessed(state.iterations() * kCopies);
}
BENCHMARK_CAPTURE(compile, dates, "Start__c > End__c");
BENCHMARK_CAPTURE(compile, picklist, "AND(ISPICKVAL(Stage__c, \"Closed\"), ISBLANK(Name__c))");

}  // namespace
