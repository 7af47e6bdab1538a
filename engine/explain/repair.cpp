#include "engine/explain/repair.h"

#include <algorithm>

#include "engine/base/limits.h"
#include "engine/base/stable_sort.h"
#include "engine/explain/scale.h"
#include "engine/rules/decide.h"

namespace presave::explain {
namespace {

using schema::FieldType;

constexpr std::size_t kCompared = 12;         // values for one set of fields whose whole decision is looked at
constexpr std::size_t kCandidatesOfTwo = 40;  // values of each field, where two are changed

bool can_be_edited(const run::Slot& place) {
  if (!place.of_record || place.field->is_formula()) return false;
  return place.field->type != FieldType::kAutoNumber && place.field->type != FieldType::kSummary &&
         place.field->type != FieldType::kId;
}

bool must_have_value(const schema::Field& field) { return field.required || field.type == FieldType::kMasterDetail; }

class Search {
 public:
  Search(const RuleTrial& trial, const Given& given) : trial_(trial), given_(given) {}

  Repairs run(Candidates& candidates) {
    gather(candidates);
    failures_now_ = failures_with({}, nullptr);
    for (std::size_t i = 0; i < fields_.size(); ++i) try_fields({&fields_[i]});
    if (out_.found.empty()) {
      for (std::size_t i = 0; i < fields_.size(); ++i) {
        for (std::size_t j = i + 1; j < fields_.size(); ++j) try_fields({&fields_[i], &fields_[j]});
      }
    }
    sort_stably(out_.found, [](const Repair& a, const Repair& b) {
      if (a.at_error_field != b.at_error_field) return a.at_error_field;
      return a.other_failures < b.other_failures;
    });
    if (out_.found.size() > kMostRepairs) out_.found.resize(kMostRepairs);
    return std::move(out_);
  }

 private:
  /// A field and what may be put into it.
  struct Field {
    std::uint32_t slot;
    Value now;
    std::vector<Value> values;
  };

  void gather(Candidates& candidates) {
    const auto record = record_with(trial_.rules(), given_, {}, &meter_);
    const std::vector<Traced> traced = trial_.run_all(*record);
    for (const std::uint32_t slot : trial_.reads().present) {
      const run::Slot& place = trial_.rules().layout()[slot];
      if (!can_be_edited(place)) continue;
      std::vector<Value> values = candidates.of(slot, false, *record, traced, meter_);
      // Nobody can say which record a lookup should lead to.
      const bool lookup = !place.field->reference_to.empty();
      std::erase_if(values, [&](const Value& value) {
        return value.is_blank() ? must_have_value(*place.field) : lookup;
      });
      fields_.push_back({slot, record->present.value(slot), std::move(values)});
    }
  }

  bool passes(const Changes& changes) {
    if (!meter_.is_spent()) {
      ++out_.runs;
      const auto record = record_with(trial_.rules(), given_, changes, &meter_);
      const run::Ending ending = trial_.run(*record).ending;
      if (!meter_.is_spent()) return !ending.value.is_stuck() && !ending.value.is_true();
    }
    out_.gave_up = true;
    return false;
  }

  // The values that make the rule pass, nearest first.
  void try_fields(const std::vector<const Field*>& fields) {
    std::vector<Changes> passing;
    const std::size_t most = fields.size() == 1 ? kMostCandidates : kCandidatesOfTwo;
    std::vector<std::size_t> at(fields.size());
    const auto size = [&](std::size_t i) { return std::min(most, fields[i]->values.size()); };
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (size(i) == 0) return;
    }
    while (passing.size() < kCompared && !out_.gave_up) {
      Changes changes;
      for (std::size_t i = 0; i < fields.size(); ++i) changes.push_back({fields[i]->slot, false, fields[i]->values[at[i]]});
      if (passes(changes)) passing.push_back(std::move(changes));
      std::size_t digit = 0;
      while (digit < at.size() && ++at[digit] == size(digit)) at[digit++] = 0;
      if (digit == at.size()) break;
    }
    if (fields.size() == 1 && !passing.empty()) {
      if (const std::optional<Value> nearer = nearest(*fields[0], passing[0][0].value)) {
        passing.insert(passing.begin(), {{fields[0]->slot, false, *nearer}});
      }
    }
    keep_best(passing);
  }

  // Between the present value, which fails, and one that passes: halved until a single step is left. None where there is
  // nothing between.
  std::optional<Value> nearest(const Field& field, const Value& passing) {
    const run::Slot& place = trial_.rules().layout()[field.slot];
    const std::optional<Decimal> from = position(field.now);
    const std::optional<Decimal> to = position(passing);
    if (!from || !to) return std::nullopt;
    const Decimal step = compare(*to, *from) > 0 ? unit_of(place) : -unit_of(place);
    const std::optional<Decimal> distance = divide(*to - *from, step);
    const std::optional<std::int64_t> steps = distance ? distance->floor().to_int64_truncated() : std::nullopt;
    if (!steps) return std::nullopt;
    std::optional<Value> best;
    std::int64_t fails = 0;
    for (std::int64_t passes_at = *steps; passes_at - fails > 1;) {
      const std::int64_t middle = fails + (passes_at - fails) / 2;
      const std::optional<Value> value = at_position(place.type, *from + step * Decimal::from_int(middle));
      if (value && passes({{field.slot, false, *value}})) {
        best = value;
        passes_at = middle;
      } else {
        fails = middle;
      }
    }
    return best;
  }

  std::size_t failures_with(const Changes& changes, Meter* meter) const {
    const auto record = record_with(trial_.rules(), given_, changes, meter);
    const rules::Outcome outcome = rules::decide(*record);
    return outcome.failures.size() + outcome.faulted.size();
  }

  // The first that makes nothing else fail; else the one under which least fails, of those that the meter lets decide. What
  // is found is decided even when it was spent on finding it.
  void keep_best(const std::vector<Changes>& passing) {
    const std::string& error_field = trial_.rule().source->field;
    std::optional<Repair> best;
    for (const Changes& changes : passing) {
      std::size_t others = failures_with(changes, &meter_);
      if (meter_.is_spent()) {
        if (best) break;
        others = failures_with(changes, nullptr);
      }
      if (best && others >= best->other_failures) continue;
      const bool at_error_field = std::any_of(changes.begin(), changes.end(), [&](const Change& change) {
        return schema::same_name(trial_.rules().layout()[change.slot].path, error_field);
      });
      best = Repair{changes, others, at_error_field};
      if (others < failures_now_) break;
    }
    if (best) out_.found.push_back(*std::move(best));
  }

  const RuleTrial& trial_;
  const Given& given_;
  Meter meter_{limits::kSearchSteps};
  std::vector<Field> fields_;
  std::size_t failures_now_ = 0;
  Repairs out_;
};

}  // namespace

Repairs find_repairs(const RuleTrial& trial, const Given& given, Candidates& candidates) {
  return Search(trial, given).run(candidates);
}

}  // namespace presave::explain
