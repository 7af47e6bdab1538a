#include "bench/sides.h"

#include "engine/check/checker.h"
#include "engine/program/compiler.h"
#include "engine/syntax/parser.h"
#include "engine/value/spelling.h"

namespace presave::bench {
namespace {

std::string spelled(bool value) {
  return value ? "true" : "false";
}
std::string spelled(const Hundredths& value) {
  return value ? Decimal::from_scaled(*value, 2).to_string() : "";
}
std::string spelled(const std::string& value) {
  return value;
}

// Blank is "", except that a rule cannot be blank: there it is FALSE. Faults begin with '#'.
std::string spelled(const Value& value, Type type) {
  switch (value.kind()) {
    case ValueKind::kBlank:
      return type == Type::kBoolean ? "false" : "";
    case ValueKind::kBoolean:
      return spelled(value.boolean());
    case ValueKind::kNumber:
      return value.number().to_string();
    case ValueKind::kText:
      return std::string(value.view());
    case ValueKind::kDate:
      return format_date(value.date().days);
    case ValueKind::kDateTime:
      return format_datetime(value.instant().ms);
    case ValueKind::kTime:
      return format_time(value.time().ms);
    case ValueKind::kGeolocation:
      return "#geolocation";
    case ValueKind::kFault:
      return "#" + std::string(entry_of(value.fault()).name);
    case ValueKind::kNotLoaded:
      return "#notLoaded";
  }
  return {};
}

std::uint64_t weight(bool value) {
  return value;
}
std::uint64_t weight(const Hundredths& value) {
  return static_cast<std::uint64_t>(value.value_or(0));
}
std::uint64_t weight(const std::string& value) {
  return value.size();
}

template <class Twin>
[[gnu::noinline]] std::uint64_t run_twin(Twin twin, const std::vector<Deal>& deals, const World& world) {
  std::uint64_t sum = 0;
  for (const Deal& deal : deals) sum += weight(twin(deal, world));
  return sum;
}

}  // namespace

std::optional<program::Program> EngineSide::compile(const RaceFormula& formula,
                                                    syntax::Diagnostics& diagnostics) const {
  const std::optional<syntax::Tree> tree = syntax::parse(formula.source, diagnostics);
  if (!tree) return std::nullopt;
  RaceScope scope(input_);
  const check::Expected expected{set_of(formula.type), "another type"};
  const check::Facts facts = check::check(*tree, scope, check::Place::kValidationRule, expected, diagnostics);
  if (!diagnostics.empty()) return std::nullopt;
  return program::compile(*tree, facts, program::Blanks::kStay);
}

[[gnu::noinline]] std::uint64_t EngineSide::evaluate_all(const program::Program& program) {
  std::uint64_t sum = 0;
  for (RaceRecord& record : input_.records) {
    arena_.reset();
    sum += static_cast<std::uint64_t>(machine_.run(program, record, context_).value.kind());
  }
  return sum;
}

std::vector<std::string> EngineSide::results(const program::Program& program, Type type) {
  std::vector<std::string> all;
  for (RaceRecord& record : input_.records) {
    arena_.reset();
    all.push_back(spelled(machine_.run(program, record, context_).value, type));
  }
  return all;
}

std::optional<HandSide> HandSide::over(const RaceInput& input, const World& world) {
  HandSide side(world);
  for (const RaceRecord& record : input.records) {
    const std::optional<Deal> deal = deal_of(input, record);
    if (!deal) return std::nullopt;
    side.deals_.push_back(*deal);
  }
  return side;
}

std::uint64_t HandSide::evaluate_all(const ByHand& twin) const {
  return std::visit([&](auto call) { return run_twin(call, deals_, world_); }, twin);
}

std::vector<std::string> HandSide::results(const ByHand& twin) const {
  std::vector<std::string> all;
  for (const Deal& deal : deals_) {
    all.push_back(std::visit([&](auto call) { return spelled(call(deal, world_)); }, twin));
  }
  return all;
}

}  // namespace presave::bench
