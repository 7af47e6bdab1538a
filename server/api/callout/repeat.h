// Repeated requests: a caller that has lost an answer sends the request again with the same Idempotency-Key,
// and gets the same answer.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "server/http/message.h"
#include "server/store/store.h"

namespace presave::server::api::callout {

inline constexpr std::string_view kIdempotencyKey = "Idempotency-Key";

/// Answers the request, or repeats what was answered to its key. Requests without a key are answered at once.
/// `type` is the media type of a good answer to this request.
http::Response answer_once(store::RepeatableCalls& calls, const std::string& caller,
                           const http::Request& request, std::string_view type, std::int64_t now_ms,
                           const std::function<http::Response()>& answer);

}  // namespace presave::server::api::callout
