// presave explain: why one rule decides one record as it does, and what would make it pass.
#pragma once

#include <filesystem>
#include <string>

#include "cli/org_input.h"

namespace presave::cli {

struct ExplainOptions {
  OrgInput org;
  std::string rule;                  ///< RULE, or OBJECT.RULE where several objects have one of that name
  std::string record;                ///< a JSON file with a record or a whole request, or "-"
  std::filesystem::path prior;       ///< the record before the change: makes it an update
  std::filesystem::path context;
  bool open = false;                 ///< the formula fields that the rule reads, too
  bool json = false;
};

/// Returns the exit code: failures when the rule refuses the record, or cannot be decided.
int explain_command(const ExplainOptions& options);

}  // namespace presave::cli
