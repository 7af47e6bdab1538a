// A value as a record document spells it.
#pragma once

#include <optional>
#include <string>

#include "engine/base/json_text.h"
#include "engine/value/spelling.h"
#include "engine/value/value.h"

namespace presave::transform {

/// JSON; none for what no record can hold: a fault, a number too large for any field, a place.
inline std::optional<std::string> json_value(const Value& value) {
  JsonText out;
  switch (value.kind()) {
    case ValueKind::kBlank: return "null";
    case ValueKind::kNumber:
      if (value.number().is_overflow()) return std::nullopt;
      return value.number().to_string();
    case ValueKind::kText: out.item(value.view()); break;
    case ValueKind::kBoolean: return value.boolean() ? "true" : "false";
    case ValueKind::kDate: out.item(format_date(value.date().days)); break;
    case ValueKind::kDateTime: out.item(format_datetime(value.instant().ms)); break;
    case ValueKind::kTime: out.item(format_time(value.time().ms)); break;
    default: return std::nullopt;
  }
  return std::move(out).take();
}

}  // namespace presave::transform
