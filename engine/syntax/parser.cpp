#include "engine/syntax/parser.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/ascii.h"
#include "engine/base/join.h"
#include "engine/base/limits.h"
#include "engine/syntax/precedence.h"
#include "engine/syntax/text_literal.h"
#include "engine/syntax/token.h"
#include "engine/syntax/traps.h"
#include "engine/value/utf16.h"

namespace presave::syntax {
namespace {

bool is_word(const Token& token, std::string_view word) {
  return token.kind == TokenKind::kIdentifier && compare_ascii_nocase(token.text, word) == 0;
}

std::string with_thousands(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

class Parser {
 public:
  Parser(Tree& tree, Diagnostics& diagnostics)
      : tree_(tree), lexer_(tree.source()), diagnostics_(diagnostics) {
    advance();
  }

  bool formula() {
    if (!expression(kLowestLevel)) return false;
    if (token_.kind == TokenKind::kEnd) return true;
    return extra();
  }

 private:
  using Parsed = std::optional<NodeIndex>;

  void advance() {
    before_ = token_;
    token_ = lexer_.next();
  }

  bool fail(Span span, std::string message, std::string hint = {}) {
    if (token_.kind == TokenKind::kBad && lexer_.complaint().span.begin == span.begin) {
      diagnostics_.push_back(lexer_.complaint());
    } else {
      diagnostics_.push_back({DiagnosticCode::kSyntax, span, std::move(message), std::move(hint)});
    }
    return false;
  }

  // As the author wrote it: an operator's token text is its canonical spelling.
  std::string spelled(const Token& token) const {
    return std::string(tree_.source().substr(token.span.begin, token.span.end - token.span.begin));
  }

  Stumble stumble() const { return {tree_.source(), before_, token_}; }

  bool extra() {
    const bool plain = token_.kind == TokenKind::kIdentifier || token_.kind == TokenKind::kNumber;
    const std::string_view quote = plain ? "" : "'";
    return fail(token_.span, join({"Syntax error. Extra ", quote, spelled(token_), quote}), hint_for_end(stumble()));
  }

  bool found_instead() {
    const std::string found = token_.kind == TokenKind::kEnd ? "end of formula" : spelled(token_);
    return fail(token_.span, join({"Syntax error.  Found '", found, "'"}), hint_for_operand(stumble()));
  }

  // Says that what closes the parenthesis or brace at `opening` is missing; `function` is the name of a function whose
  // list it is.
  bool missing(std::string_view spelling, Span opening, std::string_view function = {}) {
    std::string message = join({"Syntax error.  Missing '", spelling, "'"});
    // At the end there is nothing to see: the author has to look at the one that was never closed.
    if (token_.kind == TokenKind::kEnd) return fail(opening, std::move(message), "Nothing closes this one.");
    return fail(token_.span, std::move(message), hint_for_close(stumble(), function));
  }

  // One level of nesting: a parenthesis or a call. Without either, operands nest no deeper than there are
  // levels of precedence.
  bool enter() {
    if (++depth_ <= limits::kFormulaDepth) return true;
    diagnostics_.push_back({DiagnosticCode::kTooDeep, token_.span,
                            join({"The formula is nested more than ", std::to_string(limits::kFormulaDepth), " levels deep."}),
                            "Move a part of it into a formula field."});
    return false;
  }

  Parsed expression(int lowest) {
    const std::uint32_t begin = token_.span.begin;  // a parenthesis before the left operand belongs to it
    Parsed left = prefix();
    while (left && token_.kind == TokenKind::kOperator) {
      const int level = binary_level(token_.text);
      if (level < lowest || level == 0) break;
      const Token op = token_;
      advance();
      const Parsed right = expression(level + 1);
      if (!right) return {};
      left = call(op.text, op.span, {begin, before_.span.end}, std::array{*left, *right});
    }
    return left;
  }

  Parsed prefix() {
    std::vector<Token> signs;
    for (;; advance()) {
      const bool sign = token_.kind == TokenKind::kOperator &&
                        (token_.text == "-" || token_.text == "+" || token_.text == "NOT");
      if (!sign && !is_word(token_, "NOT")) break;
      signs.push_back(token_);
    }
    Parsed operand = primary();
    for (; operand && !signs.empty(); signs.pop_back()) {
      const Token& sign = signs.back();
      const std::string_view name = sign.text == "-" ? "unary -" : sign.text == "+" ? "unary +" : "NOT";
      operand = call(name, sign.span, {sign.span.begin, before_.span.end}, std::array{*operand});
    }
    return operand;
  }

  Parsed primary() {
    const Token token = token_;
    switch (token.kind) {
      case TokenKind::kNumber: return number(token);
      case TokenKind::kString: advance(); return tree_.add_text(token.span, unescaped(token.text));
      case TokenKind::kIdentifier: advance(); return named(token);
      case TokenKind::kOpen: return enclosed(TokenKind::kClose, ")");
      case TokenKind::kBraceOpen: return enclosed(TokenKind::kBraceClose, "}");
      default: found_instead(); return {};
    }
  }

  Parsed number(const Token& token) {
    const std::optional<Decimal> value = Decimal::parse(token.text);
    if (!value) {
      fail(token.span, "Syntax error. Number out of range");
      return {};
    }
    advance();
    return tree_.add_number(token.span, *value);
  }

  Parsed enclosed(TokenKind close, std::string_view spelling) {
    if (!enter()) return {};
    const Span opening = token_.span;
    advance();
    const Parsed inner = expression(kLowestLevel);
    if (!inner) return {};
    if (token_.kind != close) return missing(spelling, opening), Parsed();
    advance();
    --depth_;
    return inner;
  }

  Parsed named(const Token& token) {
    if (token_.kind == TokenKind::kOpen) return function(token);
    Node node;
    node.span = node.name_span = token.span;
    node.name = token.text;
    node.kind = NodeKind::kReference;
    if (is_word(token, "NULL")) node.kind = NodeKind::kNull;
    if (is_word(token, "TRUE") || is_word(token, "FALSE")) {
      node.kind = NodeKind::kBoolean;
      node.boolean = is_word(token, "TRUE");
    }
    return tree_.add(node);
  }

  Parsed function(const Token& name) {
    if (!enter()) return {};
    const std::size_t depth = depth_;
    const Span opening = token_.span;
    advance();
    std::vector<NodeIndex> arguments;
    bool sound = true;
    if (token_.kind == TokenKind::kClose) return finished(name, arguments);
    for (;; advance()) {
      if (const Parsed argument = argument_of(name.text, opening)) {
        arguments.push_back(*argument);
      } else if (to_end_of_argument(depth)) {
        sound = false;
      } else {
        return {};
      }
      if (token_.kind == TokenKind::kClose) break;
    }
    const Parsed made = finished(name, arguments);
    return sound ? made : Parsed();
  }

  // One argument and, not consumed, the comma or parenthesis that ends it.
  Parsed argument_of(std::string_view function, Span opening) {
    const Parsed argument = expression(kLowestLevel);
    if (!argument || token_.kind == TokenKind::kComma || token_.kind == TokenKind::kClose) return argument;
    missing(")", opening, function);
    return {};
  }

  // Behind a mistake: goes on to the end of the argument it is in, so that the mistakes of the next ones are found in
  // the same go. FALSE where that end is not certain: no words are made up from half a text.
  bool to_end_of_argument(std::size_t depth) {
    if (depth_ > limits::kFormulaDepth || diagnostics_.size() >= limits::kFormulaDiagnostics) return false;
    for (std::size_t open = depth_ - depth; token_.kind != TokenKind::kEnd && token_.kind != TokenKind::kBad; advance()) {
      const bool ends = token_.kind == TokenKind::kClose || token_.kind == TokenKind::kComma;
      if (open == 0 && ends) {
        depth_ = depth;
        return true;
      }
      if (token_.kind == TokenKind::kOpen) ++open;
      if (token_.kind == TokenKind::kClose) --open;
    }
    return false;
  }

  Parsed finished(const Token& name, std::span<const NodeIndex> arguments) {
    advance();
    --depth_;
    return call(name.text, name.span, {name.span.begin, before_.span.end}, arguments);
  }

  NodeIndex call(std::string_view name, Span name_span, Span span, std::span<const NodeIndex> operands) {
    Node node;
    node.kind = NodeKind::kCall;
    node.name = name;
    node.name_span = name_span;
    node.span = span;
    return tree_.add(node, operands);
  }

  Tree& tree_;
  Lexer lexer_;
  Diagnostics& diagnostics_;
  Token before_;
  Token token_;
  std::size_t depth_ = 0;
};

}  // namespace

std::optional<Tree> parse(std::string_view source, Diagnostics& diagnostics) {
  if (const std::size_t valid = valid_utf8_prefix(source); valid != source.size()) {
    const Span byte{static_cast<std::uint32_t>(valid), static_cast<std::uint32_t>(valid + 1)};
    diagnostics.push_back({DiagnosticCode::kSyntax, byte, "Syntax error. The formula is not UTF-8 text.",
                           "Save the file as UTF-8."});
    return std::nullopt;
  }
  if (source.size() > limits::kFormulaCharacters && utf16_length(source) > limits::kFormulaCharacters) {
    const Span all{0, static_cast<std::uint32_t>(source.size())};
    diagnostics.push_back({DiagnosticCode::kTooLong, all,
                           join({"Formula is too long (", with_thousands(utf16_length(source)),
                                 " characters).  Maximum length is ", with_thousands(limits::kFormulaCharacters),
                                 " characters"}),
                           "Move a part of it into a formula field."});
    return std::nullopt;
  }
  Tree tree(source);
  if (!Parser(tree, diagnostics).formula()) return std::nullopt;
  return tree;
}

}  // namespace presave::syntax
