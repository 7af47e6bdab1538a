// Scripts that teach a shell to complete the command line, from what the command line says of itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace presave::cli {

enum class Shell : std::uint8_t { kBash, kFish, kZsh };

/// "bash", "fish", "zsh"; none for any other.
std::optional<Shell> shell_named(std::string_view name);

/// One option of a command.
struct CompletedOption {
  std::string name;         ///< "--output"
  std::string letter;       ///< "o"; empty when there is none
  std::string description;
};

/// One command of the program.
struct CompletedCommand {
  std::string name;
  std::string description;
  std::vector<CompletedOption> options;
};

/// A script for the shell's own start-up file or completion folder.
std::string completion_script(const std::vector<CompletedCommand>& commands, Shell shell);

}  // namespace presave::cli
