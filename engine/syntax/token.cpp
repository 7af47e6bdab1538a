#include "engine/syntax/token.h"

#include <array>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/join.h"

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

// Characters that come along when a formula is copied from a document or a web page.
struct Foreign {
  std::string_view bytes;
  std::string_view hint;
};
constexpr std::string_view kStraightQuotes = "Replace the typographic quotes by straight ones (\").";
constexpr std::array kForeign = {
    Foreign{"\xE2\x80\x9C", kStraightQuotes}, Foreign{"\xE2\x80\x9D", kStraightQuotes},
    Foreign{"\xE2\x80\x9E", kStraightQuotes}, Foreign{"\xE2\x80\x98", kStraightQuotes},
    Foreign{"\xE2\x80\x99", kStraightQuotes},
    Foreign{"\xC2\xA0", "Replace the no-break space by an ordinary space."},
    Foreign{"\xE2\x80\x8B", "Delete the invisible zero-width space here."},
    Foreign{"\xE2\x80\x93", "Replace the dash by a minus sign (-)."},
    Foreign{"\xE2\x80\x94", "Replace the dash by a minus sign (-)."},
};

std::size_t utf8_length(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte < 0x80) return 1;
  if (byte < 0xE0) return 2;
  return byte < 0xF0 ? 3 : 4;
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
      return bad(2, "Syntax error", "A backslash in a text must be doubled: write \\\\d for the regex \\d.");
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
  for (const Foreign& foreign : kForeign) {
    if (rest.starts_with(foreign.bytes)) return bad(foreign.bytes.size(), "Syntax error", std::string(foreign.hint));
  }
  const std::size_t length = std::min(utf8_length(rest[0]), rest.size());
  std::string hint;
  if (rest[0] == '[') hint = "Write the field name alone: [Object].Field belongs to Process Builder.";
  if (rest[0] == '%') hint = "There is no % operator: use MOD(a, b), or divide by 100.";
  std::string message = join({"Syntax error.  Found '", rest.substr(0, length), "'"});
  return bad(length, std::move(message), std::move(hint));
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
