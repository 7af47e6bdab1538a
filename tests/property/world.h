// The world in which random formulas are checked and run: two fields of every type, a parent's fields and
// constants; records that hold odd values of them, blanks, and nothing at all.
#pragma once

#include <deque>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/check/scope.h"
#include "engine/functions/context.h"
#include "engine/run/machine.h"
#include "engine/value/type.h"
#include "engine/value/zone.h"

namespace presave::property {

using Random = std::mt19937_64;

/// A number from 0 to `below` - 1.
std::size_t pick(Random& random, std::size_t below);
/// True once in `of` times.
inline bool once_in(Random& random, std::size_t of) { return pick(random, of) == 0; }
/// One of several.
template <class List>
const auto& one_of(Random& random, const List& list) {
  return list[pick(random, std::size(list))];
}

/// How many rounds a test runs: its own number, times PRESAVE_PROPERTY_ROUNDS where that is set.
std::size_t rounds(std::size_t usual);

/// One name that formulas may use.
struct Name {
  std::string_view path;
  Type type;
  bool of_record = true;
  bool constant = false;
};

/// Every name; a name's place here is its slot.
std::span<const Name> names();

/// What VLOOKUP finds, and finds it by.
inline constexpr std::string_view kFieldName = "$ObjectType.Zip__c.Fields.Name";

/// Finds the names.
class World final : public check::Scope {
 public:
  std::optional<check::Reference> find(std::string_view path) override;
  std::string nearest(std::string_view) const override { return {}; }
};

/// A value of that type that is likely to be trouble; blank for kNull. Text in it lives for ever.
Value odd_value(Random& random, Type type);

/// The texts that odd values are made of.
std::span<const std::string_view> odd_texts();

/// A record state: each slot holds a value, a blank, something that comes late, or nothing.
class Record final : public run::Fields {
 public:
  explicit Record(Random& random);
  Value late(std::uint32_t slot) override { return late_[slot]; }
  /// "n = 3, t = blank, …", late values marked.
  std::string text() const;

 private:
  std::vector<Value> late_;
};

/// A record with what is around it.
struct Situation {
  explicit Situation(Random& random);
  Situation(const Situation&) = delete;
  Situation& operator=(const Situation&) = delete;

  Record before;
  Record now;
  Zone zone;
  functions::Context context;

  std::string text() const;
};

/// The value for people and for comparing: its kind and all of its content.
std::string spelled(const Value& value);

}  // namespace presave::property
