// Every refusal of the callout endpoints, written once: its type, its status, and what it means. The answers,
// the page /problems and docs/problems.md are made of this list.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/fault.h"
#include "server/http/message.h"

namespace presave::server::api::callout {

enum class ProblemKind : std::uint8_t {
  kNotAuthenticated,
  kTooManyFailures,
  kNotAllowed,
  kIssuerUnavailable,
  kUnknownBundle,
  kUnknownObject,
  kUnknownMapping,
  kNotJson,
  kBadRequest,
  kTooLarge,
  kBadHeader,
  kKeyReused,
  kKeyUnderWay,
  kStoreBusy,
  kNotWritten,
  kInternal,
};

/// One row of the list.
struct ProblemRow {
  ProblemKind kind;
  std::string_view name;  ///< what the type ends with: "/problems#not-authenticated"
  int status;
  std::string_view title;
  std::string_view meaning;  ///< when it happens and what to do, for the page
};

std::span<const ProblemRow> problem_rows();

/// The answer. `detail` says what is wrong here and what to do; `where` is a JSON pointer, a header or a
/// parameter.
http::Response problem(ProblemKind kind, std::string_view detail, std::string_view where = "");
/// What the engine refuses is the caller's mistake.
http::Response problem(const Fault& fault);

/// docs/problems.md.
std::string problems_page();
/// The same as a page of this server's.
std::string problems_html();

}  // namespace presave::server::api::callout
