#include "cli/reasons.h"

#include <utility>

namespace presave::cli {

void Reasons::add(std::uint64_t line, const RowMessage& message) {
  Reason& reason = all_[{message.weight, message.rule, message.field}];
  ++reason.count;
  if (reason.examples.size() < kExamples) reason.examples.push_back({line, message.text});
}

void Reasons::add(Reasons later) {
  for (auto& [key, other] : later.all_) {
    Reason& reason = all_[key];
    reason.count += other.count;
    for (Reason::Example& example : other.examples) {
      if (reason.examples.size() == kExamples) break;
      reason.examples.push_back(std::move(example));
    }
  }
}

}  // namespace presave::cli
