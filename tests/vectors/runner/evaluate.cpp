#include "tests/vectors/runner/evaluate.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "engine/base/ascii.h"
#include "engine/check/checker.h"
#include "engine/program/compiler.h"
#include "engine/run/machine.h"
#include "engine/run/trace.h"
#include "engine/syntax/parser.h"
#include "engine/value/spelling.h"
#include "engine/value/zone.h"

namespace presave::vectors {
namespace {

Type type_named(const std::string& name) {
  if (name == "Text") return Type::kText;
  if (name == "Boolean") return Type::kBoolean;
  if (name == "DateOnly") return Type::kDate;
  if (name == "DateTime") return Type::kDateTime;
  if (name == "TimeOnly") return Type::kTime;
  if (name == "Picklist") return Type::kPicklist;
  if (name == "MultiPicklist") return Type::kMultiPicklist;
  return Type::kNumber;  // Double, Currency, Percent, Integer
}

// The vector's fields, as slots. Formula fields are compiled when they are first asked for.
struct VectorField {
  std::string name;
  const FieldSpec* spec;
};

Value value_of(const nlohmann::json& json, const FieldSpec& spec) {
  if (json.is_null()) return {};
  if (json.is_boolean()) return json.get<bool>();
  const std::string& text = json.get_ref<const std::string&>();
  if (text.empty()) return {};
  const Type type = type_named(spec.type);
  if (type == Type::kNumber) {
    const Decimal number = Decimal::parse(text).value();
    return spec.type == "Percent" ? number.scaled10(-2) : number;
  }
  if (type == Type::kDate) return Date{parse_date(text).value()};
  if (type == Type::kDateTime) return DateTime{parse_datetime(text).value()};
  if (type == Type::kTime) return Time{parse_time(text).value()};
  return Text(text);
}

class VectorScope final : public check::Scope {
 public:
  explicit VectorScope(const Vector& vector) {
    for (const auto& [name, spec] : vector.fields) fields.push_back({name, &spec});
  }
  std::optional<check::Reference> find(std::string_view path) override {
    check::Reference reference;
    if (compare_ascii_nocase(path, "$System.OriginDateTime") == 0) {
      reference.type = Type::kDateTime;
      reference.has_constant = true;
      reference.constant = DateTime{-2208988800000};
      return reference;
    }
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (compare_ascii_nocase(fields[i].name, path) != 0) continue;
      reference.type = type_named(fields[i].spec->type);
      reference.slot = static_cast<std::uint32_t>(i);
      reference.of_record = path.find('.') == std::string_view::npos;
      return reference;
    }
    return std::nullopt;
  }
  std::string nearest(std::string_view) const override { return {}; }

  std::vector<VectorField> fields;
};

struct Compiled {
  std::optional<program::Program> program;
  std::optional<program::Program> traced;  ///< must give the same
  std::size_t nodes = 0;
  syntax::Diagnostics diagnostics;
};

Compiled compile(const std::string& formula, const std::string& return_type, const Vector& vector, VectorScope& scope) {
  Compiled out;
  const std::optional<syntax::Tree> tree = syntax::parse(formula, out.diagnostics);
  if (!tree) return out;
  const Type type = type_named(return_type);
  TypeSet allowed = set_of(type);
  // A formula of return type Date takes a DateTime expression too.
  if (type == Type::kDate) allowed = set_of(Type::kDate, Type::kDateTime);
  const check::Expected expected{allowed, return_type};
  // The vectors use the functions of every place.
  const check::Facts facts = check::check(*tree, scope, check::Place::kButton, expected, out.diagnostics);
  if (!out.diagnostics.empty()) return out;
  const program::Blanks blanks = vector.blanks_are_zero ? program::Blanks::kAreZero : program::Blanks::kStay;
  const functions::View view = vector.formula_field ? functions::View::kApi : functions::View::kRule;
  out.program = program::compile(*tree, facts, blanks, view);
  out.traced = program::compile(*tree, facts, blanks, view, program::Tracing::kOn);
  out.nodes = tree->size();
  return out;
}

class VectorFields final : public run::Fields {
 public:
  VectorFields(VectorScope& scope, const Vector& vector, run::Machine& machine, const functions::Context& context)
      : scope_(scope), vector_(vector), machine_(machine), context_(context) {}

  Value late(std::uint32_t slot) override {
    const FieldSpec& spec = *scope_.fields[slot].spec;
    if (!spec.formula) return Value::not_loaded(slot);
    compiled_.push_back(std::make_unique<Compiled>(compile(*spec.formula, spec.type, vector_, scope_)));
    if (!compiled_.back()->program) return EvalFault::kOutOfRange;
    values[slot] = machine_.run(*compiled_.back()->program, *this, context_).value;
    return values[slot];
  }

 private:
  VectorScope& scope_;
  const Vector& vector_;
  run::Machine& machine_;
  const functions::Context& context_;
  std::vector<std::unique_ptr<Compiled>> compiled_;
};

Zone zone_named(const std::string& name) {
  if (name.empty()) return Zone();
  std::ifstream file("/usr/share/zoneinfo/" + name, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), {});
  Result<Zone> zone = Zone::from_tzif(bytes, name);
  if (!zone) throw std::runtime_error(zone.fault().text());
  return *zone;
}

nlohmann::json typed(const char* type, nlohmann::json value) { return {{"type", type}, {"value", std::move(value)}}; }

// The API trims what a text formula field gives.
nlohmann::json text_outcome(const Vector& vector, std::string_view text) {
  if (vector.formula_field) {
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return typed("null", nullptr);
    text = text.substr(first, text.find_last_not_of(' ') - first + 1);
  }
  return typed("text", std::string(text));
}

nlohmann::json outcome_of(const Vector& vector, Value value) {
  if (vector.formula_field && value.is_fault()) value = Value();  // the API shows no value
  // A formula field of return type Date takes the date in GMT of a DateTime.
  if (vector.formula_field && vector.return_type == "DateOnly" && value.kind() == ValueKind::kDateTime) {
    value = Date{Zone().day_at(value.instant().ms)};
  }
  switch (value.kind()) {
    case ValueKind::kBlank:
      if (vector.return_type == "Boolean") return typed("boolean", false);
      return typed("null", nullptr);
    case ValueKind::kBoolean: return typed("boolean", value.boolean());
    case ValueKind::kText: return text_outcome(vector, value.view());
    case ValueKind::kDate: return typed("date", format_date(value.date().days));
    case ValueKind::kDateTime: return typed("datetime", format_datetime(value.instant().ms));
    case ValueKind::kTime: return typed("time", format_time(value.time().ms));
    case ValueKind::kGeolocation: return typed("geolocation", nullptr);
    case ValueKind::kFault: return {{"error", std::string(entry_of(value.fault()).name)}};
    case ValueKind::kNotLoaded: return {{"notLoaded", true}};
    case ValueKind::kNumber: {
      const Decimal shown = vector.return_type == "Percent" ? value.number().scaled10(2) : value.number();
      return typed("number", shown.round_half_up(vector.scale).to_string());
    }
  }
  return nullptr;
}

bool numbers_agree(const Vector& vector, const std::string& got, const std::string& wanted) {
  if (got == wanted) return true;
  const std::optional<Decimal> a = Decimal::parse(got);
  const std::optional<Decimal> b = Decimal::parse(wanted);
  if (!a || !b) return false;
  if (vector.approximate) {
    const double x = a->to_double();
    const double y = b->to_double();
    return std::abs(x - y) <= 1e-12 * std::max({1.0, std::abs(x), std::abs(y)});
  }
  // Java's values carry up to 39 digits; beyond a scale of 18 at least 18 significant ones must agree.
  if (vector.scale < 18) return false;
  return a->round_significant(18, Rounding::kHalfUp) == b->round_significant(18, Rounding::kHalfUp);
}

bool agree(const Vector& vector, const nlohmann::json& got) {
  const nlohmann::json& wanted = vector.expect;
  if (wanted.contains("error")) return got.contains("error");
  if (!got.contains("type")) return false;
  if (got == wanted) return true;
  if (vector.return_type == "Boolean" && wanted.at("type") == "null") return got == typed("boolean", false);
  if (got.at("type") == "number" && wanted.at("type") == "number") {
    return numbers_agree(vector, got.at("value").get<std::string>(), wanted.at("value").get<std::string>());
  }
  // The gold harness lets a DateTime expression through as a date.
  if (vector.return_type != "DateOnly" || got.at("type") != "datetime" || wanted.at("type") != "date") return false;
  return got.at("value") == wanted.at("value").get<std::string>() + "T00:00:00.000Z";
}

std::string shown(const nlohmann::json& json) {
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void fill(run::Fields& side, const VectorScope& scope, const nlohmann::json& input) {
  side.values.resize(scope.fields.size());
  for (std::size_t i = 0; i < scope.fields.size(); ++i) {
    const VectorField& field = scope.fields[i];
    const bool given = input.is_object() && input.contains(field.name);
    if (field.spec->formula) side.values[i] = Value::not_loaded(static_cast<std::uint32_t>(i));
    else if (given) side.values[i] = value_of(input.at(field.name), *field.spec);
  }
}

}  // namespace

Judgement judge(const Vector& vector) {
  VectorScope scope(vector);
  const Compiled compiled = compile(vector.formula, vector.return_type, vector, scope);
  const bool refused = vector.expect.contains("compileError");
  if (!compiled.program) {
    const std::string& message = compiled.diagnostics.front().message;
    return {shown({{"compileError", message}}), refused ? std::string() : "does not compile: " + message};
  }

  Arena arena;
  run::Machine machine(arena);
  const Zone zone = zone_named(vector.time_zone);
  functions::Context context;
  context.now = DateTime{1'750'000'000'000};
  context.zone = &zone;
  context.is_new = vector.is_new;
  context.is_clone = vector.is_clone;
  VectorFields present(scope, vector, machine, context);
  VectorFields prior(scope, vector, machine, context);
  fill(present, scope, vector.input);
  context.has_prior = !vector.prior.is_null() && !vector.is_new;
  fill(prior, scope, vector.prior);
  present.before = &prior;

  const nlohmann::json got = outcome_of(vector, machine.run(*compiled.program, present, context).value);
  const run::Trace trace = run::run_traced(machine, *compiled.traced, compiled.nodes, present, context);
  const nlohmann::json traced = outcome_of(vector, trace.ending.value);
  if (traced != got) return {shown(got), "gave " + shown(got) + ", but " + shown(traced) + " when traced"};
  if (!refused && agree(vector, got)) return {shown(got), {}};
  return {shown(got), "gave " + shown(got) + ", expected " + shown(vector.expect)};
}

}  // namespace presave::vectors
