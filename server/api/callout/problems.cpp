#include "server/api/callout/problems.h"

#include <array>

#include "engine/base/json_text.h"
#include "server/http/respond.h"

namespace presave::server::api::callout {
namespace {

constexpr std::array kRows = {
    ProblemRow{
        ProblemKind::kNotAuthenticated, "not-authenticated", 401, "The caller is not known",
        "The request does not prove who sends it: no credentials, or some that do not count (a wrong or "
        "expired token, a wrong password, a missing client certificate). The answer never says which; the "
        "server's log does. Send a token, or see docs/callout.md for the other ways."},
    ProblemRow{
        ProblemKind::kTooManyFailures, "too-many-failures", 429, "Too many failed attempts",
        "This network address has failed too often. Passwords and client secrets are not looked at for a "
        "minute; tokens and certificates that are right still count. Wait, correct the credentials, try "
        "again."},
    ProblemRow{
        ProblemKind::kNotAllowed, "not-allowed", 403, "Not among the caller's scopes",
        "The caller is known, but its scopes do not include this operation. The administrator of the server "
        "can add the scope."},
    ProblemRow{ProblemKind::kIssuerUnavailable, "issuer-unavailable", 503,
               "The token's issuer does not answer",
               "The keys of whoever signed the token are published at an address that gave no answer. Try "
               "again in a "
               "minute."},
    ProblemRow{ProblemKind::kUnknownBundle, "unknown-bundle", 404, "No such bundle",
               "The server has no bundle of this name, or the caller may not use it. GET /v1/bundles names "
               "those that "
               "it may use."},
    ProblemRow{ProblemKind::kUnknownObject, "unknown-object", 404, "No such object",
               "The bundle does not know the object. Objects are named by their API names."},
    ProblemRow{ProblemKind::kUnknownMapping, "unknown-mapping", 404, "No such mapping",
               "The server has no mapping of this name for the bundle that decides. Mappings are a "
               "[[mapping]] of its "
               "presave.toml, each for one bundle; the parameter bundle chooses another."},
    ProblemRow{ProblemKind::kNotJson, "not-json", 415, "Not JSON",
               "The body must be JSON and say so: Content-Type: application/json."},
    ProblemRow{
        ProblemKind::kBadRequest, "bad-request", 400, "The request cannot be read",
        "The body does not have the described form, names a field or rule that the object does not have, or "
        "holds "
        "a value that its field cannot have. `where` points to the place, `detail` says what was expected."},
    ProblemRow{ProblemKind::kTooLarge, "too-large", 413, "Too large",
               "A bound was passed: the size of the body, the number of records. `detail` names it. Send "
               "less at once."},
    ProblemRow{ProblemKind::kBadHeader, "bad-header", 400, "A header or parameter cannot be read",
               "`where` names it, `detail` says what is expected."},
    ProblemRow{ProblemKind::kKeyReused, "key-reused", 422, "The idempotency key was used for another request",
               "A key belongs to one request: the same key with another body is a mistake. Use a new key."},
    ProblemRow{ProblemKind::kKeyUnderWay, "key-under-way", 409, "The request of this key is under way",
               "A request with the same idempotency key is being answered. Wait a moment and repeat it."},
    ProblemRow{ProblemKind::kStoreBusy, "store-busy", 503, "The server cannot remember the request",
               "The memory of idempotency keys is full or busy. Try again in a moment, or without the key."},
    ProblemRow{
        ProblemKind::kNotWritten, "not-written-down", 503, "Not written down",
        "What is decided here must be written into the audit journal, and cannot be. Try again later; the "
        "server's log says why."},
    ProblemRow{ProblemKind::kInternal, "internal", 500, "The server failed",
               "Our own mistake. The server's log says more; X-Request-Id of the answer leads there."},
};

const ProblemRow& row_of(ProblemKind kind) {
  return kRows[static_cast<std::size_t>(kind)];
}

constexpr bool rows_are_in_order() {
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    if (kRows[i].kind != static_cast<ProblemKind>(i)) return false;
  }
  return true;
}
static_assert(rows_are_in_order(), "row_of() counts on it");

ProblemKind kind_of(FaultCode code) {
  switch (code) {
    case FaultCode::kTooLarge:
      return ProblemKind::kTooLarge;
    case FaultCode::kUnknownObject:
      return ProblemKind::kUnknownObject;
    default:
      return ProblemKind::kBadRequest;
  }
}

}  // namespace

std::span<const ProblemRow> problem_rows() {
  return kRows;
}

http::Response problem(ProblemKind kind, std::string_view detail, std::string_view where) {
  const ProblemRow& row = row_of(kind);
  JsonText out;
  out.begin_object();
  out.member("type", std::string_view("/problems#" + std::string(row.name)));
  out.member("title", row.title);
  out.member("status", row.status);
  out.json("detail", http::json_text(detail));
  if (!where.empty()) out.json("where", http::json_text(where));
  out.end_object();
  http::Response response = http::json(row.status, std::move(out).take());
  response.set("Content-Type", "application/problem+json");
  return response;
}

http::Response problem(const Fault& fault) {
  std::string detail(sentence(fault.code));
  if (!fault.detail.empty()) detail += ": " + fault.detail;
  return problem(kind_of(fault.code), detail, fault.where);
}

std::string problems_page() {
  std::string page =
      "# Problems\n\n"
      "Every refusal under `/v1/` is `application/problem+json` (RFC 9457):\n\n"
      "```json\n"
      "{\"type\": \"/problems#unknown-object\", \"title\": \"No such object\", \"status\": 404,\n"
      " \"detail\": \"unknown object: …\", \"where\": \"/object\"}\n"
      "```\n\n"
      "`type` leads to this list, which the server shows at `/problems`, too. A program compares `type` or "
      "`status`, "
      "never a sentence.\n";
  for (const ProblemRow& row : kRows) {
    page += "\n## " + std::string(row.name) + "\n\n**" + std::to_string(row.status) + ": " +
            std::string(row.title) + ".** " + std::string(row.meaning) + "\n";
  }
  return page;
}

std::string problems_html() {
  std::string page =
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Problems</title>\n"
      "<link rel=\"stylesheet\" href=\"/presave/page.css\">\n</head>\n<body>\n<main>\n<h1>Problems</h1>\n";
  for (const ProblemRow& row : kRows) {
    page += "<h2 id=\"" + std::string(row.name) + "\">" + std::to_string(row.status) + ": " +
            http::html_text(row.title) + "</h2>\n<p>" + http::html_text(row.meaning) + "</p>\n";
  }
  return page + "</main>\n</body>\n</html>\n";
}

}  // namespace presave::server::api::callout
