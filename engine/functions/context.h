// What a function may know of the world: the clock, the user's zone, what kind of save this is.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/value/value.h"

namespace presave {
class Zone;
}

namespace presave::functions {

/// Answers what neither the record nor the engine knows: whoever wants the decision brings it along. An answer of
/// kind kNotLoaded means that it did not, and leaves the rule undetermined.
class Host {
 public:
  virtual ~Host() = default;
  /// The ConversionRate of the CurrencyType with this ISO 4217 code.
  virtual Value currency_rate(std::string_view code) = 0;
  /// A field of the record of another object with this name, blank where there is no such record. `field` is the
  /// slot of "$ObjectType.Zip__c.Fields.City__c".
  virtual Value looked_up(std::uint32_t field, std::string_view name) = 0;
};

/// Handed to functions that ask for it; a function that does is never folded at compile time.
struct Context {
  DateTime now;                ///< NOW(), the same throughout one evaluation
  const Zone* zone = nullptr;  ///< of the user, for TODAY() and DATEVALUE(datetime); UTC when null
  bool is_new = false;         ///< ISNEW(): an insert
  bool has_prior = false;      ///< there is a record before the save; without one nothing ISCHANGED()
  Host* host = nullptr;        ///< null: nobody answers
  bool is_clone = false;       ///< ISCLONE(): an insert of a copy
};

}  // namespace presave::functions
