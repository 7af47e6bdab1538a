#include "engine/lint/logic.h"

#include <algorithm>
#include <utility>

#include "engine/base/join.h"
#include "engine/syntax/printer.h"

namespace presave::lint {

using functions::Form;

namespace {

constexpr std::size_t kMostSteps = 20000;  // expressions looked at for one question

Form mirrored(Form form) {
  switch (form) {
    case Form::kLess:
      return Form::kGreater;
    case Form::kLessEqual:
      return Form::kGreaterEqual;
    case Form::kGreater:
      return Form::kLess;
    case Form::kGreaterEqual:
      return Form::kLessEqual;
    default:
      return form;
  }
}

// A picklist as text is the picklist.
NodeIndex without_text(const Formula& formula, NodeIndex index) {
  const bool converted =
      formula.is(index, Form::kTextOf) && formula.type(formula.operands(index)[0]) == Type::kPicklist;
  return converted ? formula.operands(index)[0] : index;
}

// The canonical spelling tells one subject from another. Two spellings of one API name become two subjects,
// which may hide a contradiction, but makes none up.
std::string key_of(const Formula& formula, NodeIndex index) {
  return syntax::print(formula.tree, without_text(formula, index));
}

}  // namespace

// ---- from formulas to expressions

std::uint32_t Logic::push(Expression expression) {
  expressions_.push_back(std::move(expression));
  return static_cast<std::uint32_t>(expressions_.size() - 1);
}

std::uint32_t Logic::subject(Subject::Kind kind, std::string key, const Domain& domain) {
  for (std::size_t i = 0; i < subjects_.size(); ++i) {
    if (subjects_[i].kind() == kind && subjects_[i].key() == key) return static_cast<std::uint32_t>(i);
  }
  subjects_.emplace_back(kind, std::move(key), domain);
  return static_cast<std::uint32_t>(subjects_.size() - 1);
}

std::uint32_t Logic::add(const Formula& formula, NodeIndex index) {
  const Node& node = formula.node(index);
  if (node.kind == NodeKind::kBoolean) return push({Kind::kConstant, node.boolean ? kTrue : kFalse});
  if (node.kind == NodeKind::kNull) return push({Kind::kConstant, kBlank});
  return node.kind == NodeKind::kCall ? call(formula, index) : unknown(formula, index);
}

std::uint32_t Logic::call(const Formula& formula, NodeIndex index) {
  const Form form = *formula.form(index);
  if (formula.calls(index, "NOT")) return with_operands(Kind::kNot, formula, index);
  if (is_comparison(form)) return comparison(formula, index, form);
  switch (form) {
    case Form::kAnd:
      return with_operands(Kind::kAll, formula, index);
    case Form::kOr:
      return with_operands(Kind::kAny, formula, index);
    case Form::kIf:
      return with_operands(Kind::kIf, formula, index);
    case Form::kIsBlank:
    case Form::kIsNull:
      return blank_test(formula, index);
    case Form::kIsPickval: {
      const auto operands = formula.operands(index);
      return with_mark(formula, operands[0], Form::kEqual,
                       Text(formula.tree.text(formula.node(operands[1]))));
    }
    default:
      return unknown(formula, index);
  }
}

std::uint32_t Logic::with_operands(Kind kind, const Formula& formula, NodeIndex index) {
  Expression expression;
  expression.kind = kind;
  for (const NodeIndex operand : formula.operands(index))
    expression.operands.push_back(add(formula, operand));
  return push(std::move(expression));
}

std::uint32_t Logic::comparison(const Formula& formula, NodeIndex index, Form form) {
  const auto operands = formula.operands(index);
  const Type type =
      formula.type(operands[0]) == Type::kNull ? formula.type(operands[1]) : formula.type(operands[0]);
  if (type == Type::kBoolean)
    return with_operands(form == Form::kEqual ? Kind::kSame : Kind::kDiffer, formula, index);
  const std::optional<Value> left = constant_of(formula, operands[0], constants_);
  const std::optional<Value> right = constant_of(formula, operands[1], constants_);
  if (left && right) return unknown(formula, index);  // nothing of a record: folding knows better
  if (!left && !right) return pair(formula, index, form);
  const NodeIndex subject = left ? operands[1] : operands[0];
  const Value& mark = left ? *left : *right;
  const bool text = type == Type::kText;
  const bool comparable = text ? is_equality(form) : !mark.is_blank();
  if (!comparable) return unknown(formula, index);
  return with_mark(formula, subject, left ? mirrored(form) : form, mark);
}

std::uint32_t Logic::with_mark(const Formula& formula, NodeIndex subject_node, Form form, const Value& mark) {
  const Type type = formula.type(subject_node);
  const bool choice = type == Type::kText || type == Type::kPicklist;
  Expression expression;
  expression.kind = Kind::kCompared;
  expression.subject = subject(choice ? Subject::Kind::kChoice : Subject::Kind::kOrdered,
                               key_of(formula, subject_node), domain_of(formula, subject_node));
  expression.form = form;
  expression.mark = mark;
  if (!mark.is_blank()) subjects_[expression.subject].add_mark(mark);
  return push(std::move(expression));
}

std::uint32_t Logic::pair(const Formula& formula, NodeIndex index, Form form) {
  const auto operands = formula.operands(index);
  std::string left = key_of(formula, operands[0]);
  std::string right = key_of(formula, operands[1]);
  if (left == right) return unknown(formula, index);
  if (right < left) {
    std::swap(left, right);
    form = mirrored(form);
  }
  // Texts that are compared for equality take blank for "".
  const bool never_blank = is_equality(form) && formula.type(operands[0]) == Type::kText;
  Expression expression;
  expression.kind = Kind::kCompared;
  expression.subject = subject(Subject::Kind::kPair, join({left, never_blank ? " = " : " ? ", right}),
                               Domain{std::nullopt, std::nullopt, false, !never_blank});
  expression.form = form;
  return push(std::move(expression));
}

std::uint32_t Logic::blank_test(const Formula& formula, NodeIndex index) {
  const NodeIndex tested = formula.operands(index)[0];
  const Type type = formula.type(tested);
  const bool text = type == Type::kText;
  const bool ordered =
      type == Type::kNumber || type == Type::kDate || type == Type::kDateTime || type == Type::kTime;
  const bool never = text && formula.is(index, Form::kIsNull);
  if (never || (!ordered && !text && type != Type::kPicklist) || constant_of(formula, tested, constants_)) {
    return unknown(formula, index);
  }
  Expression expression;
  expression.kind = Kind::kTest;
  expression.subject = subject(ordered ? Subject::Kind::kOrdered : Subject::Kind::kChoice,
                               key_of(formula, tested), domain_of(formula, tested));
  expression.cls = Subject::kBlankClass;
  return push(std::move(expression));
}

// A condition that is not looked into; the same condition has the same answer everywhere.
std::uint32_t Logic::unknown(const Formula& formula, NodeIndex index) {
  const Node& node = formula.node(index);
  const bool reference = node.kind == NodeKind::kReference;
  const bool change =
      formula.is(index, Form::kIsChanged) || formula.calls(index, "ISNEW") || formula.calls(index, "ISCLONE");
  const bool never_blank =
      reference || change || formula.is(index, Form::kIncludes) || formula.is(index, Form::kIsBlank);
  Expression expression;
  expression.kind = Kind::kCompared;
  expression.subject = subject(Subject::Kind::kCondition, key_of(formula, index),
                               Domain{std::nullopt, std::nullopt, false, !never_blank});
  return push(std::move(expression));
}

std::vector<std::uint32_t> Logic::subjects_of(std::uint32_t expression) const {
  std::vector<std::uint32_t> found;
  std::vector<std::uint32_t> todo = {expression};
  while (!todo.empty()) {
    const Expression& current = expressions_[todo.back()];
    todo.pop_back();
    todo.insert(todo.end(), current.operands.rbegin(), current.operands.rend());
    const bool speaks = current.kind == Kind::kTest || current.kind == Kind::kCompared;
    if (speaks && std::find(found.begin(), found.end(), current.subject) == found.end())
      found.push_back(current.subject);
  }
  return found;
}

// ---- what expressions can be

TruthSet Logic::class_truths(const Expression& expression, std::size_t cls) const {
  const Subject& subject = subjects_[expression.subject];
  if (expression.kind == Kind::kTest) return cls == expression.cls ? kTrue : kFalse;
  if (subject.kind() == Subject::Kind::kCondition) return std::array{kFalse, kTrue, kBlank}[cls];
  return subject.compared(expression.form, expression.mark, cls);
}

TruthSet Logic::same_truths(TruthSet a, TruthSet b, bool same) const {
  TruthSet out = 0;
  if ((a | b) & kBlank) out |= kBlank;
  const bool equal = (a & b & kTrue) || (a & b & kFalse);
  const bool different = ((a & kTrue) && (b & kFalse)) || ((a & kFalse) && (b & kTrue));
  if (equal) out |= same ? kTrue : kFalse;
  if (different) out |= same ? kFalse : kTrue;
  return out;
}

TruthSet Logic::combined(const Expression& expression, const std::vector<TruthSet>& truths) const {
  const auto operand = [&](std::size_t i) { return truths[expression.operands[i]]; };
  const auto some = [&](auto test) {
    return std::any_of(expression.operands.begin(), expression.operands.end(),
                       [&](std::uint32_t at) { return test(truths[at]); });
  };
  TruthSet out = 0;
  switch (expression.kind) {
    case Kind::kAll:  // blank counts as FALSE
      if (!some([](TruthSet set) { return !(set & kTrue); })) out |= kTrue;
      if (some([](TruthSet set) { return (set & kNotTrue) != 0; })) out |= kFalse;
      return out;
    case Kind::kAny:
      if (some([](TruthSet set) { return (set & kTrue) != 0; })) out |= kTrue;
      if (!some([](TruthSet set) { return !(set & kNotTrue); })) out |= kFalse;
      return out;
    case Kind::kNot:
      if (operand(0) & kTrue) out |= kFalse;
      if (operand(0) & kFalse) out |= kTrue;
      return static_cast<TruthSet>(out | (operand(0) & kBlank));
    case Kind::kIf:
      if (operand(0) & kTrue) out |= operand(1);
      if (operand(0) & kNotTrue) out |= operand(2);
      return out;
    case Kind::kSame:
      return same_truths(operand(0), operand(1), true);
    case Kind::kDiffer:
      return same_truths(operand(0), operand(1), false);
    default:
      return expression.constant;
  }
}

// ---- the search: each subject in turn takes each of its classes, as long as the wishes can still come true

struct Logic::Search {
  std::span<const Wish> wishes;
  std::vector<std::uint32_t> order;          ///< subjects to choose for
  std::vector<std::size_t> classes;          ///< chosen so far; kNoClass: any
  std::vector<TruthSet> truths;              ///< of each expression, under what is chosen
  std::vector<std::uint32_t> needed;         ///< expressions below the wishes, operands first
  std::uint32_t filled = ~std::uint32_t{0};  ///< a subject that must not be blank
  std::vector<Length> lengths;
  std::size_t steps = 0;
  bool gave_up = false;

  bool may_take(const Logic& logic, std::uint32_t subject, std::size_t cls) const {
    return logic.subjects_[subject].is_possible(cls) && !(subject == filled && cls == Subject::kBlankClass);
  }

  bool length_contradicts_text(const Logic& logic) const;

  void evaluate(const Logic& logic) {
    steps += needed.size();
    for (const std::uint32_t at : needed) {
      const Expression& expression = logic.expressions_[at];
      if (expression.kind != Kind::kTest && expression.kind != Kind::kCompared) {
        truths[at] = logic.combined(expression, truths);
        continue;
      }
      const std::size_t chosen = classes[expression.subject];
      truths[at] = 0;
      const std::size_t first = chosen == kNoClass ? 0 : chosen;
      const std::size_t last =
          chosen == kNoClass ? logic.subjects_[expression.subject].classes() : chosen + 1;
      for (std::size_t cls = first; cls < last; ++cls) {
        if (may_take(logic, expression.subject, cls)) truths[at] |= logic.class_truths(expression, cls);
      }
    }
  }
};

// A new record has no value before it that could have changed.
bool Logic::contradicts_itself(const std::vector<std::size_t>& classes) const {
  constexpr std::size_t kTrueClass = 1;
  bool is_new = false;
  bool is_changed = false;
  for (std::size_t i = 0; i < subjects_.size(); ++i) {
    if (subjects_[i].kind() != Subject::Kind::kCondition || classes[i] != kTrueClass) continue;
    is_new = is_new || subjects_[i].key() == "ISNEW()";
    is_changed = is_changed || subjects_[i].key().rfind("ISCHANGED(", 0) == 0;
  }
  return is_new && is_changed;
}

std::vector<Logic::Length> Logic::lengths() const {
  std::vector<Length> found;
  for (std::uint32_t length = 0; length < subjects_.size(); ++length) {
    if (subjects_[length].kind() != Subject::Kind::kOrdered || !subjects_[length].key().starts_with("LEN(")) continue;
    for (std::uint32_t text = 0; text < subjects_.size(); ++text) {
      const bool is_choice = subjects_[text].kind() == Subject::Kind::kChoice;
      if (is_choice && subjects_[length].key() == join({"LEN(", subjects_[text].key(), ")"}))
        found.push_back({length, text});
    }
  }
  return found;
}

bool Logic::Search::length_contradicts_text(const Logic& logic) const {
  return std::any_of(lengths.begin(), lengths.end(), [&](const Length& known) {
    const std::size_t length = classes[known.length];
    const std::size_t text = classes[known.text];
    if (length == kNoClass || text == kNoClass) return false;
    const Subject& subject = logic.subjects_[known.length];
    return text == Subject::kBlankClass ? !subject.holds_zero(length) : !subject.holds_more(length);
  });
}

bool Logic::search(Search& state, std::size_t depth) {
  if (state.steps > kMostSteps) state.gave_up = true;
  if (state.gave_up || contradicts_itself(state.classes) || state.length_contradicts_text(*this)) return false;
  state.evaluate(*this);
  bool certain = true;
  for (const Wish& wish : state.wishes) {
    const TruthSet set = state.truths[wish.expression];
    if ((set & wish.truths) == 0) return false;
    certain = certain && (set & ~wish.truths) == 0;
  }
  if (certain || depth == state.order.size()) return true;
  const std::uint32_t subject = state.order[depth];
  for (std::size_t cls = 0; cls < subjects_[subject].classes(); ++cls) {
    if (!state.may_take(*this, subject, cls)) continue;
    state.classes[subject] = cls;
    if (search(state, depth + 1)) return true;
  }
  state.classes[subject] = kNoClass;
  return false;
}

std::optional<bool> Logic::can_be(std::span<const Wish> wishes) {
  return can_be_filled(wishes, ~std::uint32_t{0});
}

std::optional<bool> Logic::can_be_filled(std::span<const Wish> wishes, std::uint32_t subject) {
  Search state;
  state.wishes = wishes;
  state.filled = subject;
  state.classes.assign(subjects_.size(), kNoClass);
  state.lengths = lengths();
  state.truths.assign(expressions_.size(), kAnyTruth);
  std::vector<bool> below(expressions_.size());
  for (const Wish& wish : wishes) below[wish.expression] = true;
  for (std::size_t at = expressions_.size(); at-- > 0;) {
    if (!below[at]) continue;
    for (const std::uint32_t operand : expressions_[at].operands) below[operand] = true;
  }
  for (std::uint32_t at = 0; at < expressions_.size(); ++at) {
    if (below[at]) state.needed.push_back(at);
  }
  for (const Wish& wish : wishes) {
    for (const std::uint32_t found : subjects_of(wish.expression)) {
      if (std::find(state.order.begin(), state.order.end(), found) == state.order.end())
        state.order.push_back(found);
    }
  }
  const bool possible = search(state, 0);
  if (state.gave_up && !possible) return std::nullopt;
  return possible;
}

}  // namespace presave::lint
