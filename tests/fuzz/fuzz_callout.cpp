// The flat questions of the callout endpoints: what is made of them is one JSON document with one record,
// whatever the texts in it hold; the engine's answer to it can be told in flat words.
#include <string>

#include "engine/bundle/json_reader.h"
#include "engine/presave.h"
#include "server/api/callout/answers.h"
#include "server/api/callout/questions.h"
#include "server/callers/credentials.h"
#include "server/callers/token_requests.h"
#include "tests/fuzz/targets.h"
#include "tests/server/signing.h"

namespace presave::fuzz {
namespace {

namespace callout = server::api::callout;

const Bundle& bundle() {
  static const Bundle loaded = *Bundle::load(server::testing::data_file("bundle.json"));
  return loaded;
}

void must_be_one_request(const Result<std::string>& question) {
  if (!question) return;
  const auto document = json::parse(*question, question->size());
  must(document && document->root().find("object") && document->root().find("record"));
  must(document->root().members()->size() <= 5);  // object, operation, record, prior, context
  const auto outcome = bundle().validate(*question, 1'763'900'000'000);
  if (outcome) must(bool{callout::validate_answer(*outcome)});
}

}  // namespace

void fuzz_callout(std::string_view input) {
  must_be_one_request(callout::validate_question(input, bundle().org()));
  if (const auto question = callout::explain_question(input, bundle().org())) {
    const auto explanation = bundle().explain(*question, 1'763'900'000'000);
    if (explanation) must(bool{callout::explain_answer(*explanation)});
  }
  const auto batch = callout::batch_questions(input, bundle().org());
  if (batch) {
    for (const callout::BatchRecord& one : *batch) must_be_one_request(one.request);
  }
  server::http::Request request;
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                     {"Authorization", std::string(input)}};
  request.body = input;
  (void)server::callers::read_token_request(request);
  (void)server::callers::basic_credentials(input);
}

}  // namespace presave::fuzz
