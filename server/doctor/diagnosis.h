// What `presave doctor` finds: one line for each thing that it looked at.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace presave::server::doctor {

enum class Grade : std::uint8_t {
  kFine,
  kWarning,  ///< works, but should not stay so; or cannot be told from here
  kFailure,  ///< does not work
};

struct Diagnosis {
  Grade grade = Grade::kFine;
  std::string subject;  ///< what was looked at: "bundle main", "certificate"
  std::string said;     ///< what was found
  std::string next{};   ///< what to do about it, where that is known
};

/// Takes each diagnosis as it is found: asking an org takes its time.
using Tell = std::function<void(const Diagnosis&)>;

}  // namespace presave::server::doctor
