// presave map and presave transform: a mapping against an org, and foreign rows through it.
#pragma once

#include <filesystem>
#include <string>

#include "cli/org_input.h"
#include "cli/row_source.h"
#include "cli/sdl_file.h"

namespace presave::cli {

struct MapOptions {
  OrgInput org;
  std::filesystem::path mapping;  ///< empty: one is proposed for `source`
  SdlTarget sdl;
  SourceOptions source;
  bool json = false;  ///< the mapping as JSON, for the server and the npm package
};

struct TransformOptions {
  OrgInput org;
  std::filesystem::path mapping;
  SdlTarget sdl;
  SourceOptions source;
};

/// Says what does not fit, writes the mapping as JSON, or proposes one on standard output. Returns the exit code.
int map_command(const MapOptions& options);

/// Writes the records as JSON Lines, and the reasons of refused rows on standard error. Returns the exit code.
int transform_command(const TransformOptions& options);

}  // namespace presave::cli
