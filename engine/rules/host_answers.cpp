#include "engine/rules/host_answers.h"

#include <algorithm>
#include <utility>

#include "engine/base/join.h"

namespace presave::rules {

Value HostAnswers::currency_rate(std::string_view code) {
  note(run::kNoSlot, code);
  return answer(rates_, code, "CURRENCYRATE(", "currencyRates");
}

Value HostAnswers::looked_up(std::uint32_t field, std::string_view name) {
  note(field, name);
  const run::Slot& place = layout_[field];
  return answer(fields_[field], name, join({"VLOOKUP(", place.path, ", ", place.prefix(), "Name, "}), "lookups");
}

void HostAnswers::note(std::uint32_t field, std::string_view key) {
  if (!notes_questions_) return;
  Question question{field, std::string(key)};
  if (std::find(questions_.begin(), questions_.end(), question) == questions_.end()) questions_.push_back(std::move(question));
}

std::optional<Value> HostAnswers::answer_to(const Question& question) const {
  const auto of_field = fields_.find(question.field);
  if (question.field != run::kNoSlot && of_field == fields_.end()) return std::nullopt;
  const Answers& answers = question.field == run::kNoSlot ? rates_ : of_field->second;
  const auto at = answers.find(question.key);
  return at == answers.end() ? std::nullopt : std::optional(at->second);
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
