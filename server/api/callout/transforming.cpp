#include "server/api/callout/transforming.h"

#include <algorithm>
#include <utility>

#include "engine/base/json_text.h"
#include "engine/bundle/json_reader.h"
#include "server/api/decision.h"
#include "server/http/limits.h"

namespace presave::server::api::callout {
namespace {

constexpr std::string_view kRecordBegin = R"({"record":)";

/// As what an operation's records are decided. A delete asks no rule.
std::vector<std::string_view> operations_of(std::string_view operation, std::string_view upsert_as) {
  if (operation == "delete") return {};
  if (operation != "upsert") return {operation};
  if (upsert_as == "both") return {"insert", "update"};
  return {upsert_as};
}

/// An upsert finds the record that has the key and updates it: no other record can have the same. A context
/// that has answers of its own is left as it is; it is a JSON object, or empty.
std::string with_own_key(const std::string& context, const Mapping& mapping) {
  if (mapping.operation() != "upsert" || mapping.key() == "Id") return context;
  const auto document = json::parse(context.empty() ? "{}" : context, limits::kBodyBytes);
  if (!document || document->root().find("unique")) return context;
  const std::string own = R"({"unique":{")" + mapping.key() + R"(":true})";
  if (document->root().members()->empty()) return own + "}";
  return own + "," + context.substr(context.find('{') + 1);
}

std::string request_begin(const std::string& object, std::string_view operation, const std::string& context) {
  JsonText out;
  out.begin_object();
  out.member("object", std::string_view(object));
  out.member("operation", operation);
  if (!context.empty()) out.json("context", context);
  return std::move(out).take() + ",\"record\":";
}

/// Of two outcomes for one record the worse one counts.
int rank(const Result<std::string>& outcome) {
  switch (decision_of(outcome)) {
    case metrics::Decision::kPass:
      return 0;
    case metrics::Decision::kUndetermined:
      return 1;
    case metrics::Decision::kFail:
      return 2;
    default:
      return 3;
  }
}

}  // namespace

std::optional<std::string_view> record_in(const Result<std::string>& answer) {
  if (!answer || !answer->starts_with(kRecordBegin)) return std::nullopt;
  const std::string_view whole = *answer;
  return whole.substr(kRecordBegin.size(), whole.size() - kRecordBegin.size() - 1);
}

Transforming::Transforming(const Bundle& bundle, const Mapping& mapping, const TransformQuestion& question)
    : bundle_(bundle), mapping_(mapping) {
  if (!question.validate) return;
  const std::string context = with_own_key(question.context_json, mapping);
  for (const std::string_view operation : operations_of(mapping.operation(), question.upsert_as)) {
    requests_.push_back(request_begin(mapping.object(), operation, context));
  }
}

Transformed Transforming::transform(const TransformRow& row, std::int64_t now_ms) const {
  Transformed done{row.key, row.row ? mapping_.transform(*row.row, now_ms) : row.row, std::nullopt};
  const std::optional<std::string_view> record = record_in(done.answer);
  if (!record) return done;
  for (const std::string& begin : requests_) {
    Result<std::string> outcome = bundle_.validate(begin + std::string(*record) + "}", now_ms);
    if (!done.outcome || rank(outcome) > rank(*done.outcome)) done.outcome.emplace(std::move(outcome));
  }
  return done;
}

}  // namespace presave::server::api::callout
