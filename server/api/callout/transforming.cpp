#include "server/api/callout/transforming.h"

#include <utility>

#include "server/api/decision.h"

namespace presave::server::api::callout {
namespace {

constexpr std::string_view kRecordBegin = R"({"record":)";

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
    : bundle_(bundle),
      mapping_(mapping),
      requests_(question.validate ? mapping.requests(question.upsert_as, question.context_json) : std::vector<MappedRequest>()) {}

Transformed Transforming::transform(const TransformRow& row, std::int64_t now_ms) const {
  Transformed done{row.key, row.row ? mapping_.transform(*row.row, now_ms) : row.row, std::nullopt};
  const std::optional<std::string_view> record = record_in(done.answer);
  if (!record) return done;
  for (const MappedRequest& request : requests_) {
    Result<std::string> outcome = bundle_.validate(request.document(*record), now_ms);
    if (!done.outcome || rank(outcome) > rank(*done.outcome)) done.outcome.emplace(std::move(outcome));
  }
  return done;
}

}  // namespace presave::server::api::callout
