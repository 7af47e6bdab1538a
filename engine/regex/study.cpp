// The rules about "obvious" and "deterministic" are those that java.util.regex (JDK 17) shows from outside.
// They are not those of mathematics: Java adds lengths up in 32 bits, and takes some overflows for a length
// that is not obvious, but not all.
#include "engine/regex/study.h"

#include <algorithm>

namespace presave::regex {
namespace {

std::uint32_t add_lengths(std::uint32_t a, std::uint32_t b) {
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(std::uint64_t{a} + b, kUnlimited));
}

std::uint32_t multiply_lengths(std::uint32_t a, std::uint32_t b) {
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(std::uint64_t{a} * b, kUnlimited));
}

std::int32_t wrapping_sum(std::int32_t a, std::int32_t b) {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(a) + static_cast<std::uint32_t>(b));
}

std::int32_t wrapping_product(std::int32_t a, std::uint32_t b) {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(a) * b);
}

class Student {
 public:
  explicit Student(const Tree& tree) : tree_(tree) {}

  Shape study(NodeIndex index) {
    const Node& node = tree_.nodes[index];
    switch (node.kind) {
      case Node::Kind::kChar:
      case Node::Kind::kSet: return counted({1, 1}, 1);
      case Node::Kind::kLineBreak: return counted({1, 2, true, true, true}, 2);
      case Node::Kind::kSequence: return study_sequence(node);
      case Node::Kind::kAlternation: return study_alternation(node);
      case Node::Kind::kGroup:
      case Node::Kind::kAtomic: return study(node.children[0]);
      case Node::Kind::kRepeat: return study_repeat(node);
      case Node::Kind::kBackReference: return {0, kUnlimited, false};
      case Node::Kind::kEmpty:
      case Node::Kind::kLookAhead:
      case Node::Kind::kLookBehind:
      case Node::Kind::kAssertion: return {};
    }
    return {};
  }

 private:
  Shape counted(Shape shape, std::int32_t length) {
    shape.counted = length;
    before_ = wrapping_sum(before_, length);
    return shape;
  }

  /// Studies one of several ways, each of which Java counts from nothing.
  Shape study_apart(NodeIndex index) {
    const std::int32_t before = before_;
    before_ = 0;
    const Shape shape = study(index);
    before_ = before;
    return shape;
  }

  Shape study_sequence(const Node& node) {
    Shape all;
    for (const NodeIndex child : node.children) {
      const Shape shape = study(child);
      all.min = add_lengths(all.min, shape.min);
      all.max = add_lengths(all.max, shape.max);
      all.counted = wrapping_sum(all.counted, shape.counted);
      all.obvious = all.obvious && shape.obvious;
      all.deterministic = all.deterministic && shape.deterministic;
      all.line_break = all.line_break || shape.line_break;
    }
    return all;
  }

  Shape study_alternation(const Node& node) {
    Shape all;
    all.min = kUnlimited;
    all.deterministic = false;
    for (const NodeIndex child : node.children) {
      const Shape shape = study_apart(child);
      all.min = std::min(all.min, shape.min);
      all.max = std::max(all.max, shape.max);
      all.counted = std::max(all.counted, shape.counted);
      all.obvious = all.obvious && shape.obvious;
      all.line_break = all.line_break || shape.line_break;
    }
    before_ = 0;  // what follows an alternation is counted from nothing, too
    return all;
  }

  Shape study_repeat(const Node& node) {
    const Node& body = tree_.nodes[node.children[0]];
    const Shape once = study_apart(node.children[0]);
    const bool group = body.kind == Node::Kind::kGroup && node.greed != Greed::kPossessive;
    const bool single = body.kind == Node::Kind::kChar || body.kind == Node::Kind::kSet;
    Shape all = once;
    all.min = multiply_lengths(once.min, node.min);
    all.max = multiply_lengths(once.max, node.max);
    all.deterministic = once.deterministic && node.min == node.max;
    if (node.min == 0 && node.max == 1) {
      before_ = group ? 0 : wrapping_sum(before_, once.counted);
      return all;
    }
    if (single && node.max == kUnlimited && node.greed == Greed::kGreedy) {
      return counted(all, static_cast<std::int32_t>(kUnlimited));
    }
    all.counted = wrapping_product(once.counted, node.max);
    const std::int32_t after = wrapping_sum(all.counted, before_);
    if (after < before_ || (group && !once.deterministic)) all.obvious = false;
    before_ = after;
    return all;
  }

  const Tree& tree_;
  std::int32_t before_ = 0;  ///< Java's count of what precedes in the same chain of nodes
};

}  // namespace

Shape study(const Tree& tree, NodeIndex node) {
  return Student(tree).study(node);
}

}  // namespace presave::regex
