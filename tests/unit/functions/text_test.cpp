#include <gtest/gtest.h>

#include "engine/base/limits.h"
#include "tests/unit/functions/call_row.h"

namespace presave::functions::testing {
namespace {

constexpr std::string_view kSmile = "\U0001F600";  // two UTF-16 units

TEST(Text, LengthsCountUtf16Units) {
  EXPECT_EQ(call("LEN", {text("Hello")}), "5");
  EXPECT_EQ(call("LEN", {text(kSmile)}), "2");
  EXPECT_EQ(call("LEN", {blank()}), "0");
}

TEST(Text, PartsAreCutAtBothEnds) {
  EXPECT_EQ(call("LEFT", {text("abc"), number("2.9")}), "ab");
  EXPECT_EQ(call("LEFT", {text("abc"), number("0")}), "blank");
  EXPECT_EQ(call("LEFT", {text("abc"), number("1e30")}), "abc");
  EXPECT_EQ(call("RIGHT", {text("abc"), number("2")}), "bc");
  EXPECT_EQ(call("RIGHT", {text("abc"), number("-1")}), "blank");
  EXPECT_EQ(call("RIGHT", {text("abc"), number("9")}), "abc");
  EXPECT_EQ(call("MID", {text("abc"), number("-5"), number("2")}), "ab");
  EXPECT_EQ(call("MID", {text("abc"), number("2"), number("99")}), "bc");
  EXPECT_EQ(call("MID", {text("abc"), number("4"), number("1")}), "blank");
  EXPECT_EQ(call("MID", {text("abc"), number("2.5"), number("1.9")}), "b");
  EXPECT_EQ(call("MID", {text("abc"), number("3.5"), number("1")}), "blank");
  EXPECT_EQ(call("TRIM", {text("  a  b\t ")}), "a  b\t");
  EXPECT_EQ(call("TRIM", {text("   ")}), "blank");
}

TEST(Text, ABlankPartIsAlwaysFound) {
  EXPECT_EQ(call("CONTAINS", {text("Hello"), blank()}), "true");
  EXPECT_EQ(call("CONTAINS", {blank(), blank()}), "true");
  EXPECT_EQ(call("CONTAINS", {blank(), text("a")}), "blank");
  EXPECT_EQ(call("BEGINS", {blank(), text("a")}), "blank");
  EXPECT_EQ(call("BEGINS", {text("Hello"), text("Hell")}), "true");
  EXPECT_EQ(call("BEGINS", {text("Hell"), text("Hello")}), "false");
  EXPECT_EQ(call("CONTAINS", {text("Hello"), text("ELL")}), "false");
}

TEST(Text, FindCountsFromOne) {
  EXPECT_EQ(call("FIND", {text("o"), text("Hello World")}), "5");
  EXPECT_EQ(call("FIND", {text("o"), text("Hello World"), number("6")}), "8");
  EXPECT_EQ(call("FIND", {text("o"), text("Hello World"), number("-3")}), "5");
  EXPECT_EQ(call("FIND", {text("o"), text("Hello World"), number("99")}), "0");
  EXPECT_EQ(call("FIND", {blank(), text("a")}), "0");
  EXPECT_EQ(call("FIND", {text("a"), text("a"), blank()}), "fault nullArgument");
  EXPECT_EQ(call("FIND", {text("b"), text(std::string(kSmile) + "b")}), "3");
}

TEST(Text, FindDoesNotGoBackIntoHalfACharacter) {
  const std::string smiles = std::string(kSmile) + std::string(kSmile);
  EXPECT_EQ(call("FIND", {text(kSmile), text(smiles), number("2")}), "3");
}

TEST(Text, PaddingFillsAndCuts) {
  EXPECT_EQ(call("LPAD", {text("abc"), number("8"), text("xy")}), "xyxyxabc");
  EXPECT_EQ(call("RPAD", {text("abc"), number("6")}), "abc   ");
  EXPECT_EQ(call("LPAD", {text("abc"), number("2"), text("*")}), "ab");
  EXPECT_EQ(call("LPAD", {text("abc"), number("0"), text("*")}), "blank");
  EXPECT_EQ(call("LPAD", {text("abc"), number("6"), blank()}), "nulabc");
}

TEST(Text, PaddingStopsAtTheBound) {
  const std::string bound = std::to_string(limits::kTextBytes);
  const std::string past = std::to_string(limits::kTextBytes + 1);
  EXPECT_EQ(call("LPAD", {text("a"), number(bound)}).size(), limits::kTextBytes);
  EXPECT_EQ(call("LPAD", {text("a"), number(past)}), "fault textTooLong");
  EXPECT_EQ(call("RPAD", {text("a"), number("1e9")}), "fault textTooLong");
}

TEST(Text, SubstituteReplacesEveryOccurrence) {
  EXPECT_EQ(call("SUBSTITUTE", {text("Hello"), text("l"), text("LL")}), "HeLLLLo");
  EXPECT_EQ(call("SUBSTITUTE", {text("abc"), text("b"), blank()}), "ac");
  EXPECT_EQ(call("SUBSTITUTE", {text("aaa"), text("a"), blank()}), "blank");
  EXPECT_EQ(call("SUBSTITUTE", {text("abc"), blank(), text("x")}), "blank");
  EXPECT_EQ(call("SUBSTITUTE", {text("abc"), text("z"), text("x")}), "abc");
}

TEST(Text, SubstituteStopsAtTheBound) {
  const std::string many(1u << 16, 'a');
  EXPECT_EQ(call("SUBSTITUTE", {text(many), text("a"), text(many)}), "fault textTooLong");
}

TEST(Text, SearchingForAHostileNeedleIsNotQuadratic) {
  const std::string hay(1u << 20, 'a');
  const std::string needle = std::string(1u << 19, 'a') + "b";
  EXPECT_EQ(call("CONTAINS", {text(hay), text(needle)}), "false");
}

TEST(Text, CharactersAreCodePoints) {
  EXPECT_EQ(call("ASCII", {text(kSmile)}), "128512");
  EXPECT_EQ(call("CHR", {number("128512")}), kSmile);
  EXPECT_EQ(call("CHR", {number("0")}), "blank");
  EXPECT_EQ(call("CHR", {number("-1")}), "blank");
  EXPECT_EQ(call("CHR", {number("55296")}), "blank");  // half of a surrogate pair
  EXPECT_EQ(call("CHR", {number("1114112")}), "blank");
  EXPECT_EQ(call("REVERSE", {text("a" + std::string(kSmile) + "b")}), "b" + std::string(kSmile) + "a");
}

TEST(Text, CaseIsUnicodeAndKnowsTurkish) {
  EXPECT_EQ(call("UPPER", {text("straße")}), "STRASSE");
  EXPECT_EQ(call("UPPER", {text("i"), text("tr")}), "İ");
  EXPECT_EQ(call("LOWER", {text("HELLO"), blank()}), "hello");
  EXPECT_EQ(call("INITCAP", {text("hello wORLD o'neil 3rd x_y")}), "Hello World O'Neil 3rd X_Y");
}

TEST(Text, ValueReadsPlainNumbersOnly) {
  EXPECT_EQ(call("VALUE", {text("1e3")}), "1000");
  EXPECT_EQ(call("VALUE", {text("-5.")}), "-5");
  EXPECT_EQ(call("VALUE", {text(" 12 ")}), "fault invalidNumber");
  EXPECT_EQ(call("VALUE", {text("1,234")}), "fault invalidNumber");
  EXPECT_EQ(call("ISNUMBER", {text(".5")}), "true");
  EXPECT_EQ(call("ISNUMBER", {text("0x1")}), "false");
  EXPECT_EQ(call("ISNUMBER", {blank()}), "false");
}

TEST(Text, SpellsValues) {
  EXPECT_EQ(call("TEXT", {number("0.10")}), "0.1");
  EXPECT_EQ(call("TEXT", {date("2026-03-01")}), "2026-03-01");
  EXPECT_EQ(call("TEXT", {instant("2024-02-09T01:02:03.456Z")}), "2024-02-09 01:02:03Z");
  EXPECT_EQ(call("TEXT", {time("01:02:03.004")}), "01:02:03.004");
}

TEST(Text, IdsAndSelections) {
  EXPECT_EQ(call("CASESAFEID", {text("752S00000000Ktk")}), "752S00000000KtkIAE");
  EXPECT_EQ(call("CASESAFEID", {text("0053h000001aRXZ")}), "0053h000001aRXZAA2");
  EXPECT_EQ(call("CASESAFEID", {text("abc")}), "abc");
  EXPECT_EQ(call("PICKLISTCOUNT", {text("Mon;Tue;Wed")}), "3");
  EXPECT_EQ(call("PICKLISTCOUNT", {blank()}), "0");
}

TEST(Text, RegexMatchesTheWholeText) {
  EXPECT_EQ(call("REGEX", {text("415-555-0100"), text("\\d{3}-\\d{3}-\\d{4}")}), "true");
  EXPECT_EQ(call("REGEX", {text("Hello World"), text("Hello")}), "false");
  EXPECT_EQ(call("REGEX", {blank(), text("a*")}), "true");
  EXPECT_EQ(call("REGEX", {text("a"), blank()}), "false");
  EXPECT_EQ(call("REGEX", {text("a"), text("((")}), "fault regexSyntax");
  EXPECT_EQ(call("REGEX", {text(std::string(2000, 'a')), text("(.*)(.*)(.*)(.*)[^a]")}),
            "fault regexTooComplex");
}

TEST(Text, Encodes) {
  EXPECT_EQ(call("HTMLENCODE", {text("<a href='x'>&\"")}), "&lt;a href=&#39;x&#39;&gt;&amp;&quot;");
  EXPECT_EQ(call("HTMLENCODE", {text("\u00A9\u2028\u2029")}), "&copy;<br><p>");
  EXPECT_EQ(call("HTMLENCODE", {text(kSmile)}), "&#128512;");
  EXPECT_EQ(call("JSENCODE", {text("it's /*<b>*/\n")}), "it\\'s \\/\\*\\u003Cb\\u003E\\*\\/\\n");
  EXPECT_EQ(call("JSINHTMLENCODE", {text("'")}), "\\&#39;");
  EXPECT_EQ(call("URLENCODE", {text("a b&é")}), "a+b%26%C3%A9");
}

}  // namespace
}  // namespace presave::functions::testing
