// The endpoints without sockets: opening the app, its session, the bundle, and a decision with the real
// engine. The configuration as well, since it is what makes the setup.
#include "server/api/api.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "server/configuration.h"
#include "tests/server/signing.h"

namespace presave::server::api {
namespace {

using Json = nlohmann::json;
using namespace presave::server::testing;

const std::string kData = PRESAVE_TEST_DATA;

ServeOptions options() {
  ServeOptions chosen;
  chosen.bundle_file = kData + "/bundle.json";
  chosen.web_dir = kData + "/web";
  chosen.frame_ancestors = {"https://example.lightning.force.com"};
  chosen.secret_file = kData + "/consumer_secret.txt";
  return chosen;
}

std::string form_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '+')
      out += "%2B";
    else if (c == '/')
      out += "%2F";
    else if (c == '=')
      out += "%3D";
    else
      out += c;
  }
  return out;
}

class ApiTest : public ::testing::Test {
 protected:
  void start(const ServeOptions& chosen = options()) {
    Configuration configuration = read_configuration(chosen, nullptr);
    for (const Fault& mistake : configuration.mistakes) ADD_FAILURE() << mistake.text();
    ASSERT_TRUE(configuration.setup);
    const Clocks clocks{[this] { return now; }, [] { return std::int64_t{1'763'900'000'000}; }};
    api = std::make_unique<Api>(configuration.setup, clocks,
                                [this](std::string_view note) { notes.emplace_back(note); });
  }

  http::Response send(std::string method, std::string path, std::vector<http::Header> headers = {},
                      std::string body = "") {
    http::Request request;
    request.method = std::move(method);
    const auto question = path.find('?');
    request.path = path.substr(0, question);
    if (question != std::string::npos) request.query = path.substr(question + 1);
    request.headers = std::move(headers);
    request.body = std::move(body);
    return api->answer(request);
  }
  http::Response open(const std::string& signed_text, std::string accept = "text/html") {
    return send("POST", "/canvas",
                {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", std::move(accept)}},
                "signed_request=" + form_encoded(signed_text));
  }
  std::string session() {
    return Json::parse(*open(signed_request(), "application/json").body).at("session").get<std::string>();
  }
  http::Response validate(const std::string& token, std::string body) {
    return send("POST", "/api/validate",
                {{"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}},
                std::move(body));
  }

  std::chrono::steady_clock::time_point now{std::chrono::hours(1000)};
  std::vector<std::string> notes;
  std::unique_ptr<Api> api;
};

TEST_F(ApiTest, OpensTheAppWithItsContext) {
  start();
  const http::Response page = open(signed_request());
  ASSERT_EQ(page.status, 200);
  EXPECT_EQ(page.header("Cache-Control"), "no-store");
  const std::string begin = "<script type=\"application/json\" id=\"canvas-context\">";
  const auto from = page.body->find(begin);
  ASSERT_NE(from, std::string::npos);
  const auto to = page.body->find("</script>", from);
  const Json context = Json::parse(page.body->substr(from + begin.size(), to - from - begin.size()));
  EXPECT_EQ(context.at("signedRequest"), Json::parse(envelope())) << "also the name that holds </script>";
  EXPECT_EQ(context.at("bundle"), "/api/bundle");
  EXPECT_EQ(page.body->find("<!--"), std::string::npos) << "neither the marker nor the user's text";
}

TEST_F(ApiTest, RefusesATamperedRequestWithAPage) {
  start();
  std::string changed = signed_request();
  changed[60] = changed[60] == 'A' ? 'B' : 'A';
  const http::Response page = open(changed);
  EXPECT_EQ(page.status, 401);
  EXPECT_NE(page.body->find("signature does not fit"), std::string::npos);
  EXPECT_NE(page.body->find("Consumer Secret"), std::string::npos);
  EXPECT_EQ(page.body->find(changed.substr(50, 20)), std::string::npos) << "nothing sent is repeated";
  EXPECT_NE(page.header("Content-Security-Policy").find("https://example.lightning.force.com"),
            std::string_view::npos)
      << "the frame must be able to show it";
  ASSERT_EQ(notes.size(), 1u);

  const http::Response problem = open(changed, "application/json");
  EXPECT_EQ(problem.status, 401);
  EXPECT_EQ(problem.header("Content-Type"), "application/problem+json");
  EXPECT_EQ(Json::parse(*problem.body).at("status"), 401);
}

TEST_F(ApiTest, RefusesWhatIsNoSignedRequest) {
  start();
  const auto post = [this](std::string type, std::string body) {
    return send("POST", "/canvas", {{"Content-Type", std::move(type)}}, std::move(body)).status;
  };
  const std::string form = "application/x-www-form-urlencoded";
  EXPECT_EQ(post(form, ""), 400);
  EXPECT_EQ(post(form, "signed_request=a.b&signed_request=a.b"), 400);
  EXPECT_EQ(post(form, "signed_request=%zz"), 400);
  EXPECT_EQ(post("application/json", "{}"), 400);
  EXPECT_EQ(post(form, "signed_request=a.b"), 401);
  EXPECT_EQ(send("POST", "/canvas?signed_request=" + signed_request(), {{"Content-Type", form}}).status, 400)
      << "never from the query";
}

TEST_F(ApiTest, ServesAReloadAndRefusesAReplay) {
  start();
  EXPECT_EQ(open(signed_request()).status, 200);
  EXPECT_EQ(open(signed_request()).status, 200);
  now += limits::kReloadWindow + std::chrono::seconds(1);
  const http::Response page = open(signed_request());
  EXPECT_EQ(page.status, 401);
  EXPECT_NE(page.body->find("too long ago"), std::string::npos);
}

TEST_F(ApiTest, ServesOnlyTheOrgsItIsToldTo) {
  ServeOptions chosen = options();
  chosen.organizations = {"00D000000000001"};
  start(chosen);
  EXPECT_EQ(open(signed_request()).status, 200) << "15 characters name the same org as 18";
  chosen.organizations = {"00D000000000002"};
  start(chosen);
  EXPECT_EQ(open(signed_request()).status, 403);
  EXPECT_EQ(open(sign(secret(), R"({"algorithm":"HMACSHA256","userId":"005"})")).status, 403)
      << "an org that is hidden";
}

TEST_F(ApiTest, GetSaysWhatToDo) {
  start();
  EXPECT_EQ(send("GET", "/canvas?_sfdc_canvas_auth=user_approval_required&loginUrl=x").status, 200);
  EXPECT_EQ(send("GET", "/canvas?_sfdc_canvas_authvalue=user_approval_required").status, 200);
  const http::Response other = send("GET", "/canvas?loginUrl=%3Cscript%3E");
  EXPECT_EQ(other.status, 405);
  EXPECT_EQ(other.header("Allow"), "POST");
  EXPECT_EQ(other.body->find("script"), std::string::npos);
}

TEST_F(ApiTest, SessionsOpenTheApiAndEnd) {
  start();
  const std::string token = session();
  const auto bundle_status = [&](std::vector<http::Header> headers) {
    return send("GET", "/api/bundle", std::move(headers)).status;
  };
  EXPECT_EQ(bundle_status({{"Authorization", "Bearer " + token}}), 200);
  EXPECT_EQ(bundle_status({}), 401);
  EXPECT_EQ(bundle_status({{"Authorization", "Bearer "}}), 401);
  EXPECT_EQ(bundle_status({{"Authorization", "Bearer x" + token}}), 401);
  EXPECT_EQ(bundle_status({{"Authorization", "Bearer " + token}, {"Authorization", "Bearer " + token}}), 401);
  EXPECT_EQ(bundle_status({{"Cookie", "session=" + token}}), 401);
  now += limits::kSessionIdle + std::chrono::seconds(1);
  const http::Response over = send("GET", "/api/bundle", {{"Authorization", "Bearer " + token}});
  EXPECT_EQ(over.status, 401);
  EXPECT_EQ(over.header("WWW-Authenticate"), "Bearer");
}

TEST_F(ApiTest, TheBundleIsTheVeryFile) {
  start();
  const std::string token = session();
  const http::Response bundle = send("GET", "/api/bundle", {{"Authorization", "Bearer " + token}});
  EXPECT_EQ(*bundle.body, data_file("bundle.json"));
  const http::Response unchanged =
      send("GET", "/api/bundle",
           {{"Authorization", "Bearer " + token}, {"If-None-Match", std::string(bundle.header("ETag"))}});
  EXPECT_EQ(unchanged.status, 304);
}

TEST_F(ApiTest, DecidesWithTheEngine) {
  start();
  const std::string token = session();
  const http::Response refused = validate(
      token,
      R"({"object":"Trip__c","operation":"insert","record":{"StartDate__c":"2026-03-02","EndDate__c":"2026-03-01"}})");
  ASSERT_EQ(refused.status, 200) << *refused.body;
  const Json outcome = Json::parse(*refused.body);
  EXPECT_EQ(outcome.at("verdict"), "fail");
  EXPECT_EQ(outcome.at("failures").at(0).at("field"), "EndDate__c");
  EXPECT_EQ(outcome.at("failures").at(0).at("message"), "End Date must not be before Start Date");
  const http::Response passed = validate(
      token,
      R"({"object":"Trip__c","operation":"insert","record":{"StartDate__c":"2026-03-01","EndDate__c":"2026-03-02"}})");
  EXPECT_EQ(Json::parse(*passed.body).at("verdict"), "pass");
}

TEST_F(ApiTest, RefusesRequestsThatAreNone) {
  start();
  const std::string token = session();
  for (const std::string body :
       {"", "not json", "[]", "{}", R"({"object":"Nothing__c","operation":"insert","record":{}})",
        R"({"object":"Trip__c","operation":"insert","record":{"Misspelt__c":1}})"}) {
    const http::Response response = validate(token, body);
    EXPECT_EQ(response.status, 400) << body << " -> " << *response.body;
    EXPECT_EQ(response.header("Content-Type"), "application/problem+json");
    EXPECT_FALSE(Json::parse(*response.body).at("detail").get<std::string>().empty()) << *response.body;
  }
  EXPECT_EQ(send("POST", "/api/validate",
                 {{"Authorization", "Bearer " + token}, {"Content-Type", "text/plain"}}, "{}")
                .status,
            415);
  EXPECT_EQ(send("POST", "/api/validate", {{"Content-Type", "application/json"}}, "{}").status, 401);
}

TEST_F(ApiTest, TellsItsHealth) {
  start();
  const http::Response response = send("GET", "/healthz");
  const Json health = Json::parse(*response.body);
  EXPECT_EQ(health.at("status"), "ok");
  EXPECT_EQ(health.at("bundle").at("name"), "ServerTest");
  EXPECT_EQ(health.at("bundle").at("rules"), 1);
}

TEST_F(ApiTest, IsReadyWithoutAStore) {
  start();
  EXPECT_EQ(send("GET", "/readyz").status, 200);
}

TEST_F(ApiTest, TellsTheEmbedWhoMayFrameIt) {
  ServeOptions chosen = options();
  chosen.frame_ancestors = {"https://one.example", "https://*.two.example"};
  start(chosen);
  const Json told = Json::parse(*send("GET", "/embed.json").body);
  EXPECT_EQ(told, Json({{"allowedOrigins", {"https://one.example", "https://*.two.example"}}}));
}

TEST_F(ApiTest, EveryAnswerCarriesThePolicy) {
  start();
  for (const char* path :
       {"/healthz", "/canvas", "/nothing", "/presave/page.css", "/api/bundle", "/canvas.html"}) {
    const http::Response response = send("GET", path);
    EXPECT_NE(response.header("Content-Security-Policy"), "") << path;
    EXPECT_EQ(response.header("X-Content-Type-Options"), "nosniff") << path;
    EXPECT_EQ(response.header("Referrer-Policy"), "no-referrer") << path;
    EXPECT_EQ(response.header("X-Frame-Options"), "") << path;
  }
}

TEST(Configuration, SaysAllMistakesAtOnce) {
  ServeOptions wrong;
  wrong.frame_ancestors = {"nonsense"};
  wrong.organizations = {"001000000000001"};
  const Configuration configuration = read_configuration(wrong, nullptr);
  EXPECT_FALSE(configuration.setup);
  std::string all;
  for (const Fault& mistake : configuration.mistakes) all += mistake.text() + "\n";
  for (const char* part :
       {"--bundle", "--web", "PRESAVE_CANVAS_SECRET", "--frame-ancestor nonsense", "--organization"}) {
    EXPECT_NE(all.find(part), std::string::npos) << part << " is not in\n" << all;
  }
}

TEST(Configuration, NamesTheFileThatIsWrong) {
  ServeOptions wrong = options();
  wrong.bundle_file = kData + "/consumer_secret.txt";
  wrong.web_dir = kData;  // there, but without canvas.html
  const Configuration configuration = read_configuration(wrong, nullptr);
  ASSERT_EQ(configuration.mistakes.size(), 2u);
  EXPECT_NE(configuration.mistakes[0].text().find("consumer_secret.txt"), std::string::npos);
  EXPECT_EQ(configuration.mistakes[0].text().find(secret()), std::string::npos)
      << "the content is nobody's business";
  EXPECT_NE(configuration.mistakes[1].text().find("build the pages"), std::string::npos);
}

TEST(Configuration, TakesSeveralSecretsFromTheEnvironment) {
  ServeOptions chosen = options();
  chosen.secret_file.clear();
  const Configuration several = read_configuration(chosen, "the new one\r\n\n the old one \n");
  ASSERT_TRUE(several.setup);
  EXPECT_EQ(several.setup->apps.front().secrets, 2u);
  EXPECT_TRUE(several.setup->apps.front().verifier.verify(sign("the old one", envelope())));
  EXPECT_FALSE(read_configuration(chosen, " \n").setup);
}

TEST(CanvasPage, NeedsTheMarkerOnce) {
  EXPECT_TRUE(CanvasPage::from("a<!--presave:context-->b"));
  EXPECT_FALSE(CanvasPage::from("ab"));
  EXPECT_FALSE(CanvasPage::from("<!--presave:context--><!--presave:context-->"));
}

}  // namespace
}  // namespace presave::server::api
