#include "cli/row_request.h"

#include <gtest/gtest.h>

namespace presave::cli {
namespace {

schema::Field field(schema::FieldType type) {
  schema::Field out;
  out.type = type;
  return out;
}

schema::Field lookup(const std::string& object, const std::string& relationship) {
  schema::Field out = field(schema::FieldType::kLookup);
  out.reference_to = {object};
  out.relationship_name = relationship;
  return out;
}

schema::Org an_org() {
  schema::Org org;
  org.objects["Grant__c"].fields = {{"EndDate__c", field(schema::FieldType::kDate)},
                                    {"Active__c", field(schema::FieldType::kCheckbox)},
                                    {"Amount__c", field(schema::FieldType::kCurrency)},
                                    {"Program__c", lookup("Program__c", "Program__r")},
                                    {"Gone__c", lookup("Gone__c", "Gone__r")}};
  org.objects["Program__c"].fields = {{"Name", field(schema::FieldType::kText)},
                                      {"OwnerId", lookup("User", "Owner")}};
  org.objects["User"].fields = {{"Email", field(schema::FieldType::kEmail)}};
  return org;
}

Result<RowRequest> make(const std::vector<std::string_view>& header, const std::string& object = "Grant__c") {
  return RowRequest::make(an_org(), {object, "insert", ""}, header, "t.csv:1");
}

TEST(RowRequest, FillsARecord) {
  const auto request = make(
      {"enddate__C", "Active__c", "Amount__c", "Program__c", "Program__r.Name", "Program__r.Owner.Email"});
  ASSERT_TRUE(request) << request.fault().text();
  EXPECT_EQ(
      request->document({"2026-03-01", "TRUE", "1200.50", "a01", "Say \"hi\"", ""}),
      R"({"object":"Grant__c","operation":"insert","record":{"EndDate__c":"2026-03-01","Active__c":true,)"
      R"("Amount__c":"1200.50","Program__c":"a01","Program__r":{"Name":"Say \"hi\"","Owner":{"Email":null}}}})");
}

TEST(RowRequest, CarriesTheContext) {
  const auto request =
      RowRequest::make(an_org(), {"grant__c", "update", R"({"permissions": []})"}, {"Active__c"}, "t.csv:1");
  ASSERT_TRUE(request) << request.fault().text();
  EXPECT_EQ(
      request->document({"perhaps"}),
      R"({"object":"Grant__c","operation":"update","context":{"permissions": []},"record":{"Active__c":"perhaps"}})");
}

struct Refusal {
  std::vector<std::string_view> header;
  FaultCode code;
  std::string detail;  ///< a part of it
};

class RefusedHeader : public testing::TestWithParam<Refusal> {};

TEST_P(RefusedHeader, SaysWhatToDo) {
  const auto request = make(GetParam().header);
  ASSERT_FALSE(request);
  EXPECT_EQ(request.fault().code, GetParam().code);
  EXPECT_EQ(request.fault().where.substr(0, 7), "t.csv:1");
  EXPECT_NE(request.fault().detail.find(GetParam().detail), std::string::npos) << request.fault().detail;
}

INSTANTIATE_TEST_SUITE_P(
    All, RefusedHeader,
    testing::Values(
        Refusal{{"EndDat__c"}, FaultCode::kUnknownField, "did you mean EndDate__c?"},
        Refusal{{""}, FaultCode::kUnknownField, "no field \"\""},
        Refusal{{"Program__c", "Progam__r.Name"}, FaultCode::kUnknownField, "did you mean Program__r?"},
        Refusal{{"Program__c", "Program__r.Nam"}, FaultCode::kUnknownField, "did you mean Name?"},
        Refusal{{"Gone__c", "Gone__r.Name"}, FaultCode::kUnknownObject, "does not describe Gone__c"},
        Refusal{{"Program__r.Name"}, FaultCode::kWrongShape, "add a column Program__c"},
        Refusal{{"Amount__c", "amount__c"}, FaultCode::kWrongShape, "twice"}));

TEST(RowRequest, UnknownObjectIsSaid) {
  const auto request = make({"Name"}, "Grnt__c");
  ASSERT_FALSE(request);
  EXPECT_EQ(request.fault().code, FaultCode::kUnknownObject);
  EXPECT_EQ(request.fault().detail, "did you mean Grant__c?");
}

}  // namespace
}  // namespace presave::cli
