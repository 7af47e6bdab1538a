#include "engine/rules/host_answers.h"

#include <algorithm>
#include <utility>

#include "engine/base/join.h"

namespace presave::rules {

Value HostAnswers::currency_rate(std::string_view code) { return answer(rates_, code, "CURRENCYRATE(", "currencyRates"); }

Value HostAnswers::looked_up(std::uint32_t field, std::string_view name) {
  const run::Slot& place = layout_[field];
  return answer(fields_[field], name, join({"VLOOKUP(", place.path, ", ", place.prefix(), "Name, "}), "lookups");
}

Value HostAnswers::answer(const Answers& answers, std::string_view key, std::string_view call_begin,
                          std::string_view member) {
  if (const auto at = answers.find(key); at != answers.end()) return at->second;
  Unanswered question{join({call_begin, "\"", key, "\")"}), member};
  if (std::find(unanswered_.begin(), unanswered_.end(), question) == unanswered_.end()) {
    unanswered_.push_back(std::move(question));
  }
  return Value::not_loaded(0);
}

std::vector<Unanswered> HostAnswers::take_unanswered() { return std::exchange(unanswered_, {}); }

}  // namespace presave::rules
