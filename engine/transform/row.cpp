#include "engine/transform/row.h"

#include <algorithm>

#include "engine/base/join.h"
#include "engine/run/layout.h"
#include "engine/transform/json_value.h"
#include "engine/transform/limits.h"
#include "engine/value/utf16.h"

namespace presave::transform {
namespace {

constexpr std::string_view kBlank = "null";

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kSpaces);
  return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
}

}  // namespace

Rows::Rows(const Plan& plan) : plan_(plan), machine_(arena_) {}

std::string Rows::transform(const std::vector<Cell>& cells, DateTime now) {
  cells_ = &cells;
  context_.now = now;
  reasons_.clear();
  arena_.reset();
  values.clear();
  for (std::uint32_t slot = 0; slot < plan_.columns.all().size(); ++slot) values.push_back(Value::not_loaded(slot));
  if (plan_.where) {
    const Value wanted = run(*plan_.where, {});
    if (!reasons_.empty()) return refusal();
    if (!wanted.is_true()) return R"({"skipped":true})";
  }
  JsonText record;
  record.begin_object();
  for (const FieldPlan& field : plan_.fields) add(record, field);
  record.end_object();
  if (!reasons_.empty()) return refusal();
  return join({"{\"record\":", std::move(record).take(), "}"});
}

// The text of a cell, as the mapping's trimming leaves it.
std::string_view Rows::text_of(std::uint32_t slot) const {
  const std::string_view text = (*cells_)[slot].text;
  return plan_.trim ? trimmed(text) : text;
}

// Columns are read when they are needed: one that is not needed for this row may hold anything.
Value Rows::late(std::uint32_t slot) {
  const Column& column = plan_.columns[slot];
  const Cell& cell = (*cells_)[slot];
  const std::string_view text = text_of(slot);
  Value& value = values[slot];
  if (text.empty() && cell.kind != Cell::Kind::kNested) return value = Value();
  if (cell.kind == Cell::Kind::kNested) {
    refuse(field_, column.name, {}, "a list or object stands where one value should");
  } else if (!is_valid_utf8(text)) {
    refuse(field_, column.name, {}, "the text is not UTF-8");
  } else if (const std::optional<Value> read = column.read(text, cell.kind == Cell::Kind::kJson)) {
    return value = *read;
  } else {
    refuse(field_, column.name, text, join({"this is not ", column.wanted()}));
  }
  return value = EvalFault::kNullArgument;  // ends the formula; the reason is told already
}

Value Rows::run(const program::Program& program, std::string_view field) {
  field_ = field;
  const std::size_t told = reasons_.size();
  const run::Ending ending = machine_.run(program, *this, context_);
  if (!ending.value.is_stuck()) return ending.value;
  if (reasons_.size() == told) {
    const bool fault = ending.value.is_fault();
    refuse(field, {}, {}, fault ? std::string(entry_of(ending.value.fault()).sentence) : "only the org can compute this formula");
  }
  return Value();
}

void Rows::add(JsonText& out, const FieldPlan& field) {
  if (field.when && !run(*field.when, field.name).is_true()) return;
  field_ = field.name;
  Ready value = value_of(field);
  if (!value) return;
  if (*value == kBlank && field.fallback) value = field.fallback;
  if (*value == kBlank && !plan_.clears) return;
  if (field.relation_field.empty() || *value == kBlank) {
    out.json(field.name, *value);
    return;
  }
  out.begin_object(field.name);
  if (!field.relation_object.empty()) {
    out.begin_object("attributes");
    out.member("type", field.relation_object);
    out.end_object();
  }
  out.json(field.relation_field, *value);
  out.end_object();
}

// As JSON; none after a reason.
Ready Rows::value_of(const FieldPlan& field) {
  if (field.constant) return field.constant;
  if (field.column) return from_column(field);
  const std::size_t told = reasons_.size();
  const Value value = run(*field.formula, field.name);
  if (reasons_.size() != told) return std::nullopt;
  Ready json = json_value(value);
  if (!json) refuse(field.name, {}, {}, "the formula's result is too large for any field");
  return json;
}

Ready Rows::from_column(const FieldPlan& field) {
  const Column& column = plan_.columns[*field.column];
  const std::size_t told = reasons_.size();
  const Value& known = values[*field.column];
  const Value value = known.kind() == ValueKind::kNotLoaded ? late(*field.column) : known;
  if (value.is_fault()) {
    // Another field has told why, for itself.
    if (reasons_.size() == told) refuse(field.name, column.name, text_of(*field.column), join({"this is not ", column.wanted()}));
    return std::nullopt;
  }
  if (value.is_blank()) return std::string(kBlank);
  if (field.map) {
    const auto entry = field.map->ready.find(value.view());
    if (entry != field.map->ready.end()) return entry->second;
    if (!field.map->otherwise) refuse(field.name, column.name, value.view(), "the map has no entry for this value");
    return field.map->otherwise;
  }
  Column wanted;
  wanted.type = run::formula_type(field.type);
  const bool as_text = value.kind() == ValueKind::kText && wanted.type != Type::kText;
  const std::optional<Value> read = as_text ? wanted.read(value.view(), true) : value;
  Ready json = read ? json_value(*read) : std::nullopt;
  if (!json) {
    refuse(field.name, column.name, value.view(),
           join({"this is not ", wanted.wanted(), "; a column with another form is declared in source.columns with type and format"}));
  }
  return json;
}

void Rows::refuse(std::string_view field, std::string column, std::string_view value, std::string message) {
  const std::string_view shown = is_valid_utf8(value) ? value : std::string_view();  // an answer is UTF-8
  reasons_.push_back({std::string(field), std::move(column), shortened(shown, kShownCharacters), std::move(message)});
}

std::string Rows::refusal() const {
  JsonText out;
  out.begin_object();
  out.begin_array("reasons");
  for (const Reason& reason : reasons_) {
    out.begin_object();
    if (!reason.field.empty()) out.member("field", reason.field);
    if (!reason.column.empty()) out.member("column", reason.column);
    if (!reason.value.empty()) out.member("value", reason.value);
    out.member("message", reason.message);
    out.end_object();
  }
  out.end_array();
  out.end_object();
  return std::move(out).take();
}

}  // namespace presave::transform
