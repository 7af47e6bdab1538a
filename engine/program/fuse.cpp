#include "engine/program/fuse.h"

#include <array>
#include <limits>

#include "engine/functions/operators.h"

namespace presave::program {
namespace {

using functions::Call;
using functions::Form;

constexpr std::array kComparisons = {Form::kEqual,     Form::kNotEqual, Form::kLess,
                                     Form::kLessEqual, Form::kGreater,  Form::kGreaterEqual};

Call number_comparison(Form form) {
  const bool equality = form == Form::kEqual || form == Form::kNotEqual;
  return equality ? functions::equality(form, Type::kNumber) : functions::ordering(form, Type::kNumber);
}

// What a call of a field and a constant is fused to; `detail` says which of its kind.
struct Fused {
  Op op;
  std::uint8_t detail;
};

std::optional<Fused> fused_comparison(Call call) {
  if (call == functions::picklist_test(Form::kIsPickval) || call == functions::equality(Form::kEqual, Type::kText)) {
    return Fused{Op::kTextIs, true};
  }
  if (call == functions::equality(Form::kNotEqual, Type::kText)) return Fused{Op::kTextIs, false};
  for (const Form form : kComparisons) {
    if (call == number_comparison(form)) return Fused{Op::kNumberIs, static_cast<std::uint8_t>(form)};
  }
  return std::nullopt;
}

void replace(Program& program, std::size_t begin, const Instruction& instruction) {
  program.code.resize(begin + 1);
  program.spans.resize(begin + 1);
  program.code[begin] = instruction;
}

}  // namespace

bool fuse_call(Program& program, std::size_t begin, Call call) {
  const std::size_t operands = program.code.size() - begin;
  if (operands == 0 || operands > 2 || program.code[begin].op != Op::kLoad) return false;
  const std::uint32_t slot = program.code[begin].index;
  if (operands == 1) {
    if (call != functions::blank_test(Form::kIsBlank, Type::kText)) return false;
    replace(program, begin, {Op::kIsBlank, 0, 0, slot});
    return true;
  }
  const Instruction constant = program.code[begin + 1];
  const std::optional<Fused> fused = fused_comparison(call);
  constexpr std::uint32_t kMostConstants = std::numeric_limits<std::uint16_t>::max();
  if (!fused || constant.op != Op::kConstant || constant.index > kMostConstants) return false;
  replace(program, begin, {fused->op, fused->detail, static_cast<std::uint16_t>(constant.index), slot});
  return true;
}

bool fuse_cases(Program& program, std::size_t begin, std::size_t count, bool blank_matches) {
  if (program.code.size() != begin + count) return false;  // some operand is more than one constant
  const std::uint32_t first = program.code[begin].index;
  for (std::size_t i = 0; i < count; ++i) {
    const Instruction& instruction = program.code[begin + i];
    if (instruction.op != Op::kConstant || instruction.index != first + i) return false;
  }
  replace(program, begin, {Op::kChoose, blank_matches, static_cast<std::uint16_t>(count), first});
  return true;
}

}  // namespace presave::program
