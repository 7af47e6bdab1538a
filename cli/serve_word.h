// The words `serve`, `doctor` and `audit`. Apart, because WebAssembly has no server to offer: cli/no_server.cpp stands there instead.
#pragma once

#include <CLI/CLI.hpp>

namespace presave::cli {

/// Adds the words, where this build has a server.
void add_serve(CLI::App& app, int& exit_code);

}  // namespace presave::cli
