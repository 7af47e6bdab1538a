// From what a caller sends (flat, with the record as a text or as a list of fields) to the request documents
// that the engine takes. The engine judges the content; here only the form is made.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/schema/org.h"

namespace presave::server::api::callout {

/// One record of a batch.
struct BatchRecord {
  std::string key;              ///< the caller's own; empty: none
  Result<std::string> request;  ///< a request document, or why there is none
};

/// A ValidateRequest as a request document.
Result<std::string> validate_question(std::string_view body, const schema::Org& org);
/// An ExplainRequest as the document that the engine explains.
Result<std::string> explain_question(std::string_view body, const schema::Org& org);
/// A BatchRequest as request documents. A record that cannot be read spoils only itself.
Result<std::vector<BatchRecord>> batch_questions(std::string_view body, const schema::Org& org);

}  // namespace presave::server::api::callout
