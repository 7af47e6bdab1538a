// The callout endpoints without sockets, with the real engine: questions and answers, refusals, repeated
// calls, and what the OpenAPI document must be for Salesforce to import it.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "engine/bundle/json_reader.h"
#include "server/api/callout/openapi.h"
#include "server/api/callout/operations.h"
#include "server/api/callout/problems.h"
#include "server/api/callout/schemas.h"
#include "tests/server/callout_fixture.h"

namespace presave::server::api {
namespace {

const std::string kBad = R"("recordJson":"{\"StartDate__c\":\"2026-03-02\",\"EndDate__c\":\"2026-03-01\"}")";
const std::string kGood = R"("recordJson":"{\"StartDate__c\":\"2026-03-01\",\"EndDate__c\":\"2026-03-02\"}")";
const std::string kTrip = R"({"object":"Trip__c",)";

TEST_F(CalloutTest, WritesDownWhoDecidedWhat) {
  const std::string file = ::testing::TempDir() + "callout-audit.jsonl";
  std::filesystem::remove(file);
  keep_journal(file);
  EXPECT_EQ(post("/v1/validate", kTrip + kBad + "}").status, 200);
  EXPECT_EQ(post("/v1/validate/batch", kTrip + R"("records":[{)" + kGood + "},{" + kBad + "}]}").status, 200);
  std::ifstream in(file);
  std::string decision, batch, rest;
  std::getline(in, decision);
  std::getline(in, batch);
  EXPECT_FALSE(std::getline(in, rest)) << rest;
  for (const char* part : {R"("action":"validate")", R"("caller":"all")", R"("object":"Trip__c")", R"("verdict":"fail")", R"("rules":[")"}) {
    EXPECT_NE(decision.find(part), std::string::npos) << part << " in " << decision;
  }
  EXPECT_EQ(decision.find("2026-03-02"), std::string::npos) << "a field's value";
  EXPECT_NE(batch.find(R"("records":{"passed":1,"failed":1,"undetermined":0,"invalid":0})"), std::string::npos) << batch;
  std::filesystem::remove(file);
}

TEST_F(CalloutTest, DecidesNothingThatCannotBeWrittenDown) {
  keep_journal("/dev/full");
  const http::Response refused = post("/v1/validate", kTrip + kGood + "}");
  expect_problem(refused, 503, "not-written-down");
  EXPECT_EQ(refused.header("Retry-After"), "30");
  keep_journal("/dev/full", false);
  EXPECT_EQ(post("/v1/validate", kTrip + kGood + "}").status, 200);
}

TEST_F(CalloutTest, CountsDecisionsAndRefusals) {
  post("/v1/validate", kTrip + kBad + "}");
  send("GET", "/v1/bundles", {as("all", "a wrong password")});
  std::map<std::string, double> counted;
  for (const auto& sample : api->tally().samples()) counted[sample.labels] += sample.value;
  EXPECT_EQ(counted[R"(verdict="fail")"], 1);
  EXPECT_EQ(counted[R"(verdict="pass")"], 0);
  EXPECT_EQ(counted[R"(reason="unproved")"], 1);
}

TEST_F(CalloutTest, DecidesARecordInFlatWords) {
  const http::Response refused = post("/v1/validate", kTrip + kBad + "}");
  ASSERT_EQ(refused.status, 200) << *refused.body;
  EXPECT_EQ(
      *refused.body,
      R"({"verdict":"fail","passed":false,"message":"End Date must not be before Start Date","messages":[)"
      R"({"state":"fail","kind":"validationRule","rule":"END_AFTER_START",)"
      R"("code":"FIELD_CUSTOM_VALIDATION_EXCEPTION","field":"EndDate__c",)"
      R"("message":"End Date must not be before Start Date"}]})");
  EXPECT_EQ(*post("/v1/validate", kTrip + kGood + "}").body,
            R"({"verdict":"pass","passed":true,"message":"","messages":[]})");
  const std::string fields =
      R"("fields":[{"name":"StartDate__c","value":"2026-03-02"},{"name":"EndDate__c","value":"2026-03-01"}]})";
  EXPECT_EQ(*post("/v1/validate", kTrip + fields).body, *refused.body);
}

TEST_F(CalloutTest, WaitsForWhatTakesTimeOnly) {
  EXPECT_TRUE(waits("/v1/validate")) << "the password must be compared";
  EXPECT_EQ(post("/v1/validate", kTrip + kGood + "}").status, 200);
  EXPECT_FALSE(waits("/v1/validate"));
  EXPECT_TRUE(waits("/v1/validate", {{"Idempotency-Key", "one"}}));
  EXPECT_TRUE(waits("/v1/validate/batch"));
  EXPECT_TRUE(waits("/v1/explain"));
}

TEST_F(CalloutTest, WaitsForTheDiskApart) {
  const std::string file = ::testing::TempDir() + "callout-waits.jsonl";
  for (const bool sync : {false, true}) {
    keep_journal(file, true, sync);
    EXPECT_EQ(post("/v1/validate", kTrip + kGood + "}").status, 200);  // the password is compared by now
    EXPECT_EQ(waits("/v1/validate"), sync);
  }
  std::filesystem::remove(file);
}

TEST_F(CalloutTest, SpeaksTheEnginesOwnDocuments) {
  const std::string request =
      R"({"object":"Trip__c","operation":"insert","record":{"StartDate__c":"2026-03-01","EndDate__c":"2026-03-02"}})";
  const http::Header type{"Content-Type", "application/vnd.presave+json"};
  const http::Response own = post("/v1/validate", request, {type});
  EXPECT_EQ(own.header("Content-Type"), "application/vnd.presave+json");
  EXPECT_NE(own.body->find(R"("failures":[])"), std::string::npos) << *own.body;
  const http::Response flat = post("/v1/validate", request, {type, {"Accept", "application/json"}});
  EXPECT_EQ(flat.header("Content-Type"), "application/json");
  EXPECT_NE(flat.body->find(R"("passed":true)"), std::string::npos);
  const http::Response other =
      post("/v1/validate", kTrip + kGood + "}", {{"Accept", "application/vnd.presave+json"}});
  EXPECT_EQ(*other.body, *own.body);
}

TEST_F(CalloutTest, RefusesWhatCannotBeRead) {
  for (const std::string& body :
       {std::string("{"), std::string("[]"), kTrip + R"("recordJson":"[]"})",
        kTrip + R"("recordJson":"{}, \"x\":{}"})", kTrip + kGood + R"(,"fields":[{"name":"EndDate__c"}]})",
        kTrip + R"("operation":"insert"})", kTrip + kGood + R"(,"record":{}})",
        kTrip + kGood + R"(,"operation":"delete"})",
        kTrip + R"("fields":[{"name":"Program__r.Name","value":"x"}]})",
        kTrip + R"("recordJson":"{\"Misspelt__c\":1}"})", kTrip + kGood + R"(,"contextJson":"x"})"}) {
    expect_problem(post("/v1/validate", body), 400, "bad-request");
  }
  expect_problem(post("/v1/validate", R"({"object":"Nothing__c",)" + kGood + "}"), 404, "unknown-object");
  expect_problem(post("/v1/validate", kTrip + kGood + "}", {{"Content-Type", "text/plain"}}), 415,
                 "not-json");
  expect_problem(post("/v1/explain", R"({"object":"Trip__c","rule":"NONE",)" + kGood + "}"), 400,
                 "bad-request", "NONE");
}

TEST_F(CalloutTest, RefusesWhoIsNotKnown) {
  const http::Response nobody = send("GET", "/v1/bundles", {});
  expect_problem(nobody, 401, "not-authenticated");
  EXPECT_EQ(nobody.header("WWW-Authenticate"),
            "Bearer realm=\"presave\", Basic realm=\"presave\", charset=\"UTF-8\"");
  const http::Response wrong = send("GET", "/v1/bundles", {as("few", "wrong")});
  EXPECT_EQ(*wrong.body, *nobody.body) << "the answer does not say what was wrong";
  ASSERT_EQ(notes.size(), 2u);
  EXPECT_NE(notes[1].find("wrong user name or password"), std::string::npos) << "the log does";
  EXPECT_EQ(notes[1].find("few"), std::string::npos) << "and repeats nothing that was sent";
  expect_problem(send("GET", "/v1/bundle", {as("few")}), 403, "not-allowed");
}

TEST_F(CalloutTest, OffersPasswordsOnlyWhereACallerHasOne) {
  std::erase_if(served->callers, [](const callers::Caller& one) {
    return std::holds_alternative<callers::BasicIdentity>(one.identity);
  });
  EXPECT_EQ(send("GET", "/v1/bundles", {}).header("WWW-Authenticate"), "Bearer realm=\"presave\"");
}

TEST_F(CalloutTest, EachCallerHasItsBundles) {
  EXPECT_EQ(send("GET", "/v1/requirements/Trip__c?bundle=third", {as("few")}).status, 200);
  expect_problem(send("GET", "/v1/requirements/Trip__c?bundle=usual", {as("few")}), 404, "unknown-bundle");
  expect_problem(send("GET", "/v1/requirements/Trip__c?bundle=second", {as("all")}), 404, "unknown-bundle");
  expect_problem(send("GET", "/v1/requirements/Trip__c?x=1", {as("all")}), 400, "bad-header");
  const http::Response list = send("GET", "/v1/bundles", {as("all")});
  EXPECT_EQ(*list.body, "{\"bundles\":[{\"name\":\"usual\",\"label\":\"ServerTest\",\"tag\":" +
                            bundle_named("usual")->tag() + ",\"objects\":1,\"rules\":1,\"usual\":true}]}");
  const http::Response bundle = send("GET", "/v1/bundle", {as("all")});
  EXPECT_EQ(*bundle.body, data_file("bundle.json"));
  EXPECT_EQ(bundle.header("Vary"), "Authorization, Accept-Encoding");
  const http::Response packed = send("GET", "/v1/bundle", {as("all"), {"Accept-Encoding", "gzip"}});
  EXPECT_EQ(packed.header("Content-Encoding"), "gzip");
  EXPECT_LT(packed.body->size(), bundle.body->size());
  EXPECT_NE(packed.header("ETag"), bundle.header("ETag"));
  EXPECT_EQ(
      send("GET", "/v1/bundle", {as("all"), {"If-None-Match", std::string(bundle.header("ETag"))}}).status,
      304);
}

TEST_F(CalloutTest, NoOrgIsDecidedByTheRulesOfAnother) {
  callers::Caller caller;
  const auto names = [&](const std::string& organization, std::vector<std::string> bundles) {
    caller.bundles = std::move(bundles);
    Organization known{"00D000000000001AAA", bundle_named("own"), {}};
    ServerSetup setup({bundle_named("usual"), bundle_named("second")}, {}, {std::move(known)}, {},
                      *http::StaticFiles::read(std::string(PRESAVE_TEST_DATA) + "/web"),
                      *CanvasPage::from(std::string(CanvasPage::kMarker)));
    std::string out;
    for (const ServedBundle* one : callout::bundles_of(setup, {&caller, organization, {}}))
      out += one->name + " ";
    return out;
  };
  EXPECT_EQ(names("", {}), "usual ");
  EXPECT_EQ(names("00D000000000001", {}), "own ");
  EXPECT_EQ(names("00D000000000001", {"second"}), "own second ");
  EXPECT_EQ(names("00D000000000002", {}), "") << "an org that nobody set up";
  EXPECT_EQ(names("00D000000000002", {"second"}), "second ");
}

TEST_F(CalloutTest, ExplainsAndSaysWhatIsNeeded) {
  const http::Response explained =
      post("/v1/explain", R"({"object":"Trip__c","rule":"END_AFTER_START",)" + kBad + "}");
  ASSERT_EQ(explained.status, 200) << *explained.body;
  for (const std::string& part : {std::string(R"("verdict":"fail")"), std::string(R"("value":"true")"),
                                  std::string(R"({"number":1,"field":"EndDate__c","from":"2026-03-01")")}) {
    EXPECT_NE(explained.body->find(part), std::string::npos) << *explained.body;
  }
  const http::Response needed = send("GET", "/v1/requirements/Trip__c", {as("all")});
  EXPECT_NE(needed.body->find(R"("fields":["EndDate__c","StartDate__c"])"), std::string::npos)
      << *needed.body;
  expect_problem(send("GET", "/v1/requirements/Nothing__c", {as("all")}), 404, "unknown-object");
}

TEST_F(CalloutTest, DecidesBatches) {
  const std::string records =
      R"("records":[{"key":"a",)" + kBad + "},{" + kGood + R"(},{"recordJson":"{"}]})";
  const http::Response batch = post("/v1/validate/batch", kTrip + records);
  ASSERT_EQ(batch.status, 200) << *batch.body;
  EXPECT_EQ(
      batch.body->find(R"({"complete":true,"total":3,"passed":1,"failed":1,"undetermined":0,"invalid":1,)"),
      0u)
      << *batch.body;
  EXPECT_NE(batch.body->find(R"({"index":0,"key":"a","verdict":"fail")"), std::string::npos);
  EXPECT_NE(batch.body->find(R"({"index":2,"verdict":"invalid")"), std::string::npos);
  expect_problem(post("/v1/validate/batch", kTrip + R"("records":[]})"), 400, "bad-request");
  const auto many = [this](std::size_t count) {
    std::string list;
    for (std::size_t i = 0; i < count; ++i) list += (i ? ",{" : "{") + kGood + "}";
    return post("/v1/validate/batch", kTrip + R"("records":[)" + list + "]}");
  };
  EXPECT_EQ(many(limits::kBatchRecords).status, 200);
  expect_problem(many(limits::kBatchRecords + 1), 413, "too-large", "200");
}

TEST_F(CalloutTest, BatchesEndInTime) {
  const std::string records = kTrip + R"("records":[{)" + kGood + "},{" + kGood + "},{" + kGood + "}]}";
  tick = std::chrono::milliseconds(10);
  const http::Response some = post("/v1/validate/batch", records, {{"Presave-Deadline-Ms", "25"}});
  EXPECT_EQ(some.body->find(R"({"complete":false,"total":3,"passed":2,)"), 0u) << *some.body;
  expect_problem(post("/v1/validate/batch", records, {{"Presave-Deadline-Ms", "soon"}}), 400, "bad-header");
  stop.request_stop();
  EXPECT_EQ(post("/v1/validate/batch", records).body->find(R"({"complete":false,"total":3,"passed":0,)"), 0u);
}

TEST_F(CalloutTest, RepeatsAnswersToTheSameKey) {
  const http::Header key{"Idempotency-Key", "one"};
  const http::Response first = post("/v1/validate", kTrip + kBad + "}", {key});
  EXPECT_EQ(first.header("Idempotency-Replayed"), "");
  const http::Response again = post("/v1/validate", kTrip + kBad + "}", {key});
  EXPECT_EQ(again.header("Idempotency-Replayed"), "true");
  EXPECT_EQ(*again.body, *first.body);
  EXPECT_EQ(again.header("Content-Type"), first.header("Content-Type"));
  expect_problem(post("/v1/validate", kTrip + kGood + "}", {key}), 422, "key-reused");
  expect_problem(post("/v1/validate?bundle=usual", kTrip + kBad + "}", {key}), 422, "key-reused");
  expect_problem(post("/v1/validate", "{", {{"Idempotency-Key", "two"}}), 400, "bad-request");
  expect_problem(post("/v1/validate", "{", {{"Idempotency-Key", "two"}}), 400, "bad-request");
  expect_problem(post("/v1/validate", kTrip + kBad + "}", {{"Idempotency-Key", std::string(129, 'k')}}), 400,
                 "bad-header");
  expect_problem(post("/v1/validate", kTrip + kBad + "}", {key, key}), 400, "bad-header");
}

TEST(MemoryCalls, KeepTheirOrder) {
  using store::Beginning;
  callout::MemoryCalls calls(2);
  const store::RepeatableCall call{"caller", "key", "digest"};
  const auto first = calls.begin(call, 1000, 100);
  EXPECT_EQ(first->how, Beginning::kNew);
  EXPECT_EQ(calls.begin(call, 1050, 100)->how, Beginning::kUnderWay);
  EXPECT_EQ(calls.begin({"another", "key", "digest"}, 1050, 100)->how, Beginning::kNew);
  EXPECT_EQ(calls.begin({"third", "key", "digest"}, 1050, 100).fault().code, FaultCode::kBusy);
  const auto second = calls.begin(call, 1100, 100);
  EXPECT_EQ(second->how, Beginning::kNew) << "who did it first is gone";
  EXPECT_FALSE(*calls.finish(call, first->ticket, {200, "late"}, 5000));
  EXPECT_TRUE(*calls.finish(call, second->ticket, {200, "good"}, 5000));
  EXPECT_EQ(calls.begin(call, 4999, 100)->answer.body, "good");
  EXPECT_EQ(calls.begin(call, 5000, 100)->how, Beginning::kNew);
  EXPECT_EQ(*calls.remove_expired(9000), 1);
}

TEST_F(CalloutTest, GivesAccessTokens) {
  const auto ask = [this](const std::string& body) {
    return send("POST", "/oauth2/token", {{"Content-Type", "application/x-www-form-urlencoded"}}, body);
  };
  const std::string grant = "grant_type=client_credentials&client_id=id&client_secret=";
  const http::Response given = ask(grant + "a+client+secret&scope=validate+requirements");
  ASSERT_EQ(given.status, 200) << *given.body;
  const auto document = json::parse(*given.body, 1 << 16);
  const std::string token(*document->root().find("access_token")->text());
  EXPECT_EQ(*document->root().find("scope")->text(), "validate requirements");
  EXPECT_EQ(given.header("Cache-Control"), "no-store");
  const http::Header bearer{"Authorization", "Bearer " + token};
  EXPECT_NE(send("GET", "/v1/bundles", {bearer}).body->find("orgs_own"), std::string::npos)
      << "its org's bundle";
  expect_problem(send("GET", "/v1/bundle", {bearer}), 403, "not-allowed");
  EXPECT_NE(send("GET", "/.well-known/jwks.json", {}).body->find("\"kty\":\"EC\""), std::string::npos);

  const http::Response wrong = ask(grant + "wrong");
  EXPECT_EQ(wrong.status, 401);
  EXPECT_NE(wrong.body->find("\"invalid_client\""), std::string::npos);
  EXPECT_EQ(wrong.header("WWW-Authenticate").substr(0, 5), "Basic");
  EXPECT_NE(ask("grant_type=refresh_token").body->find("\"unsupported_grant_type\""), std::string::npos);
}

// ---- What External Services ask of a description
// -----------------------------------------------------------------

TEST(OpenApi, IsForSalesforce) {
  const auto document = json::parse(callout::openapi_document(), 1u << 20);
  ASSERT_TRUE(document) << document.fault().text();
  EXPECT_EQ(*document->root().find("openapi")->text(), "3.0.3") << "no later version is imported";
  std::set<std::string_view> ids;
  for (const callout::Operation& one : callout::operations()) {
    EXPECT_TRUE(ids.insert(one.id).second) << one.id << " names two operations";
    EXPECT_LE(one.id.size(), 20u);
    EXPECT_TRUE(one.method == "POST" || one.takes.empty()) << one.id << ": a GET with a body fails";
  }
}

TEST(OpenApi, HasFlatNamedSchemas) {
  std::set<std::string_view> names;
  for (const callout::Schema& one : callout::schemas())
    EXPECT_TRUE(names.insert(one.name).second) << one.name;
  std::set<std::string_view> used = {"Problem"};
  for (const callout::Schema& schema : callout::schemas()) {
    std::set<std::string_view> members;
    for (const callout::Property& one : schema.properties) {
      EXPECT_TRUE(members.insert(one.name).second) << schema.name << "." << one.name;
      EXPECT_EQ(one.kind == callout::ValueKind::kObjects, !one.of.empty()) << schema.name << "." << one.name;
      if (!one.of.empty()) used.insert(one.of);
    }
  }
  for (const callout::Operation& one : callout::operations()) {
    used.insert(one.gives);
    if (!one.takes.empty()) used.insert(one.takes);
  }
  EXPECT_EQ(used, names) << "every schema is named and used";
}

}  // namespace
}  // namespace presave::server::api
