// The pattern's text, groups, flags and quantifiers. Escapes and classes have files of their own.
#include "engine/regex/parser.h"

#include "engine/base/limits.h"
#include "engine/regex/study.h"
#include "engine/regex/unicode.h"
#include "engine/regex/utf8_text.h"

namespace presave::regex {
namespace {

bool is_ascii_letter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_ascii_digit(char32_t c) {
  return c >= '0' && c <= '9';
}
bool is_ascii_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

}  // namespace

Parser::Parser(std::string_view pattern) {
  std::vector<Unit> units;
  units.reserve(pattern.size());
  for (std::size_t offset = 0; offset < pattern.size();) {
    const auto position = static_cast<std::uint32_t>(offset);
    units.push_back({decode(pattern, offset), position});
  }
  unquote(std::move(units));
  end_ = units_.size();
  units_.push_back({kEnd, static_cast<std::uint32_t>(pattern.size())});
}

/// Takes \Q...\E away. Letters inside stay plain characters, as java.util.regex leaves them; the first digit
/// does not, so that it cannot prolong a back reference.
void Parser::unquote(std::vector<Unit> units) {
  bool quoting = false;
  bool just_begun = false;
  for (std::size_t i = 0; i < units.size(); ++i) {
    Unit unit = units[i];
    const char32_t next = i + 1 < units.size() ? units[i + 1].character : kEnd;
    if (!quoting && unit.character == '\\' && next == 'Q') {
      quoting = just_begun = true;
      ++i;
      continue;
    }
    if (quoting && unit.character == '\\' && next == 'E') {
      quoting = false;
      ++i;
      continue;
    }
    const bool plain = is_ascii_letter(unit.character) || unit.character >= 0x80 ||
                       (is_ascii_digit(unit.character) && !just_begun);
    just_begun = false;
    if (quoting && !plain) unit.character |= kQuoted;
    units_.push_back(unit);
    if (!quoting && unit.character == '\\' && next != kEnd) units_.push_back(units[++i]);
  }
}

std::variant<Tree, RegexError> Parser::parse() {
  tree_.root = parse_alternation();
  if (!failed() && peek() == ')') fail("Unmatched closing ')'");
  if (failed()) return *std::move(error_);
  return std::move(tree_);
}

void Parser::fail(std::string message, RegexError::Kind kind) {
  if (!error_) error_ = RegexError{kind, units_[cursor_].position, std::move(message)};
  cursor_ = end_;
}

char32_t Parser::raw(std::size_t ahead) const {
  return cursor_ + ahead < end_ ? units_[cursor_ + ahead].character : kEnd;
}

bool Parser::ends_comment(char32_t character) const {
  if (flags_.unix_lines) return character == '\n';
  return character == '\n' || character == '\r' || character == 0x85 || (character | 1u) == 0x2029;
}

void Parser::skip_comments() {
  for (;;) {
    while (is_ascii_space(raw())) step();
    if (raw() != '#') return;
    while (raw() != kEnd && !ends_comment(raw())) step();
  }
}

char32_t Parser::peek() {
  if (flags_.comments) skip_comments();
  return raw();
}

char32_t Parser::read() {
  const char32_t character = peek();
  step();
  return character;
}

bool Parser::accept(char32_t character) {
  if (peek() != character) return false;
  step();
  return true;
}

bool Parser::deeper() {
  if (++depth_ <= limits::kRegexNesting) return true;
  fail("Groups and classes are nested too deeply", RegexError::Kind::kTooLarge);
  return false;
}

NodeIndex Parser::parse_alternation() {
  if (!deeper()) return 0;
  Node node;
  node.kind = Node::Kind::kAlternation;
  do {
    node.children.push_back(parse_sequence());
  } while (accept('|'));
  --depth_;
  return node.children.size() == 1 ? node.children[0] : add(std::move(node));
}

NodeIndex Parser::parse_sequence() {
  Node node;
  node.kind = Node::Kind::kSequence;
  for (char32_t c = peek(); c != '|' && c != ')' && c != kEnd; c = peek()) {
    // A group of flags only, such as (?i), is no item and cannot be repeated.
    if (const std::optional<NodeIndex> item = parse_item()) node.children.push_back(parse_quantifier(*item));
  }
  return node.children.size() == 1 ? node.children[0] : add(std::move(node));
}

std::optional<NodeIndex> Parser::parse_item() {
  switch (const char32_t c = peek()) {
    case '(': return parse_group();
    case '\\': return parse_escape();
    case '[': step(); return add_set(parse_class(true));
    case '^':
      step();
      if (!flags_.multiline) return add_assertion(Assertion::kTextStart);
      return add_assertion(flags_.unix_lines ? Assertion::kLineStartUnix : Assertion::kLineStart);
    case '$':
      step();
      if (flags_.multiline)
        return add_assertion(flags_.unix_lines ? Assertion::kLineEndUnix : Assertion::kLineEnd);
      return add_assertion(flags_.unix_lines ? Assertion::kFinalEndUnix : Assertion::kFinalEnd);
    case '.':
      step();
      if (flags_.dot_all) return add_set(CharSet::all());
      if (flags_.unix_lines) return add_set(CharSet::of('\n').negated());
      return add_set(CharSet({{'\n', '\n'}, {'\r', '\r'}, {0x85, 0x85}, {0x2028, 0x2029}}).negated());
    case '*':
    case '+':
    case '?': fail(std::string("Dangling meta character '") + static_cast<char>(c) + "'"); return 0;
    case '{': return add({});  // the repetition of nothing, if what follows is a repetition
    default: step(); return add_character(literal(c));
  }
}

std::optional<NodeIndex> Parser::parse_group() {
  step();
  const Flags outer = flags_;
  if (peek() != '?') {
    const NodeIndex group = parse_capture();
    flags_ = outer;
    return group;
  }
  step();
  Node node;
  node.kind = Node::Kind::kGroup;
  const char32_t kind = raw();
  if (kind == '$' || kind == '@') {
    fail("Unknown group type");
  } else if (kind == ':') {
    step();
  } else if (kind == '=' || kind == '!') {
    step();
    node.kind = Node::Kind::kLookAhead;
    node.negative = kind == '!';
  } else if (kind == '>') {
    step();
    node.kind = Node::Kind::kAtomic;
  } else if (kind == '<') {
    step();
    const char32_t direction = read();
    if (direction == '=' || direction == '!') {
      node.kind = Node::Kind::kLookBehind;
      node.negative = direction == '!';
    } else {
      const std::string name = parse_group_name(direction);
      if (named_capture(name)) fail("Named capturing group <" + name + "> is already defined");
      names_.emplace_back(name, tree_.captures + 1);
      const NodeIndex group = parse_capture();
      flags_ = outer;
      return group;
    }
  } else {
    parse_flags();
    const char32_t end = read();
    if (end == ')') return std::nullopt;
    if (end != ':') fail("Unknown inline modifier");
  }
  const NodeIndex group = parse_body(std::move(node));
  flags_ = outer;
  return group;
}

NodeIndex Parser::parse_capture() {
  Node node;
  node.kind = Node::Kind::kGroup;
  node.value = ++tree_.captures;
  if (tree_.captures > limits::kRegexCaptures) fail("Too many capturing groups", RegexError::Kind::kTooLarge);
  return parse_body(std::move(node));
}

NodeIndex Parser::parse_body(Node node) {
  const NodeIndex body = parse_alternation();
  node.children.push_back(body);
  if (node.kind == Node::Kind::kLookBehind && !failed() && !study(tree_, body).obvious) {
    fail("Look-behind group does not have an obvious maximum length");
  }
  if (!accept(')')) fail("Unclosed group");
  return add(std::move(node));
}

std::string Parser::parse_group_name(char32_t first) {
  if (!is_ascii_letter(first)) {
    fail("capturing group name does not start with a Latin letter");
    return {};
  }
  std::string name;
  char32_t c = first;
  for (; is_ascii_letter(c) || is_ascii_digit(c); c = read()) name += static_cast<char>(c);
  if (c != '>') fail("named capturing group is missing trailing '>'");
  return name;
}

std::optional<std::uint32_t> Parser::named_capture(std::string_view name) const {
  for (const auto& [known, capture] : names_) {
    if (known == name) return capture;
  }
  return std::nullopt;
}

void Parser::parse_flags() {
  bool on = true;
  for (;; step()) {
    if (peek() == '-' && on) on = false;
    else if (!set_flag(peek(), on)) return;
  }
}

bool Parser::set_flag(char32_t letter, bool on) {
  switch (letter) {
    case 'i': flags_.ignore_case = on; return true;
    case 'm': flags_.multiline = on; return true;
    case 's': flags_.dot_all = on; return true;
    case 'd': flags_.unix_lines = on; return true;
    case 'u': flags_.unicode_case = on; return true;
    case 'x': flags_.comments = on; return true;
    case 'U': flags_.unicode_class = flags_.unicode_case = on; return true;
    case 'c':
      if (on) fail("The flag (?c), canonical equivalence, is not supported", RegexError::Kind::kUnsupported);
      return !failed();
    default: return false;
  }
}

NodeIndex Parser::parse_quantifier(NodeIndex atom) {
  Node node;
  node.kind = Node::Kind::kRepeat;
  node.max = kUnlimited;
  switch (peek()) {
    case '?':
      node.max = 1;
      step();
      break;
    case '*': step(); break;
    case '+':
      node.min = 1;
      step();
      break;
    case '{':
      if (!parse_counts(node.min, node.max)) return atom;
      break;
    default: return atom;
  }
  if (accept('?')) node.greed = Greed::kLazy;
  else if (accept('+')) node.greed = Greed::kPossessive;
  node.children.push_back(atom);
  return add(std::move(node));
}

/// "{n}", "{n,}" or "{n,m}"; the cursor stands on the brace.
bool Parser::parse_counts(std::uint32_t& min, std::uint32_t& max) {
  step();
  if (!is_ascii_digit(raw())) {
    fail("Illegal repetition");
    return false;
  }
  char32_t after = 0;
  const auto least = parse_count(read(), after);
  auto most = least;
  if (after == ',') {
    after = read();
    most = kUnlimited;
    if (after != '}') most = parse_count(after, after);
  }
  if (!least || !most) {
    fail("Illegal repetition range");
  } else if (after != '}') {
    fail("Unclosed counted closure");
  } else if (*most < *least) {
    fail("Illegal repetition range");
  } else {
    min = *least;
    max = *most;
  }
  return !failed();
}

/// Digits from `first` on; nothing when the number passes 31 bits.
std::optional<std::uint32_t> Parser::parse_count(char32_t first, char32_t& after) {
  std::uint64_t count = 0;
  bool fits = true;
  for (after = first; is_ascii_digit(after); after = read()) {
    count = count * 10 + (after - '0');
    fits = fits && count <= kUnlimited;
    if (!fits) count = 0;
  }
  if (!fits) return std::nullopt;
  return static_cast<std::uint32_t>(count);
}

NodeIndex Parser::add(Node node) {
  tree_.nodes.push_back(std::move(node));
  return static_cast<NodeIndex>(tree_.nodes.size() - 1);
}

NodeIndex Parser::add_assertion(Assertion assertion) {
  Node node;
  node.kind = Node::Kind::kAssertion;
  node.assertion = assertion;
  return add(std::move(node));
}

NodeIndex Parser::add_character(char32_t character) {
  if (flags_.ignore_case) return add_set(with_case(character));
  Node node;
  node.kind = Node::Kind::kChar;
  node.value = character;
  return add(std::move(node));
}

NodeIndex Parser::add_set(const CharSet& set) {
  Node node;
  node.kind = Node::Kind::kSet;
  const auto& ranges = set.ranges();
  if (ranges.size() == 1 && ranges[0].first == ranges[0].last) {
    node.kind = Node::Kind::kChar;
    node.value = ranges[0].first;
  } else {
    node.value = intern(set);
  }
  return add(std::move(node));
}

std::uint32_t Parser::intern(const CharSet& set) {
  for (std::size_t i = 0; i < tree_.sets.size(); ++i) {
    if (tree_.sets[i] == set) return static_cast<std::uint32_t>(i);
  }
  range_count_ += set.ranges().size();
  if (range_count_ > limits::kRegexRanges) {
    fail("The character classes are too large together", RegexError::Kind::kTooLarge);
  }
  tree_.sets.push_back(set);
  return static_cast<std::uint32_t>(tree_.sets.size() - 1);
}

CharSet Parser::with_case(CharRange range) const {
  if (!flags_.ignore_case) return CharSet({range});
  return flags_.unicode_case ? any_case(range) : any_ascii_case(range);
}

CharSet Parser::with_case(char32_t character) const {
  if (!flags_.ignore_case || !flags_.unicode_case) return with_case(CharRange{character, character});
  return any_case(character);
}

}  // namespace presave::regex
