#include "engine/run/machine.h"

#include "engine/functions/operators.h"

namespace presave::run {
namespace {

using program::Instruction;
using program::Op;
using program::Program;

Value value_of(Fields& fields, std::uint32_t slot) {
  const Value& value = fields.values[slot];
  return value.kind() == ValueKind::kNotLoaded ? fields.late(slot) : value;
}

Value before(Fields& fields, std::uint32_t slot) {
  return fields.before ? value_of(*fields.before, slot) : Value::not_loaded(slot);
}

Value or_else(const Value& value, const Value& when_blank) { return value.is_blank() ? when_blank : value; }

// What a load instruction pushes.
Value loaded(Op op, std::uint32_t slot, Fields& fields) {
  switch (op) {
    case Op::kLoadNumber: return or_else(value_of(fields, slot), Decimal());
    case Op::kLoadBoolean: return or_else(value_of(fields, slot), false);
    case Op::kPrior: return before(fields, slot);
    case Op::kPriorBoolean: return or_else(before(fields, slot), false);
    default: return value_of(fields, slot);
  }
}

Value matched(const Regex& pattern, std::string_view text) {
  const Regex::Match match = pattern.matches(text);
  return match == Regex::Match::kTooComplex ? Value(EvalFault::kRegexTooComplex) : Value(match == Regex::Match::kYes);
}

// The present value of a slot; `room` keeps it where it has to be computed.
const Value& present(Fields& fields, std::uint32_t slot, Value& room) {
  const Value& held = fields.values[slot];
  if (held.kind() != ValueKind::kNotLoaded) return held;
  room = fields.late(slot);
  return room;
}

// What a superinstruction says of a slot's value.
Value tested(const Instruction& test, const Value& value, const Value* constants) {
  switch (test.op) {
    case Op::kIsBlank: return value.is_blank();
    case Op::kTextIs: return (value.view() == constants[test.count].view()) == (test.detail != 0);
    default: {
      const Value& constant = constants[test.count];
      if (value.is_blank() || constant.is_blank()) return {};
      return functions::holds(static_cast<functions::Form>(test.detail), compare(value.number(), constant.number()));
    }
  }
}

// The loop. `top` points one past the last value.
Ending execute(const Program& program, Fields& fields, functions::Surroundings& around, Value* top) {
  const Instruction* const code = program.code.data();
  const Value* const constants = program.constants.data();
  for (const Instruction* at = code;; ++at) {
    const auto here = [&] { return static_cast<std::uint32_t>(at - code); };
    switch (at->op) {
      case Op::kConstant: *top++ = constants[at->index]; break;
      case Op::kLoad: {
        Value room;
        const Value& value = present(fields, at->index, room);
        if (value.is_stuck()) return {value, here()};
        *top++ = value;
        break;
      }
      case Op::kTextIs:
      case Op::kNumberIs:
      case Op::kIsBlank: {
        Value room;
        const Value& value = present(fields, at->index, room);
        if (value.is_stuck()) return {value, here()};
        *top++ = tested(*at, value, constants);
        break;
      }
      case Op::kChoose:
        top[-1] = functions::choose(top[-1], constants + at->index, at->count, at->detail != 0);
        break;
      case Op::kLoadNumber:
      case Op::kLoadBoolean:
      case Op::kPrior:
      case Op::kPriorBoolean: {
        const Value value = loaded(at->op, at->index, fields);
        if (value.is_stuck()) return {value, here()};
        *top++ = value;
        break;
      }
      case Op::kCall: {
        top -= at->count;
        const Value value = program.calls[at->index](top, at->count, around);
        if (value.is_stuck()) return {value, here()};
        *top++ = value;
        break;
      }
      case Op::kMatch: {
        const Value value = matched(program.patterns[at->index], top[-1].view());
        if (value.is_stuck()) return {value, here()};
        top[-1] = value;
        break;
      }
      case Op::kHost: return {Value::not_loaded(0), here(), true};
      case Op::kJump: at = code + at->index - 1; break;
      case Op::kUnless:
        if (!(--top)->is_true()) at = code + at->index - 1;
        break;
      case Op::kAndThen:
        if (!(--top)->is_true()) {
          *top++ = false;
          at = code + at->index - 1;
        }
        break;
      case Op::kOrElse:
        if ((--top)->is_true()) {
          *top++ = true;
          at = code + at->index - 1;
        }
        break;
      case Op::kTrace: fields.trace(at->index, top[-1]); break;
      case Op::kEnd: return {top[-1], here()};
    }
  }
}

}  // namespace

Ending Machine::run(const Program& program, Fields& fields, const functions::Context& context, Arena& scratch) {
  if (level_ == stacks_.size()) stacks_.emplace_back();
  std::vector<Value>& stack = stacks_[level_];
  if (stack.size() < program.stack) stack.resize(program.stack);
  functions::Surroundings around{context, scratch};
  ++level_;
  const Ending ending = execute(program, fields, around, stack.data());
  --level_;
  return ending;
}

}  // namespace presave::run
