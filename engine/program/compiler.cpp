#include "engine/program/compiler.h"

#include <algorithm>
#include <cstring>
#include <span>
#include <variant>

#include "engine/base/limits.h"
#include "engine/functions/operators.h"
#include "engine/program/fuse.h"

namespace presave::program {
namespace {

using functions::Form;
using syntax::Node;
using syntax::NodeIndex;
using syntax::NodeKind;

void add_once(std::vector<std::uint32_t>& list, std::uint32_t item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

class Compiler {
 public:
  Compiler(const syntax::Tree& tree, const check::Facts& facts, Blanks blanks, functions::View view,
           Tracing tracing)
      : tree_(tree), facts_(facts), blanks_(blanks), view_(view), traced_(tracing == Tracing::kOn) {}

  Program run() {
    emit(tree_.root());
    add(Op::kEnd, 0, tree_.root());
    program_.type = facts_[tree_.root()].type;
    keep_texts();
    return std::move(program_);
  }

 private:
  // ---- writing instructions; `height_` is how many values the stack holds there

  std::size_t add(Op op, std::uint32_t index, NodeIndex node, std::uint16_t count = 0) {
    program_.code.push_back({op, 0, count, index});
    program_.spans.push_back(tree_[node].span);
    return program_.code.size() - 1;
  }

  void grow(std::size_t by = 1) {
    height_ += by;
    program_.stack = std::max(program_.stack, static_cast<std::uint32_t>(height_));
  }

  void land(std::size_t jump) { program_.code[jump].index = static_cast<std::uint32_t>(program_.code.size()); }

  void constant(const Value& value, NodeIndex node) {
    add(Op::kConstant, static_cast<std::uint32_t>(program_.constants.size()), node);
    program_.constants.push_back(value);
    grow();
  }

  // Text constants point into the tree, the scope's owner or the arena of the folded calls: the program gets a
  // copy of its own, in one piece.
  void keep_texts() {
    std::size_t size = 0;
    for (const Value& value : program_.constants) size += value.view().size();
    if (size == 0) return;
    program_.texts = std::make_unique<char[]>(size);
    char* free = program_.texts.get();
    for (Value& value : program_.constants) {
      const std::string_view text = value.view();
      if (text.empty()) continue;
      std::memcpy(free, text.data(), text.size());
      value = Text(std::string_view(free, text.size()));
      free += text.size();
    }
  }

  // ---- expressions

  // First operands are followed with a loop: "a + b + …" nests two thousand of them, more than the stack of a
  // browser holds. The parser bounds every other nesting.
  void emit(NodeIndex index) {
    std::vector<NodeIndex> chain;
    for (; begins_with_operand(index); index = tree_.operands(tree_[index])[0]) chain.push_back(index);
    const std::size_t begin = program_.code.size();
    emit_first(index, begin);
    trace(index);
    for (auto outer = chain.rbegin(); outer != chain.rend(); ++outer) {
      emit_call(*outer, begin);
      trace(*outer);
    }
  }

  void trace(NodeIndex index) {
    if (traced_) add(Op::kTrace, index, index);
  }

  // Whether the code of a call begins with the code of its first operand.
  bool begins_with_operand(NodeIndex index) const {
    const Node& node = tree_[index];
    if (node.kind != NodeKind::kCall || node.operand_count == 0) return false;
    switch (facts_[index].row->form) {
      case Form::kPriorValue:
      case Form::kIsChanged:
      case Form::kLookUp:
      case Form::kHostCall: return false;
      case Form::kBlankValue: return !is_empty_literal(tree_.operands(node)[0]);
      default: return true;
    }
  }

  void emit_first(NodeIndex index, std::size_t begin) {
    const Node& node = tree_[index];
    switch (node.kind) {
      case NodeKind::kNumber: constant(tree_.number(node), index); break;
      case NodeKind::kText: constant(Text(tree_.text(node)), index); break;
      case NodeKind::kBoolean: constant(node.boolean, index); break;
      case NodeKind::kNull: constant(Value(), index); break;
      case NodeKind::kReference: load(index, false); break;
      case NodeKind::kCall: emit_call(index, begin); break;
    }
  }

  void load(NodeIndex index, bool prior) {
    const check::Reference& reference = facts_[index].reference;
    if (reference.has_constant) return constant(reference.constant, index);
    Op op = prior ? Op::kPrior : Op::kLoad;
    if (reference.type == Type::kBoolean) op = prior ? Op::kPriorBoolean : Op::kLoadBoolean;
    // PRIORVALUE stays blank even where blanks are zeros.
    if (reference.type == Type::kNumber && blanks_ == Blanks::kAreZero && !prior) op = Op::kLoadNumber;
    add(op, reference.slot, index);
    add_once(prior ? program_.prior_slots : program_.slots, reference.slot);
    grow();
  }

  // A call whose first operand, where its code begins with one, is there since `begin`.
  void emit_call(NodeIndex index, std::size_t begin) {
    const Node& node = tree_[index];
    const check::NodeFacts& facts = facts_[index];
    const std::span<const NodeIndex> operands = tree_.operands(node);
    const auto type = [&](std::size_t operand) { return facts_[operands[operand]].type; };
    switch (facts.row->form) {
      case Form::kPlain: return plain(index, begin, facts.row->seen(*facts.overload, view_));
      case Form::kMatch: return match(index, begin, operands);
      case Form::kIf: return choice(index, operands);
      case Form::kAnd: return junction(index, operands, Op::kAndThen, true);
      case Form::kOr: return junction(index, operands, Op::kOrElse, false);
      case Form::kCase: return chosen(index, begin, operands);
      case Form::kBlankValue:
        if (is_empty_literal(operands[0])) return constant(Value(), index);  // Salesforce folds it so
        return plain(index, begin, functions::blank_test(facts.row->form, type(0)), false);
      case Form::kNullValue: return plain(index, begin, functions::blank_test(facts.row->form, common_type(operands)), false);
      case Form::kIsBlank:
      case Form::kIsNull: return plain(index, begin, functions::blank_test(facts.row->form, type(0)), false);
      case Form::kIsPickval:
      case Form::kIncludes: return plain(index, begin, functions::picklist_test(facts.row->form), false);
      case Form::kPriorValue: return load(operands[0], true);
      case Form::kIsChanged: return change(index, operands[0]);
      case Form::kTextOf: return text_of(index, begin, operands[0]);
      case Form::kEqual:
      case Form::kNotEqual: return plain(index, begin, functions::equality(facts.row->form, common_type(operands)), false);
      case Form::kLess:
      case Form::kLessEqual:
      case Form::kGreater:
      case Form::kGreaterEqual:
        return plain(index, begin, functions::ordering(facts.row->form, common_type(operands)), false);
      case Form::kAdd:
      case Form::kSubtract: return plain(index, begin, functions::sum(facts.row->form, type(0), type(1), view_), false);
      case Form::kCurrencyRate: add(Op::kCurrencyRate, 0, index); return;
      case Form::kLookUp:
        emit(operands[2]);
        add(Op::kLookUp, facts_[operands[0]].reference.slot, index);
        return;
      case Form::kHostCall: add(Op::kHost, 0, index); return grow();
    }
  }

  Type common_type(std::span<const NodeIndex> operands) const {
    const Type first = facts_[operands[0]].type;
    return first == Type::kNull ? facts_[operands[1]].type : first;
  }

  // What CASE compares; the literal NULL takes the type of the first case that has one.
  Type case_type(std::span<const NodeIndex> operands) const {
    Type type = facts_[operands[0]].type;
    for (std::size_t i = 1; i + 1 < operands.size() && type == Type::kNull; i += 2) type = facts_[operands[i]].type;
    return type;
  }

  void chosen(NodeIndex index, std::size_t begin, std::span<const NodeIndex> operands) {
    const Type type = case_type(operands);
    const std::size_t cases = program_.code.size();
    for (std::size_t i = 1; i < operands.size(); ++i) emit(operands[i]);
    const bool value_is_constant = program_.code[begin].op == Op::kConstant;
    if (traced_ || value_is_constant || !fuse_cases(program_, cases, operands.size() - 1, functions::blank_matches(type))) {
      return finish_call(index, functions::case_of(type), operands.size(), begin, false);
    }
    height_ -= operands.size();
    grow();
  }

  bool is_empty_literal(NodeIndex index) const {
    return tree_[index].kind == NodeKind::kText && tree_.text(tree_[index]).empty();
  }

  void plain(NodeIndex index, std::size_t begin, const functions::Overload& overload) {
    plain(index, begin, overload.call, overload.context_dependent);
  }

  void plain(NodeIndex index, std::size_t begin, functions::Call call, bool context_dependent) {
    const std::span<const NodeIndex> operands = tree_.operands(tree_[index]);
    for (std::size_t i = 1; i < operands.size(); ++i) emit(operands[i]);
    finish_call(index, call, operands.size(), begin, context_dependent);
  }

  void finish_call(NodeIndex index, functions::Call call, std::size_t count, std::size_t first_instruction,
                   bool context_dependent) {
    if (!traced_ && !context_dependent && fold(index, call, count, first_instruction)) return;
    if (traced_ || !fuse_call(program_, first_instruction, call)) {
      add(Op::kCall, call_index(call), index, static_cast<std::uint16_t>(count));
    }
    height_ -= count;
    grow();
  }

  std::uint32_t call_index(functions::Call call) {
    const auto known = std::find(program_.calls.begin(), program_.calls.end(), call);
    const auto index = static_cast<std::uint32_t>(known - program_.calls.begin());
    if (known == program_.calls.end()) program_.calls.push_back(call);
    return index;
  }

  // A call of constants is computed now, unless it faults or makes long text, which the program would keep: then
  // it is left to run time.
  bool fold(NodeIndex index, functions::Call call, std::size_t count, std::size_t first_instruction) {
    if (program_.code.size() != first_instruction + count) return false;
    const std::size_t first_constant = program_.constants.size() - std::min(count, program_.constants.size());
    for (std::size_t i = first_instruction; i < program_.code.size(); ++i) {
      const Instruction& instruction = program_.code[i];
      if (instruction.op != Op::kConstant || instruction.index < first_constant) return false;
    }
    const functions::Context no_context;
    functions::Surroundings around{no_context, folded_};
    const Value result = call(program_.constants.data() + first_constant, count, around);
    if (result.is_stuck()) return false;
    program_.code.resize(first_instruction);
    program_.spans.resize(first_instruction);
    program_.constants.resize(first_constant);
    height_ -= count;
    constant(result, index);
    return true;
  }

  void choice(NodeIndex index, std::span<const NodeIndex> operands) {
    const std::size_t otherwise = add(Op::kUnless, 0, index);
    --height_;
    emit(operands[1]);
    const std::size_t end = add(Op::kJump, 0, index);
    --height_;
    land(otherwise);
    emit(operands[2]);
    land(end);
  }

  void junction(NodeIndex index, std::span<const NodeIndex> operands, Op op, bool when_through) {
    std::vector<std::size_t> exits;
    for (std::size_t i = 0; i < operands.size(); ++i) {
      if (i > 0) emit(operands[i]);
      exits.push_back(add(op, 0, index));
      --height_;
    }
    constant(when_through, index);
    for (const std::size_t exit : exits) land(exit);
  }

  void change(NodeIndex index, NodeIndex field) {
    const std::size_t first_instruction = program_.code.size();
    load(field, false);
    load(field, true);
    finish_call(index, functions::changed(), 2, first_instruction, true);
  }

  // A pattern that stands in the formula is compiled with it.
  void match(NodeIndex index, std::size_t begin, std::span<const NodeIndex> operands) {
    const check::NodeFacts& facts = facts_[index];
    if (tree_[operands[1]].kind != NodeKind::kText) return plain(index, begin, facts.row->seen(*facts.overload, view_));
    auto pattern = Regex::compile(tree_.text(tree_[operands[1]]));
    add(Op::kMatch, static_cast<std::uint32_t>(program_.patterns.size()), index);
    program_.patterns.push_back(std::move(*std::get_if<Regex>(&pattern)));  // the checker has seen that it compiles
  }

  void text_of(NodeIndex index, std::size_t begin, NodeIndex operand) {
    const Type type = facts_[operand].type;
    const functions::Row& row = *facts_[index].row;
    for (const functions::Overload& overload : row.overloads) {
      if (overload.parameters[0].type == type) return plain(index, begin, row.seen(overload, view_));
    }
    // Otherwise nothing: a picklist is the text of its API name already, and NULL stays blank.
  }

  const syntax::Tree& tree_;
  const check::Facts& facts_;
  Blanks blanks_;
  functions::View view_;
  bool traced_;
  Program program_;
  Arena folded_{limits::kFoldedTextBytes};
  std::size_t height_ = 0;
};

}  // namespace

Program compile(const syntax::Tree& tree, const check::Facts& facts, Blanks blanks, functions::View view,
                Tracing tracing) {
  return Compiler(tree, facts, blanks, view, tracing).run();
}

bool depends_on_view(const syntax::Tree& tree, const check::Facts& facts) {
  for (NodeIndex i = 0; i < tree.size(); ++i) {
    const functions::Row* row = facts[i].row;
    if (!row) continue;
    if (!row->api_overloads.empty() || row->form == Form::kSubtract) return true;
  }
  return false;
}

}  // namespace presave::program
