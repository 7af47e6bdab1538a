// presave map and presave transform: a mapping against an org, and foreign rows through it.
#pragma once

#include <filesystem>
#include <string>

#include "cli/org_input.h"

namespace presave::cli {

struct MapOptions {
  OrgInput org;
  std::filesystem::path mapping;
};

struct TransformOptions {
  OrgInput org;
  std::filesystem::path mapping;
  std::string data;  ///< .jsonl and .ndjson are JSON Lines, anything else is CSV; "-" is CSV from standard input
  std::string separator = "comma";
  std::string encoding = "UTF-8";
  bool lenient = false;
};

/// Says what does not fit. Returns the exit code.
int map_command(const MapOptions& options);

/// Writes the records as JSON Lines, and the reasons of refused rows on standard error. Returns the exit code.
int transform_command(const TransformOptions& options);

}  // namespace presave::cli
