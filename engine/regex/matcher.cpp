// The backtracking machine. Every instruction costs something, and every look at a character costs more, so
// that a pattern and a text made for each other end in kTooComplex after milliseconds.
#include "engine/regex/matcher.h"

#include <algorithm>

#include "engine/base/limits.h"
#include "engine/regex/unicode.h"

namespace presave::regex {
namespace {

constexpr std::uint32_t kUnset = 0xFFFFFFFF;
constexpr std::int64_t kCharacterCost = 4;  ///< in units of an instruction that looks at no character

bool is_line_terminator(char32_t c) {
  return c == '\n' || c == '\r' || c == 0x85 || (c | 1u) == 0x2029;
}

char32_t ascii_lower_case(char32_t c) {
  return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

bool same(char32_t a, char32_t b, CaseRule rule) {
  if (a == b || rule == CaseRule::kExact) return a == b;
  if (rule == CaseRule::kAscii) return ascii_lower_case(a) == ascii_lower_case(b);
  return fold_case(a) == fold_case(b);
}

}  // namespace

Matcher::Matcher(const Program& program, const char32_t* text, std::size_t length)
    : program_(program),
      text_(text),
      length_(static_cast<std::uint32_t>(length)),
      most_(static_cast<std::int64_t>(limits::kRegexSteps) * kCharacterCost),
      budget_(most_) {
  for (std::uint32_t i = 0; i < program.registers; ++i) registers_.push(kUnset);
}

Regex::Match Matcher::run() {
  while (budget_ > 0 && choices_.size() <= limits::kRegexChoices) {
    --budget_;
    const bool alive = execute(program_.code[pc_]) || backtrack();
    if (found_) return Regex::Match::kYes;
    if (!alive) return Regex::Match::kNo;
  }
  return Regex::Match::kTooComplex;
}

/// False when the instruction fails; else pc_ and position_ say where to go on.
bool Matcher::execute(const Instruction& in) {
  switch (in.op) {
    case Op::kChar: return match_one(position_ < length_ && text_[position_] == in.a);
    case Op::kSet: return match_one(position_ < length_ && contains(program_.sets[in.a], text_[position_]));
    case Op::kRun: return run_characters(in);
    case Op::kJump: pc_ = in.a; return true;
    case Op::kSplit: return split(in);
    case Op::kLoopStart: return start_loop(program_.loops[in.a]);
    case Op::kLoopNext: return next_iteration(program_.loops[in.a]);
    case Op::kGroupStart: set_register(in.a, position_); break;
    case Op::kGroupEnd:
      set_register(in.b, registers_[in.a]);
      set_register(in.b + 1, position_);
      break;
    case Op::kBackReference: return back_reference(in);
    case Op::kAssert:
      budget_ -= kCharacterCost;
      if (!holds(in)) return false;
      break;
    case Op::kEnter: enter(in.a); break;
    case Op::kCommit: commit(in.a); break;
    case Op::kCommitBack:
      commit(in.a);
      position_ = registers_[in.a + 1];
      break;
    case Op::kEnterNot:
      enter(in.a);
      push(Choice::Kind::kGoTo, in.b, position_);
      break;
    case Op::kRefuse: commit(in.a); return false;
    case Op::kBehind: enter(in.a); return position_ >= in.b && go_behind(in, position_ - in.b);
    case Op::kBehindEnd:
      if (position_ != registers_[in.a + 1]) return false;
      commit(in.a);
      break;
    case Op::kMatch: found_ = position_ == length_; return found_;
  }
  ++pc_;
  return true;
}

/// Takes the latest way back that leads somewhere; false when there is none.
bool Matcher::backtrack() {
  while (choices_.size() > 0) {
    const Choice choice = choices_.pop();
    --budget_;
    switch (choice.kind) {
      case Choice::Kind::kGoToMemo: remember_failure(choice.b, choice.a); [[fallthrough]];
      case Choice::Kind::kGoTo:
        pc_ = choice.target;
        position_ = choice.a;
        return true;
      case Choice::Kind::kRestore: registers_[choice.target] = choice.a; break;
      case Choice::Kind::kShorterRun:
        if (shorten_run(choice)) return true;
        break;
      case Choice::Kind::kLongerRun:
        if (lengthen_run(choice)) return true;
        break;
      case Choice::Kind::kIterate:
        pc_ = choice.target;
        position_ = choice.a;
        return begin_iteration(program_.loops[program_.code[pc_].a]);
      case Choice::Kind::kFurtherBack: {
        const Instruction& behind = program_.code[choice.target];
        pc_ = choice.target;
        if (choice.a > 0 && go_behind(behind, choice.a - 1)) return true;
        break;
      }
    }
  }
  return false;
}

bool Matcher::match_one(bool matched) {
  budget_ -= kCharacterCost;
  if (!matched) return false;
  ++position_;
  ++pc_;
  return true;
}

bool Matcher::contains(const FastSet& set, char32_t character) const {
  if (character < 128) return ascii_contains(set, character);
  const CharRange* first = program_.ranges.data() + set.first_range;
  const CharRange* after = std::upper_bound(first, first + set.range_count, character,
                                            [](char32_t c, CharRange range) { return c < range.first; });
  return after != first && character <= after[-1].last;
}

bool Matcher::run_characters(const Instruction& run) {
  const FastSet& set = program_.sets[run.a];
  const bool lazy = static_cast<Greed>(run.detail) == Greed::kLazy;
  const std::uint32_t room = length_ - position_;
  const std::uint32_t most = std::min(lazy ? run.b : run.c, room);
  const std::uint32_t start = position_;
  while (position_ - start < most && contains(set, text_[position_])) ++position_;
  const std::uint32_t taken = position_ - start;
  budget_ -= kCharacterCost * (std::int64_t{taken} + 1);
  if (taken < run.b) return false;
  if (static_cast<Greed>(run.detail) == Greed::kGreedy && taken > run.b) {
    push(Choice::Kind::kShorterRun, pc_, position_, start + run.b);
  } else if (lazy && run.c > run.b && room > taken) {
    push(Choice::Kind::kLongerRun, pc_, position_, start + std::min(run.c, room));
  }
  ++pc_;
  return true;
}

bool Matcher::shorten_run(const Choice& choice) {
  const Instruction& next = program_.code[choice.target + 1];
  std::uint32_t end = choice.a - 1;
  // Only the places before what must come next are worth a try.
  if (next.op == Op::kChar) {
    while (end > choice.b && text_[end] != next.a) --end;
  } else if (next.op == Op::kSet) {
    while (end > choice.b && !contains(program_.sets[next.a], text_[end])) --end;
  }
  budget_ -= kCharacterCost * std::int64_t{choice.a - end};
  if (end > choice.b) push(Choice::Kind::kShorterRun, choice.target, end, choice.b);
  pc_ = choice.target + 1;
  position_ = end;
  return true;
}

bool Matcher::lengthen_run(const Choice& choice) {
  budget_ -= kCharacterCost;
  const Instruction& run = program_.code[choice.target];
  if (!contains(program_.sets[run.a], text_[choice.a])) return false;
  const std::uint32_t end = choice.a + 1;
  if (end < choice.b) push(Choice::Kind::kLongerRun, choice.target, end, choice.b);
  pc_ = choice.target + 1;
  position_ = end;
  return true;
}

bool Matcher::split(const Instruction& in) {
  if (in.c == 0) {
    push(Choice::Kind::kGoTo, in.b, position_);
  } else if (failed_here_before(in.c)) {
    pc_ = in.b;
    return true;
  } else {
    push(Choice::Kind::kGoToMemo, in.b, position_, in.c);
  }
  pc_ = in.a;
  return true;
}

bool Matcher::start_loop(const Loop& loop) {
  set_register(loop.counter, 0);
  set_register(loop.counter + 1, kUnset);
  ++pc_;
  return true;
}

/// pc_ stands on the loop's kLoopNext. An iteration that matched nothing ends the loop, even below its
/// minimum.
bool Matcher::next_iteration(const Loop& loop) {
  const std::uint32_t count = registers_[loop.counter];
  const bool moved = registers_[loop.counter + 1] != position_;
  if (moved && count < loop.min) return begin_iteration(loop);
  const bool may_iterate = moved && count < loop.max;
  if (may_iterate && loop.lazy) {
    push(Choice::Kind::kIterate, pc_, position_);
  } else if (may_iterate && !(loop.memo != 0 && failed_here_before(loop.memo))) {
    push(loop.memo != 0 ? Choice::Kind::kGoToMemo : Choice::Kind::kGoTo, loop.exit, position_, loop.memo);
    return begin_iteration(loop);
  }
  pc_ = loop.exit;
  return true;
}

bool Matcher::begin_iteration(const Loop& loop) {
  set_register(loop.counter, registers_[loop.counter] + 1);
  set_register(loop.counter + 1, position_);
  ++pc_;
  return true;
}

bool Matcher::back_reference(const Instruction& reference) {
  const std::uint32_t start = registers_[reference.a];
  if (start == kUnset) return false;
  const std::uint32_t size = registers_[reference.a + 1] - start;
  if (length_ - position_ < size) return false;
  budget_ -= kCharacterCost * (std::int64_t{size} + 1);
  for (std::uint32_t i = 0; i < size; ++i) {
    if (!same(text_[start + i], text_[position_ + i], static_cast<CaseRule>(reference.detail))) return false;
  }
  position_ += size;
  ++pc_;
  return true;
}

/// Tries a lookbehind from `start`; pc_ stands on its kBehind.
bool Matcher::go_behind(const Instruction& behind, std::uint32_t start) {
  const std::uint32_t origin = registers_[behind.a + 1];
  if (origin - start > behind.c) return false;
  push(Choice::Kind::kFurtherBack, pc_, start);
  position_ = start;
  ++pc_;
  return true;
}

void Matcher::enter(std::uint32_t frame) {
  registers_[frame] = static_cast<std::uint32_t>(choices_.size());
  registers_[frame + 1] = position_;
}

void Matcher::set_register(std::uint32_t index, std::uint32_t value) {
  push(Choice::Kind::kRestore, index, registers_[index]);
  registers_[index] = value;
}

void Matcher::push(Choice::Kind kind, std::uint32_t target, std::uint32_t a, std::uint32_t b) {
  choices_.push({kind, target, a, b});
}

bool Matcher::failed_here_before(std::uint32_t memo) const {
  if (memo_.empty()) return false;
  return memo_[std::size_t{memo - 1} * (length_ + 1) + position_];
}

void Matcher::remember_failure(std::uint32_t memo, std::uint32_t position) {
  const std::size_t bits = std::size_t{program_.memos} * (length_ + 1);
  if (bits > limits::kRegexMemoBits) return;
  if (memo_.empty()) memo_.resize(bits);
  memo_[std::size_t{memo - 1} * (length_ + 1) + position] = true;
}

bool Matcher::holds(const Instruction& assertion) {
  switch (static_cast<Assertion>(assertion.detail)) {
    case Assertion::kTextStart: return position_ == 0;
    case Assertion::kTextEnd: return position_ == length_;
    case Assertion::kFinalEnd: return at_final_end(false);
    case Assertion::kFinalEndUnix: return at_final_end(true);
    case Assertion::kLineStart: return at_line_start(false);
    case Assertion::kLineStartUnix: return at_line_start(true);
    case Assertion::kLineEnd: return at_line_end(false);
    case Assertion::kLineEndUnix: return at_line_end(true);
    case Assertion::kWordBoundary: return at_word_boundary(assertion);
    case Assertion::kNotWordBoundary: return !at_word_boundary(assertion);
  }
  return false;
}

bool Matcher::at_final_end(bool unix_lines) const {
  const std::uint32_t left = length_ - position_;
  if (unix_lines) return left == 0 || (left == 1 && text_[position_] == '\n');
  if (left == 2) return text_[position_] == '\r' && text_[position_ + 1] == '\n';
  return left == 0 || (left == 1 && at_line_end(false));
}

/// Not at the very end, even behind a line terminator.
bool Matcher::at_line_start(bool unix_lines) const {
  if (position_ == length_) return false;
  if (position_ == 0) return true;
  const char32_t before = text_[position_ - 1];
  if (unix_lines) return before == '\n';
  return is_line_terminator(before) && !(before == '\r' && text_[position_] == '\n');
}

/// The end, or before a line terminator; not between \r and \n.
bool Matcher::at_line_end(bool unix_lines) const {
  if (position_ == length_) return true;
  const char32_t after = text_[position_];
  if (unix_lines) return after == '\n';
  return is_line_terminator(after) && !(after == '\n' && position_ > 0 && text_[position_ - 1] == '\r');
}

bool Matcher::at_word_boundary(const Instruction& assertion) const {
  const bool before = position_ > 0 && is_word(assertion, position_ - 1);
  const bool after = position_ < length_ && is_word(assertion, position_);
  return before != after;
}

/// A mark, such as a combining accent, belongs to the word of the letter that it stands on.
bool Matcher::is_word(const Instruction& assertion, std::uint32_t position) const {
  if (contains(program_.sets[assertion.a], text_[position])) return true;
  const FastSet& marks = program_.sets[assertion.b];
  if (!contains(marks, text_[position])) return false;
  while (position > 0 && contains(marks, text_[position])) --position;
  return contains(program_.sets[assertion.c], text_[position]);
}

}  // namespace presave::regex
