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

/// One row of a foreign source.
struct TransformRow {
  std::string key;          ///< the caller's own; empty: none
  Result<std::string> row;  ///< a row document, or why there is none
};

/// A TransformRequest.
struct TransformQuestion {
  std::string mapping;
  bool validate = false;
  std::string upsert_as;     ///< "insert", "update" or "both"
  std::string context_json;  ///< a JSON object; empty: none
  std::vector<TransformRow> rows;
};

/// A ValidateRequest as a request document.
Result<std::string> validate_question(std::string_view body, const schema::Org& org);
/// An ExplainRequest as the document that the engine explains.
Result<std::string> explain_question(std::string_view body, const schema::Org& org);
/// A BatchRequest as request documents. A record that cannot be read spoils only itself.
Result<std::vector<BatchRecord>> batch_questions(std::string_view body, const schema::Org& org);
/// A TransformRequest. A row that cannot be read spoils only itself.
Result<TransformQuestion> transform_question(std::string_view body);

}  // namespace presave::server::api::callout
