#include "engine/run/machine.h"

#include <cstddef>

#include "engine/functions/operators.h"

namespace presave::run {
namespace {

// What most programs need at most; more is kept on the heap.
constexpr std::size_t kFewValues = 16;

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

Value matched(const Regex& pattern, std::string_view text, Meter* meter) {
  const Regex::Match match = pattern.matches(text, meter);
  return match == Regex::Match::kTooComplex ? Value(EvalFault::kRegexTooComplex) : Value(match == Regex::Match::kYes);
}

// The present value of a slot; `room` keeps it where it has to be computed.
const Value& present(Fields& fields, std::uint32_t slot, Value& room) {
  const Value& held = fields.values[slot];
  if (held.kind() != ValueKind::kNotLoaded) return held;
  room = fields.late(slot);
  return room;
}

// What the host says of a currency or a name. No record has a blank name, no currency a blank code.
Value answered(const Instruction& question, const Value& about, functions::Host* host) {
  if (about.is_blank()) return {};
  if (!host) return Value::not_loaded(0);
  if (question.op == Op::kCurrencyRate) return host->currency_rate(about.view());
  return host->looked_up(question.index, about.view());
}

enum class Truth : std::uint8_t { kFalse, kTrue, kBlank };

Truth truth_of(bool holds) { return holds ? Truth::kTrue : Truth::kFalse; }

// What a superinstruction says of a slot's value.
Truth tested(const Instruction& test, const Value& value, const Value* constants) {
  switch (test.op) {
    case Op::kIsBlank: return truth_of(value.is_blank());
    case Op::kTextIs: return truth_of((value.view() == constants[test.count].view()) == (test.detail != 0));
    default: {
      const Value& constant = constants[test.count];
      if (value.is_blank() || constant.is_blank()) return Truth::kBlank;
      return truth_of(
          functions::holds(static_cast<functions::Form>(test.detail), compare(value.number(), constant.number())));
    }
  }
}

// A running program: where it is and what it has on its stack.
struct Course {
  const Instruction* at;
  Value* top;

  // Goes on after a test. Mostly a jump comes next: it is taken at once, without a value on the stack.
  void go_on(Truth truth, const Instruction* code) {
    const Instruction& next = at[1];
    const bool holds = truth == Truth::kTrue;
    switch (next.op) {
      case Op::kAndThen:
      case Op::kOrElse:
        ++at;
        if (holds != (next.op == Op::kOrElse)) return;
        *top++ = holds;
        at = code + next.index - 1;
        return;
      case Op::kUnless:
        ++at;
        if (!holds) at = code + next.index - 1;
        return;
      default: *top++ = truth == Truth::kBlank ? Value() : Value(holds);
    }
  }
};

// What an instruction costs, in steps, besides regular expressions, which count for themselves. Functions walk over the
// texts that they are given.
std::uint64_t cost_of(const Instruction& instruction, const Value* top) {
  constexpr std::uint64_t kCallSteps = 8;
  constexpr std::uint64_t kByteSteps = 2;
  if (instruction.op == Op::kChoose) return 1u + instruction.count;
  if (instruction.op != Op::kCall) return 1;
  std::uint64_t steps = kCallSteps + instruction.count;
  for (const Value* argument = top - instruction.count; argument != top; ++argument) {
    if (argument->kind() == ValueKind::kText) steps += kByteSteps * argument->view().size();
  }
  return steps;
}

enum class Counting : bool { kOff, kOn };

// The loop. `top` points one past the last value of the stack.
template <Counting kCounting>
Ending execute(const Program& program, Fields& fields, functions::Surroundings& around, Value* stack) {
  const Instruction* const code = program.code.data();
  const Value* const constants = program.constants.data();
  Course course{code, stack};
  const Instruction*& at = course.at;
  Value*& top = course.top;
  for (;; ++at) {
    const auto here = [&] { return static_cast<std::uint32_t>(at - code); };
    if constexpr (kCounting == Counting::kOn) {
      around.meter->spend(cost_of(*at, top));
      if (around.meter->is_spent()) return {Value::not_loaded(0), here()};
    }
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
        course.go_on(tested(*at, value, constants), code);
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
        const Value value = matched(program.patterns[at->index], top[-1].view(), around.meter);
        if (value.is_stuck()) return {value, here()};
        top[-1] = value;
        break;
      }
      case Op::kCurrencyRate:
      case Op::kLookUp: {
        const Value value = answered(*at, top[-1], around.context.host);
        if (value.is_stuck()) return {value, here(), true};
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

// One branch for the whole run: whoever does not count pays nothing.
Ending execute(const Program& program, Fields& fields, functions::Surroundings& around, Value* stack) {
  return around.meter ? execute<Counting::kOn>(program, fields, around, stack)
                      : execute<Counting::kOff>(program, fields, around, stack);
}

}  // namespace

Ending Machine::run(const Program& program, Fields& fields, const functions::Context& context, Arena& scratch) {
  functions::Surroundings around{context, scratch, meter_};
  if (program.stack <= kFewValues) {
    alignas(Value) std::byte room[kFewValues * sizeof(Value)];
    return execute(program, fields, around, reinterpret_cast<Value*>(room));
  }
  if (level_ == stacks_.size()) stacks_.emplace_back();
  std::vector<Value>& stack = stacks_[level_];
  if (stack.size() < program.stack) stack.resize(program.stack);
  ++level_;
  const Ending ending = execute(program, fields, around, stack.data());
  --level_;
  return ending;
}

}  // namespace presave::run
