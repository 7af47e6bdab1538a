// presave run: foreign rows through a mapping, then through the org's rules.
#pragma once

#include <filesystem>
#include <string>

#include "cli/decided_rows.h"
#include "cli/org_input.h"
#include "cli/row_source.h"
#include "cli/sdl_file.h"

namespace presave::cli {

struct RunOptions {
  OrgInput org;
  std::filesystem::path mapping;
  SdlTarget sdl;
  SourceOptions source;
  std::string upsert_as = "both";  ///< "insert", "update" or "both": what an upsert's rows are decided as
  std::filesystem::path context;   ///< a file holding a context object; empty: none
  bool json = false;
  OutcomeFiles files;
};

/// Returns the exit code.
int run_command(const RunOptions& options);

}  // namespace presave::cli
