// The verdict of an outcome document, without reading all of it: the engine writes it first.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "server/metrics/tally.h"

namespace presave::server::api {

/// `outcome`: the engine's document, or why there is none.
inline metrics::Decision decision_of(const Result<std::string>& outcome) {
  constexpr std::string_view kBegins = R"({"verdict":")";
  if (!outcome) return metrics::Decision::kInvalid;
  const std::string_view verdict = std::string_view(*outcome).substr(kBegins.size());
  if (verdict.starts_with("pass\"")) return metrics::Decision::kPass;
  return verdict.starts_with("fail\"") ? metrics::Decision::kFail : metrics::Decision::kUndetermined;
}

}  // namespace presave::server::api
