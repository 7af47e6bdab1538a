// A program's instructions as text, one a line, for tests and for people who debug a formula.
#include <string>

#include "engine/program/program.h"

namespace presave::program {
namespace {

std::string_view name_of(Op op) {
  switch (op) {
    case Op::kConstant: return "constant";
    case Op::kLoad: return "load";
    case Op::kLoadNumber: return "load-number";
    case Op::kLoadBoolean: return "load-boolean";
    case Op::kPrior: return "prior";
    case Op::kPriorBoolean: return "prior-boolean";
    case Op::kCall: return "call";
    case Op::kMatch: return "match";
    case Op::kCurrencyRate: return "currency-rate";
    case Op::kLookUp: return "look-up";
    case Op::kHost: return "host";
    case Op::kJump: return "jump";
    case Op::kUnless: return "unless";
    case Op::kAndThen: return "and-then";
    case Op::kOrElse: return "or-else";
    case Op::kTextIs: return "text-is";
    case Op::kNumberIs: return "number-is";
    case Op::kIsBlank: return "is-blank";
    case Op::kChoose: return "choose";
    case Op::kTrace: return "trace";
    case Op::kEnd: return "end";
  }
  return "?";
}

}  // namespace

std::string listing(const Program& program) {
  std::string out;
  for (std::size_t i = 0; i < program.code.size(); ++i) {
    const Instruction& instruction = program.code[i];
    out += std::to_string(i) + " " + std::string(name_of(instruction.op));
    if (instruction.op != Op::kEnd) out += " " + std::to_string(instruction.index);
    if (instruction.count > 0) out += " with " + std::to_string(instruction.count);
    out += '\n';
  }
  return out;
}

}  // namespace presave::program
