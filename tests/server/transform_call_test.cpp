// Rows through the server's mappings (POST /v1/transform), without sockets, with the real engine.
#include <filesystem>
#include <fstream>

#include "tests/server/callout_fixture.h"

namespace presave::server::api {
namespace {

/// Rows with the columns From, To, Kind and (but for an insert) Key.
MappingPointer mapping_named(const std::string& name, const BundlePointer& bundle,
                             const std::string& operation) {
  const std::string document =
      R"({"object":"Trip__c","operation":")" + operation +
      R"(","source":{"columns":{"From":{"type":"date","format":"dd.MM.yyyy"}}},"where":"Kind <> \"private\"","fields":{)" +
      (operation == "insert"   ? ""
       : operation == "delete" ? R"("Id":"Key")"
                               : R"("Id":"Key",)") +
      (operation == "delete" ? "" : R"("StartDate__c":"From","EndDate__c":"To")") + "}}";
  auto mapping = Mapping::load(bundle->bundle, document);
  EXPECT_TRUE(mapping && mapping->is_sound()) << document;
  return std::make_shared<const ServedMapping>(ServedMapping{name, bundle, *std::move(mapping)});
}

class TransformCallTest : public CalloutTest {
 protected:
  void SetUp() override {
    CalloutTest::SetUp();
    const BundlePointer& usual = served->bundles.front();
    served->mappings = {mapping_named("trips", usual, "insert"), mapping_named("moved", usual, "update"),
                        mapping_named("gone", usual, "delete"),
                        mapping_named("others", served->bundles[1], "insert")};
  }
};

const std::string kGoodRow = R"({"rowJson":"{\"From\":\"01.03.2026\",\"To\":\"2026-03-02\"}"})";
const std::string kBadRow =
    R"({"key":"b","cells":[{"name":"From","value":"02.03.2026"},{"name":"To","value":"2026-03-01"}]})";

TEST_F(TransformCallTest, TransformsRows) {
  const std::string rows =
      kGoodRow + "," + kBadRow + R"(,{"rowJson":"{\"Kind\":\"private\"}"},)" +
      R"({"key":"d","rowJson":"{\"From\":\"soon\"}"},{"rowJson":"{"},{"rowJson":"{}","cells":[{"name":"To"}]},{"row":{}}])";
  const http::Response said = post("/v1/transform", R"({"mapping":"trips","rows":[)" + rows + "}");
  ASSERT_EQ(said.status, 200) << *said.body;
  EXPECT_EQ(
      said.body->find(
          R"({"complete":true,"total":7,"object":"Trip__c","operation":"insert","records":2,"skipped":1,)"
          R"("refused":4,"passed":0,"failed":0,"undetermined":0,"invalid":0,)"),
      0u)
      << *said.body;
  for (
      const char* part :
      {R"({"index":0,"state":"record","recordJson":"{\"StartDate__c\":\"2026-03-01\",\"EndDate__c\":\"2026-03-02\"}","reasons":[]})",
       R"({"index":1,"key":"b","state":"record",)", R"({"index":2,"state":"skipped","reasons":[]})",
       R"({"index":3,"key":"d","state":"refused","reasons":[{"field":"StartDate__c","column":"From","value":"soon","message":")",
       R"({"index":4,"state":"refused","reasons":[{"message":")", "either rowJson or cells"}) {
    EXPECT_NE(said.body->find(part), std::string::npos) << part << "\n" << *said.body;
  }
}

TEST_F(TransformCallTest, DecidesTransformedRowsWhereAsked) {
  const auto decided = [this](const std::string& mapping, const std::string& more,
                              const std::string& rows = kGoodRow + "," + kBadRow) {
    return *post("/v1/transform",
                 R"({"mapping":")" + mapping + R"(","validate":true,)" + more + R"("rows":[)" + rows + "]}")
                .body;
  };
  const std::string said = decided("trips", "");
  EXPECT_NE(
      said.find(R"("records":2,"skipped":0,"refused":0,"passed":1,"failed":1,"undetermined":0,"invalid":0,)"),
      std::string::npos)
      << said;
  EXPECT_NE(said.find(R"("verdict":"fail","passed":false,"message":")"), std::string::npos) << said;
  EXPECT_NE(decided("trips", R"("contextJson":"{\"now\":\"late\"}",)").find(R"("invalid":2)"),
            std::string::npos);
  EXPECT_NE(
      decided("gone", "", R"({"rowJson":"{\"Key\":\"a01000000000001\"}"})")
          .find(R"("records":1,"skipped":0,"refused":0,"passed":0,"failed":0,"undetermined":0,"invalid":0)"),
      std::string::npos);
}

TEST_F(TransformCallTest, NamesTheFieldByWhichTheOrgFindsRecords) {
  const std::string moved =
      R"({"rowJson":"{\"Key\":\"a01000000000001\",\"From\":\"02.03.2026\",\"To\":\"2026-03-01\"}"})";
  const http::Response said = post("/v1/transform", R"({"mapping":"moved","rows":[)" + moved + "]}");
  EXPECT_NE(said.body->find(R"("operation":"update","keyField":"Id","records":1,)"), std::string::npos)
      << *said.body;
  EXPECT_NE(said.body->find(R"({\"Id\":\"a01000000000001\",)"), std::string::npos) << *said.body;
}

TEST_F(TransformCallTest, AnUpsertIsDecidedAsBothAndItsOwnKeyIsUnique) {
  const std::string document =
      R"({"presaveBundle":1,"name":"Keyed","objects":{"Trip__c":{"label":"Trip","pluralLabel":"Trips","fields":{)"
      R"("Code__c":{"type":"Text","label":"Code","length":9,"externalId":true,"unique":true},)"
      R"("Seats__c":{"type":"Number","label":"Seats","precision":4}},)"
      R"_("rules":[{"name":"NEW_ONES_HAVE_SEATS","active":true,"formula":"AND(ISNEW(), ISBLANK(Seats__c))","message":"no seats"}]}}})_";
  const auto keyed = std::make_shared<const ServedBundle>(
      ServedBundle{"keyed", *Bundle::load(document), http::Variants::with_gzip(document)});
  auto mapping =
      Mapping::load(keyed->bundle, R"({"object":"Trip__c","operation":"upsert","externalId":"Code__c",)"
                                   R"("fields":{"Code__c":"Code","Seats__c":"Seats"}})");
  ASSERT_TRUE(mapping && mapping->is_sound());
  served->bundles.push_back(keyed);
  served->mappings.push_back(
      std::make_shared<const ServedMapping>(ServedMapping{"keys", keyed, *std::move(mapping)}));
  served->callers.front().bundles = {"keyed"};
  const auto decided = [this](const std::string& more, const std::string& row) {
    return *post("/v1/transform",
                 R"({"mapping":"keys","validate":true,)" + more + R"("rows":[{"rowJson":")" + row + R"("}]})")
                .body;
  };
  const std::string full = R"({\"Code\":\"A1\",\"Seats\":3})";
  const std::string empty = R"({\"Code\":\"A1\"})";
  const auto counts = [](const std::string& body, const std::string& verdict) {
    return body.find("\"" + verdict + "\":1,") != std::string::npos;
  };
  EXPECT_TRUE(counts(decided("", full), "passed")) << decided("", full);
  EXPECT_TRUE(counts(decided("", empty), "failed"));
  EXPECT_TRUE(counts(decided(R"("upsertAs":"insert",)", empty), "failed"));
  EXPECT_TRUE(counts(decided(R"("upsertAs":"update",)", empty), "passed"))
      << decided(R"("upsertAs":"update",)", empty);
  EXPECT_TRUE(counts(decided(R"("contextJson":" { \"isClone\": false }",)", full), "passed"));
  EXPECT_TRUE(counts(decided(R"("contextJson":"{}",)", full), "passed"));
  EXPECT_TRUE(counts(decided(R"("contextJson":"{\"unique\":{\"Code__c\":false}}",)", full), "failed"));
}

TEST_F(TransformCallTest, RefusesTransformsThatCannotBe) {
  const auto ask = [this](const std::string& body, const std::string& query = "") {
    return post("/v1/transform" + query, body);
  };
  const std::string rows = R"("rows":[)" + kGoodRow + "]}";
  expect_problem(ask(R"({"mapping":"nothing",)" + rows), 404, "unknown-mapping", "usual");
  expect_problem(ask(R"({"mapping":"others",)" + rows), 404, "unknown-mapping");
  expect_problem(ask(R"({"mapping":"trips",)" + rows, "?bundle=nothing"), 404, "unknown-bundle");
  expect_problem(ask(R"({)" + rows), 400, "bad-request", "\\\"mapping\\\" is missing");
  expect_problem(ask(R"({"mapping":"trips","more":1,)" + rows), 400, "bad-request", "more");
  expect_problem(ask(R"({"mapping":"trips","upsertAs":"delete",)" + rows), 400, "bad-request", "/upsertAs");
  expect_problem(ask(R"({"mapping":"trips","contextJson":"[]",)" + rows), 400, "bad-request", "/contextJson");
  expect_problem(ask(R"({"mapping":"trips","rows":[]})"), 400, "bad-request", "/rows");
  std::string many = kGoodRow;
  for (std::size_t i = 1; i < limits::kBatchRecords; ++i) many += "," + kGoodRow;
  EXPECT_EQ(ask(R"({"mapping":"trips","rows":[)" + many + "]}").status, 200);
  expect_problem(ask(R"({"mapping":"trips","rows":[)" + many + "," + kGoodRow + "]}"), 413, "too-large",
                 "200");
  http::Response few = send("POST", "/v1/transform", {as("few"), {"Content-Type", "application/json"}},
                            R"({"mapping":"trips",)" + rows);
  expect_problem(few, 403, "not-allowed");
}

TEST_F(TransformCallTest, TransformsEndInTime) {
  tick = std::chrono::milliseconds(10);
  const std::string body =
      R"({"mapping":"trips","rows":[)" + kGoodRow + "," + kGoodRow + "," + kGoodRow + "]}";
  const http::Response some = post("/v1/transform", body, {{"Presave-Deadline-Ms", "25"}});
  EXPECT_EQ(some.body->find(R"({"complete":false,"total":3,)"), 0u) << *some.body;
  EXPECT_NE(some.body->find(R"("records":2,)"), std::string::npos) << *some.body;
}

TEST_F(TransformCallTest, WritesDownTransforms) {
  const std::string file = ::testing::TempDir() + "transform-audit.jsonl";
  std::filesystem::remove(file);
  keep_journal(file);
  EXPECT_EQ(post("/v1/transform",
                 R"({"mapping":"trips","validate":true,"rows":[)" + kGoodRow + "," + kBadRow + "]}")
                .status,
            200);
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  for (const char* part : {R"("action":"transform")", R"("caller":"all")", R"("object":"Trip__c")",
                           R"("records":{"passed":1,"failed":1,"undetermined":0,"invalid":0})"}) {
    EXPECT_NE(line.find(part), std::string::npos) << part << "\n" << line;
  }
}

}  // namespace
}  // namespace presave::server::api
