// What vectors cannot say: bounds, error positions, what is not supported, and where this engine means to
// differ from java.util.regex.
#include "engine/regex/regex.h"

#include <gtest/gtest.h>

#include <string>

#include "engine/base/limits.h"

namespace presave {
namespace {

using Match = Regex::Match;

Match match(const std::string& pattern, const std::string& text) {
  auto compiled = Regex::compile(pattern);
  if (const auto* error = std::get_if<RegexError>(&compiled)) {
    ADD_FAILURE() << pattern << ": " << error->message;
    return Match::kTooComplex;
  }
  return std::get<Regex>(compiled).matches(text);
}

RegexError error_of(const std::string& pattern) {
  auto compiled = Regex::compile(pattern);
  if (const auto* error = std::get_if<RegexError>(&compiled)) return *error;
  ADD_FAILURE() << pattern << " compiles";
  return {};
}

std::string repeated(const std::string& part, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += part;
  return all;
}

std::string nested(std::size_t levels) {
  return repeated("(?:", levels) + "a" + repeated(")", levels);
}

TEST(Regex, MatchesTheWholeText) {
  EXPECT_EQ(match(R"(\(\d{3}\) \d{3}-\d{4})", "(415) 555-1234"), Match::kYes);
  EXPECT_EQ(match(R"(\(\d{3}\) \d{3}-\d{4})", "(415) 555-12345"), Match::kNo);
  EXPECT_EQ(match("b", "abc"), Match::kNo);
}

TEST(Regex, CanBeCopiedAndOutlivesItsPattern) {
  Regex copy = [] {
    const std::string pattern = "[a-c]+";
    return std::get<Regex>(Regex::compile(pattern));
  }();
  const Regex other = copy;
  EXPECT_EQ(copy.matches("abc"), Match::kYes);
  EXPECT_EQ(other.matches("abd"), Match::kNo);
}

TEST(Regex, CountsCharactersNotBytes) {
  EXPECT_EQ(match(".{3}",
                  "\xC3\xA9\xF0\x9F\x98\x80"
                  "a"),
            Match::kYes);
  EXPECT_EQ(match("[\xF0\x9F\x98\x80-\xF0\x9F\x98\x82]", "\xF0\x9F\x98\x81"), Match::kYes);
}

TEST(Regex, TakesBytesThatAreNotUtf8ForReplacementCharacters) {
  EXPECT_EQ(match(R"(\x{FFFD})", "\xFF"), Match::kYes);
  EXPECT_EQ(match(R"(\x{FFFD}{2})", "\xC0\xAF"), Match::kYes) << "overlong";
  EXPECT_EQ(match(R"(\x{FFFD}{3})", "\xED\xA0\x80"), Match::kYes) << "surrogate";
  EXPECT_EQ(match(R"(a\x{FFFD})", "a\xE2"), Match::kYes) << "cut short";
  EXPECT_EQ(match("[\xFF]", "\xFF"), Match::kYes);
}

TEST(RegexError, SaysWhereInBytes) {
  const RegexError error = error_of("\xC3\xA9(*)");
  EXPECT_EQ(error.position, 3u);
  EXPECT_EQ(error.message, "Dangling meta character '*'");
  EXPECT_EQ(error.kind, RegexError::Kind::kSyntax);
  EXPECT_EQ(error_of("(a").position, 2u);
  EXPECT_EQ(error_of("(a").message, "Unclosed group");
}

TEST(RegexError, TellsUnsupportedFromWrong) {
  for (const char* pattern : {R"(\X)", R"(\N{SPACE})", R"(\b{g})", "(?c)a", R"(\p{javaMirrored})",
                              R"(\p{IsRunic})", R"(\p{InRunic})", R"(\p{sc=Runic})", R"(\p{blk=Runic})"}) {
    EXPECT_EQ(error_of(pattern).kind, RegexError::Kind::kUnsupported) << pattern;
  }
  for (const char* pattern : {R"(\y)", R"(\p{Foo})", R"(\p{gc=Foo})", R"(\p{foo=Lu})", "[", "a{2,1}"}) {
    EXPECT_EQ(error_of(pattern).kind, RegexError::Kind::kSyntax) << pattern;
  }
}

TEST(RegexBounds, PatternBytes) {
  const std::string longest(limits::kRegexPatternBytes, 'a');
  EXPECT_EQ(match(longest, longest), Match::kYes);
  EXPECT_EQ(error_of(longest + "a").kind, RegexError::Kind::kTooLarge);
}

TEST(RegexBounds, Nesting) {
  const std::size_t groups = limits::kRegexNesting - 1;  // the pattern itself is the outermost level
  EXPECT_EQ(match(nested(groups), "a"), Match::kYes);
  EXPECT_EQ(error_of(nested(groups + 1)).kind, RegexError::Kind::kTooLarge);
  EXPECT_EQ(error_of(std::string(10000, '(')).kind, RegexError::Kind::kTooLarge);
  EXPECT_EQ(error_of(std::string(10000, '[')).kind, RegexError::Kind::kTooLarge);
}

TEST(RegexBounds, Captures) {
  EXPECT_EQ(match(repeated("()", limits::kRegexCaptures) + "a", "a"), Match::kYes);
  EXPECT_EQ(error_of(repeated("()", limits::kRegexCaptures + 1)).kind, RegexError::Kind::kTooLarge);
}

TEST(RegexBounds, RangesOfClasses) {
  EXPECT_EQ(error_of("[" + repeated(R"(\pL)", 1000) + "]").kind, RegexError::Kind::kTooLarge);
  std::string different;  // \p{L} and one more, each time another: no two sets are the same
  for (int i = 0; i < 999; ++i) different += R"([\pL\x{)" + std::to_string(100000 + i) + "}]";
  EXPECT_EQ(error_of(different).kind, RegexError::Kind::kTooLarge);
}

TEST(RegexBounds, Steps) {
  EXPECT_EQ(match("a*", std::string(limits::kRegexSteps - 10, 'a')), Match::kYes);
  EXPECT_EQ(match("a*", std::string(limits::kRegexSteps + 1, 'a')), Match::kTooComplex);
  EXPECT_EQ(match(R"(((a|a)+)+\1b)", std::string(40, 'a') + "c"), Match::kTooComplex);
  EXPECT_EQ(match("(.*)(.*)(.*)(.*)(.*)x", std::string(3000, 'a')), Match::kTooComplex);
  const std::string choices = "(?:" + std::string(1000, '|') + ")";
  EXPECT_EQ(match(repeated(choices, 7) + "x", "y"), Match::kTooComplex)
      << "choices that read nothing cost, too";
}

TEST(RegexBounds, RepetitionsTakeNoRoom) {
  EXPECT_EQ(match("(?:ab){1,1000000}", repeated("ab", 50)), Match::kYes);
  EXPECT_EQ(match("((((?:){1000000}){1000000}){1000000}){1000000}", ""), Match::kYes);
  EXPECT_EQ(match("a{2147483647}", "aaa"), Match::kNo);
  EXPECT_EQ(error_of("a{2147483648}").message, "Illegal repetition range");
}

TEST(RegexBounds, LongTextsNeedNoMachineStack) {
  EXPECT_EQ(match("(?:a|b)*", repeated("ab", 100000)), Match::kYes);
  EXPECT_EQ(match("(?:a?)*b", std::string(100000, 'a') + "b"), Match::kYes);
}

TEST(RegexSpeed, LoopsRememberWhereTheyFailed) {
  EXPECT_EQ(match("(a|aa)+b", std::string(5000, 'a') + "c"), Match::kNo);
  EXPECT_EQ(match(R"(([a-z]+\.?)+@x)", std::string(300, 'a') + "!"), Match::kNo);
}

/// Each is named in docs/decisions/regex.md. Java's answer stands beside ours.
TEST(RegexDifferences, AreTheseOnly) {
  EXPECT_EQ(match(R"(\b\x{E9}.*)", "\xC3\xA9"), Match::kNo) << "JDK 17: true; JDK 25: false";
  EXPECT_EQ(match(R"(()*\1)", ""), Match::kYes) << "Java: false";
  EXPECT_EQ(match(R"((?<!c*?\V*)b)", "b"), Match::kNo) << "Java: true, its sum of lengths overflows";
  EXPECT_EQ(match("[a[b]&&]", "a"), Match::kYes) << "Java: false";
  EXPECT_EQ(match("[[b]a&&]", "a"), Match::kYes) << "JDK 17: an exception; JDK 25: an error";
  EXPECT_EQ(match(R"((?iu)a\x{DF})", "A\xE1\xBA\x9E"), Match::kNo)
      << "Java: true, though false without the a";
  EXPECT_EQ(match("(?<=ba{0,2147483647})c", "c"), Match::kNo) << "Java: an error";
}

}  // namespace
}  // namespace presave
