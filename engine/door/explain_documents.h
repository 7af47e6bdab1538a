// The documents that explain rules rather than decide records: requirements, explanation, coverage, proposals
// (docs/documents.md).
#pragma once

#include <string>

#include "engine/base/result.h"
#include "engine/bundle/json_reader.h"
#include "engine/explain/trial.h"
#include "engine/rules/rule_set.h"
#include "engine/schema/org.h"

namespace presave::door {

/// What all of these documents are made from.
struct Subject {
  const schema::Org& org;
  const rules::RuleSet& rules;
  const json::Document& document;
  std::int64_t now_ms;  ///< where a request brings no clock
};

/// The object that the document is about, and where it says so: in /object, or in the request that it wraps.
struct NamedObject {
  std::string name;
  std::string where;
};
NamedObject object_of(const json::Document& document);

/// A request of the document, ready to be tried; or why it cannot be read.
Result<explain::Given> given_by(const Subject& subject, const json::Node& request);

/// What must be loaded to decide every rule of the object.
std::string write_requirements(const schema::Org& org, const rules::RuleSet& rules);

/// {"rule", "request", "repair"} to an explanation.
Result<std::string> explain_rule(const Subject& subject);

/// {"request"} to its outcome and what it shows of every rule.
Result<std::string> cover_rules(const Subject& subject);

/// {"object", "requests"} to requests that show more.
Result<std::string> propose_requests(const Subject& subject);

}  // namespace presave::door
