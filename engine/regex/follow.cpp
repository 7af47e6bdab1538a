// A set of next characters is kept coarse: ASCII exactly, all others as one.
#include "engine/regex/follow.h"

namespace presave::regex {
namespace {

class NextCharacters {
 public:
  NextCharacters(const Tree& tree, const Program& program) : tree_(tree), program_(program) {}

  void collect(const Rest& first) {
    for (const Rest* rest = &first; rest != nullptr && patience_ > 0; rest = rest->outer) {
      if (rest->unknown) give_up();
      if (rest->loop != nullptr) collect(*rest->loop);
      if (rest->sequence == nullptr) continue;
      for (std::size_t i = rest->next; i < rest->sequence->children.size() && patience_ > 0; ++i) {
        if (!collect(tree_.nodes[rest->sequence->children[i]])) return;
      }
    }
  }

  bool meets(const FastSet& set) const {
    return (set.ascii[0] & ascii_[0]) != 0 || (set.ascii[1] & ascii_[1]) != 0 ||
           (set.range_count > 0 && beyond_);
  }

 private:
  /// Adds what `node` can begin with; true when it can also match nothing. Assertions and lookarounds only
  /// ever forbid, so leaving them out is safe.
  bool collect(const Node& node) {
    if (--patience_ <= 0) {
      give_up();
      return false;
    }
    switch (node.kind) {
      case Node::Kind::kChar: add(node.value); return false;
      case Node::Kind::kSet: add(program_.sets[node.value]); return false;
      case Node::Kind::kLineBreak:
      case Node::Kind::kBackReference: give_up(); return false;
      case Node::Kind::kSequence:
        for (const NodeIndex child : node.children) {
          if (!collect(tree_.nodes[child])) return false;
        }
        return true;
      case Node::Kind::kAlternation: {
        bool nullable = false;
        for (const NodeIndex child : node.children) nullable = collect(tree_.nodes[child]) || nullable;
        return nullable;
      }
      case Node::Kind::kGroup:
      case Node::Kind::kAtomic: return collect(tree_.nodes[node.children[0]]);
      case Node::Kind::kRepeat: return collect(tree_.nodes[node.children[0]]) || node.min == 0;
      case Node::Kind::kEmpty:
      case Node::Kind::kLookAhead:
      case Node::Kind::kLookBehind:
      case Node::Kind::kAssertion: return true;
    }
    return true;
  }

  void add(char32_t character) {
    if (character < 128) ascii_[character >> 6] |= std::uint64_t{1} << (character & 63u);
    else beyond_ = true;
  }
  void add(const FastSet& set) {
    ascii_[0] |= set.ascii[0];
    ascii_[1] |= set.ascii[1];
    beyond_ = beyond_ || set.range_count > 0;
  }
  void give_up() {
    ascii_[0] = ascii_[1] = ~std::uint64_t{0};
    beyond_ = true;
    patience_ = 0;
  }

  const Tree& tree_;
  const Program& program_;
  std::uint64_t ascii_[2] = {0, 0};
  bool beyond_ = false;
  int patience_ = 64;  ///< nodes looked at for one run: keeps long patterns linear
};

}  // namespace

bool cannot_follow(const Tree& tree, const Program& program, const FastSet& set, const Rest& rest) {
  NextCharacters next(tree, program);
  next.collect(rest);
  return !next.meets(set);
}

}  // namespace presave::regex
