// From the text of presave.toml and the environment to Settings, with every mistake and its place.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/setup/settings.h"

namespace presave::server::setup {

/// Names and values of environment variables.
using Environment = std::vector<std::pair<std::string, std::string>>;

/// This process's variables that begin with PRESAVE_.
Environment presave_environment();

/// Either settings, or why there are none.
struct ReadSettings {
  Settings settings;            ///< to be used only where there are no mistakes
  std::vector<Fault> mistakes;  ///< of everything that could be read
};

/// `file` names the text in mistakes; relative paths in it are taken from its folder.
ReadSettings read_settings(std::string_view text, const std::string& file, const Environment& environment);

}  // namespace presave::server::setup
