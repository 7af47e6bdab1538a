#include "cli/reasons.h"

#include <gtest/gtest.h>

#include "cli/check_page.h"

namespace presave::cli {
namespace {

const RowMessage kLate{Weight::kRefused, "Not_Late", "EndDate__c", "Too late <b>"};
const RowMessage kUnknown{Weight::kUndetermined, "Not_Late", "EndDate__c", "Parent is not loaded."};

Reasons from_line(std::size_t line) {
  Reasons reasons;
  reasons.add(line, kLate);
  reasons.add(line + 1, kLate);
  reasons.add(line + 1, kUnknown);
  return reasons;
}

TEST(Reasons, CountsByWhatIsSaidOfWhichField) {
  Reasons reasons = from_line(2);
  reasons.add(from_line(4));
  ASSERT_EQ(reasons.all().size(), 2u);
  const Reason& late = reasons.all().at({Weight::kRefused, "Not_Late", "EndDate__c"});
  EXPECT_EQ(late.count, 4u);
  ASSERT_EQ(late.examples.size(), Reasons::kExamples);
  EXPECT_EQ(late.examples.back().line, 4u) << "the first ones, in the order of the rows";
  EXPECT_EQ(reasons.all().at({Weight::kUndetermined, "Not_Late", "EndDate__c"}).count, 2u);
}

TEST(CheckPage, ShowsReasonsWithTheirLinesAndNoMarkupOfOthers) {
  Tally tally;
  tally.add("fail");
  tally.add("pass");
  const std::string page = check_page("a&b.csv", tally, from_line(7));
  EXPECT_NE(page.find("<h1>a&amp;b.csv</h1>"), std::string::npos);
  EXPECT_NE(page.find("Too late &lt;b&gt; <span class=\"faint\">lines 7, 8</span>"), std::string::npos);
  EXPECT_NE(page.find("Parent is not loaded. <span class=\"faint\">line 8</span>"), std::string::npos);
  EXPECT_NE(page.find("1 fail"), std::string::npos);
  EXPECT_EQ(page.find("0 undetermined"), std::string::npos);
  EXPECT_EQ(page.find("<script"), std::string::npos);
}

TEST(CheckPage, SaysThatNothingIsWrong) {
  EXPECT_NE(check_page("x", {}, {}).find("Nothing keeps"), std::string::npos);
}

}  // namespace
}  // namespace presave::cli
