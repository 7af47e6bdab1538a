// A value or the Fault that prevented it. The engine throws no exceptions: it is built without them for
// WebAssembly.
#pragma once

#include <cassert>
#include <utility>
#include <variant>

#include "engine/base/fault.h"

namespace presave {

/// Holds a T or a Fault. `if (!r) return r.fault();` is the usual walk.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Fault fault) : state_(std::in_place_index<1>, std::move(fault)) {}

  explicit operator bool() const { return state_.index() == 0; }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(value()); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  /// Only where there is a fault.
  const Fault& fault() const {
    const Fault* fault = std::get_if<1>(&state_);
    assert(fault && "Result::fault() of a success");
    return *fault;
  }

 private:
  T& value() {
    T* value = std::get_if<0>(&state_);
    assert(value && "Result dereferenced without looking");
    return *value;
  }
  const T& value() const { return const_cast<Result*>(this)->value(); }

  std::variant<T, Fault> state_;
};

/// The result of an operation that gives nothing but may be refused.
using Done = Result<std::monostate>;
inline Done done() { return Done(std::monostate{}); }

}  // namespace presave
