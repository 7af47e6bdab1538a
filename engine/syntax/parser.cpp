#include "engine/syntax/parser.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/ascii.h"
#include "engine/base/join.h"
#include "engine/base/limits.h"
#include "engine/syntax/precedence.h"
#include "engine/syntax/token.h"
#include "engine/value/utf16.h"

namespace presave::syntax {
namespace {

bool is_word(const Token& token, std::string_view word) {
  return token.kind == TokenKind::kIdentifier && compare_ascii_nocase(token.text, word) == 0;
}

// Only \" and \\ are translated; \n, \t, \r and \' stay two characters (a regex reads them as escapes).
std::string unescaped(std::string_view quoted) {
  const std::string_view inner = quoted.substr(1, quoted.size() - 2);
  std::string out;
  out.reserve(inner.size());
  for (std::size_t i = 0; i < inner.size(); ++i) {
    if (inner[i] == '\\' && (inner[i + 1] == '"' || inner[i + 1] == '\\')) ++i;
    else if (inner[i] == '\\') out += inner[i++];
    out += inner[i];
  }
  return out;
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
    last_end_ = token_.span.end;
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

  bool extra() {
    const bool plain = token_.kind == TokenKind::kIdentifier || token_.kind == TokenKind::kNumber;
    const std::string_view quote = plain ? "" : "'";
    std::string hint;
    if (is_word(token_, "OR") || is_word(token_, "AND")) {
      hint = "AND and OR are functions: write AND(a, b), or use && and ||.";
    }
    return fail(token_.span, join({"Syntax error. Extra ", quote, spelled(token_), quote}), std::move(hint));
  }

  bool found_instead() {
    const std::string found = token_.kind == TokenKind::kEnd ? "end of formula" : spelled(token_);
    return fail(token_.span, join({"Syntax error.  Found '", found, "'"}));
  }

  bool expect(TokenKind kind, std::string_view spelling) {
    if (token_.kind == kind) {
      advance();
      return true;
    }
    return fail(token_.span, join({"Syntax error.  Missing '", spelling, "'"}));
  }

  bool enter() {
    if (++depth_ <= limits::kFormulaDepth) return true;
    diagnostics_.push_back({DiagnosticCode::kTooDeep, token_.span,
                            join({"The formula is nested more than ", std::to_string(limits::kFormulaDepth), " levels deep."}),
                            "Move a part of it into a formula field."});
    return false;
  }

  Parsed expression(int lowest) {
    if (!enter()) return {};
    const std::uint32_t begin = token_.span.begin;  // a parenthesis before the left operand belongs to it
    Parsed left = prefix();
    while (left && token_.kind == TokenKind::kOperator) {
      const int level = binary_level(token_.text);
      if (level < lowest || level == 0) break;
      const Token op = token_;
      advance();
      const Parsed right = expression(level + 1);
      if (!right) return {};
      left = call(op.text, op.span, {begin, last_end_}, std::array{*left, *right});
    }
    --depth_;
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
      operand = call(name, sign.span, {sign.span.begin, last_end_}, std::array{*operand});
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
    advance();
    const Parsed inner = expression(kLowestLevel);
    if (!inner || !expect(close, spelling)) return {};
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
    advance();
    std::vector<NodeIndex> arguments;
    while (token_.kind != TokenKind::kClose || !arguments.empty()) {
      const Parsed argument = expression(kLowestLevel);
      if (!argument) return {};
      arguments.push_back(*argument);
      if (token_.kind != TokenKind::kComma) break;
      advance();
    }
    if (!expect(TokenKind::kClose, ")")) return {};
    --depth_;
    return call(name.text, name.span, {name.span.begin, last_end_}, arguments);
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
  Token token_;
  std::uint32_t last_end_ = 0;
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
