// Character classes: [a-z&&[^b]]. A class is a set while it is parsed; nothing of its structure is left
// afterwards.
#include "engine/base/limits.h"
#include "engine/regex/parser.h"

namespace presave::regex {

/// Parses up to the closing bracket, which is consumed unless this is the right side of "&&". The cursor
/// stands behind the opening bracket or on the side's first item.
CharSet Parser::parse_class(bool consume) {
  if (!deeper()) return {};
  const std::size_t start = cursor_;
  std::vector<CharRange> ranges;
  bool nothing_yet = true;
  bool negated = false;
  const auto unite = [&](const CharSet& more) {
    nothing_yet = false;
    ranges.insert(ranges.end(), more.ranges().begin(), more.ranges().end());
    if (ranges.size() > limits::kRegexRanges)
      fail("The character class is too large", RegexError::Kind::kTooLarge);
  };
  for (;;) {
    const char32_t c = peek();
    const bool closes = c == ']' && !nothing_yet;  // a bracket with nothing before it is a character
    if (c == kEnd || closes) break;
    if (c == '^' && consume && cursor_ == start) {
      negated = true;
      step();
    } else if (c == '[') {
      step();
      unite(parse_class(true));
    } else if (c == '&' && raw(1) == '&') {
      step();
      step();
      const bool has_side = peek() != ']' && peek() != '&';
      if (has_side) {
        const CharSet side = parse_intersection_side();
        ranges = nothing_yet ? side.ranges() : CharSet(std::move(ranges)).intersected(side).ranges();
        nothing_yet = false;
      } else if (nothing_yet) {
        fail("Bad class syntax");
      }
    } else {
      unite(parse_class_item());
    }
  }
  if (raw() == kEnd) fail("Unclosed character class");
  else if (consume) step();
  --depth_;
  const CharSet set(std::move(ranges));
  return negated ? set.negated() : set;
}

/// Everything up to the bracket that closes the class, or up to "&" behind a nested class.
CharSet Parser::parse_intersection_side() {
  CharSet side;
  for (char32_t c = peek(); c != ']' && c != '&' && c != kEnd; c = peek()) {
    const bool nested = accept('[');
    side = side.united(parse_class(nested));
  }
  return side;
}

/// One character, range, shorthand or property.
CharSet Parser::parse_class_item() {
  const Item from = parse_class_character(true);
  if (from.set) return *from.set;
  if (peek() != '-' || raw(1) == '[' || raw(1) == ']') return with_case(from.character);
  step();
  const Item to = parse_class_character(false);
  if (failed()) return {};
  if (to.set || to.character < from.character || to.character == kEnd) {
    fail("Illegal character range");
    return {};
  }
  return with_case(CharRange{from.character, to.character});
}

Parser::Item Parser::parse_class_character(bool starts_range) {
  const char32_t c = read();
  if (c != '\\') return {std::nullopt, c == kEnd ? c : literal(c)};
  const char32_t letter = raw();
  const bool property = letter == 'p' || letter == 'P';
  if (property && starts_range) return {parse_property(), 0};
  if (letter == kEnd) {
    fail("Unclosed character class");
    return {};
  }
  step();
  // \v means a vertical tab at either end of a range, and all vertical space elsewhere.
  return parse_character_escape(letter, !starts_range || raw() == '-');
}

}  // namespace presave::regex
