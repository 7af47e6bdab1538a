// One record to decide: its values now, its values before the save, and the world around it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/functions/context.h"
#include "engine/rules/host_answers.h"
#include "engine/rules/rule_set.h"
#include "engine/run/machine.h"
#include "engine/value/arena.h"
#include "engine/value/zone.h"

namespace presave::rules {

enum class Operation : std::uint8_t { kInsert, kUpdate };

/// A record type with its developer name.
using NamedRecordType = schema::ByName<schema::RecordType>::value_type;

/// A value that its field cannot hold.
struct Misfit {
  std::uint32_t slot;
  std::string shown;  ///< the value as it was given
};

/// The values of one state of the record. Formula fields are computed when they are first read.
class State final : public run::Fields {
 public:
  State(const RuleSet& rules, run::Machine& machine, const functions::Context& context);
  Value late(std::uint32_t slot) override;
  /// The value of a slot, computed where it must be.
  Value value(std::uint32_t slot) { return is_loaded(slot) ? values[slot] : late(slot); }
  /// Whether a value was given for the slot, or is known to be blank; formula fields are known when computed.
  bool is_loaded(std::uint32_t slot) const { return values[slot].kind() != ValueKind::kNotLoaded; }
  /// What was computed is computed again when it is next read; what was given stays.
  void forget_computed(std::uint32_t slot);
  /// Forgets the value of a slot, whoever gave it.
  void forget(std::uint32_t slot);
  /// A value that its field's definition chooses, because none was given.
  void stand_in(std::uint32_t slot, const Value& value);
  /// Whether the value of a slot, once it is computed, stands because none was given.
  bool is_default(std::uint32_t slot) const { return known_[slot].by_default; }
  /// Forgets what was given for the parent behind a lookup, and for that one's parents.
  void forget_parent(std::uint32_t lookup);
  /// A second look at a state: the same values, but its formula fields as the API shows them.
  static State as_shown(const State& state);
  /// The program that computes a slot that holds no value; none where a value must be given.
  std::optional<std::uint32_t> program_of(std::uint32_t slot) const;
  /// What was said of the parent that a lookup leads to, whatever its fields: a record, or null.
  void set_parent(std::uint32_t lookup, bool is_record) { known_[lookup].parent = is_record ? Parent::kRecord : Parent::kNull; }
  bool has_parent(std::uint32_t lookup) const { return known_[lookup].parent == Parent::kRecord; }
  bool has_null_parent(std::uint32_t lookup) const { return known_[lookup].parent == Parent::kNull; }
  /// A value was given that the field cannot hold: its default does not stand for it.
  void forbid_default(std::uint32_t slot) { known_[slot].has_default = false; }
  /// From now on a field without a value takes its default: the record is new.
  void use_defaults() { use_defaults_ = true; }

 private:
  const RuleSet& rules_;
  run::Machine& machine_;
  const functions::Context& context_;
  enum class Parent : std::uint8_t { kUnknown, kRecord, kNull };
  struct Known {
    Parent parent = Parent::kUnknown;  ///< of a lookup
    bool computed = false;             ///< the value was not given
    bool has_default = true;           ///< its field's default stands where no value was given
    bool by_default = false;           ///< the value is that default
  };

  std::vector<Known> known_;  // by slot
  bool use_defaults_ = false;
  functions::View view_ = functions::View::kRule;
};

/// Scratch memory for one decision. Fill `present` (and `before` on update), then decide (engine/rules/decide.h).
/// Texts put into the states must outlive the record.
class Record {
 public:
  Record(const RuleSet& rules, Operation operation);
  Record(const Record&) = delete;
  Record& operator=(const Record&) = delete;

  /// To be called once all values are set: blanks what is known to be blank (fields of a new record that were
  /// not given, fields of parents whose lookup is blank) and takes over from `before` what did not change. The
  /// fields of a parent are taken over only where the lookup still leads to it.
  void complete();
  /// Forgets the value that was given for a slot, and what the host found of it.
  void clear(std::uint32_t slot);
  /// Forgets what was given of the record's type, before complete().
  void forget_record_type();
  /// Gives a field of the completed record another value: not one that leads to a parent or names the record type.
  void put(std::uint32_t slot, const Value& value);
  /// The same for a value that the field cannot hold.
  void put_misfit(Misfit misfit);
  /// Null where the value of the slot fits.
  const Misfit* misfit_at(std::uint32_t slot) const;
  /// Formula fields have to be computed again when they are next read, those of `before` too.
  void forget_computed();
  /// Whether the value of a slot was not given but taken over from `before`.
  bool is_carried(std::uint32_t slot) const { return carried_[slot]; }
  /// Whether the save gives a slot another value than it had: Salesforce checks what is already saved only once.
  bool is_changed(std::uint32_t slot) const;

  const RuleSet& rules;
  const Operation operation;
  functions::Context context;
  HostAnswers answers{rules.layout()};
  Zone zone;
  Arena arena;
  Arena scratch;  ///< for the text of one rule: a rule that makes much leaves the next as much
  run::Machine machine{arena};
  State present{rules, machine, context};
  State before{rules, machine, context};
  std::vector<Misfit> misfits;
  const NamedRecordType* record_type = nullptr;    ///< given by the context, or found by complete(); null: unknown
  const schema::Translation* translation = nullptr;  ///< the user's language; null: the org's own
  /// Fields whose value the host has looked for in the org, and whether it is free.
  schema::ByName<bool> unique;
  bool is_undelete = false;  ///< the record comes back from the recycle bin as it was

 private:
  void take_org_values();
  void complete_new(std::uint32_t slot);
  void carry_over(std::uint32_t slot);
  bool leads_to_same_parent(std::uint32_t lookup) const;

  std::vector<bool> carried_;
};

}  // namespace presave::rules
