// Pattern text to Tree, after the grammar that java.util.regex (JDK 17) accepts, with its quirks: "{" opens a
// repetition even where there is nothing to repeat, a closing bracket or brace may stand alone, and "&&"
// takes all that follows in its class.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/regex/char_set.h"
#include "engine/regex/regex.h"
#include "engine/regex/tree.h"

namespace presave::regex {

/// The inline flags: (?idmsuxU).
struct Flags {
  bool ignore_case = false;    ///< i
  bool unicode_case = false;   ///< u
  bool dot_all = false;        ///< s
  bool multiline = false;      ///< m
  bool unix_lines = false;     ///< d
  bool comments = false;       ///< x
  bool unicode_class = false;  ///< U
};

class Parser {
 public:
  explicit Parser(std::string_view pattern);
  std::variant<Tree, RegexError> parse();

 private:
  /// One character of the pattern. Quoted ones (\Q...\E) carry kQuoted, so that they equal no metacharacter.
  struct Unit {
    char32_t character;
    std::uint32_t position;  ///< in bytes
  };
  /// What an escape stands for, or what a class item is.
  struct Item {
    std::optional<CharSet> set;
    char32_t character = 0;
  };
  static constexpr char32_t kQuoted = 0x40000000;
  static constexpr char32_t kEnd = 0x7FFFFFFF;

  // parser.cpp: the pattern's text
  void unquote(std::vector<Unit> units);
  char32_t raw(std::size_t ahead = 0) const;
  char32_t peek();
  char32_t read();
  void step() {
    if (cursor_ < end_) ++cursor_;
  }
  bool accept(char32_t character);
  static char32_t literal(char32_t unit) { return unit & ~kQuoted; }
  void skip_comments();
  bool ends_comment(char32_t character) const;

  // parser.cpp: structure
  NodeIndex parse_alternation();
  NodeIndex parse_sequence();
  std::optional<NodeIndex> parse_item();
  std::optional<NodeIndex> parse_group();
  NodeIndex parse_body(Node node);
  NodeIndex parse_capture();
  void parse_flags();
  bool set_flag(char32_t letter, bool on);
  NodeIndex parse_quantifier(NodeIndex atom);
  bool parse_counts(std::uint32_t& min, std::uint32_t& max);
  std::optional<std::uint32_t> parse_count(char32_t first, char32_t& after);
  std::string parse_group_name(char32_t first);
  std::optional<std::uint32_t> named_capture(std::string_view name) const;

  // parse_escape.cpp
  NodeIndex parse_escape();
  std::optional<NodeIndex> parse_assertion(char32_t letter);
  NodeIndex parse_numbered_reference(char32_t first_digit);
  NodeIndex parse_named_reference();
  NodeIndex back_reference(std::uint32_t capture);
  Item parse_character_escape(char32_t letter, bool starts_range);
  Item shorthand(CharSet set, bool negated);
  char32_t parse_octal();
  char32_t parse_hexadecimal();
  char32_t parse_utf16();
  std::optional<char32_t> parse_four_hexadecimals();
  CharSet parse_property();

  // parse_class.cpp
  CharSet parse_class(bool consume);
  CharSet parse_intersection_side();
  CharSet parse_class_item();
  Item parse_class_character(bool starts_range);

  // parser.cpp: making nodes
  NodeIndex add(Node node);
  NodeIndex add_character(char32_t character);
  NodeIndex add_set(const CharSet& set);
  NodeIndex add_assertion(Assertion assertion);
  std::uint32_t intern(const CharSet& set);
  /// The set that `make` gives, made once: unpacking a Unicode table for every \p{L} would take too long.
  template <class Make>
  const CharSet& once(const std::string& key, Make make) {
    for (const auto& [name, set] : made_) {
      if (name == key) return set;
    }
    return made_.emplace_back(key, make()).second;
  }
  CharSet with_case(CharRange range) const;
  CharSet with_case(char32_t character) const;
  bool deeper();

  /// Keeps the first error and jumps to the pattern's end, where every loop stops by itself.
  void fail(std::string message, RegexError::Kind kind = RegexError::Kind::kSyntax);
  bool failed() const { return error_.has_value(); }

  std::vector<Unit> units_;
  std::size_t end_ = 0;
  std::size_t cursor_ = 0;
  std::size_t depth_ = 0;
  std::size_t range_count_ = 0;
  Flags flags_;
  Tree tree_;
  std::vector<std::pair<std::string, std::uint32_t>> names_;  ///< of capturing groups
  std::deque<std::pair<std::string, CharSet>> made_;          ///< a deque: what once() gave stays where it is
  std::optional<RegexError> error_;
};

}  // namespace presave::regex
