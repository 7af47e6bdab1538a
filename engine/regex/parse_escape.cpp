// Everything behind a backslash.
#include "engine/regex/parser.h"
#include "engine/regex/properties.h"
#include "engine/regex/unicode.h"

namespace presave::regex {
namespace {

std::optional<char32_t> digit_value(char32_t c, char32_t base) {
  char32_t value = base;
  if (c >= '0' && c <= '9') value = c - '0';
  else if (c >= 'a' && c <= 'f') value = c - 'a' + 10;
  else if (c >= 'A' && c <= 'F') value = c - 'A' + 10;
  if (value >= base) return std::nullopt;
  return value;
}

}  // namespace

/// The cursor stands on the backslash of an escape outside a class.
NodeIndex Parser::parse_escape() {
  step();
  const char32_t letter = raw();
  if (letter == kEnd) {
    fail("Unescaped trailing backslash");
    return 0;
  }
  if (letter == 'p' || letter == 'P') return add_set(parse_property());
  step();
  if (letter >= '1' && letter <= '9') return parse_numbered_reference(letter);
  if (letter == 'k') return parse_named_reference();
  if (letter == 'R') {
    Node node;
    node.kind = Node::Kind::kLineBreak;
    return add(std::move(node));
  }
  if (const std::optional<NodeIndex> assertion = parse_assertion(letter)) return *assertion;
  const Item item = parse_character_escape(letter, false);
  return item.set ? add_set(*item.set) : add_character(item.character);
}

std::optional<NodeIndex> Parser::parse_assertion(char32_t letter) {
  switch (letter) {
    case 'A':
    case 'G': return add_assertion(Assertion::kTextStart);
    case 'z': return add_assertion(Assertion::kTextEnd);
    case 'Z': return add_assertion(flags_.unix_lines ? Assertion::kFinalEndUnix : Assertion::kFinalEnd);
    case 'b':
    case 'B': break;
    default: return std::nullopt;
  }
  if (letter == 'b' && raw() == '{' && raw(1) == 'g' && raw(2) == '}') {
    fail("\\b{g}, the boundary of a grapheme cluster, is not supported", RegexError::Kind::kUnsupported);
  }
  const NodeIndex node =
      add_assertion(letter == 'b' ? Assertion::kWordBoundary : Assertion::kNotWordBoundary);
  const bool unicode = flags_.unicode_class;
  tree_.nodes[node].value = intern(once(unicode ? "w" : "ascii w", [&] { return word_characters(unicode); }));
  tree_.mark_set = intern(once("marks", [] { return characters_of(mask_of(Category::kMn)); }));
  tree_.base_set = intern(once("bases", [] { return characters_of(kLetters | mask_of(Category::kNd)); }));
  return node;
}

NodeIndex Parser::back_reference(std::uint32_t capture) {
  Node node;
  node.kind = Node::Kind::kBackReference;
  node.value = capture;
  if (flags_.ignore_case) node.case_rule = flags_.unicode_case ? CaseRule::kUnicode : CaseRule::kAscii;
  tree_.has_back_references = true;
  return add(std::move(node));
}

/// Further digits belong to the number only while there is a group of that number.
NodeIndex Parser::parse_numbered_reference(char32_t first_digit) {
  std::uint32_t capture = first_digit - '0';
  for (;;) {
    const std::optional<char32_t> digit = digit_value(peek(), 10);
    if (!digit || capture * 10 + *digit > tree_.captures) break;
    capture = capture * 10 + *digit;
    step();
  }
  return back_reference(capture);
}

NodeIndex Parser::parse_named_reference() {
  if (read() != '<') {
    fail("\\k is not followed by '<' for named capturing group");
    return 0;
  }
  const std::string name = parse_group_name(read());
  const std::optional<std::uint32_t> capture = named_capture(name);
  if (!capture) {
    fail("named capturing group <" + name + "> does not exist");
    return 0;
  }
  return back_reference(*capture);
}

Parser::Item Parser::shorthand(CharSet set, bool negated) {
  return {negated ? set.negated() : std::move(set), 0};
}

/// What an escape means inside and outside a class; the cursor stands behind `letter`.
Parser::Item Parser::parse_character_escape(char32_t letter, bool starts_range) {
  const bool unicode = flags_.unicode_class;
  switch (letter) {
    case '0': return {std::nullopt, parse_octal()};
    case 'x': return {std::nullopt, parse_hexadecimal()};
    case 'u': return {std::nullopt, parse_utf16()};
    case 'a': return {std::nullopt, 0x07};
    case 'e': return {std::nullopt, 0x1B};
    case 'f': return {std::nullopt, 0x0C};
    case 'n': return {std::nullopt, 0x0A};
    case 'r': return {std::nullopt, 0x0D};
    case 't': return {std::nullopt, 0x09};
    case 'c':
      if (raw() == kEnd) break;
      return {std::nullopt, literal(read()) ^ 64u};
    case 'd':
    case 'D': return shorthand(digit_characters(unicode), letter == 'D');
    case 'w':
    case 'W': return shorthand(word_characters(unicode), letter == 'W');
    case 's':
    case 'S': return shorthand(space_characters(unicode), letter == 'S');
    case 'h':
    case 'H': return shorthand(horizontal_space_characters(), letter == 'H');
    case 'v':
      if (starts_range) return {std::nullopt, 0x0B};
      return shorthand(vertical_space_characters(), false);
    case 'V': return shorthand(vertical_space_characters(), true);
    case 'N':
    case 'X':
      fail(std::string("\\") + static_cast<char>(letter) + " is not supported",
           RegexError::Kind::kUnsupported);
      return {};
    default: {
      const bool letter_or_digit = (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
                                   (letter >= 'A' && letter <= 'Z');
      if (!letter_or_digit) return {std::nullopt, literal(letter)};
    }
  }
  fail(letter == 'c' ? "Illegal control escape sequence" : "Illegal/unsupported escape sequence");
  return {};
}

/// \0n, \0nn or \0mnn with m up to 3.
char32_t Parser::parse_octal() {
  std::optional<char32_t> digit = digit_value(peek(), 8);
  if (!digit) {
    fail("Illegal octal escape sequence");
    return 0;
  }
  char32_t value = 0;
  for (int count = 0; count < 3 && digit && value * 8 + *digit <= 0xFF; ++count) {
    value = value * 8 + *digit;
    step();
    digit = digit_value(peek(), 8);
  }
  return value;
}

/// \xhh or \x{h...h}
char32_t Parser::parse_hexadecimal() {
  const char32_t first = read();
  char32_t value = 0;
  if (first == '{' && digit_value(peek(), 16)) {
    while (const auto digit = digit_value(peek(), 16)) {
      value = value * 16 + *digit;
      step();
      if (value > kLastCharacter) {
        fail("Hexadecimal codepoint is too big");
        return 0;
      }
    }
    if (!accept('}')) fail("Unclosed hexadecimal escape sequence");
    return value;
  }
  const auto high = digit_value(first, 16);
  const auto low = high ? digit_value(read(), 16) : std::nullopt;
  if (!low) {
    fail("Illegal hexadecimal escape sequence");
    return 0;
  }
  return *high * 16 + *low;
}

std::optional<char32_t> Parser::parse_four_hexadecimals() {
  char32_t value = 0;
  for (int i = 0; i < 4; ++i) {
    const auto digit = digit_value(read(), 16);
    if (!digit) return std::nullopt;
    value = value * 16 + *digit;
  }
  return value;
}

/// \uhhhh, where two that form a surrogate pair are one character.
char32_t Parser::parse_utf16() {
  const auto unit = parse_four_hexadecimals();
  if (!unit) {
    fail("Illegal Unicode escape sequence");
    return 0;
  }
  const bool high_surrogate = *unit >= 0xD800 && *unit <= 0xDBFF;
  if (!high_surrogate || raw() != '\\' || raw(1) != 'u') return *unit;
  const std::size_t before = cursor_;
  step();
  step();
  const auto low = parse_four_hexadecimals();
  if (low && *low >= 0xDC00 && *low <= 0xDFFF) return 0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00);
  cursor_ = before;
  return *unit;
}

/// The cursor stands on the p of \p{name}, \P{name} or \pL.
CharSet Parser::parse_property() {
  const bool negated = raw() == 'P';
  step();
  std::string name;
  const auto append = [&name](char32_t c) {
    // Names are ASCII; anything else only has to differ from all of them.
    name += literal(c) < 0x80 ? static_cast<char>(literal(c)) : '?';
  };
  if (peek() == '{') {
    step();
    while (raw() != '}' && raw() != kEnd) {
      append(raw());
      step();
    }
    if (raw() == kEnd) fail("Unclosed character family");
    else if (name.empty()) fail("Empty character family");
  } else if (raw() != kEnd) {
    append(raw());
  }
  const PropertyFlags flags{flags_.ignore_case, flags_.unicode_class};
  const std::string key = name + (flags.ignore_case ? "}i" : "}") + (flags.unicode_class ? "U" : "");
  const CharSet& set = once(key, [&]() -> CharSet {
    auto found = named_property(name, flags);
    if (auto* set_found = std::get_if<CharSet>(&found)) return std::move(*set_found);
    auto& error = std::get<RegexError>(found);
    fail(std::move(error.message), error.kind);
    return {};
  });
  if (!failed()) step();
  return negated ? set.negated() : set;
}

}  // namespace presave::regex
