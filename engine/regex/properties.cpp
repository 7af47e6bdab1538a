// Names are data: each row says of which general categories, further properties and ranges a class is made.
#include "engine/regex/properties.h"

#include <optional>
#include <string>

#include "engine/base/ascii.h"
#include "engine/regex/unicode.h"

namespace presave::regex {
namespace {

enum Further : unsigned {
  kOtherAlphabetic = 1,
  kOtherLowercase = 2,
  kOtherUppercase = 4,
  kIdeographic = 8,
  kNegated = 16,  ///< everything else
};

struct Recipe {
  std::string_view name;
  CategoryMask categories = 0;
  unsigned further = 0;
  std::u16string_view ranges{};  ///< pairs: first, last
};

using C = Category;
constexpr CategoryMask kCasedLetters = mask_of(C::kLu, C::kLl, C::kLt);
constexpr CategoryMask kMarks = mask_of(C::kMn, C::kMe, C::kMc);
constexpr CategoryMask kSpaces = mask_of(C::kZs, C::kZl, C::kZp);
constexpr CategoryMask kPunctuation = mask_of(C::kPd, C::kPs, C::kPe, C::kPc, C::kPo, C::kPi, C::kPf);
constexpr CategoryMask kAlphabetic = kLetters | mask_of(C::kNl);
constexpr CategoryMask kNoGraph = kSpaces | mask_of(C::kCc, C::kCs, C::kCn);
constexpr CategoryMask kIdentifierPart = kLetters | mask_of(C::kNl, C::kSc, C::kPc, C::kNd, C::kMc, C::kMn);
constexpr unsigned kAnyCase = kOtherLowercase | kOtherUppercase;
constexpr std::u16string_view kWhiteSpaceControls = u"\t\r\u0085\u0085";
constexpr std::u16string_view kJoiners = u"\u200C\u200D";
constexpr char16_t kNul[] = {0, 8, 0x0E, 0x1B, 0x7F, 0x9F};  // Character.isIdentifierIgnorable without Cf
constexpr std::u16string_view kIgnorable(kNul, 6);
constexpr char16_t kControlRanges[] = {0, 0x1F, 0x7F, 0x9F};
constexpr std::u16string_view kIsoControl(kControlRanges, 4);
constexpr char16_t kAsciiControlRanges[] = {0, 0x1F, 0x7F, 0x7F};
constexpr std::u16string_view kAsciiControl(kAsciiControlRanges, 4);
constexpr char16_t kAsciiRange[] = {0, 0x7F};
constexpr char16_t kLatin1Range[] = {0, 0xFF};

/// Names that are spelled exactly so.
constexpr Recipe kExact[] = {
    {"ASCII", 0, 0, {kAsciiRange, 2}},
    {"Alnum", 0, 0, u"azAZ09"},
    {"Alpha", 0, 0, u"azAZ"},
    {"Blank", 0, 0, u"  \t\t"},
    {"Cntrl", 0, 0, kAsciiControl},
    {"Digit", 0, 0, u"09"},
    {"Graph", 0, 0, u"!~"},
    {"L1", 0, 0, {kLatin1Range, 2}},
    {"LC", kCasedLetters},
    {"LD", kLetters | mask_of(C::kNd)},
    {"Lower", 0, 0, u"az"},
    {"Print", 0, 0, u" ~"},
    {"Punct", 0, 0, u"!/:@[`{~"},
    {"Space", 0, 0, u"\t\r  "},
    {"Upper", 0, 0, u"AZ"},
    {"XDigit", 0, 0, u"09afAF"},
    {"all", 0, kNegated},
    {"javaAlphabetic", kAlphabetic, kOtherAlphabetic},
    {"javaDefined", mask_of(C::kCn), kNegated},
    {"javaDigit", mask_of(C::kNd)},
    {"javaISOControl", 0, 0, kIsoControl},
    {"javaIdentifierIgnorable", mask_of(C::kCf), 0, kIgnorable},
    {"javaIdeographic", 0, kIdeographic},
    {"javaJavaIdentifierPart", kIdentifierPart | mask_of(C::kCf), 0, kIgnorable},
    {"javaJavaIdentifierStart", kLetters | mask_of(C::kNl, C::kSc, C::kPc)},
    {"javaLetter", kLetters},
    {"javaLetterOrDigit", kLetters | mask_of(C::kNd)},
    {"javaLowerCase", mask_of(C::kLl), kOtherLowercase},
    {"javaSpaceChar", kSpaces},
    {"javaTitleCase", mask_of(C::kLt)},
    {"javaUpperCase", mask_of(C::kLu), kOtherUppercase},
    // Character.isWhitespace: separators that break a line, and the controls around them.
    {"javaWhitespace", mask_of(C::kZl, C::kZp), 0,
     u"\t\r\u001C\u001F  \u1680\u1680\u2000\u2006\u2008\u200A\u205F\u205F\u3000\u3000"},
};

/// Unicode's properties after "Is", in any case; under (?U) the POSIX ones stand without "Is" too.
struct UnicodeRecipe {
  Recipe recipe;
  bool posix = false;
};
constexpr Recipe kHexDigit = {"hexdigit", mask_of(C::kNd), 0, u"afAF\uFF10\uFF19\uFF21\uFF26\uFF41\uFF46"};
constexpr UnicodeRecipe kUnicode[] = {
    {{"alnum", kAlphabetic | mask_of(C::kNd), kOtherAlphabetic}, true},
    {{"alpha", kAlphabetic, kOtherAlphabetic}, true},
    {{"alphabetic", kAlphabetic, kOtherAlphabetic}},
    {{"assigned", mask_of(C::kCn), kNegated}},
    {{"blank", mask_of(C::kZs), 0, u"\t\t"}, true},
    {{"cntrl", mask_of(C::kCc)}, true},
    {{"control", mask_of(C::kCc)}},
    {{"digit", mask_of(C::kNd)}, true},
    {{"graph", kNoGraph, kNegated}, true},
    {kHexDigit},
    {{"hex_digit", kHexDigit.categories, 0, kHexDigit.ranges}},
    {{"ideographic", 0, kIdeographic}},
    {{"joincontrol", 0, 0, kJoiners}},
    {{"join_control", 0, 0, kJoiners}},
    {{"letter", kLetters}},
    {{"lower", mask_of(C::kLl), kOtherLowercase}, true},
    {{"lowercase", mask_of(C::kLl), kOtherLowercase}},
    {{"print", (kNoGraph & ~mask_of(C::kZs)), kNegated}, true},
    {{"punct", kPunctuation}, true},
    {{"punctuation", kPunctuation}},
    {{"space", kSpaces, 0, kWhiteSpaceControls}, true},
    {{"titlecase", mask_of(C::kLt)}},
    {{"upper", mask_of(C::kLu), kOtherUppercase}, true},
    {{"uppercase", mask_of(C::kLu), kOtherUppercase}},
    {{"whitespace", kSpaces, 0, kWhiteSpaceControls}},
    {{"white_space", kSpaces, 0, kWhiteSpaceControls}},
    {{"word", kAlphabetic | kMarks | mask_of(C::kNd, C::kPc), kOtherAlphabetic, kJoiners}},
    {{"xdigit", kHexDigit.categories, 0, kHexDigit.ranges}, true},
};

/// Legal in Java, but not worth their tables here.
constexpr std::string_view kNotTabled[] = {"javaMirrored", "javaUnicodeIdentifierPart",
                                           "javaUnicodeIdentifierStart"};

CharSet cooked(const Recipe& recipe) {
  CharSet set = characters_of(recipe.categories);
  std::vector<CharRange> ranges;
  for (std::size_t i = 0; i + 1 < recipe.ranges.size(); i += 2) {
    ranges.push_back({recipe.ranges[i], recipe.ranges[i + 1]});
  }
  set = set.united(CharSet(std::move(ranges)));
  if ((recipe.further & kOtherAlphabetic) != 0) set = set.united(property_characters("otheralphabetic"));
  if ((recipe.further & kOtherLowercase) != 0) set = set.united(property_characters("otherlowercase"));
  if ((recipe.further & kOtherUppercase) != 0) set = set.united(property_characters("otheruppercase"));
  if ((recipe.further & kIdeographic) != 0) set = set.united(property_characters("ideographic"));
  return (recipe.further & kNegated) != 0 ? set.negated() : set;
}

/// Under (?i) upper, lower and title case mean all three.
CharSet cooked(Recipe recipe, bool ignore_case) {
  if (!ignore_case) return cooked(recipe);
  if (recipe.ranges == u"az" || recipe.ranges == u"AZ") recipe.ranges = u"azAZ";
  const bool one_case = recipe.categories != 0 && (recipe.categories & ~kCasedLetters) == 0;
  if (one_case) recipe.categories = kCasedLetters;
  // The categories Lu, Ll and Lt themselves never reach this: they have no further letters.
  if (one_case && recipe.name != "LC") recipe.further |= kAnyCase;
  return cooked(recipe);
}

/// "Lu" or "L": one category, or all that begin with a letter. 0 for what is neither.
CategoryMask category_mask(std::string_view name) {
  constexpr std::string_view kNames = "LuLlLtLmLoMnMeMcNdNlNoZsZlZpCcCfCsCoPdPsPePcPoPiPfSmScSkSoCn";
  CategoryMask mask = 0;
  for (std::size_t i = 0; i < kNames.size(); i += 2) {
    if (name == kNames.substr(i, 2) || name == kNames.substr(i, 1)) mask |= CategoryMask{1} << (i / 2);
  }
  return mask;
}

std::optional<CharSet> exact_property(std::string_view name, bool ignore_case) {
  if (CategoryMask mask = category_mask(name)) {
    if (ignore_case && name.size() == 2 && (mask & kCasedLetters) != 0) mask = kCasedLetters;
    return characters_of(mask);
  }
  for (const Recipe& recipe : kExact) {
    if (recipe.name == name) return cooked(recipe, ignore_case);
  }
  return std::nullopt;
}

std::optional<CharSet> unicode_property(std::string_view name, bool ignore_case, bool posix_only) {
  const std::string wanted = ascii_lower(name);
  for (const UnicodeRecipe& row : kUnicode) {
    if (row.recipe.name == wanted && (row.posix || !posix_only)) return cooked(row.recipe, ignore_case);
  }
  if (posix_only || (wanted != "noncharactercodepoint" && wanted != "noncharacter_code_point"))
    return std::nullopt;
  std::vector<CharRange> ranges = {{0xFDD0, 0xFDEF}};
  for (char32_t plane = 0; plane <= kLastCharacter; plane += 0x10000)
    ranges.push_back({plane + 0xFFFE, plane + 0xFFFF});
  return CharSet(std::move(ranges));
}

RegexError unknown(std::string message, RegexError::Kind kind = RegexError::Kind::kSyntax) {
  return RegexError{kind, 0, std::move(message)};
}

RegexError not_tabled(std::string_view name) {
  return unknown("Character property {" + std::string(name) + "} is unknown or not supported here",
                 RegexError::Kind::kUnsupported);
}

/// \p{name=value}
std::variant<CharSet, RegexError> keyed_property(std::string_view name, std::size_t equals,
                                                 bool ignore_case) {
  const std::string key = ascii_lower(name.substr(0, equals));
  const std::string_view value = name.substr(equals + 1);
  std::optional<CharSet> set;
  if (key == "gc" || key == "general_category") {
    set = exact_property(value, ignore_case);
  } else if (key == "sc" || key == "script") {
    set = script_characters(value);
    if (!set) return not_tabled(name);
  } else if (key == "blk" || key == "block") {
    set = block_characters(value);
    if (!set) return not_tabled(name);
  }
  if (set) return *std::move(set);
  return unknown("Unknown Unicode property {name=<" + key + ">, value=<" + std::string(value) + ">}");
}

}  // namespace

CharSet digit_characters(bool unicode) {
  return unicode ? characters_of(mask_of(Category::kNd)) : CharSet({{'0', '9'}});
}

CharSet word_characters(bool unicode) {
  if (unicode) return *unicode_property("word", false, false);
  return CharSet({{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}});
}

CharSet space_characters(bool unicode) {
  if (unicode) return *unicode_property("space", false, false);
  return CharSet({{'\t', '\r'}, {' ', ' '}});
}

CharSet horizontal_space_characters() {
  return CharSet({{'\t', '\t'},
                  {' ', ' '},
                  {0xA0, 0xA0},
                  {0x1680, 0x1680},
                  {0x180E, 0x180E},
                  {0x2000, 0x200A},
                  {0x202F, 0x202F},
                  {0x205F, 0x205F},
                  {0x3000, 0x3000}});
}

CharSet vertical_space_characters() {
  return CharSet({{'\n', '\r'}, {0x85, 0x85}, {0x2028, 0x2029}});
}

std::variant<CharSet, RegexError> named_property(std::string_view name, PropertyFlags flags) {
  const std::size_t equals = name.find('=');
  if (equals != std::string_view::npos) return keyed_property(name, equals, flags.ignore_case);
  std::optional<CharSet> set;
  const std::string_view rest = name.size() > 2 ? name.substr(2) : std::string_view();
  if (name.substr(0, 2) == "In") {
    set = block_characters(rest);
    if (!set) return not_tabled(name);
  } else if (name.substr(0, 2) == "Is") {
    set = unicode_property(rest, flags.ignore_case, false);
    if (!set) set = exact_property(rest, flags.ignore_case);
    if (!set) set = script_characters(rest);
    if (!set) return not_tabled(name);
  } else {
    if (flags.unicode_class) set = unicode_property(name, flags.ignore_case, true);
    if (!set) set = exact_property(name, flags.ignore_case);
  }
  if (set) return *std::move(set);
  for (const std::string_view known : kNotTabled) {
    if (name == known) return not_tabled(name);
  }
  return unknown("Unknown character property name {" + std::string(name) + "}");
}

}  // namespace presave::regex
