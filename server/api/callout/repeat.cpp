#include "server/api/callout/repeat.h"

#include <algorithm>

#include "server/api/callout/problems.h"
#include "server/crypto/hash.h"
#include "server/http/limits.h"
#include "server/http/respond.h"

namespace presave::server::api::callout {
namespace {

bool is_key(std::string_view text) {
  return !text.empty() && text.size() <= limits::kIdempotencyKeyBytes &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

/// Of all that the answer depends on. A line end stands in none of the parts but the body, which is the last.
Result<std::string> digest_of(const http::Request& request) {
  std::string all = request.method + "\n" + request.path + "\n" + request.query + "\n";
  for (const std::string_view name : {"Content-Type", "Accept"})
    all += std::string(request.header(name)) + "\n";
  return crypto::sha256_hex(all + request.body);
}

http::Response repeated(const store::KeptAnswer& kept, std::string_view type) {
  http::Response response = http::json(kept.status, kept.body);
  response.set("Content-Type", std::string(kept.status < 400 ? type : "application/problem+json"));
  return response.set("Idempotency-Replayed", "true");
}

constexpr std::int64_t in_ms(std::chrono::milliseconds time) {
  return time.count();
}

}  // namespace

http::Response answer_once(store::RepeatableCalls& calls, const std::string& caller,
                           const http::Request& request, std::string_view type, std::int64_t now_ms,
                           const std::function<http::Response()>& answer) {
  if (request.count(kIdempotencyKey) == 0) return answer();
  const std::string key(request.header(kIdempotencyKey));
  if (request.count(kIdempotencyKey) > 1 || !is_key(key)) {
    return problem(ProblemKind::kBadHeader,
                   "Must be there once, with 1 to " + std::to_string(limits::kIdempotencyKeyBytes) +
                       " visible ASCII characters.",
                   kIdempotencyKey);
  }
  const auto digest = digest_of(request);
  if (!digest) return problem(ProblemKind::kInternal, "The request could not be told from others.");
  const store::RepeatableCall call{caller, key, *digest};
  const auto begun = calls.begin(call, now_ms, in_ms(limits::kCallGivenUp));
  if (!begun) return problem(ProblemKind::kStoreBusy, "The key could not be remembered.", kIdempotencyKey);
  switch (begun->how) {
    case store::Beginning::kAnswered:
      return repeated(begun->answer, type);
    case store::Beginning::kUnderWay:
      return problem(ProblemKind::kKeyUnderWay, "Repeat the request in a moment.", kIdempotencyKey)
          .set("Retry-After", "1");
    case store::Beginning::kOtherRequest:
      return problem(ProblemKind::kKeyReused, "Give another request another key.", kIdempotencyKey);
    case store::Beginning::kNew:
      break;
  }
  http::Response response = answer();
  const bool keep = response.status < 500;  // our own failure may be gone the next time
  const auto kept = keep ? calls.finish(call, begun->ticket, {response.status, *response.body},
                                        now_ms + in_ms(limits::kCallRemembered))
                         : Result<bool>(true);
  const Done forgotten = keep ? done() : calls.forget(call, begun->ticket);
  // Not kept, it would be under way until it is given up: the caller has its answer all the same.
  if (!kept || !forgotten) response.set("Idempotency-Kept", "false");
  return response;
}

}  // namespace presave::server::api::callout
