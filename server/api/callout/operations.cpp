#include "server/api/callout/operations.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <variant>

#include "engine/base/json_text.h"
#include "server/api/callout/answers.h"
#include "server/api/callout/problems.h"
#include "server/api/callout/questions.h"
#include "server/api/callout/transforming.h"
#include "server/api/decision.h"
#include "server/http/respond.h"

namespace presave::server::api::callout {
namespace {

using callers::Scope;
using http::Response;

bool names_engine_type(std::string_view header) {
  return header.find(kEngineType) != std::string_view::npos;
}

bool speaks_engine(const http::Request& request) {
  return names_engine_type(request.header("Content-Type"));
}

/// The answer is in the language of the question, unless the caller accepts another.
bool wants_engine(const http::Request& request) {
  const std::string_view accept = request.header("Accept");
  if (names_engine_type(accept)) return true;
  return speaks_engine(request) && accept.find("application/json") == std::string_view::npos;
}

/// An answer that was made here. That it cannot be written is our own mistake.
Response send(const Question& question, Result<std::string> answer) {
  if (answer) return http::json(200, std::move(*answer));
  question.live.note("an answer could not be written: " + answer.fault().text());
  return problem(ProblemKind::kInternal, "The answer could not be written.");
}

using Flatten = Result<std::string> (*)(std::string_view);

/// An engine's document as the caller wants it. That it cannot be read is our own mistake.
Response send(const Question& question, std::string document, Flatten flatten) {
  if (wants_engine(question.request)) {
    Response response = http::json(200, std::move(document));
    return response.set("Content-Type", std::string(kEngineType));
  }
  return send(question, flatten(document));
}

Response validate(const Question& question) {
  const Bundle& bundle = question.served.bundle;
  const std::string& body = question.request.body;
  const auto asked =
      speaks_engine(question.request) ? Result<std::string>(body) : validate_question(body, bundle.org());
  if (!asked) return problem(asked.fault());
  auto outcome = bundle.validate(*asked, question.live.clocks.wall_ms());
  question.live.tally.count(decision_of(outcome));
  if (!outcome) return problem(outcome.fault());
  return send(question, std::move(*outcome), validate_answer);
}

Response explain(const Question& question) {
  const Bundle& bundle = question.served.bundle;
  const std::string& body = question.request.body;
  const auto asked =
      speaks_engine(question.request) ? Result<std::string>(body) : explain_question(body, bundle.org());
  if (!asked) return problem(asked.fault());
  auto explanation = bundle.explain(*asked, question.live.clocks.wall_ms());
  if (!explanation) return problem(explanation.fault());
  return send(question, std::move(*explanation), explain_answer);
}

/// How long the caller waits; nothing where the header cannot be read.
std::optional<std::chrono::milliseconds> deadline_of(const http::Request& request) {
  const std::string_view text = request.header("Presave-Deadline-Ms");
  if (text.empty()) return limits::kBatchTime;
  unsigned long ms = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), ms);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || ms == 0) return std::nullopt;
  return std::min(std::chrono::milliseconds(ms), limits::kMostBatchTime);
}

/// When a batch must end, or the refusal of a request that cannot be one.
std::variant<std::chrono::steady_clock::time_point, Response> end_of_batch(const Question& question) {
  if (speaks_engine(question.request)) {
    return problem(ProblemKind::kNotJson, "Batches are spoken of as application/json only.", "Content-Type");
  }
  const auto time = deadline_of(question.request);
  if (!time) {
    return problem(ProblemKind::kBadHeader, "Must be a number of milliseconds, 1 or more.",
                   "Presave-Deadline-Ms");
  }
  return question.live.clocks.steady() + *time;
}

bool is_over(const Question& question, std::chrono::steady_clock::time_point end) {
  return question.request.stop.stop_requested() || question.live.clocks.steady() >= end;
}

Response validate_batch(const Question& question) {
  const auto end = end_of_batch(question);
  if (const auto* refusal = std::get_if<Response>(&end)) return *refusal;
  const auto asked = batch_questions(question.request.body, question.served.bundle.org());
  if (!asked) return problem(asked.fault());
  std::vector<Decided> decided;
  const std::int64_t now_ms = question.live.clocks.wall_ms();
  for (const BatchRecord& record : *asked) {
    if (is_over(question, std::get<0>(end))) break;
    auto outcome = record.request ? question.served.bundle.validate(*record.request, now_ms)
                                  : Result<std::string>(record.request.fault());
    // An object that nobody knows is no record's own mistake.
    if (!outcome && outcome.fault().code == FaultCode::kUnknownObject) return problem(outcome.fault());
    question.live.tally.count(decision_of(outcome));
    decided.push_back({record.key, std::move(outcome)});
  }
  return send(question, batch_answer(decided, asked->size()));
}

/// The mapping of that name for the bundle that decides; null where there is none.
const ServedMapping* find_mapping(const Question& question, std::string_view name) {
  for (const MappingPointer& one : question.setup.mappings) {
    if (one->name == name && one->bundle.get() == &question.served) return one.get();
  }
  return nullptr;
}

Response transform(const Question& question) {
  const auto end = end_of_batch(question);
  if (const auto* refusal = std::get_if<Response>(&end)) return *refusal;
  const auto asked = transform_question(question.request.body);
  if (!asked) return problem(asked.fault());
  const ServedMapping* served = find_mapping(question, asked->mapping);
  if (!served) {
    return problem(ProblemKind::kUnknownMapping,
                   "The bundle " + question.served.name + " has no mapping of this name.", "/mapping");
  }
  const Transforming transforming(question.served.bundle, served->mapping, *asked);
  std::vector<Transformed> rows;
  const std::int64_t now_ms = question.live.clocks.wall_ms();
  for (const TransformRow& row : asked->rows) {
    if (is_over(question, std::get<0>(end))) break;
    rows.push_back(transforming.transform(row, now_ms));
    if (rows.back().outcome) question.live.tally.count(decision_of(*rows.back().outcome));
  }
  return send(question, transform_answer(served->mapping, rows, asked->rows.size()));
}

Response requirements(const Question& question) {
  const std::string_view path = question.request.path;
  const std::string_view object = path.substr(path.rfind('/') + 1);
  auto needed = question.served.bundle.requirements(object);
  if (!needed) return problem(needed.fault());
  return send(question, std::move(*needed), requirements_answer);
}

Response send_bundle(const Question& question) {
  return bundle_answer(question.request, question.served);
}

Response list_bundles(const Question& question) {
  JsonText out;
  out.begin_object();
  out.begin_array("bundles");
  bool usual = true;  // the first
  for (const ServedBundle* one : bundles_of(question.setup, question.caller)) {
    out.begin_object();
    out.member("name", std::string_view(one->name));
    out.member("label", std::string_view(one->bundle.org().name));
    out.member("tag", std::string_view(one->tag()).substr(1, one->tag().size() - 2));
    out.member("objects", static_cast<int>(one->bundle.org().objects.size()));
    out.member("rules", static_cast<int>(one->bundle.compiled_rules()));
    out.member("usual", std::exchange(usual, false));
    out.end_object();
  }
  out.end_array();
  out.end_object();
  return http::json(200, std::move(out).take());
}

constexpr Parameter kBundle{
    "bundle", "query", false,
    "Name of the bundle that decides; absent: that of the caller's org, or the usual one."};
constexpr Parameter kKey{
    "Idempotency-Key", "header", false,
    "A name for this request. The same request with the same key gets the same answer for a day."};
constexpr std::array kAsk = {kBundle, kKey};
constexpr std::array kAskMany = {
    kBundle, kKey,
    Parameter{"Presave-Deadline-Ms", "header", false,
              "How long the caller waits, in milliseconds: what is decided until then is answered.",
              "integer"}};
constexpr std::array kOfObject = {Parameter{"object", "path", true, "API name of the object."}, kBundle};
constexpr std::array kOnlyBundle = {kBundle};

constexpr std::array kOperations = {
    Operation{"POST", "/v1/validate", "validate", "Decide a record",
              "Decides one record by the org's rules, as Salesforce would when it is saved.",
              Scope::kValidate, "ValidateRequest", "ValidateResult", kAsk, validate, true},
    Operation{"POST", "/v1/validate/batch", "validateBatch", "Decide several records",
              "Decides up to 200 records of one object, each for itself.", Scope::kValidate, "BatchRequest",
              "BatchResult", kAskMany, validate_batch},
    Operation{"POST", "/v1/transform", "transform", "Transform rows",
              "Turns up to 200 rows of a foreign source into records, as one of the server's mappings says.",
              Scope::kValidate, "TransformRequest", "TransformResult", kAskMany, transform},
    Operation{"POST", "/v1/explain", "explain", "Explain a rule",
              "Says part by part why a rule decides a record so, and what would make it pass.",
              Scope::kExplain, "ExplainRequest", "ExplainResult", kAsk, explain},
    Operation{"GET", "/v1/requirements/{object}", "requirements", "What rules need",
              "Names all that must be loaded so that every rule of the object can be decided.",
              Scope::kRequirements, "", "Requirements", kOfObject, requirements},
    Operation{"GET",
              "/v1/bundles",
              "bundles",
              "List bundles",
              "Names the bundles that the caller may use.",
              Scope::kValidate,
              "",
              "BundleList",
              {},
              list_bundles},
    Operation{"GET", "/v1/bundle", "bundle", "Get a bundle",
              "The rules themselves, for deciding elsewhere. Answers If-None-Match.", Scope::kBundle, "",
              "BundleDocument", kOnlyBundle, send_bundle},
};

const ServedBundle* find_bundle(const Setup& setup, std::string_view name) {
  for (const BundlePointer& one : setup.bundles) {
    if (one->name == name) return one.get();
  }
  return nullptr;
}

}  // namespace

std::span<const Operation> operations() {
  return kOperations;
}

std::string_view answer_type(const http::Request& request) {
  return wants_engine(request) ? kEngineType : "application/json";
}

std::vector<const ServedBundle*> bundles_of(const Setup& setup, const callers::Admitted& caller) {
  std::vector<const ServedBundle*> found;
  const auto add = [&found](const ServedBundle* one) {
    if (one && std::find(found.begin(), found.end(), one) == found.end()) found.push_back(one);
  };
  const Organization* organization =
      caller.organization.empty() ? nullptr : find_organization(setup, caller.organization);
  if (organization) add(organization->bundle.get());
  for (const std::string& name : caller.caller->bundles) add(find_bundle(setup, name));
  // A stranger's org must not be decided by the rules of another.
  if (found.empty() && (organization || caller.organization.empty())) add(setup.bundles.front().get());
  return found;
}

}  // namespace presave::server::api::callout
