#include "engine/bundle/json_reader.h"

#include <gtest/gtest.h>

#include "engine/base/limits.h"

namespace presave::json {
namespace {

constexpr std::size_t kMostBytes = 1u << 20;

struct Refusal {
  std::string text;
  FaultCode code;
  std::string where;
  std::string detail;  ///< a part of it
};

class RefusedJson : public testing::TestWithParam<Refusal> {};

TEST_P(RefusedJson, SaysWhereAndWhat) {
  const auto document = parse(GetParam().text, kMostBytes);
  ASSERT_FALSE(document);
  EXPECT_EQ(document.fault().code, GetParam().code);
  EXPECT_EQ(document.fault().where, GetParam().where);
  EXPECT_NE(document.fault().detail.find(GetParam().detail), std::string::npos) << document.fault().detail;
}

INSTANTIATE_TEST_SUITE_P(
    All, RefusedJson,
    testing::Values(Refusal{"", FaultCode::kMalformedJson, "line 1, column 1", "unexpected end of the document; expected a value"},
                    Refusal{"{\n \"a\": }", FaultCode::kMalformedJson, "line 2, column 7", "unexpected '}'; expected a value"},
                    Refusal{"[1, 2", FaultCode::kMalformedJson, "line 1, column 6", "expected ',' or ']'"},
                    Refusal{"[1, ]", FaultCode::kMalformedJson, "line 1, column 5", "unexpected ']'; expected a value"},
                    Refusal{"{\"a\": 1, }", FaultCode::kMalformedJson, "line 1, column 10", "expected a name in double quotes"},
                    Refusal{"{\"a\" 1}", FaultCode::kMalformedJson, "line 1, column 6", "expected ':'"},
                    Refusal{"{} {}", FaultCode::kMalformedJson, "line 1, column 4", "unexpected '{'; expected the end"},
                    Refusal{"{\"a\": 01}", FaultCode::kMalformedJson, "line 1, column 8", "expected ',' or '}'"},
                    Refusal{"[1.]", FaultCode::kMalformedJson, "line 1, column 4", "expected a digit"},
                    Refusal{"[.5]", FaultCode::kMalformedJson, "line 1, column 2", "expected a value"},
                    Refusal{"[1e+]", FaultCode::kMalformedJson, "line 1, column 5", "expected a digit"},
                    Refusal{"[-]", FaultCode::kMalformedJson, "line 1, column 3", "expected a digit"},
                    Refusal{"[+1]", FaultCode::kMalformedJson, "line 1, column 2", "expected a value"},
                    Refusal{"[NaN]", FaultCode::kMalformedJson, "line 1, column 2", "expected a value"},
                    Refusal{"[tru]", FaultCode::kMalformedJson, "line 1, column 2", "neither a value nor true"},
                    Refusal{"nul", FaultCode::kMalformedJson, "line 1, column 1", "neither a value nor true"},
                    Refusal{"\"a", FaultCode::kMalformedJson, "line 1, column 3", "expected a closing \""},
                    Refusal{"\"a\tb\"", FaultCode::kMalformedJson, "line 1, column 3", "a control character"},
                    Refusal{std::string("\"\0\"", 3), FaultCode::kMalformedJson, "line 1, column 2", "a control character"},
                    Refusal{std::string("[1,\0]", 5), FaultCode::kMalformedJson, "line 1, column 4", "expected a value"},
                    Refusal{"\"\\x\"", FaultCode::kMalformedJson, "line 1, column 2", "unknown escape"},
                    Refusal{"\"\\", FaultCode::kMalformedJson, "line 1, column 2", "unknown escape"},
                    Refusal{"\"\\u12G4\"", FaultCode::kMalformedJson, "line 1, column 2", "hexadecimal"},
                    Refusal{"\"\\u12", FaultCode::kMalformedJson, "line 1, column 2", "hexadecimal"},
                    Refusal{"\"\xC3\x28\"", FaultCode::kMalformedJson, "line 1, column 2", "UTF-8"},
                    Refusal{"\"\\uD800\"", FaultCode::kMalformedJson, "line 1, column 2", "surrogate"},
                    Refusal{"\"\\uD800\\u0041\"", FaultCode::kMalformedJson, "line 1, column 2", "surrogate"},
                    Refusal{"\"\\uDC00\"", FaultCode::kMalformedJson, "line 1, column 2", "surrogate"},
                    Refusal{R"({"a": [{"b/c": {"x": 1, "y": 2, "x": 3}}]})", FaultCode::kMalformedJson,
                            "/a/0/b~1c", "\"x\""}));

TEST(JsonReader, ResolvesEscapesWhereTheyStand) {
  const auto document = parse("[\"\\\"\\\\\\/\\b\\f\\n\\r\\t|\\u00e9\\u20AC\\ud83d\\uDE00|\", {\"n\\u0061me\" : \"x\"}]", kMostBytes);
  ASSERT_TRUE(document);
  const auto& items = *document->root().items();
  EXPECT_EQ(*items[0].text(), "\"\\/\b\f\n\r\t|\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80|");
  EXPECT_EQ(*items[1].find("name")->text(), "x");
}

TEST(JsonReader, AByteOrderMarkIsNoPartOfTheDocument) {
  EXPECT_TRUE(parse("\xEF\xBB\xBF{}", kMostBytes));
  EXPECT_FALSE(parse(" \xEF\xBB\xBF{}", kMostBytes));
  EXPECT_FALSE(parse("\xEF\xBB\xBF", kMostBytes));
}

TEST(JsonReader, FindsTwinsAmongFewAndMany) {
  for (const std::size_t count : {2u, 64u, 65u, 1000u}) {
    std::string text = "{";
    for (std::size_t i = 0; i + 1 < count; ++i) text += "\"name" + std::to_string(i) + "\": null, ";
    EXPECT_TRUE(parse(text + "\"last\": 1}", kMostBytes)) << count;
    const auto twice = parse(text + "\"name0\": 1}", kMostBytes);
    ASSERT_FALSE(twice) << count;
    EXPECT_NE(twice.fault().detail.find("\"name0\" appears twice"), std::string::npos);
  }
}

TEST(JsonReader, KeepsForeignTextOutOfComplaints) {
  const auto document = parse("{\"a\": secret}", kMostBytes);
  ASSERT_FALSE(document);
  EXPECT_EQ(document.fault().text().find("secret"), std::string::npos);
}

TEST(JsonReader, DepthAtTheBoundAndOnePast) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_TRUE(parse(nested(limits::kJsonDepth), kMostBytes));
  const auto past = parse(nested(limits::kJsonDepth + 1), kMostBytes);
  ASSERT_FALSE(past);
  EXPECT_EQ(past.fault().code, FaultCode::kTooLarge);
}

TEST(JsonReader, SizeAtTheBoundAndOnePast) {
  EXPECT_TRUE(parse("[1,2]", 5));
  const auto past = parse("[1,23]", 5);
  ASSERT_FALSE(past);
  EXPECT_EQ(past.fault().code, FaultCode::kTooLarge);
}

TEST(JsonReader, NumbersKeepTheirSpelling) {
  const auto document = parse(R"([1200.50, 123456789012345678901234567890.123456789, 7, -3, -0, 1e999])", kMostBytes);
  ASSERT_TRUE(document);
  std::vector<std::string> spellings;
  for (const Node& item : *document->root().items()) spellings.emplace_back(item.number()->spelling);
  EXPECT_EQ(spellings,
            (std::vector<std::string>{"1200.50", "123456789012345678901234567890.123456789", "7", "-3", "0", "1e999"}));
}

TEST(JsonReader, FirstComplaintNamesItsPlace) {
  const auto document = parse(R"({"items": [{"n": 1}, {"n": "x"}, {"n": true}]})", kMostBytes);
  ASSERT_TRUE(document);
  Complaints complaints(*document);
  ObjectReader reader(document->root(), complaints);
  for (const Node& item : reader.items("items")) ObjectReader(item, complaints).whole_number("n", 0, 9);
  ASSERT_TRUE(complaints.any());
  EXPECT_EQ(complaints.first().where, "/items/1/n");
  EXPECT_EQ(complaints.first().detail, "expected a whole number from 0 to 9");
}

TEST(JsonReader, UnknownMembersAreRefusedWhereAsked) {
  const auto document = parse(R"({"known": "a", "knwon": "b"})", kMostBytes);
  ASSERT_TRUE(document);
  Complaints complaints(*document);
  ObjectReader reader(document->root(), complaints);
  EXPECT_EQ(reader.text("known"), "a");
  EXPECT_FALSE(complaints.any());
  reader.refuse_unknown();
  ASSERT_TRUE(complaints.any());
  EXPECT_EQ(complaints.first().where, "/knwon");
}

TEST(JsonReader, WrongKindsReadAsEmpty) {
  const auto document = parse(R"({"text": 1, "flag": "true", "list": {}, "map": []})", kMostBytes);
  ASSERT_TRUE(document);
  Complaints complaints(*document);
  ObjectReader reader(document->root(), complaints);
  EXPECT_EQ(reader.text("text"), "");
  EXPECT_FALSE(reader.flag("flag"));
  EXPECT_TRUE(reader.items("list").empty());
  EXPECT_TRUE(reader.members("map").empty());
  EXPECT_EQ(complaints.first().detail, "expected a string, found a number");
}

}  // namespace
}  // namespace presave::json
