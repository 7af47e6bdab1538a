#include <gtest/gtest.h>

#include "engine/functions/registry.h"
#include "tests/unit/functions/call_row.h"

namespace presave::functions::testing {
namespace {

TEST(Links, LabelAndTargetAreEscaped) {
  EXPECT_EQ(call("HYPERLINK", {text("/a?b=1&c=2"), text("<b> 'x'")}),
            "<a href=\"/a?b=1&c=2\" target=\"_blank\">&lt;b&gt; &#039;x&#039;</a>");
  EXPECT_EQ(call("HYPERLINK", {text("/a"), text("A"), text("\"t\"")}),
            "<a href=\"/a\" target=\"&quot;t&quot;\">A</a>");
}

TEST(Links, BlanksBecomeASpace) {
  EXPECT_EQ(call("HYPERLINK", {blank(), blank()}), "<a href=\" \" target=\"_blank\"> </a>");
  EXPECT_EQ(call("HYPERLINK", {blank(), text("A"), blank()}), "<a href=\" \" target=\"\">A</a>");
  EXPECT_EQ(call("IMAGE", {blank(), blank()}), "<img src=\" \" alt=\" \" border=\"0\"/>");
}

TEST(Links, ImagesHaveASizeInPixels) {
  EXPECT_EQ(call("IMAGE", {text("/i"), text("I"), number("-0.65"), blank()}),
            "<img src=\"/i\" alt=\"I\" style=\"height:-.65px; width:0px;\" border=\"0\"/>");
  EXPECT_EQ(call("IMAGE", {text("/i"), text("I"), number("10.65")}),
            "<img src=\"/i\" alt=\"I\" style=\"height:10.65px;\" border=\"0\"/>");
}

TEST(Links, OnlyAnImageOfOurMakeStandsUnescapedInALink) {
  const std::string image = call("IMAGE", {text("/i"), text("a<b"), number("1"), number("2")});
  EXPECT_EQ(call("HYPERLINK", {text("/a"), text(image)}),
            "<a href=\"/a\" target=\"_blank\">" + image + "</a>");
  for (const std::string forged : {"<img src=\"x\" onerror=\"steal()\" alt=\"\" border=\"0\"/>",
                                   "<img src=\"x\" alt=\"y\" border=\"0\"/><script>"}) {
    EXPECT_EQ(call("HYPERLINK", {text("/a"), text(forged)}).find("<img"), std::string::npos) << forged;
  }
}

TEST(Places, DistanceAlongTheGlobe) {
  const Value here(Geolocation{37.775, -122.418});
  const Value there(Geolocation{40.7, -74});
  EXPECT_EQ(call("DISTANCE", {here, there, text("mi")}).substr(0, 12), "2566.1111225");
  EXPECT_EQ(call("DISTANCE", {here, here, text("km")}), "0");
  EXPECT_EQ(
      call("DISTANCE", {Value(Geolocation{0, 0}), Value(Geolocation{0, 180}), text("km")}).substr(0, 12),
      "20015.115070");
  EXPECT_EQ(call("DISTANCE", {here, there, text("ly")}), "fault evaluation");
}

TEST(Places, AreOnTheGlobe) {
  EXPECT_EQ(call("GEOLOCATION", {number("90"), number("-180")}), "a place");
  EXPECT_EQ(call("GEOLOCATION", {number("90.01"), number("0")}), "fault evaluation");
  EXPECT_EQ(call("GEOLOCATION", {number("0"), number("180.01")}), "fault evaluation");
  EXPECT_EQ(call("GEOLOCATION", {blank(), blank()}), "blank");
  EXPECT_EQ(call("GEOLOCATION", {number("1"), blank()}), "fault nullArgument");
}

TEST(Rows, SayWhatTheyAre) {
  for (const auto group : {math_rows, text_rows, date_rows, place_rows, link_rows}) {
    for (const Row& row : group()) {
      EXPECT_FALSE(row.doc.empty()) << row.name;
      EXPECT_TRUE(!row.result.empty() || row.example.empty()) << row.name;
      EXPECT_TRUE(row.form != Form::kPlain || !row.overloads.empty()) << row.name;
      EXPECT_EQ(row.signature.empty(), row.form == Form::kPlain) << row.name;
    }
  }
}

}  // namespace
}  // namespace presave::functions::testing
