// Text: case, characters, conversion, encoding, and the rows of the whole group. Searching, cutting and
// padding are in text_parts.cpp.
#include <algorithm>
#include <string>
#include <variant>

#include "engine/base/join.h"
#include "engine/functions/encode.h"
#include "engine/functions/make_text.h"
#include "engine/functions/name_order.h"
#include "engine/functions/numbers.h"
#include "engine/functions/registry.h"
#include "engine/functions/text_parts.h"
#include "engine/regex/regex.h"
#include "engine/value/case_mapping.h"
#include "engine/value/spelling.h"
#include "engine/value/utf16.h"

namespace presave::functions {

/// The values selected in a multi-select picklist, separated by ";".
struct Selection {
  Text values;
};
template <>
struct Spelled<Selection> {
  static constexpr Type kType = Type::kMultiPicklist;
  static Selection of(const Value& value) { return {value.text()}; }
};

namespace {

// --- Case and characters ---

CaseLocale locale_named(OptionalText name) { return name ? case_locale(name->view()) : CaseLocale::kRoot; }

Answer<Text> upper(Arena& arena, Text text) { return join(arena, {to_upper(text.view())}); }
Answer<Text> upper_in(Arena& arena, Text text, OptionalText locale) {
  return join(arena, {to_upper(text.view(), locale_named(locale))});
}
Answer<Text> lower(Arena& arena, Text text) { return join(arena, {to_lower(text.view())}); }
Answer<Text> lower_in(Arena& arena, Text text, OptionalText locale) {
  return join(arena, {to_lower(text.view(), locale_named(locale))});
}
Answer<Text> initial_capitals(Arena& arena, Text text) { return join(arena, {to_initcap(text.view())}); }

Decimal code_of_first(Text text) {
  std::size_t at = 0;
  return Decimal::from_int(static_cast<std::int64_t>(decode_utf8(text.view(), at)));
}

Answer<Text> character(Arena& arena, const Decimal& code) {
  const std::int32_t value = whole(code);
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (code.is_zero() || value < 0 || value > 0x10FFFF || surrogate) return {};
  char bytes[4];
  const std::size_t size = encode_utf8(static_cast<char32_t>(value), bytes);
  return join(arena, {std::string_view(bytes, size)});
}

// --- Conversion ---

Answer<Decimal> number_of_text(Text text) {
  const std::optional<Decimal> number = Decimal::parse(text.view());
  if (!number) return EvalFault::kInvalidNumber;
  return *number;
}

bool is_number(OptionalText text) { return text && Decimal::parse(text->view()).has_value(); }
bool api_is_number(Text text) { return is_number(text); }

Answer<Text> text_of_number(Arena& arena, const Decimal& number) {
  char digits[Decimal::kMaxChars];
  return join(arena, {std::string_view(digits, number.write(digits))});
}
// The API leaves out the zero before the point.
Answer<Text> api_text_of_number(Arena& arena, const Decimal& number) {
  char digits[Decimal::kMaxChars];
  const std::string_view all(digits, number.write(digits));
  const std::string_view sign = all.substr(0, all.starts_with('-') ? 1 : 0);
  const std::string_view rest = all.substr(sign.size());
  return join(arena, {sign, rest.starts_with("0.") ? rest.substr(1) : rest});
}
Answer<Text> text_of_date(Arena& arena, Date date) { return join(arena, {format_date(date.days)}); }
Answer<Text> text_of_instant(Arena& arena, DateTime instant) {
  return join(arena, {format_datetime_as_text(instant.ms)});
}
Answer<Text> api_text_of_instant(Arena& arena, std::optional<DateTime> instant) {
  return instant ? text_of_instant(arena, *instant) : join(arena, {"Z"});
}
Answer<Text> text_of_time(Arena& arena, Time time) { return join(arena, {format_time(time.ms)}); }

EvalFault fault_of(const RegexError& error) {
  return error.kind == RegexError::Kind::kSyntax ? EvalFault::kBadRegex : EvalFault::kNotSupported;
}

// The sentence of the fault that the pattern would be at run time, and what exactly is wrong.
std::optional<PatternFlaw> flaw_of_pattern(std::string_view pattern) {
  const auto compiled = Regex::compile(pattern);
  const auto* error = std::get_if<RegexError>(&compiled);
  if (!error) return std::nullopt;
  const std::string_view sentence = entry_of(fault_of(*error)).sentence;
  const std::size_t character = utf16_length(pattern.substr(0, error->position)) + 1;
  return PatternFlaw{error->kind != RegexError::Kind::kSyntax, error->position,
                     presave::join({sentence.substr(0, sentence.size() - 1), ": ", error->message, ", at character ",
                                    std::to_string(character), " of the pattern."})};
}

// For patterns that come from the record. One that stands in the formula is compiled with it: see Op::kMatch.
Answer<bool> matches_pattern(Meter* meter, OptionalText text, OptionalText pattern) {
  constexpr std::uint64_t kStepsOfCompiling = 500;
  constexpr std::uint64_t kStepsOfByte = 50;
  if (meter) meter->spend(kStepsOfCompiling + (pattern ? pattern->view().size() * kStepsOfByte : 0));
  const auto compiled = Regex::compile(pattern ? pattern->view() : std::string_view());
  if (const auto* error = std::get_if<RegexError>(&compiled)) return fault_of(*error);
  switch (std::get_if<Regex>(&compiled)->matches(text ? text->view() : std::string_view(), meter)) {
    case Regex::Match::kYes:
      return true;
    case Regex::Match::kNo:
      return false;
    case Regex::Match::kTooComplex:
      break;
  }
  return EvalFault::kRegexTooComplex;
}

// The three characters that make a record id of 15 characters safe where case is lost: each tells which of
// five characters are upper case.
Answer<Text> case_safe_id(Arena& arena, Text id) {
  constexpr std::size_t kShortId = 15;
  constexpr std::size_t kBlock = 5;
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
  if (id.size != kShortId) return id;
  char suffix[kShortId / kBlock];
  for (std::size_t block = 0; block < std::size(suffix); ++block) {
    std::size_t bits = 0;
    for (std::size_t i = 0; i < kBlock; ++i) {
      const char c = id.view()[block * kBlock + i];
      if (c >= 'A' && c <= 'Z') bits |= std::size_t{1} << i;
    }
    suffix[block] = kDigits[bits];
  }
  return join(arena, {id.view(), std::string_view(suffix, std::size(suffix))});
}

Decimal selected_count(std::optional<Selection> selection) {
  if (!selection) return Decimal();
  const std::string_view values = selection->values.view();
  return Decimal::from_int(std::count(values.begin(), values.end(), ';') + 1);
}

Answer<Text> html_encoded(Arena& arena, Text text) { return join(arena, {encode_html(text.view())}); }
Answer<Text> javascript_encoded(Arena& arena, Text text) {
  return join(arena, {encode_javascript(text.view())});
}
Answer<Text> javascript_in_html_encoded(Arena& arena, Text text) {
  return join(arena, {encode_javascript(encode_html(text.view()))});
}
Answer<Text> url_encoded(Arena& arena, Text text) { return join(arena, {encode_url(text.view())}); }

constexpr LiteralRule kPatternLiteral[] = {
    {.operand = 1, .expected = "a regular expression", .flaw_of_pattern = flaw_of_pattern}};

constexpr Row kRows[] = {
    {.name = "ASCII",
     .doc = "The code point of the first character.",
     .example = "ASCII(\"A\")",
     .result = "65",
     .overloads = kOverloads<code_of_first>},
    {.name = "BEGINS",
     .doc = "TRUE when the text begins with the other text; a blank start is always found.",
     .example = "BEGINS(\"Spring intake\", \"Spring\")",
     .result = "true",
     .overloads = kOverloads<begins_with>},
    {.name = "CASESAFEID",
     .doc = "A record id of 15 characters in its form of 18, which survives loss of case.",
     .example = "CASESAFEID(\"0033z00002f6o3T\")",
     .result = "0033z00002f6o3TAAQ",
     .overloads = kOverloads<case_safe_id>},
    {.name = "CHR",
     .doc = "The character of a code point; blank when there is none.",
     .example = "CHR(65)",
     .result = "A",
     .overloads = kOverloads<character>},
    {.name = "CONTAINS",
     .doc = "TRUE when the text contains the other text; a blank part is always found.",
     .example = "CONTAINS(\"Spring intake\", \"ring\")",
     .result = "true",
     .overloads = kOverloads<contains_text>},
    {.name = "FIND",
     .doc = "The position of one text in another, from 1, from an optional start on; 0 when it is not there.",
     .example = "FIND(\"o\", \"Hello World\", 6)",
     .result = "8",
     .overloads = kOverloads<find_text, find_text_from>,
     .api_overloads = kOverloads<find_text, api_find_text_from>},
    {.name = "HTMLENCODE",
     .doc = "The text made safe for HTML.",
     .example = "HTMLENCODE(\"<b>\")",
     .result = "&lt;b&gt;",
     .overloads = kOverloads<html_encoded>,
     .availability = Availability::kButtonsOnly},
    {.name = "INITCAP",
     .doc = "Each word with a capital first letter, the rest in lower case.",
     .example = "INITCAP(\"hello wORLD o'neil\")",
     .result = "Hello World O'Neil",
     .overloads = kOverloads<initial_capitals>},
    {.name = "ISNUMBER",
     .doc = "TRUE when VALUE would read the text as a number.",
     .example = "ISNUMBER(\"1,234\")",
     .result = "false",
     .overloads = kOverloads<is_number>,
     .api_overloads = kOverloads<api_is_number>,
     .null_literal = false},
    {.name = "JSENCODE",
     .doc = "The text made safe for a JavaScript string.",
     .example = "JSENCODE(\"it's\")",
     .result = "it\\'s",
     .overloads = kOverloads<javascript_encoded>,
     .availability = Availability::kButtonsOnly,
     .null_literal = false},
    {.name = "JSINHTMLENCODE",
     .doc = "The text made safe for JavaScript inside an HTML attribute.",
     .example = "JSINHTMLENCODE(\"<b>\")",
     .result = "&lt;b&gt;",
     .overloads = kOverloads<javascript_in_html_encoded>,
     .availability = Availability::kButtonsOnly},
    {.name = "LEFT",
     .doc = "The first characters of a text.",
     .example = "LEFT(\"Hello\", 3)",
     .result = "Hel",
     .overloads = kOverloads<left>},
    {.name = "LEN",
     .doc = "The number of characters; 0 for a blank text.",
     .example = "LEN(\"Hello\")",
     .result = "5",
     .overloads = kOverloads<length>},
    {.name = "LOWER",
     .doc = "The text in lower case, in an optional locale.",
     .example = "LOWER(\"Hello\")",
     .result = "hello",
     .overloads = kOverloads<lower, lower_in>},
    {.name = "LPAD",
     .doc =
         "The text filled up on its left side to a length, with blanks or another text; longer text is cut.",
     .example = "LPAD(\"7\", 3, \"0\")",
     .result = "007",
     .overloads = kOverloads<pad_left, pad_left_with>,
     .api_overloads = kOverloads<pad_left, api_pad_left_with>},
    {.name = "MID",
     .doc = "Characters from the middle of a text: from a position, so many.",
     .example = "MID(\"Hello\", 2, 3)",
     .result = "ell",
     .overloads = kOverloads<middle>},
    {.name = "PICKLISTCOUNT",
     .doc = "The number of values selected in a multi-select picklist.",
     .example = "",
     .result = "",
     .overloads = kOverloads<selected_count>},
    {.name = "REGEX",
     .doc = "TRUE when a regular expression of Java's dialect matches the whole text.",
     .example = "REGEX(\"415-555-0100\", \"\\\\d{3}-\\\\d{3}-\\\\d{4}\")",
     .result = "true",
     .overloads = kOverloads<matches_pattern>,
     .availability = Availability::kChangesOnly,
     .form = Form::kMatch,
     .signature = "REGEX(Text, Text) -> Boolean",
     .null_literal = false,
     .literals = kPatternLiteral},
    {.name = "REVERSE",
     .doc = "The characters in reverse order.",
     .example = "REVERSE(\"abc\")",
     .result = "cba",
     .overloads = kOverloads<reverse>},
    {.name = "RIGHT",
     .doc = "The last characters of a text.",
     .example = "RIGHT(\"Hello\", 3)",
     .result = "llo",
     .overloads = kOverloads<right>,
     .api_overloads = kOverloads<api_right>},
    {.name = "RPAD",
     .doc =
         "The text filled up on its right side to a length, with blanks or another text; longer text is cut.",
     .example = "RPAD(\"7\", 3, \"0\")",
     .result = "700",
     .overloads = kOverloads<pad_right, pad_right_with>,
     .api_overloads = kOverloads<pad_right, api_pad_right_with>},
    {.name = "SUBSTITUTE",
     .doc = "The text with each occurrence of a part replaced; a blank replacement removes it.",
     .example = "SUBSTITUTE(\"a-b-c\", \"-\", \"+\")",
     .result = "a+b+c",
     .overloads = kOverloads<substitute>,
     .api_overloads = kOverloads<api_substitute>},
    {.name = "TEXT",
     .doc = "A number, date, date/time, time or picklist value as text.",
     .example = "TEXT(DATE(2026, 3, 1))",
     .result = "2026-03-01",
     .overloads = kOverloads<text_of_number, text_of_date, text_of_instant, text_of_time>,
     .api_overloads = kOverloads<api_text_of_number, text_of_date, api_text_of_instant, text_of_time>,
     .form = Form::kTextOf,
     .signature = "TEXT(Number, Date, DateTime, Time or Picklist) -> Text"},
    {.name = "TRIM",
     .doc = "The text without blanks at both ends.",
     .example = "TRIM(\"  a b \")",
     .result = "a b",
     .overloads = kOverloads<trim>},
    {.name = "UPPER",
     .doc = "The text in upper case, in an optional locale.",
     .example = "UPPER(\"Hello\")",
     .result = "HELLO",
     .overloads = kOverloads<upper, upper_in>},
    {.name = "URLENCODE",
     .doc = "The text made safe for a URL.",
     .example = "URLENCODE(\"a b&c\")",
     .result = "a+b%26c",
     .overloads = kOverloads<url_encoded>,
     .availability = Availability::kButtonsOnly},
    {.name = "VALUE",
     .doc = "The number that a text spells; a fault when it spells none.",
     .example = "VALUE(\"12.50\")",
     .result = "12.5",
     .overloads = kOverloads<number_of_text>},
};
static_assert(in_name_order(kRows));

}  // namespace

std::span<const Row> text_rows() { return kRows; }

}  // namespace presave::functions
