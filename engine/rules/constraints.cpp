// What a field's own definition demands of its value. Status codes and sentences are Salesforce's
// (SOAP API Developer Guide, "StatusCode").
#include <algorithm>
#include <string>

#include "engine/base/join.h"
#include "engine/rules/decide.h"
#include "engine/rules/picklists.h"
#include "engine/rules/words.h"
#include "engine/value/utf16.h"

namespace presave::rules {
namespace {

using schema::Field;
using schema::FieldType;

// One field of the record that is checked.
struct Check {
  const Record& record;
  std::uint32_t slot;
  Outcome& outcome;

  const run::Slot& place() const { return record.rules.layout()[slot]; }
  const Field& field() const { return *place().field; }
  std::string_view label() const { return label_of(record, place()); }

  void fail(std::string_view constraint, std::string_view code, std::string message) const {
    outcome.failures.push_back(
        {Kind::kConstraint, std::string(constraint), code, place().path, std::move(message)});
  }
  void cannot_decide(std::string_view constraint, std::string why, std::optional<LookUp> look_up = {}) const {
    outcome.undetermined.push_back({std::string(constraint), {}, std::move(why), Kind::kConstraint, place().path,
                                    std::move(look_up)});
  }
};

// What Salesforce fills in itself is never demanded of the caller.
bool is_required(const Field& field) {
  if (field.type == FieldType::kCheckbox || field.type == FieldType::kAutoNumber || field.roll_up) return false;
  return (field.required || field.type == FieldType::kMasterDetail) && !field.is_formula();
}

// Spaces at both ends are not saved, so they do not count.
std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kSpaces);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
}

void check_length(const Check& check, std::string_view text) {
  if (!check.field().length) return;
  const auto most = static_cast<std::size_t>(*check.field().length);
  if (text.size() <= most || utf16_length(trimmed(text)) <= most) return;
  constexpr std::size_t kShown = 40;
  check.fail("length", "STRING_TOO_LONG",
             join({check.label(), ": data value too large: ", shortened(text, kShown), " (max length=", std::to_string(most), ")"}));
}

// Surplus decimals are rounded by Salesforce; surplus digits before the point are refused.
void check_range(const Check& check, const Decimal& number) {
  const Field& field = check.field();
  if (!field.precision || field.roll_up) return;
  const int most = *field.precision - field.scale.value_or(0);
  const Decimal shown = field.type == FieldType::kPercent ? number.scaled10(2) : number;
  if (shown.round_half_up(field.scale.value_or(0)).integer_digits() <= most) return;
  check.fail("range", "NUMBER_OUTSIDE_VALID_RANGE",
             join({check.label(), ": value outside of valid range on numeric field: ", shown.to_string()}));
}

// Only what can never be an address: Salesforce's own pattern is wider than most.
bool can_be_email(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() && text.rfind('@') == at &&
         text.find_first_of(" \t\r\n") == std::string_view::npos;
}

void check_email(const Check& check, std::string_view text) {
  if (check.field().type != FieldType::kEmail || can_be_email(trimmed(text))) return;
  check.fail("format", "INVALID_EMAIL_ADDRESS", join({check.label(), ": invalid email address: ", text}));
}

// Whether another record has the value stands in the org alone; the host may have looked.
void check_unique(const Check& check, const Value& value) {
  const bool is_number = value.kind() == ValueKind::kNumber;
  if (!check.field().unique || (!is_number && value.kind() != ValueKind::kText)) return;
  const std::string text = is_number ? value.number().to_string() : std::string(value.view());
  const std::string& name = check.place().path;
  const auto answer = check.record.unique.find(name);
  if (answer == check.record.unique.end()) {
    return check.cannot_decide("unique",
                               join({"Only the org can say whether another record has ", name, " = ", text, "."}),
                               LookUp{name, text, check.field().case_sensitive});
  }
  if (!answer->second) {
    check.fail("unique", "DUPLICATE_VALUE",
               join({"duplicate value found: ", name, " duplicates value on another record"}));
  }
}

void check_lookup_filter(const Check& check) {
  if (!check.field().filtered) return;
  check.cannot_decide("lookupFilter", join({"Only Salesforce can say whether the lookup filter of ",
                                            check.place().path, " accepts this record."}));
}

void check_value(const Check& check, const Value& value) {
  if (value.kind() == ValueKind::kNumber) {
    check_range(check, value.number());
    return check_unique(check, value);
  }
  if (value.kind() != ValueKind::kText) return;
  const Type type = check.place().type;
  if (type == Type::kPicklist || type == Type::kMultiPicklist) {
    return check_picklist(check.record, check.slot, value.view(), check.outcome);
  }
  check_length(check, value.view());
  check_email(check, value.view());
  check_unique(check, value);
  check_lookup_filter(check);
}

}  // namespace

void check_field(Record& record, std::uint32_t slot, Outcome& outcome) {
  const Check check{record, slot, outcome};
  if (!check.place().of_record || check.field().is_formula()) return;
  if (const Misfit* misfit = record.misfit_at(slot)) {
    return check.fail("type", "INVALID_TYPE_ON_FIELD_IN_RECORD",
                      join({check.label(), ": value not of required type: ", misfit->shown}));
  }
  const Value value = record.present.value(slot);
  if (value.is_stuck()) return;  // not part of this save
  if (!value.is_blank()) {
    if (record.is_changed(slot)) check_value(check, value);  // else saved before, perhaps under other rules
    else if (record.is_undelete) check_unique(check, value);  // another record may have taken the value meanwhile
  } else if (is_required(check.field()) && !record.is_undelete) {  // it was saved without
    check.fail("required", "REQUIRED_FIELD_MISSING", join({"Required fields are missing: [", check.place().path, "]"}));
  }
}

void check_constraints(Record& record, Outcome& outcome) {
  for (std::uint32_t slot = 0; slot < record.rules.layout().size(); ++slot) check_field(record, slot, outcome);
}

}  // namespace presave::rules
