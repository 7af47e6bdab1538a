// Groups that no back reference names are not recorded: matches() asks yes or no only.
#include "engine/regex/emit.h"

#include <algorithm>

#include "engine/regex/follow.h"
#include "engine/regex/study.h"

namespace presave::regex {
namespace {

class Emitter {
 public:
  explicit Emitter(const Tree& tree) : tree_(tree) {}

  Program emit_all() {
    for (const CharSet& set : tree_.sets) add_set(set);
    find_referenced_captures();
    const Shape shape = study(tree_, tree_.root);
    program_.min_length = shape.min;
    program_.max_length = shape.max;
    emit(tree_.root, Rest{});
    add(Op::kMatch);
    return std::move(program_);
  }

 private:
  std::uint32_t here() const { return static_cast<std::uint32_t>(program_.code.size()); }
  std::uint32_t registers(std::uint32_t count) {
    program_.registers += count;
    return program_.registers - count;
  }
  Instruction& add(Op op, std::uint32_t a = 0, std::uint32_t b = 0, std::uint32_t c = 0,
                   std::uint8_t detail = 0) {
    program_.code.push_back({op, detail, a, b, c});
    return program_.code.back();
  }
  const Node& child(const Node& node) const { return tree_.nodes[node.children[0]]; }

  void find_referenced_captures() {
    captures_.assign(tree_.captures + 1, kUnrecorded);
    for (const Node& node : tree_.nodes) {
      // A number without a group never matches; it shares registers that nothing ever sets.
      if (node.kind != Node::Kind::kBackReference) continue;
      if (node.value >= captures_.size()) captures_.resize(node.value + 1, kUnrecorded);
      if (captures_[node.value] == kUnrecorded) captures_[node.value] = registers(2);
    }
  }

  std::uint32_t add_set(const CharSet& set) {
    FastSet fast;
    fast.first_range = static_cast<std::uint32_t>(program_.ranges.size());
    for (const CharRange range : set.ranges()) {
      for (char32_t c = range.first; c <= std::min<char32_t>(range.last, 127); ++c) {
        fast.ascii[c >> 6] |= std::uint64_t{1} << (c & 63u);
      }
      if (range.last >= 128) program_.ranges.push_back({std::max<char32_t>(range.first, 128), range.last});
    }
    fast.range_count = static_cast<std::uint32_t>(program_.ranges.size()) - fast.first_range;
    program_.sets.push_back(fast);
    return static_cast<std::uint32_t>(program_.sets.size() - 1);
  }

  void emit(NodeIndex index, const Rest& rest) {
    const Node& node = tree_.nodes[index];
    switch (node.kind) {
      case Node::Kind::kEmpty: break;
      case Node::Kind::kChar: add(Op::kChar, node.value); break;
      case Node::Kind::kSet: add(Op::kSet, node.value); break;
      case Node::Kind::kLineBreak: emit_line_break(); break;
      case Node::Kind::kSequence:
        for (std::size_t i = 0; i < node.children.size(); ++i) {
          emit(node.children[i], Rest{&node, i + 1, nullptr, &rest});
        }
        break;
      case Node::Kind::kAlternation: emit_alternation(node, rest); break;
      case Node::Kind::kGroup: emit_group(node, rest); break;
      case Node::Kind::kAtomic: emit_atomic([&] { emit(node.children[0], rest); }); break;
      case Node::Kind::kRepeat: emit_repeat(node, rest); break;
      case Node::Kind::kLookAhead: emit_look(node, [&] { emit_ahead(node); }); break;
      case Node::Kind::kLookBehind: emit_look(node, [&] { emit_behind(node); }); break;
      case Node::Kind::kAssertion:
        add(Op::kAssert, node.value, tree_.mark_set, tree_.base_set,
            static_cast<std::uint8_t>(node.assertion));
        break;
      case Node::Kind::kBackReference:
        add(Op::kBackReference, captures_[node.value], 0, 0, static_cast<std::uint8_t>(node.case_rule));
        break;
    }
  }

  /// "\r\n", else any one of the vertical spaces.
  void emit_line_break() {
    const std::uint32_t split = here();
    add(Op::kSplit, split + 1);
    add(Op::kChar, '\r');
    add(Op::kChar, '\n');
    add(Op::kJump, split + 5);
    program_.code[split].b = here();
    add(Op::kSet, add_set(CharSet({{'\n', '\r'}, {0x85, 0x85}, {0x2028, 0x2029}})));
  }

  void emit_alternation(const Node& node, const Rest& rest) {
    std::vector<std::uint32_t> exits;
    for (std::size_t i = 0; i + 1 < node.children.size(); ++i) {
      const std::uint32_t split = here();
      add(Op::kSplit, split + 1);
      emit(node.children[i], rest);
      exits.push_back(here());
      add(Op::kJump);
      program_.code[split].b = here();
    }
    emit(node.children.back(), rest);
    for (const std::uint32_t exit : exits) program_.code[exit].a = here();
  }

  void emit_group(const Node& node, const Rest& rest) {
    const std::uint32_t capture = captures_[node.value];
    if (node.value == 0 || capture == kUnrecorded) return emit(node.children[0], rest);
    const std::uint32_t start = registers(1);
    add(Op::kGroupStart, start);
    emit(node.children[0], rest);
    add(Op::kGroupEnd, start, capture);
  }

  template <class EmitBody>
  void emit_atomic(EmitBody emit_body) {
    const std::uint32_t frame = registers(2);
    add(Op::kEnter, frame);
    emit_body();
    add(Op::kCommit, frame);
  }

  template <class EmitPositive>
  void emit_look(const Node& node, EmitPositive emit_positive) {
    if (!node.negative) return emit_positive();
    const std::uint32_t frame = registers(2);
    const std::uint32_t enter = here();
    add(Op::kEnterNot, frame);
    emit_positive();
    add(Op::kRefuse, frame);
    program_.code[enter].b = here();
  }

  void emit_ahead(const Node& node) {
    const std::uint32_t frame = registers(2);
    add(Op::kEnter, frame);
    emit(node.children[0], kUnknown);
    add(Op::kCommitBack, frame);
  }

  void emit_behind(const Node& node) {
    const Shape shape = study(tree_, node.children[0]);
    const std::uint32_t frame = registers(2);
    add(Op::kBehind, frame, shape.min, shape.max);
    ++memo_obstacles_;
    emit(node.children[0], kUnknown);
    --memo_obstacles_;
    add(Op::kBehindEnd, frame);
  }

  /// The single character or set behind groups that need no recording.
  const Node* single_character(const Node& node) const {
    if (node.kind == Node::Kind::kChar || node.kind == Node::Kind::kSet) return &node;
    const bool transparent =
        node.kind == Node::Kind::kGroup && (node.value == 0 || captures_[node.value] == kUnrecorded);
    return transparent ? single_character(child(node)) : nullptr;
  }

  void emit_repeat(const Node& node, const Rest& rest) {
    if (node.max == 0) return;
    const Rest again{nullptr, 0, node.max > 1 ? &child(node) : nullptr, &rest};
    if (const Node* single = single_character(child(node))) return emit_run(node, *single, rest);
    const bool possessive = node.greed == Greed::kPossessive;
    const Shape body = study(tree_, node.children[0]);
    const bool optional = node.min == 0 && node.max == 1;
    // java.util.regex does not come back into an iteration of what it deems free of choices, \R included.
    const bool line_break =
        child(node).kind == Node::Kind::kLineBreak || (body.line_break && body.deterministic && !optional);
    const auto emit_body = [&] {
      if (possessive || line_break) emit_atomic([&] { emit(node.children[0], again); });
      else emit(node.children[0], again);
    };
    if (possessive) emit_atomic([&] { emit_iterations(node, body, emit_body); });
    else emit_iterations(node, body, emit_body);
  }

  void emit_run(const Node& node, const Node& single, const Rest& rest) {
    const std::uint32_t set =
        single.kind == Node::Kind::kSet ? single.value : add_set(CharSet::of(single.value));
    Greed greed = node.greed;
    if (greed == Greed::kGreedy && cannot_follow(tree_, program_, program_.sets[set], rest)) {
      greed = Greed::kPossessive;
    }
    add(Op::kRun, set, node.min, node.max, static_cast<std::uint8_t>(greed));
  }

  template <class EmitBody>
  void emit_iterations(const Node& node, const Shape& body, EmitBody emit_body) {
    const bool lazy = node.greed == Greed::kLazy;
    if (node.min == 1 && node.max == 1) return emit_body();
    if (node.min == 0 && node.max == 1) return emit_optional(lazy, emit_body);
    const bool open = node.max == kUnlimited && node.min <= 1;
    const std::uint32_t memo = open && !lazy ? new_memo() : 0;
    ++memo_obstacles_;
    if (open && body.min > 0) emit_open_loop(node.min == 1, lazy, memo, emit_body);
    else emit_counting_loop(node, memo, emit_body);
    --memo_obstacles_;
  }

  template <class EmitBody>
  void emit_optional(bool lazy, EmitBody emit_body) {
    const std::uint32_t split = here();
    add(Op::kSplit);
    emit_body();
    set_split(split, split + 1, here(), lazy);
  }

  /// Without counters: every iteration moves on.
  template <class EmitBody>
  void emit_open_loop(bool at_least_once, bool lazy, std::uint32_t memo, EmitBody emit_body) {
    const std::uint32_t start = here();
    if (at_least_once) {
      emit_body();
      add(Op::kSplit, 0, 0, memo);
      set_split(here() - 1, start, here(), lazy);
      return;
    }
    add(Op::kSplit, 0, 0, memo);
    emit_body();
    add(Op::kJump, start);
    set_split(start, start + 1, here(), lazy);
  }

  template <class EmitBody>
  void emit_counting_loop(const Node& node, std::uint32_t memo, EmitBody emit_body) {
    const auto loop = static_cast<std::uint32_t>(program_.loops.size());
    program_.loops.push_back({registers(2), node.min, node.max, node.greed == Greed::kLazy, memo, 0});
    add(Op::kLoopStart, loop);
    const std::uint32_t next = here();
    add(Op::kLoopNext, loop);
    emit_body();
    add(Op::kJump, next);
    program_.loops[loop].exit = here();
  }

  void set_split(std::uint32_t split, std::uint32_t body, std::uint32_t exit, bool lazy) {
    program_.code[split].a = lazy ? exit : body;
    program_.code[split].b = lazy ? body : exit;
  }

  /// A loop may remember that its body failed at a position only where nothing else decides about that: it is
  /// in no other loop or lookbehind, and there are no back references.
  std::uint32_t new_memo() {
    if (memo_obstacles_ > 0 || tree_.has_back_references) return 0;
    return ++program_.memos;
  }

  static constexpr std::uint32_t kUnrecorded = 0xFFFFFFFF;
  static constexpr Rest kUnknown{nullptr, 0, nullptr, nullptr, true};

  const Tree& tree_;
  Program program_;
  std::vector<std::uint32_t> captures_;  ///< first register of each capture
  int memo_obstacles_ = 0;
};

}  // namespace

Program emit(const Tree& tree) {
  return Emitter(tree).emit_all();
}

}  // namespace presave::regex
