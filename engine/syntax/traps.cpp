#include "engine/syntax/traps.h"

#include <array>

#include "engine/base/ascii.h"
#include "engine/base/join.h"

namespace presave::syntax {
namespace {

struct Trap {
  std::string_view written;
  std::string_view hint;
};

constexpr std::string_view kStraightQuotes = "Replace the typographic quotes by straight ones (\").";
constexpr std::string_view kMinusSign = "Replace the dash by a minus sign (-).";
constexpr std::string_view kNoConditional = "There is no ?: operator: write IF(condition, a, b).";

// Characters of other languages, and those that come along when a formula is copied from a document.
constexpr std::array kCharacters = {
    Trap{"\xE2\x80\x9C", kStraightQuotes},
    Trap{"\xE2\x80\x9D", kStraightQuotes},
    Trap{"\xE2\x80\x9E", kStraightQuotes},
    Trap{"\xE2\x80\x98", kStraightQuotes},
    Trap{"\xE2\x80\x99", kStraightQuotes},
    Trap{"\xC2\xA0", "Replace the no-break space by an ordinary space."},
    Trap{"\xE2\x80\x8B", "Delete the invisible zero-width space here."},
    Trap{"\xE2\x80\x93", kMinusSign},
    Trap{"\xE2\x80\x94", kMinusSign},
    Trap{"\xE2\x89\xA4", "Write <= instead."},
    Trap{"\xE2\x89\xA5", "Write >= instead."},
    Trap{"\xE2\x89\xA0", "Write <> instead."},
    Trap{"[", "Write the field name alone: [Object].Field belongs to Process Builder."},
    Trap{"%", "There is no % operator: use MOD(a, b), or divide by 100."},
    Trap{"|", "Write || for \"or\"."},
    Trap{";", "Separate arguments by commas; a formula does not end with a semicolon."},
    Trap{"?", kNoConditional},
    Trap{":", kNoConditional},
    Trap{".", "Write a digit on both sides of a decimal point: 0.5, 5.0."},
    Trap{"_", "A name does not begin with an underscore."},
};

// Operators of other languages, which this one reads as two.
constexpr std::array kTwins = {
    Trap{"=>", "Write >= for \"greater or equal\"."},
    Trap{"=<", "Write <= for \"less or equal\"."},
    Trap{"===", "Write = to compare."},
    Trap{"!==", "Write <> to compare."},
    Trap{"><", "Write <> for \"not equal\"."},
    Trap{"&&&", "Write && for \"and\"."},
    Trap{"**", "Write ^ for a power."},
};

std::string_view written(const Stumble& stumble, const Token& token) {
  return stumble.source.substr(token.span.begin, token.span.end - token.span.begin);
}

bool is_word(const Token& token, std::string_view word) {
  return token.kind == TokenKind::kIdentifier && compare_ascii_nocase(token.text, word) == 0;
}

bool begins_operand(TokenKind kind) {
  return kind == TokenKind::kIdentifier || kind == TokenKind::kNumber || kind == TokenKind::kString ||
         kind == TokenKind::kOpen;
}

std::string infix_word_hint(const Token& token) {
  if (!is_word(token, "OR") && !is_word(token, "AND")) return {};
  return "AND and OR are functions: write AND(a, b), or use && and ||.";
}

}  // namespace

std::string hint_for_operand(const Stumble& stumble) {
  const auto [source, before, at] = stumble;
  if (before.kind == TokenKind::kComma && at.kind == TokenKind::kClose) {
    return "Delete the comma before the closing parenthesis.";
  }
  if (at.kind == TokenKind::kComma)
    return "An argument is missing before the comma: write NULL for \"nothing\".";
  const bool touching = before.span.end == at.span.begin;
  if (before.kind != TokenKind::kOperator || at.kind != TokenKind::kOperator || !touching) return {};
  for (const Trap& twin : kTwins) {
    if (source.substr(before.span.begin, twin.written.size()) == twin.written) return std::string(twin.hint);
  }
  return {};
}

std::string hint_for_close(const Stumble& stumble, std::string_view function) {
  if (std::string hint = infix_word_hint(stumble.at); !hint.empty()) return hint;
  if (stumble.at.kind == TokenKind::kComma)
    return "Parentheses without a function hold one value, and NOT is no function: write NOT(AND(a, b)).";
  if (!begins_operand(stumble.at.kind)) return {};
  return function.empty()
             ? "An operator is missing before this."
             : join({"A comma or an operator is missing before this argument of ", function, "."});
}

std::string hint_for_end(const Stumble& stumble) {
  if (std::string hint = infix_word_hint(stumble.at); !hint.empty()) return hint;
  if (stumble.at.kind == TokenKind::kClose) return "No parenthesis was opened for this one.";
  if (stumble.at.kind == TokenKind::kComma) {
    return "A comma separates arguments: is the function's name before the parenthesis missing?";
  }
  if (written(stumble, stumble.at) == "!") return "Write <> for \"not equal\".";
  if (!begins_operand(stumble.at.kind)) return {};
  if (stumble.before.kind == TokenKind::kIdentifier && stumble.at.kind == TokenKind::kIdentifier) {
    return "An operator is missing; or write the field's API name, which has no blanks: Start_Date__c.";
  }
  return "An operator is missing before this; texts are joined by &.";
}

std::string_view hint_for_character(std::string_view rest) {
  for (const Trap& trap : kCharacters) {
    if (rest.substr(0, trap.written.size()) == trap.written) return trap.hint;
  }
  return {};
}

}  // namespace presave::syntax
