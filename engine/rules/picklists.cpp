#include "engine/rules/picklists.h"

#include <algorithm>
#include <string>

#include "engine/base/join.h"
#include "engine/rules/record_type.h"
#include "engine/rules/words.h"

namespace presave::rules {
namespace {

using schema::PicklistValue;

constexpr std::string_view kRestricted = "restrictedPicklist";

// One value of the record, and the picklist it is for.
struct Choice {
  const Record& record;
  const run::Slot& place;
  std::string_view value;
};

void refuse(const Choice& choice, Outcome& outcome) {
  outcome.failures.push_back(
      {Kind::kConstraint, std::string(kRestricted), "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", choice.place.path,
       join({label_of(choice.record, choice.place), ": bad value for restricted picklist field: ", choice.value})});
}

void warn(const Choice& choice, std::string_view constraint, std::string why, Outcome& outcome) {
  outcome.warnings.push_back({std::string(constraint), choice.place.path, std::move(why)});
}

const PicklistValue* find_value(const schema::Field& field, std::string_view value) {
  const auto found = std::find_if(field.values.begin(), field.values.end(), [&](const PicklistValue& known) {
    return known.active && known.value == value;
  });
  return found == field.values.end() ? nullptr : &*found;
}

bool differs_in_case_alone(const schema::Field& field, std::string_view value) {
  return std::any_of(field.values.begin(), field.values.end(), [&](const PicklistValue& known) {
    return known.active && schema::same_name(known.value, value);
  });
}

void check_restricted(const Choice& choice, Outcome& outcome) {
  const schema::Field& field = *choice.place.field;
  if (!field.restricted || field.values.empty() || find_value(field, choice.value)) return;
  if (!differs_in_case_alone(field, choice.value)) return refuse(choice, outcome);
  outcome.undetermined.push_back({std::string(kRestricted), {},
                                  join({"Only Salesforce can say whether it takes ", choice.value,
                                        " for the value of that name in other case."}),
                                  Kind::kConstraint, choice.place.path});
}

// A record type that does not name the picklist offers all of it.
bool offers(const schema::RecordType& type, const Choice& choice) {
  const auto offered = type.picklists.find(choice.place.path);
  if (offered == type.picklists.end()) return true;
  const std::vector<std::string>& values = offered->second.values;
  return std::find(values.begin(), values.end(), choice.value) != values.end();
}

// Which record type it is decides, and nobody said.
void want_record_type(const Choice& choice, Outcome& outcome) {
  const auto& types = choice.record.rules.object().record_types;
  const bool all_offer = std::all_of(types.begin(), types.end(), [&](const NamedRecordType& type) {
    return !type.second.active || offers(type.second, choice);
  });
  if (all_offer || !choice.place.field->restricted) return;
  outcome.undetermined.push_back({std::string(kRestricted), {std::string(kRecordTypeName)},
                                  join({"Not every record type offers ", choice.value, "."}), Kind::kConstraint,
                                  choice.place.path});
}

void check_record_type(const Choice& choice, Outcome& outcome) {
  if (!find_value(*choice.place.field, choice.value)) return;
  if (!choice.record.record_type) return want_record_type(choice, outcome);
  const auto& [name, type] = *choice.record.record_type;
  if (offers(type, choice)) return;
  if (choice.place.field->restricted) return refuse(choice, outcome);
  warn(choice, "recordTypeValues",
       join({label_of(choice.record, choice.place), ": the record type ", name, " does not offer ", choice.value, "."}),
       outcome);
}

// The controlling field's value as picklist values spell it; none when it is not known.
std::optional<std::string_view> controlling_value(const Choice& choice) {
  const run::Layout& layout = choice.record.rules.layout();
  const auto slot = layout.find(choice.place.field->controlling_field);
  if (!slot || !choice.record.present.is_loaded(*slot)) return std::nullopt;
  const Value& value = choice.record.present.values[*slot];
  if (layout[*slot].type == Type::kBoolean) return value.is_true() ? "true" : "false";
  if (value.is_blank()) return std::string_view();
  return value.kind() == ValueKind::kText ? std::optional(value.view()) : std::nullopt;
}

void check_dependent(const Choice& choice, Outcome& outcome) {
  const schema::Field& field = *choice.place.field;
  const PicklistValue* value = field.is_dependent() ? find_value(field, choice.value) : nullptr;
  const auto controlling = value ? controlling_value(choice) : std::nullopt;
  if (!controlling) return;
  if (std::find(value->valid_for.begin(), value->valid_for.end(), *controlling) != value->valid_for.end()) return;
  const std::string_view shown = controlling->empty() ? "blank" : *controlling;
  warn(choice, "dependentPicklist",
       join({label_of(choice.record, choice.place), ": ", choice.value, " is not offered where ",
             field.controlling_field, " is ", shown, "."}),
       outcome);
}

}  // namespace

void check_picklist(const Record& record, std::uint32_t slot, std::string_view values, Outcome& outcome) {
  const run::Slot& place = record.rules.layout()[slot];
  const bool several = place.type == Type::kMultiPicklist;
  while (!values.empty()) {
    const std::size_t end = several ? values.find(';') : std::string_view::npos;
    const Choice choice{record, place, values.substr(0, end)};
    const std::size_t before = outcome.failures.size();
    check_restricted(choice, outcome);
    check_record_type(choice, outcome);
    check_dependent(choice, outcome);
    const bool refused = outcome.failures.size() > before;  // once a field is enough
    if (refused || end == std::string_view::npos) return;
    values.remove_prefix(end + 1);
  }
}

}  // namespace presave::rules
