// What a request tells of the world beyond the record: rates of currencies, and records that VLOOKUP finds.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/functions/context.h"
#include "engine/run/layout.h"

namespace presave::rules {

/// A call of the host that had no answer.
struct Unanswered {
  std::string call;         ///< as a formula would spell it
  std::string_view member;  ///< of the context, where an answer can be given

  friend bool operator==(const Unanswered&, const Unanswered&) = default;
};

/// A question that was put to the host.
struct Question {
  std::uint32_t field = run::kNoSlot;  ///< the slot of the field that VLOOKUP looks up; none: it is a currency's rate
  std::string key;                     ///< the record's name, or the currency's code

  friend bool operator==(const Question&, const Question&) = default;
};

/// Answers from what was given, and notes what it was asked in vain. Texts in answers must outlive it.
class HostAnswers final : public functions::Host {
 public:
  explicit HostAnswers(const run::Layout& layout) : layout_(layout) {}

  void give_rate(std::string_view code, const Value& rate) { rates_.insert_or_assign(std::string(code), rate); }
  /// `field` is the slot of "$ObjectType.Zip__c.Fields.City__c".
  void give_field(std::uint32_t field, std::string_view name, const Value& value) {
    fields_[field].insert_or_assign(std::string(name), value);
  }

  Value currency_rate(std::string_view code) override;
  Value looked_up(std::uint32_t field, std::string_view name) override;

  /// From now on every question is noted, answered or not.
  void note_questions() { notes_questions_ = true; }
  const std::vector<Question>& questions() const { return questions_; }
  /// The answer that was given to a question; none where there is none.
  std::optional<Value> answer_to(const Question& question) const;

  /// The calls that had no answer since the last time.
  std::vector<Unanswered> take_unanswered();

 private:
  using Answers = std::map<std::string, Value, std::less<>>;
  void note(std::uint32_t field, std::string_view key);
  Value answer(const Answers& answers, std::string_view key, std::string_view call_begin, std::string_view member);

  const run::Layout& layout_;
  Answers rates_;
  std::map<std::uint32_t, Answers> fields_;
  std::vector<Unanswered> unanswered_;
  bool notes_questions_ = false;
  std::vector<Question> questions_;  // each once
};

}  // namespace presave::rules
