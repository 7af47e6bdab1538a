// The words of a formula.
#pragma once

#include <string_view>

#include "engine/syntax/diagnostic.h"

namespace presave::syntax {

enum class TokenKind : std::uint8_t {
  kEnd, kNumber, kString, kIdentifier,
  kOperator,   ///< binary or prefix, spelled in its canonical form: "=" for "==", "<>" for "!="
  kOpen, kClose, kComma,
  kBraceOpen,  ///< "{!"
  kBraceClose,
  kBad,        ///< not of this language; Lexer::complaint says why
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  Span span;
  std::string_view text;  ///< the source text; for operators the canonical spelling
};

/// Cuts a formula into tokens, one at a time. Blanks and comments stand between tokens and are skipped.
class Lexer {
 public:
  explicit Lexer(std::string_view source) : source_(source) {}
  Token next();
  /// Why the last token was kBad.
  const Diagnostic& complaint() const { return complaint_; }

 private:
  bool skip_blanks();
  Token number();
  Token string();
  Token identifier();
  Token symbol();
  Token token(TokenKind kind, std::size_t length);
  Token bad(std::size_t length, std::string message, std::string hint = {});
  Token foreign_character();
  char at(std::size_t offset) const { return offset < source_.size() ? source_[offset] : '\0'; }

  std::string_view source_;
  std::size_t position_ = 0;
  Diagnostic complaint_{};
};

}  // namespace presave::syntax
