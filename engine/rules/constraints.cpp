// What a field's own definition demands of its value. Status codes and sentences are Salesforce's
// (SOAP API Developer Guide, "StatusCode").
#include <algorithm>
#include <string>

#include "engine/base/join.h"
#include "engine/rules/decide.h"
#include "engine/value/utf16.h"

namespace presave::rules {
namespace {

using schema::Field;
using schema::FieldType;

void fail(Outcome& outcome, std::string_view constraint, std::string_view code, const run::Slot& place,
          std::string message) {
  outcome.failures.push_back({Kind::kConstraint, std::string(constraint), code, place.path, std::move(message)});
}

// What Salesforce fills in itself is never demanded of the caller.
bool is_required(const Field& field) {
  if (field.type == FieldType::kCheckbox || field.type == FieldType::kAutoNumber) return false;
  return (field.required || field.type == FieldType::kMasterDetail) && !field.is_formula();
}

bool is_allowed(const Field& field, std::string_view value) {
  return std::any_of(field.values.begin(), field.values.end(), [&](const schema::PicklistValue& allowed) {
    return allowed.active && allowed.value == value;
  });
}

void check_picklist(const run::Slot& place, std::string_view values, Outcome& outcome) {
  if (!place.field->restricted || place.field->values.empty()) return;
  const bool several = place.type == Type::kMultiPicklist;
  while (!values.empty()) {
    const std::size_t end = several ? values.find(';') : std::string_view::npos;
    const std::string_view value = values.substr(0, end);
    if (!is_allowed(*place.field, value)) {
      return fail(outcome, "restrictedPicklist", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", place,
                  join({place.field->label, ": bad value for restricted picklist field: ", value}));
    }
    if (end == std::string_view::npos) return;
    values.remove_prefix(end + 1);
  }
}

void check_length(const run::Slot& place, std::string_view text, Outcome& outcome) {
  if (!place.field->length) return;
  const auto most = static_cast<std::size_t>(*place.field->length);
  if (text.size() <= most || utf16_length(text) <= most) return;
  constexpr std::size_t kShown = 40;
  const bool cut = utf16_length(text) > kShown;
  fail(outcome, "length", "STRING_TOO_LONG", place,
       join({place.field->label, ": data value too large: ", cut ? utf16_substring(text, 0, kShown) : text,
             cut ? "…" : "", " (max length=", std::to_string(most), ")"}));
}

// Surplus decimals are rounded by Salesforce; surplus digits before the point are refused.
void check_range(const run::Slot& place, const Decimal& number, Outcome& outcome) {
  const Field& field = *place.field;
  if (!field.precision) return;
  const int most = *field.precision - field.scale.value_or(0);
  const Decimal shown = field.type == FieldType::kPercent ? number.scaled10(2) : number;
  if (shown.round_half_up(field.scale.value_or(0)).integer_digits() <= most) return;
  fail(outcome, "range", "NUMBER_OUTSIDE_VALID_RANGE", place,
       join({field.label, ": value outside of valid range on numeric field: ", shown.to_string()}));
}

// Only what can never be an address: Salesforce's own pattern is wider than most.
bool can_be_email(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() && text.rfind('@') == at &&
         text.find_first_of(" \t\r\n") == std::string_view::npos;
}

void check_value(const run::Slot& place, const Value& value, Outcome& outcome) {
  if (value.kind() == ValueKind::kNumber) return check_range(place, value.number(), outcome);
  if (value.kind() != ValueKind::kText) return;
  if (place.type == Type::kPicklist || place.type == Type::kMultiPicklist) {
    return check_picklist(place, value.view(), outcome);
  }
  check_length(place, value.view(), outcome);
  if (place.field->type == FieldType::kEmail && !can_be_email(value.view())) {
    fail(outcome, "format", "INVALID_EMAIL_ADDRESS", place,
         join({place.field->label, ": invalid email address: ", value.view()}));
  }
}

}  // namespace

void check_constraints(Record& record, Outcome& outcome) {
  const run::Layout& layout = record.rules.layout();
  for (const Misfit& misfit : record.misfits) {
    const run::Slot& place = layout[misfit.slot];
    fail(outcome, "type", "INVALID_TYPE_ON_FIELD_IN_RECORD", place,
         join({place.field->label, ": value not of required type: ", misfit.shown}));
  }
  for (std::uint32_t slot = 0; slot < layout.size(); ++slot) {
    const run::Slot& place = layout[slot];
    if (!place.of_record || place.field->is_formula()) continue;
    const Value value = record.present.value(slot);
    if (value.is_stuck()) continue;  // not part of this save
    if (!value.is_blank()) {
      if (!record.is_carried(slot)) check_value(place, value, outcome);  // else saved before, perhaps under other rules
    } else if (is_required(*place.field)) {
      fail(outcome, "required", "REQUIRED_FIELD_MISSING", place, join({"Required fields are missing: [", place.path, "]"}));
    }
  }
}

}  // namespace presave::rules
