// Fields that came, went or changed, with their picklist values.
#include <algorithm>

#include "engine/base/join.h"
#include "engine/diff/recorder.h"

namespace presave::diff {
namespace {

using schema::Field;
using schema::PicklistValue;

Subject subject_of(const std::string& object, const std::string& name, const Field& field) {
  return {object, field.is_formula() ? "formula field" : "field", name, field.source};
}

/// A demand that a field makes or not: "required".
void demand(const Subject& subject, std::string_view name, bool before, bool after, Recorder& out) {
  if (before == after) return;
  out.changed(subject, after ? Effect::kStricter : Effect::kLooser,
              join({after ? "now " : "no longer ", name}));
}

/// A bound: "length", "digits".
void bound(const Subject& subject, std::string_view name, std::optional<int> before, std::optional<int> after,
           Recorder& out) {
  if (before == after) return;
  const auto shown = [](std::optional<int> value) {
    return value ? std::to_string(*value) : std::string("no bound");
  };
  const bool stricter = after && (!before || *after < *before);
  out.changed(subject, stricter ? Effect::kStricter : Effect::kLooser,
              join({name, " ", shown(after), ", before ", shown(before)}));
}

std::optional<int> digits_before_point(const Field& field) {
  if (!field.precision) return std::nullopt;
  return *field.precision - field.scale.value_or(0);
}

std::map<std::string, const PicklistValue*> active_values(const Field& field) {
  std::map<std::string, const PicklistValue*> values;
  for (const PicklistValue& value : field.values) {
    if (value.active) values.emplace(value.value, &value);
  }
  return values;
}

void compare_values(const Subject& subject, const Field& before, const Field& after, Recorder& out) {
  if (before.built_in_values || after.built_in_values) return;  // what the org had or has is not known
  const bool counts = before.restricted && after.restricted;
  walk(
      active_values(before), active_values(after),
      [&](const std::string& value, const PicklistValue*) {
        out.changed(subject, counts ? Effect::kStricter : Effect::kNone,
                    join({"the value ", value, " is gone"}));
      },
      [&](const std::string& value, const PicklistValue*) {
        out.changed(subject, counts ? Effect::kLooser : Effect::kNone,
                    join({"the value ", value, " is new"}));
      },
      [&](const std::string& value, const PicklistValue* old_value, const PicklistValue* new_value) {
        out.words(subject, join({"label of ", value}), old_value->label, new_value->label);
        if (old_value->valid_for != new_value->valid_for) {
          out.changed(subject, Effect::kNone,
                      join({"the value ", value, " depends otherwise on ", after.controlling_field}));
        }
        if (old_value->is_default != new_value->is_default) {
          out.changed(subject, Effect::kNone,
                      join({"the value ", value, new_value->is_default ? " is now" : " is no longer",
                            " the default"}));
        }
      });
}

void compare_demands(const Subject& subject, const Field& before, const Field& after, Recorder& out) {
  demand(subject, "required", before.required, after.required, out);
  demand(subject, "unique", before.unique, after.unique, out);
  demand(subject, "restricted to its values", before.restricted, after.restricted, out);
  demand(subject, "limited by a lookup filter", before.filtered, after.filtered, out);
  bound(subject, "length", before.length, after.length, out);
  bound(subject, "digits before the point", digits_before_point(before), digits_before_point(after), out);
  if (before.scale != after.scale) {
    out.changed(subject, Effect::kNone,
                join({"decimals ", std::to_string(after.scale.value_or(0)), ", before ",
                      std::to_string(before.scale.value_or(0))}));
  }
  if (before.reference_to != after.reference_to)
    out.changed(subject, Effect::kEither, "leads to other objects");
}

void compare_field(const Subject& subject, const Field& before, const Field& after, Recorder& out) {
  if (before.type != after.type) {
    out.changed(subject, Effect::kEither,
                join({"type ", schema::name_of(after.type), ", before ", schema::name_of(before.type)}));
  }
  if (before.formula != after.formula || before.blanks_as != after.blanks_as) {
    const bool spelled = before.formula != after.formula;
    out.changed(subject, Effect::kEither, spelled ? "another formula" : "treats blanks in another way",
                before.formula, after.formula);
  }
  if (before.default_value != after.default_value) {
    out.changed(subject, Effect::kEither, "another default value", before.default_value, after.default_value);
  }
  compare_demands(subject, before, after, out);
  compare_values(subject, before, after, out);
  out.words(subject, "label", before.label, after.label);
  out.words(subject, "help text", before.help_text, after.help_text);
}

}  // namespace

void compare_fields(const std::string& object, const schema::Object& before, const schema::Object& after,
                    Recorder& out) {
  walk(
      before.fields, after.fields,
      [&](const std::string& name, const Field& field) {
        out.add(subject_of(object, name, field), Action::kRemoved,
                field.required ? Effect::kLooser : Effect::kNone, field.required ? "it was required" : "",
                field.formula);
      },
      [&](const std::string& name, const Field& field) {
        out.add(subject_of(object, name, field), Action::kAdded,
                field.required ? Effect::kStricter : Effect::kNone, field.required ? "it is required" : "",
                {}, field.formula);
      },
      [&](const std::string& name, const Field& old_field, const Field& new_field) {
        compare_field(subject_of(object, name, new_field), old_field, new_field, out);
      });
}

}  // namespace presave::diff
