// The word `doctor`: looks at what the server stands on, and says what to do.
#pragma once

#include <CLI/CLI.hpp>

#include "server/serve.h"

namespace presave::cli {

/// Adds the word.
void add_doctor(CLI::App& app, int& exit_code);

/// The flags that say what is served, for `serve` and `doctor` alike.
void add_what_is_served(CLI::App& command, server::ServeOptions& options);

}  // namespace presave::cli
