// A compiled formula: a short list of eight-byte instructions for a stack machine.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/functions/function.h"
#include "engine/regex/regex.h"
#include "engine/syntax/diagnostic.h"
#include "engine/value/value.h"

namespace presave::program {

enum class Op : std::uint8_t {
  kConstant,     ///< push constants[index]
  kLoad,         ///< push the record's value of slot `index`
  kLoadNumber,   ///< the same; blank reads as 0 (the formula treats blanks as zeros)
  kLoadBoolean,  ///< the same; blank reads as FALSE
  kPrior,        ///< push the value before the save of slot `index`
  kPriorBoolean,
  kCall,         ///< replace `count` values by calls[index] of them
  kMatch,        ///< replace a text by whether patterns[index] matches the whole of it
  kCurrencyRate, ///< replace a currency code by its rate, from the host
  kLookUp,       ///< replace a name by the field at slot `index` of the record that has it, from the host
  kHost,         ///< the org alone can answer: the evaluation ends, undetermined
  kJump,         ///< go on at `index`
  kUnless,       ///< pop; go on at `index` unless it is TRUE
  kAndThen,      ///< pop; unless it is TRUE push FALSE and go on at `index`
  kOrElse,       ///< pop; if it is TRUE push TRUE and go on at `index`
  // Superinstructions (engine/program/fuse.h).
  kTextIs,       ///< push whether slot `index` is the text constants[count]; the opposite where `detail` is 0
  kNumberIs,     ///< push how slot `index` compares with constants[count]; `detail` is the functions::Form
  kIsBlank,      ///< push whether slot `index` is blank
  kChoose,       ///< CASE: replace a value by the result beside it in `count` constants from `index` on; blank
                 ///< matches blank where `detail` is 1
  kTrace,        ///< traced programs only: the top is the value of node `index`
  kEnd,          ///< the top is the result
};

struct Instruction {
  Op op = Op::kEnd;
  std::uint8_t detail = 0;
  std::uint16_t count = 0;  // CASE takes as many operands as a formula can spell: some two thousand
  std::uint32_t index = 0;
};
static_assert(sizeof(Instruction) == 8);

/// What a program is made of. Immutable once compiled; threads may share it.
struct Program {
  std::vector<Instruction> code;
  std::vector<syntax::Span> spans;        ///< of each instruction, in the formula's source
  std::vector<Value> constants;
  std::vector<functions::Call> calls;
  std::unique_ptr<char[]> texts;          ///< what text constants point to
  std::vector<Regex> patterns;            ///< the constant patterns of REGEX
  std::vector<std::uint32_t> slots;       ///< every slot that may be read, without repeats
  std::vector<std::uint32_t> prior_slots; ///< every slot whose value before the save may be read
  std::uint32_t stack = 1;                ///< values needed at most
  Type type = Type::kNull;                ///< of the result
};

/// The instructions as text, one a line, for tests and people.
std::string listing(const Program& program);

}  // namespace presave::program
