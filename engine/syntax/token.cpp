#include "engine/syntax/token.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/join.h"
#include "engine/syntax/traps.h"

namespace presave::syntax {
namespace {

constexpr bool starts_identifier(char c) { return is_letter(c) || c == '$'; }
constexpr bool continues_identifier(char c) {
  return is_letter(c) || is_digit(c) || c == '$' || c == '_' || c == ':' || c == '.' || c == '#';
}

struct Symbol {
  std::string_view spelling;
  TokenKind kind;
  std::string_view canonical;
};

// Longest first where one begins another.
constexpr std::array kSymbols = {
    Symbol{"||", TokenKind::kOperator, "||"}, Symbol{"&&", TokenKind::kOperator, "&&"},
    Symbol{"==", TokenKind::kOperator, "="},  Symbol{"<>", TokenKind::kOperator, "<>"},
    Symbol{"!=", TokenKind::kOperator, "<>"}, Symbol{"<=", TokenKind::kOperator, "<="},
    Symbol{">=", TokenKind::kOperator, ">="}, Symbol{"{!", TokenKind::kBraceOpen, "{!"},
    Symbol{"=", TokenKind::kOperator, "="},   Symbol{"<", TokenKind::kOperator, "<"},
    Symbol{">", TokenKind::kOperator, ">"},   Symbol{"+", TokenKind::kOperator, "+"},
    Symbol{"-", TokenKind::kOperator, "-"},   Symbol{"&", TokenKind::kOperator, "&"},
    Symbol{"*", TokenKind::kOperator, "*"},   Symbol{"/", TokenKind::kOperator, "/"},
    Symbol{"^", TokenKind::kOperator, "^"},   Symbol{"!", TokenKind::kOperator, "NOT"},
    Symbol{"(", TokenKind::kOpen, "("},       Symbol{")", TokenKind::kClose, ")"},
    Symbol{",", TokenKind::kComma, ","},      Symbol{"}", TokenKind::kBraceClose, "}"},
};

std::size_t utf8_length(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte < 0x80) return 1;
  if (byte < 0xE0) return 2;
  return byte < 0xF0 ? 3 : 4;
}

// For the character behind a single backslash.
std::string backslash_hint(std::string_view rest) {
  const std::string_view escaped = rest.empty() ? rest : rest.substr(0, std::min(utf8_length(rest[0]), rest.size()));
  return join({"A backslash in a text must be doubled: write \\\\", escaped, " for the regex \\", escaped, "."});
}

}  // namespace

Token Lexer::next() {
  if (!skip_blanks()) return bad(2, "Syntax error. Unterminated comment", "Close the comment with */.");
  const char c = at(position_);
  if (position_ >= source_.size()) return token(TokenKind::kEnd, 0);
  if (is_digit(c)) return number();
  if (c == '"' || c == '\'') return string();
  if (starts_identifier(c)) return identifier();
  return symbol();
}

// False where a comment does not end.
bool Lexer::skip_blanks() {
  for (;;) {
    const char c = at(position_);
    if (c == ' ' || c == '\t' || c == '\f' || c == '\r' || c == '\n') {
      ++position_;
    } else if (c == '/' && at(position_ + 1) == '*') {
      const std::size_t end = source_.find("*/", position_ + 2);
      if (end == std::string_view::npos) return false;
      position_ = end + 2;
    } else {
      return true;
    }
  }
}

Token Lexer::number() {
  std::size_t end = position_;
  while (is_digit(at(end))) ++end;
  if (at(end) == '.' && is_digit(at(end + 1))) {
    ++end;
    while (is_digit(at(end))) ++end;
  }
  return token(TokenKind::kNumber, end - position_);
}

Token Lexer::string() {
  const char quote = at(position_);
  for (std::size_t end = position_ + 1; end < source_.size(); ++end) {
    const char c = source_[end];
    if (c == quote) return token(TokenKind::kString, end + 1 - position_);
    if (c == '\n' || c == '\r') break;
    if (c != '\\') continue;
    const char escaped = at(++end);
    if (escaped == '\0' || std::string_view("nrtNRT\"'\\").find(escaped) == std::string_view::npos) {
      position_ = end - 1;
      return bad(2, "Syntax error", backslash_hint(source_.substr(end)));
    }
  }
  return bad(1, "Syntax error. Unterminated text", "Close the text with the same quote, on the same line.");
}

Token Lexer::identifier() {
  std::size_t end = position_;
  while (continues_identifier(at(end))) ++end;
  return token(TokenKind::kIdentifier, end - position_);
}

Token Lexer::symbol() {
  const std::string_view rest = source_.substr(position_);
  for (const Symbol& symbol : kSymbols) {
    if (!rest.starts_with(symbol.spelling)) continue;
    Token found = token(symbol.kind, symbol.spelling.size());
    found.text = symbol.canonical;
    return found;
  }
  return foreign_character();
}

Token Lexer::foreign_character() {
  const std::string_view rest = source_.substr(position_);
  const std::size_t length = std::min(utf8_length(rest[0]), rest.size());
  // Salesforce names only what is printable everywhere.
  std::string message = length == 1 ? join({"Syntax error.  Found '", rest.substr(0, 1), "'"}) : "Syntax error";
  return bad(length, std::move(message), std::string(hint_for_character(rest)));
}

Token Lexer::token(TokenKind kind, std::size_t length) {
  const Span span{static_cast<std::uint32_t>(position_), static_cast<std::uint32_t>(position_ + length)};
  Token made{kind, span, source_.substr(position_, length)};
  position_ += length;
  return made;
}

Token Lexer::bad(std::size_t length, std::string message, std::string hint) {
  Token made = token(TokenKind::kBad, std::min(length, source_.size() - position_));
  complaint_ = {DiagnosticCode::kSyntax, made.span, std::move(message), std::move(hint)};
  return made;
}

}  // namespace presave::syntax
