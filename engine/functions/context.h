// What a function may know of the world: the clock, the user's zone, what kind of save this is.
#pragma once

#include "engine/value/value.h"

namespace presave {
class Zone;
}

namespace presave::functions {

/// Handed to functions that ask for it; a function that does is never folded at compile time.
struct Context {
  DateTime now;                ///< NOW(), the same throughout one evaluation
  const Zone* zone = nullptr;  ///< of the user, for TODAY() and DATEVALUE(datetime); UTC when null
  bool is_new = false;         ///< ISNEW(): an insert
  bool has_prior = false;      ///< there is a record before the save; without one nothing ISCHANGED()
  bool is_clone = false;       ///< ISCLONE(): an insert of a copy
};

}  // namespace presave::functions
