#include "engine/rules/host_answers.h"

#include <algorithm>
#include <utility>

#include "engine/base/join.h"

namespace presave::rules {

Value HostAnswers::currency_rate(std::string_view code) { return answer(rates_, code, "CURRENCYRATE("); }

Value HostAnswers::looked_up(std::uint32_t field, std::string_view name) {
  const run::Slot& place = layout_[field];
  return answer(fields_[field], name, join({"VLOOKUP(", place.path, ", ", place.prefix(), "Name, "}));
}

Value HostAnswers::answer(const Answers& answers, std::string_view key, std::string_view call_begin) {
  if (const auto at = answers.find(key); at != answers.end()) return at->second;
  std::string call = join({call_begin, "\"", key, "\")"});
  if (std::find(unanswered_.begin(), unanswered_.end(), call) == unanswered_.end()) unanswered_.push_back(std::move(call));
  return Value::not_loaded(0);
}

std::vector<std::string> HostAnswers::take_unanswered() { return std::exchange(unanswered_, {}); }

}  // namespace presave::rules
