#include "engine/explain/sample_text.h"

#include <algorithm>

#include "engine/base/ascii.h"

namespace presave::explain {
namespace {

constexpr std::size_t kMostCharacters = 300;  // of one sample
constexpr std::size_t kDeepest = 50;          // groups in one another

class Sampler {
 public:
  explicit Sampler(std::string_view pattern) : pattern_(pattern) {}

  std::string run() { return alternatives(0); }

 private:
  bool ended() const { return at_ >= pattern_.size(); }
  char peek() const { return ended() ? '\0' : pattern_[at_]; }
  char take() { return ended() ? '\0' : pattern_[at_++]; }
  bool take_if(char wanted) {
    if (ended() || peek() != wanted) return false;
    ++at_;
    return true;
  }

  // The first alternative counts; the others are passed over.
  std::string alternatives(std::size_t depth) {
    std::string first = sequence(depth);
    while (take_if('|')) sequence(depth);
    return first;
  }

  std::string sequence(std::size_t depth) {
    std::string out;
    while (!ended() && peek() != '|' && peek() != ')') {
      const std::string one = piece(depth);
      const std::size_t count = least_count();
      for (std::size_t i = 0; i < count && out.size() + one.size() <= kMostCharacters; ++i) out += one;
    }
    return out;
  }

  std::string piece(std::size_t depth) {
    switch (const char c = take()) {
      case '(': return group(depth);
      case '[': return character_class();
      case '\\': return escape();
      case '.': return "x";
      case '^':
      case '$': return {};
      default: return std::string(1, c);
    }
  }

  std::string group(std::size_t depth) {
    bool counts = true;
    if (take_if('?')) {
      constexpr std::string_view kEnds = ":>=!)";  // (?:  (?<name>  (?=  (?!  (?i)
      while (!ended() && kEnds.find(peek()) == std::string_view::npos) ++at_;
      const char end = take();
      if (end == ')') return {};
      counts = end == ':' || end == '>';
    }
    if (depth == kDeepest) {
      at_ = pattern_.size();
      return {};
    }
    std::string inner = alternatives(depth + 1);
    take_if(')');
    return counts ? inner : std::string();
  }

  std::string escape() {
    switch (const char c = take()) {
      case 'd': return "1";
      case 'w':
      case 'D':
      case 'S': return "a";
      case 's':
      case 'W': return " ";
      case 'b':
      case 'B':
      case 'A':
      case 'z':
      case 'Z':
      case '\0': return {};
      default: return std::string(1, c);
    }
  }

  // The first member; of a negated class some character that it does not name.
  std::string character_class() {
    const bool negated = take_if('^');
    std::string members;
    bool first = true;
    while (!ended() && (first || peek() != ']')) {
      first = false;
      if (take_if('\\')) members += escape();
      else members += take();
    }
    take_if(']');
    if (!negated) return members.substr(0, 1);
    constexpr std::string_view kOthers = "xA1 -_";
    const auto other = std::find_if(kOthers.begin(), kOthers.end(),
                                    [&](char c) { return members.find(c) == std::string::npos; });
    return other == kOthers.end() ? std::string() : std::string(1, *other);
  }

  std::size_t least_count() {
    std::size_t count = 1;
    if (take_if('*') || take_if('?')) count = 0;
    else if (take_if('{')) count = number();
    else take_if('+');
    if (take_if('?') || take_if('+')) return count;  // lazy, possessive
    return count;
  }

  std::size_t number() {
    std::size_t out = 0;
    while (is_digit(peek())) out = std::min<std::size_t>(out * 10 + static_cast<std::size_t>(take() - '0'), kMostCharacters);
    while (!ended() && take() != '}') continue;
    return out;
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
};

}  // namespace

std::string sample_of(std::string_view pattern) { return Sampler(pattern).run(); }

}  // namespace presave::explain
