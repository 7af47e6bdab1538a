// From the engine's documents to the flat answers that a flow can read: the shapes of schemas.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/presave.h"
#include "server/api/callout/transforming.h"

namespace presave::server::api::callout {

/// What came of one record of a batch.
struct Decided {
  std::string key;
  Result<std::string> outcome;  ///< the engine's outcome document, or why there is none
};

/// An outcome document as a ValidateResult.
Result<std::string> validate_answer(std::string_view outcome);
/// An explanation document as an ExplainResult.
Result<std::string> explain_answer(std::string_view explanation);
/// A requirements document as Requirements.
Result<std::string> requirements_answer(std::string_view requirements);
/// What became of `total` rows as a TransformResult: of fewer, where the time was over.
Result<std::string> transform_answer(const Mapping& mapping, const std::vector<Transformed>& rows,
                                     std::size_t total);
/// The outcomes of a batch of `total` records as a BatchResult: fewer, where the time was over.
Result<std::string> batch_answer(const std::vector<Decided>& decided, std::size_t total);

}  // namespace presave::server::api::callout
