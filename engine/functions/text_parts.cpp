#include "engine/functions/text_parts.h"

#include <string.h>  // memmem is not in <cstring>'s namespace

#include <algorithm>

#include "engine/base/limits.h"
#include "engine/functions/numbers.h"
#include "engine/value/utf16.h"

namespace presave::functions {
namespace {

constexpr std::size_t kNotFound = std::string_view::npos;

// memmem and not string_view::find: it is linear for every pair of texts, and both may come from a hostile
// record.
std::size_t find_bytes(std::string_view text, std::string_view part, std::size_t from) {
  if (from > text.size()) return kNotFound;
  const void* found = memmem(text.data() + from, text.size() - from, part.data(), part.size());
  return found ? static_cast<std::size_t>(static_cast<const char*>(found) - text.data()) : kNotFound;
}

// The byte offset of the `units`-th UTF-16 unit, or of the next character when that unit is half of one.
std::size_t offset_not_before(std::string_view text, std::size_t units) {
  std::size_t offset = utf16_offset(text, units);
  if (offset < text.size() && utf16_units_before(text, offset) < units) decode_utf8(text, offset);
  return offset;
}

std::size_t count_of(const Decimal& number) { return static_cast<std::size_t>(std::max(whole(number), 0)); }

// Writes pieces into memory that was measured for them.
class Filler {
 public:
  explicit Filler(char* start) : at_(start) {}
  void put(std::string_view piece) {
    if (!piece.empty()) memcpy(at_, piece.data(), piece.size());
    at_ += piece.size();
  }

 private:
  char* at_;
};

enum class Side { kLeft, kRight };

Answer<Text> padded(Arena& arena, Text text, const Decimal& wanted_length, std::string_view pad, Side side) {
  const std::size_t wanted = count_of(wanted_length);
  const std::size_t units = utf16_length(text.view());
  if (wanted <= units) return Text(utf16_substring(text.view(), 0, wanted));
  if (wanted > limits::kTextBytes) return EvalFault::kTextTooLong;  // each unit takes a byte or more
  const std::size_t missing = wanted - units;
  const std::size_t pad_units = utf16_length(pad);
  const std::size_t copies = missing / pad_units;
  const std::string_view rest = utf16_substring(pad, 0, missing % pad_units);
  const std::size_t size = copies * pad.size() + rest.size() + text.size;
  char* const start = arena.take(size);
  if (!start) return EvalFault::kTextTooLong;
  Filler filler(start);
  if (side == Side::kRight) filler.put(text.view());
  for (std::size_t i = 0; i < copies; ++i) filler.put(pad);
  filler.put(rest);
  if (side == Side::kLeft) filler.put(text.view());
  return Text(std::string_view(start, size));
}

// Salesforce pads with this word where the padding is blank. Surprising, but it decides what a rule says.
constexpr std::string_view kPaddingOfBlank = "null";

std::string_view padding(OptionalText pad) { return pad ? pad->view() : kPaddingOfBlank; }

std::size_t occurrences(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = find_bytes(text, part, 0); at != kNotFound;
       at = find_bytes(text, part, at + part.size())) {
    ++count;
  }
  return count;
}

}  // namespace

std::optional<bool> begins_with(OptionalText text, OptionalText start) {
  if (!start) return true;
  if (!text) return std::nullopt;
  return text->view().substr(0, start->size) == start->view();
}

std::optional<bool> contains_text(OptionalText text, OptionalText part) {
  if (!part) return true;
  if (!text) return std::nullopt;
  return find_bytes(text->view(), part->view(), 0) != kNotFound;
}

Answer<Decimal> find_text_from(OptionalText part, OptionalText text, std::optional<Decimal> start) {
  if (!part || !text) return Decimal();
  if (!start) return EvalFault::kNullArgument;
  const std::string_view all = text->view();
  const std::size_t skipped = std::max(count_of(*start), std::size_t{1}) - 1;
  const std::size_t offset = find_bytes(all, part->view(), offset_not_before(all, skipped));
  if (offset == kNotFound) return Decimal();
  return Decimal::from_int(static_cast<std::int64_t>(utf16_units_before(all, offset)) + 1);
}

Answer<Decimal> find_text(OptionalText part, OptionalText text) {
  return find_text_from(part, text, Decimal::from_int(1));
}

Answer<Decimal> api_find_text_from(OptionalText part, OptionalText text, std::optional<Decimal> start) {
  return start ? find_text_from(part, text, start) : Answer<Decimal>(Decimal());
}

Decimal length(OptionalText text) {
  return text ? Decimal::from_int(static_cast<std::int64_t>(utf16_length(text->view()))) : Decimal();
}

Text left(Text text, const Decimal& count) { return Text(utf16_substring(text.view(), 0, count_of(count))); }

Text right(Text text, const Decimal& count) {
  const std::size_t all = utf16_length(text.view());
  const std::size_t units = std::min(count_of(count), all);
  return Text(utf16_substring(text.view(), all - units, units));
}

Text api_right(Text text, const Decimal& count) { return count.is_integer() ? right(text, count) : Text(); }

Text middle(Text text, const Decimal& start, const Decimal& count) {
  // A start of 3.5 is past the end of three characters: it is compared before it is cut.
  if (start > length(text)) return Text();
  const std::size_t first = std::max(count_of(start), std::size_t{1}) - 1;
  return Text(utf16_substring(text.view(), first, count_of(count)));
}

Text trim(Text text) {
  std::string_view rest = text.view();
  while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
  while (!rest.empty() && rest.back() == ' ') rest.remove_suffix(1);
  return Text(rest);
}

Answer<Text> pad_left(Arena& arena, Text text, const Decimal& wanted) {
  return padded(arena, text, wanted, " ", Side::kLeft);
}

Answer<Text> pad_left_with(Arena& arena, Text text, const Decimal& wanted, OptionalText pad) {
  return padded(arena, text, wanted, padding(pad), Side::kLeft);
}

Answer<Text> pad_right(Arena& arena, Text text, const Decimal& wanted) {
  return padded(arena, text, wanted, " ", Side::kRight);
}

Answer<Text> pad_right_with(Arena& arena, Text text, const Decimal& wanted, OptionalText pad) {
  return padded(arena, text, wanted, padding(pad), Side::kRight);
}

Answer<Text> api_pad_left_with(Arena& arena, Text text, const Decimal& wanted, Text pad) {
  return pad_left_with(arena, text, wanted, pad);
}

Answer<Text> api_pad_right_with(Arena& arena, Text text, const Decimal& wanted, Text pad) {
  return pad_right_with(arena, text, wanted, pad);
}

Answer<Text> api_substitute(Arena& arena, Text text, OptionalText part, OptionalText replacement) {
  return part ? substitute(arena, text, *part, replacement) : Answer<Text>(text);
}

Answer<Text> substitute(Arena& arena, Text text, Text part, OptionalText replacement) {
  const std::string_view all = text.view();
  const std::string_view fresh = replacement ? replacement->view() : std::string_view();
  const std::size_t count = occurrences(all, part.view());
  if (count == 0) return text;
  // A text of at most 4 MiB with as many occurrences of a replacement as long stays far within 64 bits,
  // not 32.
  const std::uint64_t size = all.size() - count * part.size + std::uint64_t{count} * fresh.size();
  if (size == 0) return {};
  char* const start = size > limits::kTextBytes ? nullptr : arena.take(static_cast<std::size_t>(size));
  if (!start) return EvalFault::kTextTooLong;
  Filler filler(start);
  std::size_t done = 0;
  for (std::size_t at = find_bytes(all, part.view(), 0); at != kNotFound;
       at = find_bytes(all, part.view(), done)) {
    filler.put(all.substr(done, at - done));
    filler.put(fresh);
    done = at + part.size;
  }
  filler.put(all.substr(done));
  return Text(std::string_view(start, static_cast<std::size_t>(size)));
}

Answer<Text> reverse(Arena& arena, Text text) {
  const std::string_view characters = text.view();
  char* const start = arena.take(characters.size());
  if (!start) return EvalFault::kTextTooLong;
  char* out = start + characters.size();
  for (std::size_t at = 0; at < characters.size();) {
    const std::size_t from = at;
    decode_utf8(characters, at);
    out -= at - from;
    memcpy(out, characters.data() + from, at - from);
  }
  return Text(std::string_view(start, characters.size()));
}

}  // namespace presave::functions
