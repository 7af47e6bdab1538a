// One value of the formula language while it is computed: small, trivially copyable, no owner. Text points
// into the record, the program's constants or the evaluation's arena.
#pragma once

#include <cstdint>
#include <string_view>
#include <type_traits>

#include "engine/value/decimal.h"
#include "engine/value/eval_fault.h"

namespace presave {

/// A civil date: days since 1970-01-01 (engine/value/calendar.h turns it into year, month, day).
struct Date {
  std::int32_t days = 0;
  friend bool operator==(Date, Date) = default;
};
/// An instant: milliseconds since 1970-01-01T00:00:00Z.
struct DateTime {
  std::int64_t ms = 0;
  friend bool operator==(DateTime, DateTime) = default;
};
/// A time of day: milliseconds since midnight, 0 to 86,399,999.
struct Time {
  std::int32_t ms = 0;
  friend bool operator==(Time, Time) = default;
};
/// A place on the globe, in degrees.
struct Geolocation {
  double latitude = 0;
  double longitude = 0;
};
/// Non-empty UTF-8 text that somebody else owns. Empty text is blank, and blank is not a Text.
struct Text {
  const char* data = nullptr;
  std::uint32_t size = 0;

  constexpr Text() = default;
  constexpr explicit Text(std::string_view text)
      : data(text.data()), size(static_cast<std::uint32_t>(text.size())) {}
  constexpr std::string_view view() const { return {data, size}; }
};

enum class ValueKind : std::uint8_t {
  kBlank, kNumber, kText, kBoolean, kDate, kDateTime, kTime, kGeolocation,
  kFault,      ///< the evaluation failed: it travels to the root
  kNotLoaded,  ///< a field that the record does not hold: the formula cannot be decided here
};

/// Blank, one of the language's values, a fault, or "not loaded". 32 bytes.
class Value {
 public:
  Value() : kind_(ValueKind::kBlank), slot_(0) {}
  Value(const Decimal& number) : kind_(ValueKind::kNumber), number_(number) {}
  /// Empty text becomes blank: the language does not tell them apart.
  Value(Text text) : kind_(text.size == 0 ? ValueKind::kBlank : ValueKind::kText), text_(text) {}
  Value(bool boolean) : kind_(ValueKind::kBoolean), boolean_(boolean) {}
  Value(Date date) : kind_(ValueKind::kDate), date_(date) {}
  Value(DateTime instant) : kind_(ValueKind::kDateTime), instant_(instant) {}
  Value(Time time) : kind_(ValueKind::kTime), time_(time) {}
  Value(Geolocation place) : kind_(ValueKind::kGeolocation), place_(place) {}
  Value(EvalFault fault) : kind_(ValueKind::kFault), fault_(fault) {}
  template <class T>
  Value(T*) = delete;  // a pointer is not a Boolean

  static Value not_loaded(std::uint32_t slot) {
    Value value;
    value.kind_ = ValueKind::kNotLoaded;
    value.slot_ = slot;
    return value;
  }

  ValueKind kind() const { return kind_; }
  bool is_blank() const { return kind_ == ValueKind::kBlank; }
  bool is_fault() const { return kind_ == ValueKind::kFault; }
  /// A fault or "not loaded": nothing more can be computed from it.
  bool is_stuck() const { return kind_ >= ValueKind::kFault; }
  /// TRUE, and neither FALSE nor blank.
  bool is_true() const { return kind_ == ValueKind::kBoolean && boolean_; }

  const Decimal& number() const { return number_; }
  Text text() const { return text_; }
  /// The text, or "" when blank.
  std::string_view view() const { return kind_ == ValueKind::kText ? text_.view() : std::string_view(); }
  bool boolean() const { return boolean_; }
  Date date() const { return date_; }
  DateTime instant() const { return instant_; }
  Time time() const { return time_; }
  Geolocation place() const { return place_; }
  EvalFault fault() const { return fault_; }
  std::uint32_t slot() const { return slot_; }

 private:
  ValueKind kind_;
  union {
    Decimal number_;
    Text text_;
    bool boolean_;
    Date date_;
    DateTime instant_;
    Time time_;
    Geolocation place_;
    EvalFault fault_;
    std::uint32_t slot_;
  };
};

static_assert(std::is_trivially_copyable_v<Value> && sizeof(Value) == 32);

}  // namespace presave
