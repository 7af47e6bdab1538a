// The record and its change: picklists, ISNEW, ISCHANGED, PRIORVALUE.
#include "engine/functions/operators.h"
#include "engine/functions/registry.h"

namespace presave::functions {
namespace {

bool is_new(const Context& context) { return context.is_new; }
bool is_clone(const Context& context) { return context.is_clone; }

Value is_picklist_value(const Value* arguments, std::size_t, Surroundings&) {
  return arguments[0].view() == arguments[1].view();
}

Value includes(const Value* arguments, std::size_t, Surroundings&) {
  std::string_view values = arguments[0].view();
  const std::string_view wanted = arguments[1].view();
  while (!values.empty()) {
    const std::size_t end = values.find(';');
    if (values.substr(0, end) == wanted) return true;
    if (end == std::string_view::npos) break;
    values.remove_prefix(end + 1);
  }
  return false;
}

// A line end that was typed in a browser (CRLF) and one that came through an API (LF) are no change.
bool same_text(std::string_view a, std::string_view b) {
  std::size_t i = 0, j = 0;
  for (; i < a.size() && j < b.size(); ++i, ++j) {
    if (a[i] == '\r' && i + 1 < a.size() && a[i + 1] == '\n') ++i;
    if (b[j] == '\r' && j + 1 < b.size() && b[j + 1] == '\n') ++j;
    if (a[i] != b[j]) return false;
  }
  return i == a.size() && j == b.size();
}

bool same_value(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case ValueKind::kNumber: return a.number() == b.number();
    case ValueKind::kText: return same_text(a.view(), b.view());
    case ValueKind::kBoolean: return a.boolean() == b.boolean();
    case ValueKind::kDate: return a.date() == b.date();
    case ValueKind::kDateTime: return a.instant() == b.instant();
    case ValueKind::kTime: return a.time() == b.time();
    case ValueKind::kGeolocation:
      return a.place().latitude == b.place().latitude && a.place().longitude == b.place().longitude;
    default: return true;
  }
}

Value is_changed(const Value* arguments, std::size_t, Surroundings& around) {
  if (!around.context.has_prior) return false;
  return !same_value(arguments[0], arguments[1]);
}

constexpr Row kRows[] = {
    {.name = "INCLUDES", .doc = "TRUE when that value of a multi-select picklist is selected.",
     .example = "", .result = "", .form = Form::kIncludes, .signature = "INCLUDES(Multipicklist, \"literal\") -> Boolean"},
    {.name = "ISCHANGED", .doc = "TRUE when the field's value differs from the one before the save.", .example = "",
     .result = "", .availability = Availability::kChangesOnly, .form = Form::kIsChanged,
     .signature = "ISCHANGED(field) -> Boolean"},
    {.name = "ISCLONE", .doc = "TRUE when the record is new and a copy of another.", .example = "ISCLONE()",
     .result = "false", .overloads = kOverloads<is_clone>, .availability = Availability::kChangesOnly},
    {.name = "ISNEW", .doc = "TRUE when the record is being created.", .example = "ISNEW()", .result = "false",
     .overloads = kOverloads<is_new>, .availability = Availability::kChangesOnly},
    {.name = "ISPICKVAL", .doc = "TRUE when that value of a picklist is selected; \"\" asks for none.", .example = "",
     .result = "", .form = Form::kIsPickval, .signature = "ISPICKVAL(Picklist, \"literal\") -> Boolean"},
    {.name = "PRIORVALUE", .doc = "The field's value before the save.", .example = "", .result = "",
     .availability = Availability::kChangesOnly, .form = Form::kPriorValue, .signature = "PRIORVALUE(field) -> T"},
};

}  // namespace

std::span<const Row> record_rows() { return kRows; }

Call picklist_test(Form form) { return form == Form::kIncludes ? &includes : &is_picklist_value; }
Call changed() { return &is_changed; }

}  // namespace presave::functions
