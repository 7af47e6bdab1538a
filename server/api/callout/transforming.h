// One foreign row: through a mapping, and the record by the org's rules where the caller asks for that.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/presave.h"
#include "server/api/callout/questions.h"

namespace presave::server::api::callout {

/// What became of a row.
struct Transformed {
  std::string key;
  Result<std::string> answer;                  ///< the engine's, or why there is none
  std::optional<Result<std::string>> outcome;  ///< of the record; nothing where it was not decided
};

/// The record in the engine's answer to a row, as JSON text; nothing where it is none.
std::optional<std::string_view> record_in(const Result<std::string>& answer);

/// Puts the rows of one question through its mapping.
class Transforming {
 public:
  Transforming(const Bundle& bundle, const Mapping& mapping, const TransformQuestion& question);

  Transformed transform(const TransformRow& row, std::int64_t now_ms) const;

 private:
  const Bundle& bundle_;
  const Mapping& mapping_;
  const std::vector<MappedRequest> requests_;  ///< one for each operation as which a record is decided
};

}  // namespace presave::server::api::callout
