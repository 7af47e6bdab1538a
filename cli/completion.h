// Scripts that teach a shell to complete the command line, from what the command line says of itself.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace presave::cli {

enum class Shell : std::uint8_t { kBash, kFish, kZsh };

/// The shells by name.
inline const std::map<std::string, Shell, std::less<>> kShells = {
    {"bash", Shell::kBash}, {"fish", Shell::kFish}, {"zsh", Shell::kZsh}};

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
