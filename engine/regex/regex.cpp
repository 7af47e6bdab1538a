// From pattern to program, and from UTF-8 to characters.
#include "engine/regex/regex.h"

#include <vector>

#include "engine/base/limits.h"
#include "engine/regex/emit.h"
#include "engine/regex/matcher.h"
#include "engine/regex/parser.h"
#include "engine/regex/utf8_text.h"

namespace presave {
namespace {

/// Decodes `text` into `out`, which has room for one character a byte; returns how many there are.
std::size_t decode_all(std::string_view text, char32_t* out) {
  std::size_t count = 0;
  for (std::size_t offset = 0; offset < text.size();) out[count++] = regex::decode(text, offset);
  return count;
}

}  // namespace

std::variant<Regex, RegexError> Regex::compile(std::string_view pattern) {
  if (pattern.size() > limits::kRegexPatternBytes) {
    return RegexError{RegexError::Kind::kTooLarge, limits::kRegexPatternBytes, "The pattern is too long"};
  }
  std::variant<regex::Tree, RegexError> parsed = regex::Parser(pattern).parse();
  if (auto* error = std::get_if<RegexError>(&parsed)) return std::move(*error);
  return Regex(std::make_shared<const regex::Program>(regex::emit(std::get<regex::Tree>(parsed))));
}

Regex::Match Regex::matches(std::string_view text, Meter* meter) const {
  constexpr std::size_t kInPlace = 256;  // most fields: no allocation
  char32_t in_place[kInPlace];
  std::vector<char32_t> heap;
  char32_t* characters = in_place;
  if (text.size() > kInPlace) {
    heap.resize(text.size());
    characters = heap.data();
  }
  const std::size_t length = decode_all(text, characters);
  if (meter) meter->spend(text.size());
  if (length < program_->min_length ||
      (length > program_->max_length && program_->max_length != regex::kUnlimited)) {
    return Match::kNo;
  }
  regex::Matcher matcher(*program_, characters, length);
  const Match match = matcher.run();
  if (meter) meter->spend(matcher.spent());
  return match;
}

}  // namespace presave
