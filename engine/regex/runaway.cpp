// Two repetitions of single characters that stand next to each other in a loop, and share a character, split
// a run of it in as many ways as the run is long; the loop multiplies these ways.
#include "engine/regex/runaway.h"

#include <variant>

#include "engine/regex/parser.h"

namespace presave::regex {
namespace {

constexpr std::uint32_t kManyTurns = 16;  // a loop of fewer turns multiplies too little to matter

/// What a piece of a pattern can begin with, when it begins with a repetition.
struct Lead {
  CharSet repeated;       ///< characters of repetitions that can come first
  bool nullable = false;  ///< the piece can match nothing, so that what follows comes first
};

class Watch {
 public:
  explicit Watch(const Tree& tree) : tree_(tree) {}

  bool any_loop_runs_away() const {
    for (const Node& node : tree_.nodes) {
      const bool loop =
          node.kind == Node::Kind::kRepeat && node.max >= kManyTurns && node.greed != Greed::kPossessive;
      if (loop && runs_away(node.children[0])) return true;
    }
    return false;
  }

 private:
  const Node& at(NodeIndex index) const { return tree_.nodes[index]; }

  // The characters of a piece that is one character; empty for every other piece.
  CharSet single(NodeIndex index) const {
    const Node& node = at(index);
    if (node.kind == Node::Kind::kChar) return CharSet::of(node.value);
    if (node.kind == Node::Kind::kSet) return tree_.sets[node.value];
    return node.kind == Node::Kind::kGroup ? single(node.children[0]) : CharSet();
  }

  // The characters of a repetition that may take one more or one less of them; empty for everything else.
  CharSet repeated(const Node& node) const {
    const bool flexible = node.kind == Node::Kind::kRepeat && node.max >= 2 && node.min < node.max &&
                          node.greed != Greed::kPossessive;
    return flexible ? single(node.children[0]) : CharSet();
  }

  Lead lead(NodeIndex index) const {
    const Node& node = at(index);
    switch (node.kind) {
      case Node::Kind::kEmpty:
        return {{}, true};
      case Node::Kind::kGroup:
        return lead(node.children[0]);
      case Node::Kind::kSequence: {
        Lead all{{}, true};
        for (std::size_t i = 0; i < node.children.size() && all.nullable; ++i)
          all = then(all, lead(node.children[i]));
        return all;
      }
      case Node::Kind::kAlternation: {
        Lead all;
        for (const NodeIndex child : node.children) {
          const Lead one = lead(child);
          all = {all.repeated.united(one.repeated), all.nullable || one.nullable};
        }
        return all;
      }
      case Node::Kind::kRepeat: {
        const CharSet own = repeated(node);
        const Lead body = lead(node.children[0]);
        return {own.empty() ? body.repeated : own, node.min == 0 || body.nullable};
      }
      default:
        return {};  // a character, or a test that may forbid what follows
    }
  }

  static Lead then(const Lead& first, const Lead& second) {
    return {first.repeated.united(second.repeated), first.nullable && second.nullable};
  }

  bool runs_away(NodeIndex body) const { return two_choices(body) || meets(body, lead(body)); }

  // "(\d|\w)*": one character can be taken in two ways, each turn.
  bool two_choices(NodeIndex body) const {
    const Node* node = &at(body);
    while (node->kind == Node::Kind::kGroup) node = &at(node->children[0]);
    if (node->kind != Node::Kind::kAlternation) return false;
    CharSet seen;
    for (const NodeIndex child : node->children) {
      const CharSet characters = single(child);
      if (!seen.intersected(characters).empty()) return true;
      seen = seen.united(characters);
    }
    return false;
  }

  // Whether a repetition inside can be followed at once by one that shares a character; `after` is what
  // follows.
  bool meets(NodeIndex index, const Lead& after) const {
    const Node& node = at(index);
    if (node.kind == Node::Kind::kRepeat) {
      if (!repeated(node).intersected(after.repeated).empty()) return true;
      return meets(node.children[0], after);
    }
    if (node.kind == Node::Kind::kGroup) return meets(node.children[0], after);
    if (node.kind == Node::Kind::kAlternation) {
      for (const NodeIndex child : node.children) {
        if (meets(child, after)) return true;
      }
    }
    if (node.kind != Node::Kind::kSequence) return false;
    Lead rest = after;
    for (std::size_t i = node.children.size(); i-- > 0;) {
      if (meets(node.children[i], rest)) return true;
      const Lead here = lead(node.children[i]);
      rest = {here.nullable ? here.repeated.united(rest.repeated) : here.repeated,
              here.nullable && rest.nullable};
    }
    return false;
  }

  const Tree& tree_;
};

}  // namespace

bool can_run_away(std::string_view pattern) {
  const std::variant<Tree, RegexError> parsed = Parser(pattern).parse();
  const Tree* tree = std::get_if<Tree>(&parsed);
  return tree && Watch(*tree).any_loop_runs_away();
}

}  // namespace presave::regex
