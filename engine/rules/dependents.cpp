#include "engine/rules/dependents.h"


namespace presave::rules {
namespace {

class Collector {
 public:
  explicit Collector(const RuleSet& rules)
      : rules_(rules), layout_(rules.layout()), all_(layout_.size()), seen_(layout_.size()) {}

  std::vector<Dependents> run() {
    for (std::uint32_t index = 0; index < rules_.rules().size(); ++index) {
      const Rule& rule = rules_.rules()[index];
      if (rule.program) reads(*rule.program, [&](Dependents& field) { field.rules.push_back(index); });
    }
    for (std::uint32_t slot = 0; slot < layout_.size(); ++slot) {
      const run::Slot& place = layout_[slot];
      if (place.program) {
        reads(rules_.programs()[*place.program], [&](Dependents& field) { field.computed.push_back(slot); });
      }
      if (place.lookup) all_[*place.lookup].moves_others = true;
      if (place.of_record) collect_constraints(slot, *place.field);
    }
    if (const auto type = layout_.find("RecordTypeId"); type && !rules_.object().record_types.empty()) {
      all_[*type].moves_others = true;
    }
    return std::move(all_);
  }

 private:
  void collect_constraints(std::uint32_t slot, const schema::Field& field) {
    all_[slot].constraints.push_back(slot);
    const auto controller = field.is_dependent() ? layout_.find(field.controlling_field) : std::nullopt;
    if (controller && *controller != slot) all_[*controller].constraints.push_back(slot);
  }

  // Calls `note` with each field of the record that a program reads, once.
  template <class Note>
  void reads(const program::Program& program, Note note) {
    ++round_;
    std::vector<std::uint32_t> open = program.slots;
    while (!open.empty()) {
      const std::uint32_t slot = open.back();
      open.pop_back();
      if (seen_[slot] == round_) continue;
      seen_[slot] = round_;
      const run::Slot& place = layout_[slot];
      if (place.of_record && !place.program) note(all_[slot]);
      if (!place.program) continue;
      const std::vector<std::uint32_t>& further = rules_.programs()[*place.program].slots;
      open.insert(open.end(), further.begin(), further.end());
    }
  }

  const RuleSet& rules_;
  const run::Layout& layout_;
  std::vector<Dependents> all_;
  std::vector<std::size_t> seen_;  // the round in which a slot was last met
  std::size_t round_ = 0;
};

}  // namespace

std::vector<Dependents> dependents_of(const RuleSet& rules) { return Collector(rules).run(); }

}  // namespace presave::rules
